package trailbench.experiment;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import trailbench.bundle.Pseudonyms;
import trailbench.format.AtomicFile;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.work.Fault;

/// The key of a project's pseudonyms: drawn when it is first needed, readable by the user alone, and left out of version control.
final class PseudonymKey {
    private static final Path FILE = Path.of(".private", "pseudonyms.key");

    private PseudonymKey() {}

    static Pseudonyms of(Project project) {
        Path file = project.folder().resolve(FILE);
        try {
            if (!Files.exists(file)) {
                FolderRun.requireOwn(project);
                draw(file);
            }
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            Fault.require(key.length == Pseudonyms.KEY_BYTES, "%s is no key: it has %d bytes, not %d. Put the old file back.", file, key.length, Pseudonyms.KEY_BYTES);
            return new Pseudonyms(key);
        } catch (IllegalArgumentException noHex) {
            throw new Fault.Request("%s is no key: it is not of hexadecimal digits. Put the old file back.", file, noHex);
        } catch (IOException failed) {
            throw new Fault.Work("The key of the project's pseudonyms at %s cannot be read or written: %s.", file, AtomicFile.reason(failed), failed);
        }
    }

    private static void draw(Path file) throws IOException {
        byte[] key = new byte[Pseudonyms.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        AtomicFile.writeText(file.resolveSibling(".gitignore"), "*\n");
        AtomicFile.replaceFile(file, aside -> {
            Files.createFile(aside); // before the key is in it
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(aside, HexFormat.of().formatHex(key) + "\n");
        });
    }
}
