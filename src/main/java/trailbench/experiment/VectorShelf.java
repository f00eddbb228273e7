package trailbench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.NeighbourIndex;
import trailbench.embedding.VectorFile;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Keeps the vectors that were last asked about, ready for the next question. Reads them again when their file has changed.
final class VectorShelf {
    private @Nullable Shelved last;

    /// @param written when the file was changed last
    record Shelved(Path file, FileTime written, VectorFile.Vectors vectors, NeighbourIndex index) {}

    /// @param read reads the file
    synchronized Shelved take(Path file, Function<Path, VectorFile.Vectors> read) {
        Fault.require(Files.exists(file), "%s does not exist.", file);
        try {
            FileTime written = Files.getLastModifiedTime(file);
            Shelved shelved = last;
            if (shelved == null || !shelved.file().equals(file) || !shelved.written().equals(written)) {
                last = null; // may be large: not two at a time
                VectorFile.Vectors vectors = read.apply(file);
                shelved = new Shelved(file, written, vectors, new NeighbourIndex(vectors.rows()));
                last = shelved;
            }
            return shelved;
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s", file, Trouble.reason(e), e);
        }
    }
}
