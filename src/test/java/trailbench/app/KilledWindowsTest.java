package trailbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a project loses when its window is killed: nothing but the deed that was being done. `trailbench.bench.Kills windows` does it more often.
class KilledWindowsTest {
    private static final int KILLS = 10;
    private static final long SEED = 5;

    @TempDir
    private Path folder;

    @Test
    @Timeout(240)
    void projectWhoseWindowIsKilledTenTimesOpensWithAllThatWasDoneAndItsRunGoesOn() throws IOException {
        KilledWindows.Outcome outcome = new KilledWindows(folder, SEED).kill(KILLS, made -> {});
        assertEquals(KILLS, outcome.made());
        assertTrue(outcome.cut() > 0, () -> "no kill met a deed: " + outcome + "; seed " + SEED);
        assertTrue(outcome.deeds() > KILLS, outcome::toString);
        assertTrue(outcome.finished() >= 1, outcome::toString);
    }
}
