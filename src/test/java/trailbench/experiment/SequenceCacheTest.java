package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.EventLog.Tally;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Sequences;
import trailbench.sequence.Vocabulary;

class SequenceCacheTest {
    @Test
    void whatWasWrittenComesBack(@TempDir Path folder) {
        SequenceStore store = new SequenceStore(
                new int[] {0, 2, 3}, new int[] {2, 1, 1}, new long[] {5, 9, 7}, new int[] {0, 1, 2}, new byte[] {1, 0, 127}, List.of("ann", "bob"));
        Vocabulary vocabulary = new Vocabulary(
                List.of("b", "a"), List.of("Bread", "Apple"), Map.of("price", List.of("2", "")), List.of("view", "purchase"));
        SequenceCache cache = new SequenceCache(folder);
        assertTrue(cache.read().isEmpty());
        cache.write(new Sequences(vocabulary, store, true), new Tally(3, 3, Map.of(), Map.of()));

        Sequences read = new SequenceCache(folder).read().orElseThrow().sequences();
        assertEquals(vocabulary, read.vocabulary());
        assertTrue(read.timed());
        assertArrayEquals(store.offsets(), read.store().offsets());
        assertArrayEquals(store.items(), read.store().items());
        assertArrayEquals(store.times(), read.store().times());
        assertArrayEquals(store.baskets(), read.store().baskets());
        assertArrayEquals(store.behaviours(), read.store().behaviours());
        assertEquals(store.userIds(), read.store().userIds());
    }
}
