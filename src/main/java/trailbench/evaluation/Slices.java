package trailbench.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import trailbench.evaluation.Evaluation.Interval;
import trailbench.evaluation.Evaluation.Slice;
import trailbench.sequence.Cases;
import trailbench.sequence.NumberColumns;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TargetBehaviours;
import trailbench.sequence.Vocabulary;

/// Cuts cases by what they have in common. A dimension in which all cases are alike is left out, and so are slices of fewer than
/// [#FEWEST] cases: their figures are noise. Of a column with many values, the [#MOST] with most cases are told; amounts are cut into [AmountRanges].
final class Slices {
    static final int CUT_OFF = 10;
    static final int FEWEST = 10;
    static final int MOST = 20;

    private static final int[] LENGTHS = {5, 10, 20, 50, 100};
    private static final Duration DAYS_UP_TO = Duration.ofDays(40);
    private static final Duration MONTHS_UP_TO = Duration.ofDays(3 * 366);

    private final SequenceStore store;
    private final Cases cases;
    private final int[] people;
    private final Vocabulary vocabulary;
    private final int[] counts;
    private final int[] events;

    /// @param people `[C]` whose case it is
    Slices(SequenceStore store, Cases cases, int[] people, Vocabulary vocabulary, int[] trainingEnds) {
        this.store = store;
        this.cases = cases;
        this.people = people;
        this.vocabulary = vocabulary;
        this.counts = TrainingEvents.of(store, trainingEnds, vocabulary.size(), TargetBehaviours.ALL).counts();
        this.events = IntStream.range(0, cases.size()).map(this::targetEvent).toArray();
    }

    /// The first event on the target that the history does not hold.
    private int targetEvent(int i) {
        int event = cases.historyEnds()[i];
        while (store.items()[event] != cases.targets()[i]) {
            event++;
        }
        return event;
    }

    /// @param model    `[C]` the model's figures
    /// @param baseline `[C]` the best baseline's
    List<Slice> of(double[] model, double[] baseline) {
        List<Slice> all = new ArrayList<>();
        dimensions().forEach((by, value) -> {
            Map<String, List<Integer>> parts = new LinkedHashMap<>();
            for (int i = 0; i < cases.size(); i++) {
                parts.computeIfAbsent(value.apply(i), part -> new ArrayList<>()).add(i);
            }
            if (parts.size() > 1) {
                parts.entrySet().stream()
                        .filter(part -> part.getValue().size() >= FEWEST)
                        .sorted(Comparator.comparingInt(part -> -part.getValue().size()))
                        .limit(MOST)
                        .map(part -> slice(by, part.getKey(), part.getValue().stream().mapToInt(i -> i).toArray(), model, baseline))
                        .forEach(all::add);
            }
        });
        all.sort(Comparator.comparingDouble(Slice::figure).thenComparing(slice -> -slice.cases()));
        return List.copyOf(all);
    }

    private Slice slice(String by, String name, int[] part, double[] model, double[] baseline) {
        double[] figures = Arrays.stream(part).mapToDouble(i -> model[i]).toArray();
        Bootstrap bootstrap = new Bootstrap(Arrays.stream(part).map(i -> people[i]).toArray(), Confidence.DRAWS, Confidence.SEED);
        Bootstrap.Interval interval = bootstrap.interval(figures, Confidence.SHARE);
        return new Slice(
                by, name, part.length, Arrays.stream(figures).average().orElseThrow(), new Interval(interval.low(), interval.high()),
                Arrays.stream(part).mapToDouble(i -> baseline[i]).average().orElseThrow());
    }

