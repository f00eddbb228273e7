package trailbench.bundle;

import static trailbench.work.Fault.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.Neighbours;
import trailbench.engine.Engine;
import trailbench.engine.Features;
import trailbench.graph.GraphCheck;
import trailbench.graph.InputNode.NumberInput;
import trailbench.sequence.History;
import trailbench.sequence.NumberColumns;
import trailbench.sequence.Scaling;
import trailbench.sequence.Vocabulary;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A model that was exported, ready to answer.
///
/// ```java
/// try (BundleModel model = BundleModel.open(Path.of("shop.trailbench-model"), new Dl4jEngine())) {
///     model.recommend(List.of(Event.of("85123A"), Event.of("71053")), 10, List.of()).items().forEach(System.out::println);
/// }
/// ```
///
/// From any thread: the model itself lives on a thread of its own, and questions that wait together are answered together. Needs neither
/// JavaFX nor Smile nor DuckDB.
public final class BundleModel implements AutoCloseable {
    private static final int MOST_SEQUENCE = 100_000;

    private final Contents contents;
    private final ScoringThread model;
    private final Map<String, Integer> items;
    private final Map<String, Integer> users;
    private final float[][] itemVectors;
    private final LiveCleaning cleaning;

    private BundleModel(Contents contents, ScoringThread model) {
        this.contents = contents;
        this.model = model;
        this.items = numbers(contents.vocabulary().ids());
        this.users = numbers(contents.users().ids());
        this.itemVectors = model.itemVectors();
        this.cleaning = new LiveCleaning(contents.preprocessing());
    }

    /// @param engine what the model runs on: `new Dl4jEngine()`
    /// @throws Fault.Request if the file is no bundle, damaged, cut off, or says things that do not go together
    public static BundleModel open(Path file, Engine engine) {
        Path zip = temporary();
        FutureTask<Boolean> loading = new FutureTask<>(engine::load, true); // natives, while the file is read
        Thread.ofPlatform().daemon().name("bundle-engine").start(loading);
        try {
            Contents contents = BundleFile.read(file, zip);
            requireConsistent(file, contents, zip);
            return new BundleModel(contents, new ScoringThread(() -> {
                loaded(loading);
                return engine.open(zip, contents.network().options(features(contents)));
            }));
        } finally {
            zip.toFile().delete();
        }
    }

    public Contents contents() {
        return contents;
    }

    /// Names that [Event#behaviour] may have.
    public List<String> behaviours() {
        return contents.vocabulary().behaviours();
    }

    /// What comes next after a history.
    ///
    /// @param history oldest first
    /// @param k       how many items
    /// @param exclude original ids that are no candidates
    /// @throws Fault.Request if `k` is below 1, some events have times and others none, or the model predicts no items
    public Answer recommend(List<Event> history, int k, List<String> exclude) {
        return recommend(new Question(history, k, exclude));
    }

    /// As [#recommend(List, int, List)], of a user and with a filter.
    public Answer recommend(Question question) {
        require(question.k() >= 1, "k %s is not at least 1.", question.k());
        List<String> unknown = unknown(question.history());
        History history = history(question);
        boolean cold = history.length() == 0;
        float[] scores = cold ? popularity() : model.score(history);
        forbid(scores, question, history);
        return new Answer(best(scores, question.k()), cold ? Answer.By.POPULARITY : Answer.By.MODEL, unknown);
    }

    /// The encoder's vector of a history, `[H]`.
    ///
    /// @throws Fault.Request if the model knows none of its items
    public float[] embed(List<Event> history) {
        History known = history(new Question(history, 1, List.of()));
        require(known.length() > 0, "The history holds no item that the model knows, so it has no vector. Ids stand in the log's own spelling.");
        return model.encode(known);
    }

    /// The nearest items by cosine of their vectors, nearest first, without the item itself.
    ///
    /// @throws Fault.Request if the model does not know the item
    public List<Answer.Item> similar(String item, int k) {
        require(k >= 1, "k %s is not at least 1.", k);
        @Nullable Integer number = items.get(item);
        if (number == null) {
            throw new Fault.Request(Trouble.of(Trouble.Kind.UNKNOWN_ITEM, item));
        }
        return Neighbours.nearest(itemVectors, number - 1, k).stream().map(found -> item(found.index() + 1, found.cosine())).toList();
    }

    /// How many histories the model was asked about, and in how many calls.
    public long[] counts() {
        return model.counts();
    }

    /// Answers what waits, then frees the model.
    @Override
    public void close() {
        model.close();
    }

    private List<String> unknown(List<Event> history) {
        return history.stream().map(Event::item).filter(item -> !items.containsKey(item)).distinct().toList();
    }

    /// What the model can read of a history. Events with times are put in their order and cleaned, as those of the log were.
    private History history(Question question) {
        List<Event> given = question.history();
        long timed = given.stream().filter(event -> event.time().isPresent()).count();
        require(timed == 0 || timed == given.size(), "%d of %d events have a time. Give all of them one, or none.", timed, given.size());
        require(given.size() <= MOST_SEQUENCE, "A history has at most %d events, not %d.", MOST_SEQUENCE, given.size());
        List<Event> ordered = new ArrayList<>(given);
        if (timed > 0) {
            ordered.sort(Comparator.comparing(event -> event.time().orElseThrow()));
        }
        List<Event> known = cleaning.read(ordered, event -> items.containsKey(event.item()));
        byte[] behaviours = new byte[known.size()];
        for (int i = 0; i < behaviours.length; i++) {
            behaviours[i] = (byte) known.get(i).behaviour().map(contents.vocabulary().behaviours()::indexOf).orElse(-1).intValue();
        }
        return new History(
                known.stream().mapToInt(event -> items.get(event.item())).toArray(),
                IntStream.range(0, known.size()).toArray(),
                behaviours,
                timed == 0 ? new long[0] : known.stream().mapToLong(event -> event.time().orElseThrow().toEpochMilli()).toArray(),
                question.uid().map(id -> users.getOrDefault(id, History.UNKNOWN_USER)).orElse(History.UNKNOWN_USER),
                values(known));
    }

