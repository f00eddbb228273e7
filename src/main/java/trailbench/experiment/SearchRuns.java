package trailbench.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.RunFolder;
import trailbench.project.Search;
import trailbench.project.Search.Axis;
import trailbench.project.Search.Method;
import trailbench.project.Search.Range;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The runs that a search asks for.
public final class SearchRuns {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final int DRAWS_A_RUN = 50;

    private SearchRuns() {}

    /// @param values     field to its value in YAML, in the order of the search's axes
    /// @param experiment with these values
    public record Variant(Map<String, String> values, Experiment experiment) {
        /// `training.batch=32 graph.hidden=64`.
        public String text() {
            return values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).collect(Collectors.joining(" "));
        }
    }

    /// All of them, in an order that is the same at every call: a grid's last field changes first, random ones are in the order of the draw.
    ///
    /// @throws Fault.Request if a field is not known, a value is refused, a run could not be trained, or they are too many
    public static List<Variant> of(Search search) {
        Map<String, SearchField> fields = SearchField.of(search.experiment()).stream().collect(Collectors.toMap(SearchField::path, each -> each, (a, b) -> a));
        List<Map<String, String>> combinations = switch (search.method()) {
            case Method.Grid _ -> grid(search.axes(), fields);
            case Method.Random random -> random(search.axes(), fields, random);
        };
        return combinations.stream().map(values -> new Variant(values, checked(search, values))).toList();
    }

    /// Those for which there is no run that is done, goes on or waits: what a search that was cut short still lacks.
    ///
    /// @param members the search's runs
    public static List<Variant> missing(Search search, List<RunFolder> members) {
        Set<Experiment> there = members.stream()
                .filter(run -> run.state() != RunState.FAILED && run.state() != RunState.STOPPED)
                .map(RunFolder::experiment)
                .collect(Collectors.toSet());
        return of(search).stream().filter(variant -> !there.contains(variant.experiment())).toList();
    }

    /// @throws Fault.Request that says with which values, and what is wrong
    private static Experiment checked(Search search, Map<String, String> values) {
        Map<String, String> outerFirst = new LinkedHashMap<>();
        values.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> each.getKey().chars().filter(letter -> letter == '.').count()))
                .forEach(each -> outerFirst.put(each.getKey(), each.getValue())); // graph=sasrec before graph.layers=2
        try {
            Experiment changed = Yaml.with(search.experiment(), outerFirst);
            Fault.require(
                    changed.experiment().equals(search.experiment().experiment()), "experiment: a search does not change an experiment's name");
            ExperimentCheck.check(changed);
            return changed;
        } catch (Fault.Request wrong) {
            throw new Fault.Request(
                    Trouble.of(Trouble.Kind.SEARCH_REFUSED, search.search(), new Variant(values, search.experiment()).text(), wrong), wrong);
        }
    }

    private static List<Map<String, String>> grid(List<Axis> axes, Map<String, SearchField> fields) {
        List<List<String>> values = axes.stream().map(axis -> points(axis, isWhole(axis, fields))).toList();
        long count = values.stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
        Fault.require(count <= Method.MOST, Trouble.Kind.SEARCH_TOO_MANY, count, Method.MOST);
        List<Map<String, String>> combinations = List.of(Map.of());
        for (int a = 0; a < axes.size(); a++) {
            String field = axes.get(a).field();
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> before : combinations) {
                for (String value : values.get(a)) {
                    Map<String, String> with = new LinkedHashMap<>(before);
                    with.put(field, value);
                    longer.add(with);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static List<Map<String, String>> random(List<Axis> axes, Map<String, SearchField> fields, Method.Random method) {
        SplittableRandom random = new SplittableRandom(method.seed());
        Set<Map<String, String>> drawn = new LinkedHashSet<>();
        for (long draws = (long) method.runs() * DRAWS_A_RUN; draws > 0 && drawn.size() < method.runs(); draws--) {
            Map<String, String> values = new LinkedHashMap<>();
            axes.forEach(axis -> values.put(axis.field(), drawn(axis, isWhole(axis, fields), random)));
            drawn.add(values);
        }
        return List.copyOf(drawn);
    }

    private static boolean isWhole(Axis axis, Map<String, SearchField> fields) {
        return Optional.ofNullable(fields.get(axis.field())).filter(field -> field.kind() == SearchField.Kind.WHOLE).isPresent();
    }

    private static List<String> points(Axis axis, boolean whole) {
        return switch (axis.range()) {
            case Range.Values(List<String> values) -> values.stream().distinct().toList();
            case Range.Linear(double from, double to, Optional<Integer> steps) -> points(from, to, needed(axis, steps), whole, false);
            case Range.Log(double from, double to, Optional<Integer> steps) -> points(from, to, needed(axis, steps), whole, true);
        };
    }

    private static int needed(Axis axis, Optional<Integer> steps) {
        return steps.orElseThrow(() -> new Fault.Request(Trouble.of(Trouble.Kind.SEARCH_NO_STEPS, axis.field())));
    }

    private static List<String> points(double from, double to, int steps, boolean whole, boolean log) {
        return IntStream.range(0, steps).mapToObj(i -> text(between(from, to, (double) i / (steps - 1), log), from, to, whole)).distinct().toList();
    }

    private static String drawn(Axis axis, boolean whole, SplittableRandom random) {
        return switch (axis.range()) {
            case Range.Values(List<String> values) -> values.get(random.nextInt(values.size()));
            case Range.Linear(double from, double to, Optional<Integer> _) -> text(between(from, to, random.nextDouble(), false), from, to, whole);
            case Range.Log(double from, double to, Optional<Integer> _) -> text(between(from, to, random.nextDouble(), true), from, to, whole);
        };
    }

    /// @param share from 0 to 1
    private static double between(double from, double to, double share, boolean log) {
        return log ? Math.exp(Math.log(from) + share * (Math.log(to) - Math.log(from))) : from + share * (to - from);
    }

    /// Four digits that count are enough of a drawn number; rounding does not leave the range.
    private static String text(double value, double from, double to, boolean whole) {
        if (whole) {
            return Long.toString(Math.clamp(Math.round(value), (long) Math.ceil(from), (long) Math.floor(to)));
        }
        double rounded = Math.clamp(new BigDecimal(value).round(DIGITS).doubleValue(), from, to);
        return BigDecimal.valueOf(rounded).stripTrailingZeros().toPlainString();
    }
}
