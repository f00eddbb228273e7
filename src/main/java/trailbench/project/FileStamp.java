package trailbench.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Size and time of a file: another text says that it was written since.
final class FileStamp {
    private FileStamp() {}

    /// `-` for a file that is not there.
    static String of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.size() + "@" + found.lastModifiedTime().toMillis();
        } catch (IOException notThere) {
            return "-";
        }
    }
}
