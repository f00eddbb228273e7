package trailbench.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import trailbench.engine.Model;
import trailbench.sequence.Batch;
import trailbench.training.Validator;
import trailbench.work.Progress;

/// Counts after each epoch which share of the validation events an autoencoder says again rightly.
///
/// @param batches whose targets are the validation events; at least one
record AccuracyValidator(List<Batch> batches) implements Validator {
    private static final String ACCURACY = "accuracy";

    static Validator of(List<Batch> batches) {
        return batches.isEmpty() ? Validator.NONE : new AccuracyValidator(batches);
    }

    @Override
    public Set<String> metrics() {
        return Set.of(ACCURACY);
    }

    @Override
    public Map<String, Double> validate(Model model, Progress progress) {
        long events = 0;
        long correct = 0;
        for (Batch batch : batches) {
            progress.checkpoint();
            Model.Reconstruction sums = model.reconstruct(batch);
            events += sums.events();
            correct += sums.correct();
        }
        return Map.of(ACCURACY, (double) correct / events);
    }
}
