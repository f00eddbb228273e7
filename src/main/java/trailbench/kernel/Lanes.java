package trailbench.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// A fixed number of workers that share a piece of work; lane 0 is the caller's own thread.
///
/// Work is cut by lane, never by who is free, so results do not depend on timing. They may differ in the last bits between different
/// numbers of lanes, because sums are cut elsewhere.
public final class Lanes implements AutoCloseable {
    /// No further thread: everything happens in the caller's.
    public static final Lanes ONE = new Lanes(1);

    private static final int MOST = 8;

    private final int count;
    private final List<ExecutorService> workers = new ArrayList<>();

    private Lanes(int count) {
        this.count = count;
        for (int lane = 1; lane < count; lane++) {
            String name = "lane-" + lane;
            workers.add(Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    public static Lanes of(int count) {
        return count == 1 ? ONE : new Lanes(count);
    }

    /// One lane for each processor, up to eight.
    public static Lanes ofProcessors() {
        return of(countOfProcessors());
    }

    /// How many lanes [#ofProcessors] has here.
    public static int countOfProcessors() {
        return Math.min(MOST, Runtime.getRuntime().availableProcessors());
    }

    public int count() {
        return count;
    }

    /// Runs `work` once for each lane and returns when all are done; the first fault of a lane is thrown here.
    public void run(IntConsumer work) {
        List<Future<?>> others = new ArrayList<>(workers.size());
        for (int index = 0; index < workers.size(); index++) {
            int lane = index + 1;
            others.add(workers.get(index).submit(() -> work.accept(lane)));
        }
        try {
            work.accept(0);
        } finally {
            others.forEach(Lanes::await);
        }
    }

    private static void await(Future<?> other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException _) {
                interrupted = true; // the lane still writes into our memory: wait for it, then say so
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("A lane failed", failed.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        workers.forEach(ExecutorService::shutdown);
    }
}
