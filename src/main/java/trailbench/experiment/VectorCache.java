package trailbench.experiment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import trailbench.format.AtomicFile;
import trailbench.log.JoinedVectors;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Joined vectors of a prepared log: read when a model is made, and never before.
///
/// @param name    as the graph asks for them
/// @param width   D
/// @param missing items without a vector
/// @param file    an [ArrayFile] with one array `[(V + 1) · D]`
public record VectorCache(String name, int width, int missing, Path file) {

    static VectorCache write(JoinedVectors vectors, Path file) {
        AtomicFile.write(file, bytes -> new ArrayFile.Writer(bytes).floats(vectors.values()));
        return new VectorCache(vectors.name(), vectors.width(), vectors.missing(), file);
    }

    float[] read() {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new ArrayFile.Reader(in).floats();
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s. Delete the folder it lies in; it is made again from the log.", file, Trouble.reason(e), e);
        }
    }
}
