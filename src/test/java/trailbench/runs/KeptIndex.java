package trailbench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The index of runs as it lies in a project: what [RunIndex] passes over silently if it is damaged.
public final class KeptIndex {
    private KeptIndex() {}

    /// Reads it to its end.
    ///
    /// @return runs in it; 0 if there is none yet
    /// @throws IOException      if it is cut short
    /// @throws RuntimeException if it is damaged
    public static int read(Path project) throws IOException {
        Path file = project.resolve("cache").resolve("runs.index");
        return Files.exists(file) ? IndexFile.read(file).size() : 0;
    }
}
