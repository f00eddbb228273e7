package trailbench.sequence;

import static trailbench.work.Fault.require;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What the loss of a target counts: for logs in which one kind of event drowns the others.
///
/// The loss of a batch is Σ w · loss / number of targets, with weights scaled so that the targets of the training windows weigh 1 on
/// average: a weighted mean over an epoch. A target of weight 0 is none.
///
/// @param behaviours weight by behaviour index; empty if all weigh 1
public record TargetWeights(float[] behaviours) {
    public static final TargetWeights EQUAL = new TargetWeights(new float[0]);

    /// A target counts what its event's behaviour counts.
    ///
    /// @param weights  by behaviour name, relative to 1 for those that are not in it
    /// @param names    [Vocabulary#behaviours]
    /// @param training windows whose targets weigh 1 on average
    /// @throws trailbench.work.Fault.Request for a name that the log does not know, and if no target is left
    public static TargetWeights ofBehaviours(Map<String, Double> weights, List<String> names, WindowSet training) {
        if (weights.isEmpty()) {
            return EQUAL;
        }
        float[] byIndex = new float[names.size()];
        Arrays.fill(byIndex, 1);
        weights.forEach((name, weight) -> {
            require(names.contains(name), "A weight is given to the behaviour \"%s\", which the log does not have. It has %s. See log.behaviours and training.behaviour_weights.", name, String.join(", ", names));
            byIndex[names.indexOf(name)] = weight.floatValue();
        });
        long[] counts = training.targetBehaviours(names.size());
        long targets = 0;
        double sum = 0;
        for (int i = 0; i < byIndex.length; i++) {
            targets += byIndex[i] > 0 ? counts[i] : 0;
            sum += byIndex[i] * counts[i];
        }
        require(sum > 0, "The weights of behaviours leave no target to learn from. Give one of %s a weight above 0, under log.behaviours.", String.join(", ", names));
        for (int i = 0; i < byIndex.length; i++) {
            byIndex[i] *= (float) (targets / sum);
        }
        return new TargetWeights(byIndex);
    }

    boolean areEqual() {
        return behaviours.length == 0;
    }

    float of(SequenceStore store, int event) {
        return areEqual() ? 1 : behaviours[store.behaviours()[event]];
    }
}
