package trailbench.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.PointMap;
import trailbench.evaluation.TopItems;
import trailbench.sequence.Cases;
import trailbench.sequence.History;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Vocabulary;
import trailbench.work.Fault;

/// Answers about single cases with a model in this JVM.
final class LocalGlass implements CaseGlass {
    /// Items that a history's place on a map is the mean of.
    private static final int PLACED_BY = 10;
    private static final int WARM_UP = 30;

    private final RunModel asked;
    private final Vocabulary vocabulary;
    private final Map<String, Integer> items = new HashMap<>();
    private final Map<String, List<Integer>> firstCases = new HashMap<>();
    private final Facts facts;
    private final Optional<PointMap> map;
    /// `[V + 1]` index of the item's point, -1 for one that the map does not show.
    private final int[] points;

    /// Takes the model over.
    LocalGlass(RunModel asked) {
        Fault.require(
                asked.experiment().graph().graph().ranks(), "The run %s ranks no items, so no case of it can be explained. Choose a run with a next-item head.",
                asked.run().id());
        this.asked = asked;
        this.vocabulary = asked.prepared().vocabulary();
        for (int item = 1; item <= vocabulary.size(); item++) {
            items.put(vocabulary.id(item), item);
        }
        List<String> users = indexCases();
        Optional<String> name = mapName(asked.run().maps());
        this.map = name.map(asked.run()::map);
        this.points = points();
        this.facts = new Facts(users, vocabulary.size(), asked.experiment().evaluation().excludeSeen(), asked.experiment().sequences().maxLength(), name);
    }

    /// The newest map that shows neighbourhoods, or the newest of all.
    private static Optional<String> mapName(List<String> maps) {
        return maps.stream().filter(map -> map.startsWith("tsne")).reduce((first, last) -> last).or(() -> maps.stream().reduce((first, last) -> last));
    }

