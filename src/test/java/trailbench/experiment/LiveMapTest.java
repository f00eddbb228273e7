package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.embedding.MapMethod;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.work.Phase;
import trailbench.work.Progress;

class LiveMapTest {
    private static final PointMap DRAFT = new PointMap(
            new MapMethod.Tsne(5, 100, 1), 3, List.of("a", "b", "c"), List.of("A", "B", "C"), new float[] {1, 2, 3}, new float[3],
            Map.of("popularity", List.of("1", "2", "3")));

    @TempDir
    private Path folder;

    private final List<String> seen = new ArrayList<>();
    private boolean cancelled;

    private final MapWatcher watcher = new MapWatcher() {
        @Override
        public void begun(PointMap draft) {
            seen.add("draft of " + draft.size());
        }

        @Override
        public void moved(int iteration, float[] x, float[] y) {
            seen.add(iteration + " at " + x[2]);
            assertArrayEquals(new float[] {7, 8, 9}, y);
        }
    };

    private final Progress progress = new Progress() {
        @Override
        public void report(Phase phase, long done, long total) {
            seen.add(phase.toString());
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    };

    @Test
    void placesGoFromOneSideToTheOtherOnceAndNotTooOften() {
        MapWatcher writing = LiveMap.writing(folder.resolve("live"));
        LiveMap.Following following = new LiveMap.Following(folder.resolve("live"), watcher, progress);
        following.report(Phase.of(Phase.Kind.FINDING_NEIGHBOURS), 0, 0);
        writing.begun(DRAFT);
        writing.moved(10, new float[] {1, 2, 3}, new float[] {7, 8, 9});
        following.report(Phase.of(Phase.Kind.LAYING_OUT, 3), 10, 100);
        following.report(Phase.of(Phase.Kind.LAYING_OUT, 3), 10, 100);
        writing.moved(20, new float[] {1, 2, 4}, new float[] {7, 8, 9}); // within a fifth of a second
        following.report(Phase.of(Phase.Kind.LAYING_OUT, 3), 20, 100);
        assertEquals(List.of("Finding neighbours", "Laying out 3 points", "draft of 3", "10 at 3.0", "Laying out 3 points", "Laying out 3 points"), seen);
    }

    @Test
    void whatIsCancelledBeforeItMovesEndsAndAfterwardsIsEnough() {
        MapWatcher writing = LiveMap.writing(folder);
        LiveMap.Following following = new LiveMap.Following(folder, watcher, progress);
        cancelled = true;
        assertTrue(following.cancelled());
        cancelled = false;
        writing.begun(DRAFT);
        writing.moved(10, new float[] {1, 2, 3}, new float[] {7, 8, 9});
        following.report(Phase.of(Phase.Kind.LAYING_OUT, 3), 10, 100);
        assertFalse(writing.enough());
        cancelled = true;
        assertFalse(following.cancelled());
        assertTrue(writing.enough());
    }
}
