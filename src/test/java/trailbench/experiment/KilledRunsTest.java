package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a worker loses when it is killed: nothing but the time since its last checkpoint. `trailbench.bench.Kills` does it 200 times.
class KilledRunsTest {
    private static final int KILLS = 10;
    private static final long SEED = 26;

    @TempDir
    private Path folder;

    @Test
    @Timeout(240)
    void runKilledTenTimesEndsAsIfNobodyHadDisturbedIt() throws IOException {
        try (KilledRuns runs = new KilledRuns(folder, SEED)) {
            KilledRuns.Outcome outcome = runs.kill(KILLS, made -> {});
            assertEquals(KILLS, outcome.made());
            assertEquals(KILLS, outcome.survived(), outcome::toString);
            assertEquals(0, outcome.difference(), "no figure of the curve differs; seed " + SEED);
            assertEquals(0, outcome.differentBytes(), "no byte of parameters and optimiser state differs; seed " + SEED);
            assertTrue(outcome.bytes() > 10_000, outcome::toString);
        }
    }
}
