package trailbench.experiment;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Makes the system's wish that this process end (SIGTERM, a log-off) a wish that the work stop: the JVM waits for it to close.
final class OrderlyShutdown implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    /// @param stop asks the work to stop; returns at once
    OrderlyShutdown(Runnable stop) {
        hook = new Thread(() -> {
            stop.run();
            await();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The work has ended.
    @Override
    public void close() {
        closed.countDown();
        if (!hook.isAlive()) {
            remove();
        }
    }

    private void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is about to run and will not wait: the latch is open.
            return;
        }
    }
}
