package trailbench.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.work.Fault;

/// What targets weigh in the loss by their behaviour. `log.behaviours` says it; `training.behaviour_weights`, where it was said before, still
/// does for behaviours of which the list says nothing.
public final class BehaviourWeights {
    private BehaviourWeights() {}

    /// By name; behaviours that are left out weigh 1.
    ///
    /// @throws Fault.Request if the two say different things of one behaviour
    public static Map<String, Double> of(Experiment experiment) {
        Map<String, Double> weights = new LinkedHashMap<>(experiment.training().behaviourWeights());
        for (LogRecipe.Behaviour behaviour : experiment.log().behaviours().orElse(List.of())) {
            behaviour.weight().ifPresent(weight -> {
                Double before = weights.put(behaviour.name(), weight);
                Fault.require(
                        before == null || before.equals(weight),
                        "%s weighs %s in log.behaviours and %s in training.behaviour_weights. Give its weight under log.behaviours alone.",
                        behaviour.name(), weight, before);
            });
        }
        List<String> kept = experiment.log().clean().keepBehaviours();
        weights.keySet().removeIf(name -> !kept.isEmpty() && !kept.contains(name) && !experiment.training().behaviourWeights().containsKey(name));
        return weights;
    }
}
