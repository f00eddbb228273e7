package trailbench.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Two blocks in turn: while one is read, the next is cut on a thread of its own.
///
/// Values are looked up by whichever of the two threads is ahead of the other: the cutting one goes on to look up as long as nobody waits for the
/// block, and the reader does what is left. Blocks are looked up in the file's order all the same, each by the thread that holds [#turn].
final class CuttingAhead implements AutoCloseable {
    private final RowCutter cutter;
    private final FileChannel file;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("trailbench-rows-", 0).factory());
    private RowBlock waiting;
    private RowBlock inUse;
    private Future<?> cutting;
    /// Held while values of a block are looked up, and taken before the next block is begun.
    private final Object turn = new Object();
    /// True while the reader has nothing to do.
    private volatile boolean awaited;
    /// Rows of the next block before the first with values: the header.
    private int passed;

    /// @param file   whose position tells how much was read
    /// @param header whether the first row names the columns
    /// @param first  an empty block
    /// @param second another
    CuttingAhead(RowCutter cutter, FileChannel file, boolean header, RowBlock first, RowBlock second) {
        this.cutter = cutter;
        this.file = file;
        passed = header ? 1 : 0;
        waiting = first;
        inUse = second;
        cutting = start(waiting, passed);
    }

    /// The next rows, in place of those of the call before; none at the end of the file.
    RowBlock next() throws IOException {
        awaited = true;
        await();
        awaited = false;
        RowBlock next = waiting;
        waiting = inUse;
        inUse = next;
        int from = passed;
        passed = 0;
        synchronized (turn) {
            cutting = start(waiting, 0);
            next.lookUpRest(from);
        }
        return next;
    }

    private Future<?> start(RowBlock block, int from) {
        return executor.submit(() -> {
            boolean more = true;
            do {
                more = cutter.fill(block);
            } while (more && block.rows() == 0);
            block.position(file.isOpen() ? file.position() : 0);
            synchronized (turn) {
                boolean left = true;
                while (left && !awaited) {
                    left = block.lookUp(from);
                }
            }
            return more;
        });
    }

    private void await() throws IOException {
        try {
            cutting.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                default -> throw new AssertionError(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Waits for the block that is being cut: nobody reads from the file afterwards.
    @Override
    public void close() {
        executor.close();
    }
}
