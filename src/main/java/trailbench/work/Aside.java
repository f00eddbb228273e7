package trailbench.work;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Work on a thread of its own while the caller goes on with something else. Closing waits for it, and throws what it threw.
///
/// @param <T> what it makes
public final class Aside<T> implements AutoCloseable {
    private final FutureTask<T> task;

    /// Begins.
    public Aside(Supplier<T> work) {
        task = new FutureTask<>(work::get);
        Thread.ofPlatform().daemon().name("trailbench-aside").start(task);
    }

    @Override
    public void close() {
        get();
    }

    /// Waits for the result.
    public T get() {
        try {
            return task.get();
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
