package trailbench.sequence;

import static trailbench.work.Fault.require;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What the loss of a target counts: for logs in which one kind of event drowns the others.
///
/// A loss with weights is Σ w · loss / Σ w over the targets of a batch. A target of weight 0 is none.
///
/// @param behaviours weight by behaviour index; empty if all count 1
public record TargetWeights(float[] behaviours) {
    public static final TargetWeights EQUAL = new TargetWeights(new float[0]);

    /// A target counts what its event's behaviour counts.
    ///
    /// @param weights by behaviour name; 1 for those that are not in it
    /// @param names   [Vocabulary#behaviours]
    /// @throws trailbench.work.Fault.Request for a name that the log does not know
    public static TargetWeights ofBehaviours(Map<String, Double> weights, List<String> names) {
        if (weights.isEmpty()) {
            return EQUAL;
        }
        float[] byIndex = new float[names.size()];
        Arrays.fill(byIndex, 1);
        weights.forEach((name, weight) -> {
            require(names.contains(name), "behaviour_weights name \"%s\", which is no behaviour of the log. It has %s.", name, String.join(", ", names));
            byIndex[names.indexOf(name)] = weight.floatValue();
        });
        return new TargetWeights(byIndex);
    }

    boolean areEqual() {
        return behaviours.length == 0;
    }

    float of(SequenceStore store, int event) {
        return behaviours[store.behaviours()[event]];
    }
}
