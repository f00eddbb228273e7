package trailbench.experiment;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import trailbench.format.AtomicFile;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A key in a `.private` folder: drawn by the system's secure generator, readable by the user alone, and left out of version control.
///
/// @param file  of hexadecimal digits
/// @param bytes how long it is
record PrivateKey(Path file, int bytes) {
    static final String FOLDER = ".private";

    boolean exists() {
        return Files.exists(file);
    }

    /// @throws Fault.Work if it cannot be written
    void draw() {
        byte[] key = new byte[bytes];
        new SecureRandom().nextBytes(key);
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.writeText(file.resolveSibling(".gitignore"), "*\n");
            AtomicFile.replaceFile(file, aside -> {
                Files.createFile(aside); // before the key is in it
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
                }
                Files.writeString(aside, HexFormat.of().formatHex(key) + "\n");
            });
        } catch (IOException failed) {
            throw new Fault.Work("The key %s cannot be written: %s.", file, Trouble.reason(failed), failed);
        }
    }

    /// @throws Fault.Request if the file holds no such key
    byte[] read() {
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            Fault.require(key.length == bytes, "%s is no key: it has %d bytes, not %d. Put the old file back.", file, key.length, bytes);
            return key;
        } catch (IllegalArgumentException noHex) {
            throw new Fault.Request("%s is no key: it is not of hexadecimal digits. Put the old file back.", file, noHex);
        } catch (IOException failed) {
            throw new Fault.Work("The key %s cannot be read: %s.", file, Trouble.reason(failed), failed);
        }
    }
}