    private List<String> indexCases() {
        Cases cases = asked.prepared().test();
        List<String> users = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            String user = asked.prepared().store().userIds().get(cases.users()[i]);
            boolean another = i == 0 || cases.users()[i] != cases.users()[i - 1];
            if (another) {
                users.add(user);
            }
            if (another || cases.historyEnds()[i] != cases.historyEnds()[i - 1]) {
                firstCases.computeIfAbsent(user, fresh -> new ArrayList<>()).add(i);
            }
        }
        return users;
    }

    private int[] points() {
        int[] found = new int[vocabulary.size() + 1];
        Arrays.fill(found, -1);
        map.ifPresent(shown -> {
            for (int point = 0; point < shown.size(); point++) {
                Integer item = items.get(shown.ids().get(point));
                if (item != null) {
                    found[item] = point;
                }
            }
        });
        return found;
    }

    /// Asks a few times, so that the first question of a person is answered as fast as the next.
    LocalGlass warm() {
        for (int i = 0; i < WARM_UP && !facts.users().isEmpty(); i++) {
            Opened opened = open(facts.users().get(i % facts.users().size()), 1);
            ask(new Question(opened.user(), opened.history(), List.of(), 10, i % 6 == 0 ? Optional.of(vocabulary.id(1)) : Optional.empty()));
        }
        return this;
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public Opened open(String user, int number) {
        List<Integer> firsts = firstCases.getOrDefault(user, List.of());
        Fault.require(!firsts.isEmpty(), "The user \"%s\" has no test case. Users that have one: %s …", user, String.join(", ", facts.users().stream().limit(5).toList()));
        Fault.require(1 <= number && number <= firsts.size(), "The user \"%s\" has %s test cases, so no case %s.", user, firsts.size(), number);
        Cases cases = asked.prepared().test();
        int first = firsts.get(number - 1);
        Set<Integer> targets = new LinkedHashSet<>();
        for (int i = first; i < cases.size() && cases.users()[i] == cases.users()[first] && cases.historyEnds()[i] == cases.historyEnds()[first]; i++) {
            targets.add(cases.targets()[i]);
        }
        return new Opened(
                user, number, firsts.size(), events(cases.users()[first], cases.historyEnds()[first]),
                targets.stream().map(item -> new Named(vocabulary.id(item), vocabulary.title(item))).toList());
    }

    private List<CaseEvent> events(int user, int end) {
        SequenceStore store = asked.prepared().store();
        boolean told = vocabulary.behaviours().size() > 1;
        List<CaseEvent> events = new ArrayList<>();
        for (int event = store.start(user); event < end; event++) {
            int item = store.items()[event];
            int behaviour = store.behaviours()[event];
            events.add(new CaseEvent(
                    vocabulary.id(item), vocabulary.title(item), told && behaviour >= 0 ? vocabulary.behaviours().get(behaviour) : "",
                    store.times()[event], store.baskets()[event], store.values().length == 0 ? Float.NaN : store.values()[event]));
        }
        return events;
    }

    @Override
    public Answer ask(Question question) {
        Fault.require(!question.events().isEmpty(), "A history without any event says nothing. Keep one at least.");
        Fault.require(question.k() >= 1, "k %s is not at least 1", question.k());
        long start = System.nanoTime();
        float[][] scores = new float[1][vocabulary.size() + 1];
        History history = history(question, -1);
        asked.model().score(List.of(history), scores);
        Optional<Place> place = place(scores[0]);
        float[] candidates = scores[0].clone();
        if (facts.excludeSeen()) {
            for (int item : history.items()) {
                candidates[item] = Float.NEGATIVE_INFINITY;
            }
        }
        List<Ranked> top = Arrays.stream(TopItems.of(candidates, question.k())).mapToObj(item -> ranked(item, scores[0], candidates)).toList();
        List<Ranked> targets = question.targets().stream().map(id -> ranked(number(id), scores[0], candidates)).toList();
        double millis = (System.nanoTime() - start) / 1e6;
        return new Answer(top, targets, question.about().map(id -> effects(question, number(id), scores[0])).orElse(List.of()),
                question.about().map(id -> attention(history)).orElse(List.of()), place, millis);
    }

    private List<Weighing> attention(History history) {
        return asked.model().attention(history).reversed().stream()
                .map(found -> new Weighing(found.node(), Arrays.stream(found.mean()).boxed().toList()))
                .toList();
    }

    private Ranked ranked(int item, float[] scores, float[] candidates) {
        int higher = 0;
        int equal = 0;
        for (int other = 1; other < candidates.length; other++) {
            higher += candidates[other] > scores[item] ? 1 : 0;
            equal += candidates[other] == scores[item] ? 1 : 0;
        }
        boolean candidate = candidates[item] > Float.NEGATIVE_INFINITY;
        return new Ranked(vocabulary.id(item), vocabulary.title(item), scores[item], candidate ? higher + 1 + (equal - 1) / 2.0 : 0);
    }

    /// The model sees the latest events alone: leaving out an older one changes nothing, and is not tried.
    private List<Double> effects(Question question, int about, float[] whole) {
        int length = question.events().size();
        int first = Math.max(0, length - facts.steps());
        Double[] effects = new Double[length];
        Arrays.fill(effects, 0.0);
        if (length > 1) {
            List<History> histories = IntStream.range(first, length).mapToObj(left -> history(question, left)).toList();
            float[][] scores = new float[histories.size()][vocabulary.size() + 1];
            asked.model().score(histories, scores);
            for (int i = 0; i < scores.length; i++) {
                effects[first + i] = (double) whole[about] - scores[i][about];
            }
        }
        return List.of(effects);
    }

    /// @param left event that is left out, -1 for none
    private History history(Question question, int left) {
        List<CaseEvent> events = question.events();
        int[] kept = IntStream.range(0, events.size()).filter(i -> i != left).toArray();
        boolean told = vocabulary.behaviours().size() > 1;
        int[] numbers = new int[kept.length];
        int[] baskets = new int[kept.length];
        byte[] behaviours = new byte[kept.length];
        long[] times = new long[kept.length];
        float[] values = new float[asked.prepared().store().values().length == 0 ? 0 : kept.length];
        for (int i = 0; i < kept.length; i++) {
            CaseEvent event = events.get(kept[i]);
            numbers[i] = number(event.id());
            baskets[i] = event.basket();
            behaviours[i] = told ? (byte) vocabulary.behaviours().indexOf(event.behaviour()) : 0;
            times[i] = event.time();
            if (values.length > 0) {
                values[i] = event.value();
            }
        }
        return new History(numbers, baskets, behaviours, times, userNumber(question.user()), values);
    }

    private int userNumber(String user) {
        List<Integer> firsts = firstCases.getOrDefault(user, List.of());
        return firsts.isEmpty() ? History.UNKNOWN_USER : asked.prepared().store().owner(asked.prepared().test().users()[firsts.getFirst()]) + 1;
    }

    private int number(String id) {
        @Nullable Integer item = items.get(id);
        Fault.require(item != null, "The model knows no item \"%s\". Item ids stand in the log's own spelling.", id);
        return item == null ? 0 : item;
    }

    private Optional<Place> place(float[] scores) {
        if (map.isEmpty()) {
            return Optional.empty();
        }
        float[] shown = scores.clone();
        for (int item = 1; item < shown.length; item++) {
            shown[item] = points[item] < 0 ? Float.NEGATIVE_INFINITY : shown[item];
        }
        int[] best = TopItems.of(shown, PLACED_BY);
        double x = 0;
        double y = 0;
        double all = 0;
        for (int item : best) {
            double weight = Math.exp(scores[item] - scores[best[0]]);
            x += weight * map.get().x()[points[item]];
            y += weight * map.get().y()[points[item]];
            all += weight;
        }
        return best.length == 0 ? Optional.empty() : Optional.of(new Place(x / all, y / all, Arrays.stream(best).mapToObj(vocabulary::title).toList()));
    }

    @Override
    public List<Named> find(String words, int most) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        BitSet found = new BitSet();
        List<Named> named = new ArrayList<>();
        for (boolean begins : new boolean[] {true, false}) {
            for (int item = 1; item <= vocabulary.size() && named.size() < most; item++) {
                String id = vocabulary.id(item).toLowerCase(Locale.ROOT);
                boolean fits = begins ? id.startsWith(wanted) : id.contains(wanted) || vocabulary.title(item).toLowerCase(Locale.ROOT).contains(wanted);
                if (fits && !found.get(item)) {
                    found.set(item);
                    named.add(new Named(vocabulary.id(item), vocabulary.title(item)));
                }
            }
        }
        return named;
    }

    @Override
    public void close() {
        asked.close();
    }
}
