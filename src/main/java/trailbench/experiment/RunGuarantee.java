package trailbench.experiment;

import java.util.Optional;
import java.util.stream.Stream;
import trailbench.privacy.Guarantee;
import trailbench.privacy.Spending;
import trailbench.project.FolderRun;
import trailbench.training.Checkpoint;
import trailbench.training.PrivacyOptions;

/// What bounds the model that a run is asked by: the spending of its checkpoint.
final class RunGuarantee {
    private RunGuarantee() {}

    /// Empty if the run is not private.
    static Optional<Guarantee> of(FolderRun run) {
        if (!(run.experiment().training().privacy() instanceof PrivacyOptions.Noisy options)) {
            return Optional.empty();
        }
        return Stream.of(Checkpoint.BEST, Checkpoint.LAST)
                .flatMap(name -> Checkpoint.read(run.checkpoints(), name).stream())
                .findFirst()
                .map(checkpoint -> {
                    Spending spent = checkpoint.progress().spent().orElse(Spending.NOTHING);
                    return new Guarantee(spent.epsilon(options.delta()), options.delta(), options.clip(), spent);
                });
    }
}
