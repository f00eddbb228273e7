package trailbench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trailbench.project.FolderRun;
import trailbench.training.RunEvent;
import trailbench.training.RunState;

/// Kills the workers of runs (SIGKILL) at drawn moments: half of them while they load, the others while they train, which in a small run with
/// frequent checkpoints means above all: while they write one.
final class Killer {
    private static final int LOADING_MILLIS = 700;
    private static final int TRAINING_MILLIS = 700;
    private static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d+)");
    private static final long POLL_NANOS = 5_000_000;

    private final SplittableRandom random;
    private long lastWorker = -1;

    Killer(SplittableRandom random) {
        this.random = random;
    }

    /// How often a run has been started.
    static long segments(FolderRun run) {
        return run.events().stream().filter(RunEvent.Started.class::isInstance).count();
    }

    /// @param segmentsBefore how often the run had been started before this worker
    /// @return false if the worker ended by itself before the moment came
    boolean kill(FolderRun run, long segmentsBefore) throws IOException {
        ProcessHandle worker = worker(run);
        if (random.nextBoolean()) {
            while (worker.isAlive() && segments(run) == segmentsBefore) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            pass(worker, random.nextInt(TRAINING_MILLIS));
        } else {
            pass(worker, random.nextInt(LOADING_MILLIS));
        }
        boolean killed = worker.destroyForcibly();
        worker.onExit().join();
        return killed && run.state() != RunState.FINISHED;
    }

    private static void pass(ProcessHandle worker, int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (worker.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// The process that says in `control.json` that it listens: another than the last.
    private ProcessHandle worker(FolderRun run) throws IOException {
        Path control = run.path().resolve("control.json");
        while (true) {
            if (Files.exists(control)) {
                Matcher pid = PID.matcher(Files.readString(control));
                if (pid.find() && Long.parseLong(pid.group(1)) != lastWorker) {
                    lastWorker = Long.parseLong(pid.group(1));
                    return ProcessHandle.of(lastWorker).orElseThrow();
                }
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
