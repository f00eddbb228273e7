package trailbench.training;

import java.nio.file.Path;
import java.util.Optional;
import trailbench.engine.Engine;
import trailbench.sequence.Batch;

/// All that a run is made of.
///
/// @param model       what the engine makes
/// @param batches     to train on
/// @param validation  to measure the loss on after each epoch; may be empty, then epochs are compared by training loss
/// @param validator   measures further figures
/// @param checkpoints folder; a run goes on from `last` in it, if that is there
/// @param privately   who takes part in each step of a private run, in the place of `batches`; empty for any other
public record TrainingJob(
        Engine engine,
        Engine.ModelOptions model,
        BatchSource batches,
        Iterable<Batch> validation,
        Validator validator,
        TrainingOptions options,
        Path checkpoints,
        Optional<PrivateUsers> privately) {

    public TrainingJob {
        if (options.privacy() instanceof PrivacyOptions.Noisy != privately.isPresent()) {
            throw new IllegalArgumentException("a run is private if its options say so, and not otherwise");
        }
    }

    /// Of a run that learns from everybody as they are.
    public TrainingJob(
            Engine engine, Engine.ModelOptions model, BatchSource batches, Iterable<Batch> validation, Validator validator, TrainingOptions options, Path checkpoints) {
        this(engine, model, batches, validation, validator, options, checkpoints, Optional.empty());
    }

    /// Batches an epoch; of a private run steps.
    public int batchCount() {
        return privately.map(PrivateUsers::steps).orElseGet(batches::batchCount);
    }
}
