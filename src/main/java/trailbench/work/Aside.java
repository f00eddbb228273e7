package trailbench.work;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work on a thread of its own while the caller goes on with something else. Closing waits for it, and throws what it threw.
public final class Aside implements AutoCloseable {
    private final FutureTask<Void> task;

    /// Begins.
    public Aside(Runnable work) {
        task = new FutureTask<>(work, null);
        Thread.ofPlatform().daemon().name("trailbench-aside").start(task);
    }

    @Override
    public void close() {
        try {
            task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                default -> throw new AssertionError(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while work went on aside");
        }
    }
}