    /// NaN where none is told.
    private static float[] values(List<Event> known) {
        float[] values = new float[known.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = known.get(i).value().map(Double::floatValue).orElse(Float.NaN);
        }
        return values;
    }

    private float[] popularity() {
        float[] scores = new float[contents.popularity().length];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = contents.popularity()[item];
        }
        return scores;
    }

    private void forbid(float[] scores, Question question, History history) {
        scores[Vocabulary.PADDING] = Float.NEGATIVE_INFINITY;
        if (contents.network().excludeSeen()) {
            for (int item : history.items()) {
                scores[item] = Float.NEGATIVE_INFINITY;
            }
        }
        for (String id : question.exclude()) {
            scores[items.getOrDefault(id, Vocabulary.PADDING)] = Float.NEGATIVE_INFINITY;
        }
        question.filter().forEach((feature, values) -> {
            List<String> column = contents.vocabulary().features().get(feature);
            if (column == null) {
                throw new Fault.Request("Items have no feature \"%s\". Choose among %s.", feature, contents.vocabulary().features().keySet());
            }
            for (int item = 1; item < scores.length; item++) {
                scores[item] = values.contains(column.get(item - 1)) ? scores[item] : Float.NEGATIVE_INFINITY;
            }
        });
    }

    /// Best first; of equal scores, the item with the lower number.
    private List<Answer.Item> best(float[] scores, int k) {
        Comparator<Integer> worse = Comparator.<Integer>comparingDouble(item -> scores[item]).thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> kept = new PriorityQueue<>(worse);
        float least = Float.NEGATIVE_INFINITY; // of those that are kept, once there are k: most items stop at it
        for (int item = 1; item < scores.length; item++) {
            if (scores[item] > least) {
                if (kept.size() == k) {
                    kept.remove();
                }
                kept.add(item);
                least = kept.size() == k ? scores[kept.element()] : Float.NEGATIVE_INFINITY;
            }
        }
        return kept.stream().sorted(worse.reversed()).map(item -> item(item, scores[item])).toList();
    }

    private Answer.Item item(int item, double score) {
        return new Answer.Item(contents.vocabulary().id(item), contents.vocabulary().title(item), score);
    }

    private static Map<String, Integer> numbers(List<String> ids) {
        Map<String, Integer> numbers = HashMap.newHashMap(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            numbers.put(ids.get(i), i + 1);
        }
        return numbers;
    }

    private static Features features(Contents contents) {
        Vocabulary people = new Vocabulary(contents.users().ids(), contents.users().ids(), contents.users().features(), List.of());
        Map<String, Features.Numbers> numbers = new LinkedHashMap<>();
        contents.network().graph().nodes().forEach(node -> {
            if (node instanceof NumberInput input) {
                Vocabulary of = input.of() == NumberInput.Of.ITEM ? contents.vocabulary() : people;
                // how they are scaled stands in the model
                numbers.put(input.name(), new Features.Numbers(
                        NumberColumns.values(of.features().getOrDefault(input.feature(), List.of())), (float) Scaling.UNKNOWN.mean(), (float) Scaling.UNKNOWN.deviation()));
            }
        });
        return new Features(contents.vocabulary().featureNumbers(), people.featureNumbers(), numbers, Map.of());
    }

    /// A network is built only if the model's file can fill it: its size is not to be believed before.
    private static void requireConsistent(Path file, Contents contents, Path model) {
        Vocabulary vocabulary = contents.vocabulary();
        Network.Inputs inputs = contents.network().inputs();
        boolean aligned = inputs.items() == vocabulary.size()
                && vocabulary.titles().size() == vocabulary.size()
                && contents.popularity().length == vocabulary.size() + 1
                && vocabulary.features().values().stream().allMatch(column -> column.size() == vocabulary.size())
                && contents.users().features().values().stream().allMatch(column -> column.size() == contents.users().ids().size())
                && (!contents.network().readsUsers() || contents.users().ids().size() == inputs.users());
        require(aligned, "%s does not go together: its vocabulary, features, users and network have different sizes. Export it anew.", file);
        long parameters = GraphCheck.check(contents.network().graph(), inputs.channels()).orThrow().total();
        long most = model.toFile().length() * 1_100; // nothing shrinks further in a zip
        require(parameters >= 0 && parameters <= most / Float.BYTES, "%s is refused: its network has %,d parameters, more than its model can hold.", file, parameters);
    }

    private static void loaded(FutureTask<Boolean> loading) {
        try {
            loading.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error broken) {
                throw broken; // as natives that are missing
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new Fault.Work("The model was not opened: its thread was told to end.", ended);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("trailbench-model", ".zip");
        } catch (IOException failed) {
            throw new Fault.Work("The model cannot be unpacked: %s. Free some space in the folder for temporary files.", Trouble.reason(failed), failed);
        }
    }
}
