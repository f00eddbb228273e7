package trailbench.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Says that a folder is in use, by a lock of the operating system on a file in it: it ends with the process that holds it,
/// however that process ends. The file itself stays.
public final class FolderLock implements AutoCloseable {
    /// Lock files that this process holds. POSIX drops a process's lock as soon as that process closes *any* handle on the file,
    /// so a file that is held here must not be opened a second time.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final int TRIES = 5;
    private static final long BETWEEN_TRIES_NANOS = 20_000_000;

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock, or returns empty if this or another process holds it.
    ///
    /// @param lockFile made if it is not there
    /// @throws Fault.Work if the file cannot be made or locked
    public static Optional<FolderLock> tryAcquire(Path lockFile) {
        Path file = canonical(lockFile);
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        Optional<FolderLock> lock = Optional.empty();
        try {
            // another process that only looks (isHeld) holds the lock for a moment: that is not an answer
            for (int attempt = 0; attempt < TRIES && lock.isEmpty(); attempt++) {
                if (attempt > 0) {
                    LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
                }
                lock = acquire(file);
            }
        } catch (IOException failed) {
            throw new Fault.Work("%s cannot be locked: %s", lockFile, Trouble.reason(failed), failed);
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(file);
            }
        }
        return lock;
    }

    /// True if a living process holds the lock.
    public static boolean isHeld(Path lockFile) {
        if (!Files.exists(lockFile)) {
            return false;
        }
        Path file = canonical(lockFile);
        try {
            synchronized (HELD) {
                return HELD.contains(file) || isHeldElsewhere(file);
            }
        } catch (IOException failed) {
            throw new Fault.Work("%s cannot be looked at: %s", lockFile, Trouble.reason(failed), failed);
        }
    }

    private static boolean isHeldElsewhere(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new Fault.Work("%s cannot be unlocked: %s", file, Trouble.reason(failed), failed);
        } finally {
            HELD.remove(file);
        }
    }

    private static Optional<FolderLock> acquire(Path file) throws IOException {
        synchronized (HELD) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(new FolderLock(file, channel));
            }
            channel.close();
            return Optional.empty();
        }
    }

    private static Path canonical(Path lockFile) {
        Path absolute = lockFile.toAbsolutePath();
        try {
            return absolute.getParent().toRealPath().resolve(absolute.getFileName());
        } catch (IOException missing) {
            throw new Fault.Work("%s cannot be locked: its folder %s does not exist", lockFile, absolute.getParent(), missing);
        }
    }
}
