package trailbench.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import trailbench.sequence.Batch;

/// Batches for the peers: big-endian `int`s, first V and the number of batches, then for each batch B, T, items `[B * T]`, targets `[B * T]`.
final class BatchFile {
    private BatchFile() {}

    static void write(Path file, int items, List<Batch> batches) throws IOException {
        Files.createDirectories(file.getParent());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(items);
            out.writeInt(batches.size());
            for (Batch batch : batches) {
                out.writeInt(batch.size());
                out.writeInt(batch.steps());
                write(out, batch.items());
                write(out, batch.targets());
            }
        }
    }

    private static void write(DataOutputStream out, int[] numbers) throws IOException {
        for (int number : numbers) {
            out.writeInt(number);
        }
    }
}
