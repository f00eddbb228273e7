package trailbench.training;

import java.nio.file.Path;
import trailbench.engine.Engine;
import trailbench.sequence.Batch;

/// All that a run is made of.
///
/// @param model       what the engine makes
/// @param batches     to train on
/// @param validation  to measure the loss on after each epoch; may be empty, then epochs are compared by training loss
/// @param validator   measures further figures
/// @param checkpoints folder; a run goes on from `last` in it, if that is there
public record TrainingJob(
        Engine engine,
        Engine.ModelOptions model,
        BatchSource batches,
        Iterable<Batch> validation,
        Validator validator,
        TrainingOptions options,
        Path checkpoints) {}
