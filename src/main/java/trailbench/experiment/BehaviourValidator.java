package trailbench.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import trailbench.engine.Model;
import trailbench.sequence.Batch;
import trailbench.training.Validator;
import trailbench.work.Progress;

/// Counts after each epoch of which share of the validation events the likeliest behaviour was what was done.
///
/// `balanced-accuracy` is the mean of that share over the behaviours that occur: it does not pay to say always the most frequent one.
///
/// @param batches    whose targets are the validation events; at least one
/// @param behaviours K
record BehaviourValidator(List<Batch> batches, int behaviours) implements Validator {
    private static final String ACCURACY = "accuracy";
    private static final String BALANCED = "balanced-accuracy";

    static Validator of(List<Batch> batches, int behaviours) {
        return batches.isEmpty() ? Validator.NONE : new BehaviourValidator(batches, behaviours);
    }

    @Override
    public Set<String> metrics() {
        return Set.of(ACCURACY, BALANCED);
    }

    @Override
    public Map<String, Double> validate(Model model, Progress progress) {
        long[] events = new long[behaviours];
        long[] right = new long[behaviours];
        for (Batch batch : batches) {
            progress.checkpoint();
            float[][] said = model.answer(batch);
            int next = 0;
            for (int target : batch.targets()) {
                if (target != 0) {
                    events[target - 1]++;
                    right[target - 1] += first(said[next++]) == target - 1 ? 1 : 0;
                }
            }
        }
        long all = 0;
        long allRight = 0;
        double shares = 0;
        int occurring = 0;
        for (int behaviour = 0; behaviour < behaviours; behaviour++) {
            all += events[behaviour];
            allRight += right[behaviour];
            if (events[behaviour] > 0) {
                shares += (double) right[behaviour] / events[behaviour];
                occurring++;
            }
        }
        return Map.of(ACCURACY, allRight / Math.max(1.0, all), BALANCED, shares / Math.max(1, occurring));
    }

    private static int first(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
