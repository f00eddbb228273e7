package trailbench.training;

import java.util.List;
import java.util.Optional;
import trailbench.engine.Model;
import trailbench.engine.Model.PrivateStep;
import trailbench.engine.Model.UserBatch;
import trailbench.sequence.Batch;

/// One step: what it learns from, and how.
///
/// @param batches   with a target at least; of a private step one for each user
/// @param given     of the epoch's batches so many; a private step counts as one
/// @param privately how it is bounded; empty for a step that learns from its batches as they are
record LearningStep(List<Batch> batches, int given, Optional<PrivateStep> privately) {

    static LearningStep of(List<Batch> given) {
        return new LearningStep(given.stream().filter(batch -> batch.targetCount() > 0).toList(), given.size(), Optional.empty());
    }

    static LearningStep of(PrivateStep step) {
        return new LearningStep(step.users().stream().map(UserBatch::batch).toList(), 1, Optional.of(step));
    }

    /// True if the parameters stay: a private step follows its noise even if nobody takes part.
    boolean isEmpty() {
        return batches.isEmpty() && privately.isEmpty();
    }

    Model.StepResult train(Model model, Model.Update update) {
        return privately.map(step -> model.trainPrivately(step, update)).orElseGet(() -> model.train(batches, update));
    }
}
