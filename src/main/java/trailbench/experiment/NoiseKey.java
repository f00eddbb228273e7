package trailbench.experiment;

import java.nio.file.Path;
import java.security.SecureRandom;
import trailbench.privacy.SecretDraws;
import trailbench.project.FolderRun;
import trailbench.training.RunEvent;
import trailbench.work.Fault;

/// The key of a private run's noise and of who takes part. Every run has its own, a fork too: two models that were made from one by the same noise
/// would tell by their difference what the noise hides.
final class NoiseKey {
    private static final Path FILE = Path.of(PrivateKey.FOLDER, "noise.key");

    private NoiseKey() {}

    /// Drawn before the first step.
    ///
    /// @throws Fault.Request if the run has been begun and its key is gone
    static SecretDraws of(FolderRun run) {
        PrivateKey key = new PrivateKey(run.path().resolve(FILE), SecretDraws.KEY_BYTES);
        if (!key.exists()) {
            Fault.require(
                    run.events().stream().noneMatch(RunEvent.Started.class::isInstance),
                    "%s is gone, by which the run %s drew its noise, so it can neither go on nor be done again as it was. Put it back, or go on with new noise by: trailbench fork %s",
                    key.file(), run.id(), run.path());
            key.draw();
        }
        return new SecretDraws(key.read());
    }

    /// For a model that is thrown away.
    static SecretDraws forTrying() {
        byte[] key = new byte[SecretDraws.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new SecretDraws(key);
    }
}
