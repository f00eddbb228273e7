package trailbench.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import trailbench.graph.Channels;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.sequence.NumberColumns;

/// What an experiment's log has to offer its graph.
public final class ExperimentChannels {
    /// Stands for any count until the log is prepared: counts change parameters, not whether a graph is right.
    public static final int ASSUMED_COUNT = 1_000;

    private ExperimentChannels() {}

    /// As its log was prepared.
    public static Channels of(Experiment experiment, Prepared prepared) {
        return new Channels(
                Math.max(1, prepared.vocabulary().size()), prepared.vocabulary().behaviours().size(), timed(experiment.log()),
                prepared.store().people(), counts(prepared.vocabulary().featureNumbers()), counts(prepared.store().userFeatureNumbers()),
                numbers(prepared.vocabulary().features()), numbers(prepared.store().userFeatures()),
                prepared.vectors().stream().collect(Collectors.toMap(VectorCache::name, VectorCache::width, (one, _) -> one, LinkedHashMap::new)),
                prepared.store().values().length > 0, experiment.sequences().maxLength());
    }

    /// How many items have no vector, by the name of the joined vectors.
    public static Map<String, Integer> lacking(Prepared prepared) {
        return prepared.vectors().stream().collect(Collectors.toMap(VectorCache::name, VectorCache::missing, (one, _) -> one, LinkedHashMap::new));
    }

    private static Set<String> numbers(Map<String, List<String>> columns) {
        return columns.entrySet().stream()
                .filter(column -> NumberColumns.areNumbers(column.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// How many values each column has.
    private static Map<String, Integer> counts(Map<String, int[]> columns) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        columns.forEach((name, numbers) -> counts.put(name, Arrays.stream(numbers).max().orElse(0)));
        return counts;
    }

    /// As its recipe says; counts are assumed.
    public static Channels assumed(Experiment experiment) {
        LogRecipe.Columns columns = experiment.log().columns();
        boolean behaviours = columns.behaviour().isPresent() || !columns.behaviourRules().isEmpty();
        return new Channels(
                ASSUMED_COUNT, behaviours ? ASSUMED_COUNT : 0, timed(experiment.log()), ASSUMED_COUNT, assumed(columns.itemFeatures()), assumed(columns.userFeatures()),
                Set.copyOf(columns.itemFeatures()), Set.copyOf(columns.userFeatures()), assumed(columns.itemVectors().stream().map(LogRecipe.ItemVectors::called).toList()),
                columns.value().isPresent(), experiment.sequences().maxLength());
    }

    private static Map<String, Integer> assumed(List<String> features) {
        return features.stream().distinct().collect(Collectors.toMap(name -> name, _ -> ASSUMED_COUNT, (one, _) -> one, LinkedHashMap::new));
    }

    private static boolean timed(LogRecipe log) {
        return log.columns().time().isPresent();
    }
}