    /// Every metric by behaviour and transition.
    List<Evaluation.Part> parts(Ranks model, Ranks baseline, List<Integer> at) {
        List<Evaluation.Part> all = new ArrayList<>();
        Map<String, IntFunction<String>> dimensions = dimensions();
        for (String by : List.of("behaviour", "transition")) {
            Map<String, List<Integer>> parts = new LinkedHashMap<>();
            for (int i = 0; i < cases.size(); i++) {
                parts.computeIfAbsent(dimensions.get(by).apply(i), part -> new ArrayList<>()).add(i);
            }
            if (parts.size() > 1) {
                parts.entrySet().stream()
                        .sorted(Comparator.comparingInt(part -> -part.getValue().size()))
                        .map(part -> {
                            int[] chosen = part.getValue().stream().mapToInt(i -> i).toArray();
                            return new Evaluation.Part(by, part.getKey(), chosen.length, Metrics.of(model.of(chosen), at), Metrics.of(baseline.of(chosen), at));
                        })
                        .forEach(all::add);
            }
        }
        return List.copyOf(all);
    }

    private Map<String, IntFunction<String>> dimensions() {
        Map<String, IntFunction<String>> dimensions = new LinkedHashMap<>();
        dimensions.put("history length", i -> length(cases.historyEnds()[i] - store.start(cases.users()[i])));
        int[] bounds = popularityBounds();
        dimensions.put("popularity of the target", i -> popularity(counts[cases.targets()[i]], bounds));
        dimensions.put("behaviour", i -> behaviour(events[i]));
        dimensions.put("transition", i -> behaviour(cases.historyEnds()[i] - 1) + " → " + behaviour(events[i]));
        DateTimeFormatter moments = moments();
        dimensions.put("time", i -> moments.format(Instant.ofEpochMilli(store.times()[events[i]])));
        store.userFeatures().forEach((name, texts) -> dimensions.put("user: " + name, column(name, texts, i -> people[i])));
        vocabulary.features().forEach((name, texts) -> dimensions.put("item: " + name, column(name, texts, i -> cases.targets()[i] - 1)));
        return dimensions;
    }

    /// @param row of a case
    private IntFunction<String> column(String name, List<String> texts, IntUnaryOperator row) {
        if (!NumberColumns.areAmounts(name, texts)) {
            return i -> known(texts.get(row.applyAsInt(i)));
        }
        double[] values = NumberColumns.values(texts);
        AmountRanges ranges = AmountRanges.of(IntStream.range(0, cases.size()).mapToDouble(i -> values[row.applyAsInt(i) + 1]).toArray());
        return i -> ranges.name(values[row.applyAsInt(i) + 1]);
    }

    private static String length(int events) {
        int low = 1;
        for (int high : LENGTHS) {
            if (events <= high) {
                return low + " to " + high;
            }
            low = high + 1;
        }
        return "above " + LENGTHS[LENGTHS.length - 1];
    }

    /// The counts of training events above which items are popular, and above which they are rare no more: a third of all training events
    /// each is on the popular, the middle and the rare ones.
    private int[] popularityBounds() {
        int[] sorted = Arrays.stream(counts).sorted().toArray();
        long all = Arrays.stream(counts).asLongStream().sum();
        int[] bounds = new int[2];
        long sum = 0;
        for (int count : sorted) {
            sum += count;
            bounds[0] = sum <= all / 3 ? count : bounds[0];
            bounds[1] = sum <= all * 2 / 3 ? count : bounds[1];
        }
        return bounds;
    }

    private static String popularity(int count, int[] bounds) {
        return count == 0 ? "cold" : count <= bounds[0] ? "rare" : count <= bounds[1] ? "middle" : "popular";
    }

    private String behaviour(int event) {
        int number = store.behaviours()[event];
        return number >= 0 && number < vocabulary.behaviours().size() ? vocabulary.behaviours().get(number) : "unknown";
    }

    private static String known(String value) {
        return value.isEmpty() ? "unknown" : value;
    }

    /// Days, months or years, whichever of them a reader can take in. Times are UTC.
    private DateTimeFormatter moments() {
        long first = Arrays.stream(events).mapToLong(event -> store.times()[event]).min().orElse(0);
        long last = Arrays.stream(events).mapToLong(event -> store.times()[event]).max().orElse(0);
        Duration span = Duration.ofMillis(last - first);
        String pattern = span.compareTo(DAYS_UP_TO) <= 0 ? "uuuu-MM-dd" : span.compareTo(MONTHS_UP_TO) <= 0 ? "uuuu-MM" : "uuuu";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
