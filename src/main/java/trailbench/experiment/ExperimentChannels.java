package trailbench.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import trailbench.graph.Channels;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;

/// What an experiment's log has to offer its graph.
public final class ExperimentChannels {
    /// Stands for any count until the log is prepared: counts change parameters, not whether a graph is right.
    public static final int ASSUMED_COUNT = 1_000;

    private ExperimentChannels() {}

    /// As its log was prepared.
    public static Channels of(Experiment experiment, Prepared prepared) {
        Map<String, Integer> features = new LinkedHashMap<>();
        prepared.vocabulary().featureNumbers().forEach((name, numbers) -> {
            int most = 0;
            for (int number : numbers) {
                most = Math.max(most, number);
            }
            features.put(name, most);
        });
        return new Channels(
                Math.max(1, prepared.vocabulary().size()), prepared.vocabulary().behaviours().size(), timed(experiment.log()),
                prepared.store().users(), features, experiment.sequences().maxLength());
    }

    /// As its recipe says; counts are assumed.
    public static Channels assumed(Experiment experiment) {
        LogRecipe.Columns columns = experiment.log().columns();
        boolean behaviours = columns.behaviour().isPresent() || !columns.behaviourRules().isEmpty();
        Map<String, Integer> features = new LinkedHashMap<>();
        columns.features().forEach(name -> features.put(name, ASSUMED_COUNT));
        return new Channels(
                ASSUMED_COUNT, behaviours ? ASSUMED_COUNT : 0, timed(experiment.log()), ASSUMED_COUNT, features,
                experiment.sequences().maxLength());
    }

    private static boolean timed(LogRecipe log) {
        return log.columns().time().isPresent();
    }
}
