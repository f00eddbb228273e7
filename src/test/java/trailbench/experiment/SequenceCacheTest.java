package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.EventLog.Tally;
import trailbench.log.JoinedVectors;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Sequences;
import trailbench.sequence.Vocabulary;
import trailbench.work.Fault;

class SequenceCacheTest {
    @Test
    void whatWasWrittenComesBack(@TempDir Path folder) {
        SequenceStore store = new SequenceStore(
                new int[] {0, 2, 3}, new int[] {2, 1, 1}, new long[] {5, 9, 7}, new int[] {0, 1, 2}, new byte[] {1, 0, 127}, List.of("ann", "bob"),
                Map.of("age", List.of("", "41"))).withValues(new float[] {4.5f, Float.NaN, -1});
        Vocabulary vocabulary = new Vocabulary(
                List.of("b", "a"), List.of("Bread", "Apple"), Map.of("price", List.of("2", "")), List.of("view", "purchase"));
        SequenceCache cache = new SequenceCache(folder);
        assertTrue(cache.read().isEmpty());
        cache.write(new SequenceCache.Entry(
                new Sequences(vocabulary, store, true, new Sequences.Files(List.of(Path.of("a/b.csv"), Path.of("c.csv")), new int[] {0, 1, 0}), new int[] {4, 4, 7}),
                new Tally(3, 3, Map.of(), Map.of()),
                cache.keep(Stream.of(new JoinedVectors("titles", 2, new float[] {0, 0, 1.5f, -2, 0, 0}, 1)))));

        VectorCache vectors = new SequenceCache(folder).read().orElseThrow().vectors().getFirst();
        assertEquals(List.of("titles", 2, 1), List.of(vectors.name(), vectors.width(), vectors.missing()));
        assertArrayEquals(new float[] {0, 0, 1.5f, -2, 0, 0}, vectors.read());
        Sequences read = new SequenceCache(folder).read().orElseThrow().sequences();
        assertEquals(vocabulary, read.vocabulary());
        assertTrue(read.timed());
        assertArrayEquals(store.offsets(), read.store().offsets());
        assertArrayEquals(store.items(), read.store().items());
        assertArrayEquals(store.times(), read.store().times());
        assertArrayEquals(store.baskets(), read.store().baskets());
        assertArrayEquals(store.behaviours(), read.store().behaviours());
        assertArrayEquals(store.values(), read.store().values());
        assertEquals(store.userIds(), read.store().userIds());
        assertEquals(store.userFeatures(), read.store().userFeatures());
        assertEquals(List.of(Path.of("a/b.csv"), Path.of("c.csv")), read.files().names());
        assertArrayEquals(new int[] {0, 1, 0}, read.files().of());
    }

    @Test
    void fileThatEndsTooEarlyIsNamed(@TempDir Path folder) throws IOException {
        SequenceCache cache = new SequenceCache(folder);
        SequenceStore store = new SequenceStore(new int[] {0, 1}, new int[] {1}, new long[] {5}, new int[] {0}, List.of("ann"));
        Vocabulary vocabulary = new Vocabulary(List.of("b"), List.of("Bröt 面包"), Map.of(), List.of("view"));
        cache.write(new SequenceCache.Entry(new Sequences(vocabulary, store, true), new Tally(1, 1, Map.of(), Map.of()), List.of()));
        Path arrays = folder.resolve("sequences.bin");
        byte[] whole = Files.readAllBytes(arrays);
        Files.write(arrays, Arrays.copyOf(whole, whole.length - 1));

        Fault.Work fault = assertThrows(Fault.Work.class, cache::read);
        assertTrue(fault.getMessage().contains("sequences.bin"), fault.getMessage());
    }
}
