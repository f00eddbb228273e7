package trailbench.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import trailbench.engine.Model;
import trailbench.sequence.Batch;
import trailbench.training.Validator;
import trailbench.work.Progress;

/// Measures after each epoch how much better than the training mean a model says the values of the validation events: `r2`, 1 - its squared error
/// by that of the mean. 0 is no better, 1 is perfect, below 0 is worse.
///
/// @param batches whose targets are the validation events; at least one
/// @param mean    of the training events
record ValueValidator(List<Batch> batches, double mean) implements Validator {
    private static final String R2 = "r2";

    static Validator of(List<Batch> batches, double mean) {
        return batches.isEmpty() ? Validator.NONE : new ValueValidator(batches, mean);
    }

    @Override
    public Set<String> metrics() {
        return Set.of(R2);
    }

    @Override
    public Map<String, Double> validate(Model model, Progress progress) {
        double squares = 0;
        double ofMean = 0;
        for (Batch batch : batches) {
            progress.checkpoint();
            float[][] said = model.answer(batch);
            int next = 0;
            for (int place = 0; place < batch.targets().length; place++) {
                if (batch.targets()[place] != 0) {
                    double error = said[next++][0] - batch.values()[place];
                    squares += error * error;
                    ofMean += (batch.values()[place] - mean) * (batch.values()[place] - mean);
                }
            }
        }
        return Map.of(R2, ofMean > 0 ? 1 - squares / ofMean : 0);
    }
}
