package trailbench.experiment;

import java.nio.file.Path;
import trailbench.bundle.Pseudonyms;
import trailbench.project.FolderRun;
import trailbench.project.Project;

/// The key of a project's pseudonyms: drawn when it is first needed.
final class PseudonymKey {
    private static final Path FILE = Path.of(PrivateKey.FOLDER, "pseudonyms.key");

    private PseudonymKey() {}

    static Pseudonyms of(Project project) {
        PrivateKey key = new PrivateKey(project.folder().resolve(FILE), Pseudonyms.KEY_BYTES);
        if (!key.exists()) {
            FolderRun.requireOwn(project);
            key.draw();
        }
        return new Pseudonyms(key.read());
    }
}
