package trailbench.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    /// Holds the lock that its argument names until its input ends.
    static final class Holder {
        static void main(String[] arguments) throws IOException {
            try (FolderLock _ = FolderLock.tryAcquire(Path.of(arguments[0])).orElseThrow()) {
                System.out.println("held");
                System.in.read();
            }
        }
    }

    @Test
    void lockIsHeldUntilClosed() {
        Path file = folder.resolve("run.lock");
        assertFalse(FolderLock.isHeld(file));
        FolderLock lock = FolderLock.tryAcquire(file).orElseThrow();
        assertTrue(FolderLock.isHeld(file));
        assertTrue(FolderLock.tryAcquire(file).isEmpty());
        lock.close();
        assertFalse(FolderLock.isHeld(file));
        FolderLock.tryAcquire(file).orElseThrow().close();
    }

    @Test
    void missingFolderHoldsNoLock() {
        assertFalse(FolderLock.isHeld(folder.resolve("none/run.lock")));
    }

    @Test
    void lockEndsWithTheProcessThatIsKilled() throws IOException, InterruptedException {
        Path file = folder.resolve("run.lock");
        Process holder = TestProcess.start(Holder.class, file.toString());
        try (BufferedReader out = holder.inputReader()) {
            assertEquals("held", out.readLine());
            assertTrue(FolderLock.isHeld(file));
            assertTrue(FolderLock.tryAcquire(file).isEmpty());
            holder.destroyForcibly().waitFor();
            assertFalse(FolderLock.isHeld(file));
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void lookingDoesNotFreeTheLockForOtherProcesses() throws IOException, InterruptedException {
        Path file = folder.resolve("run.lock");
        try (FolderLock _ = FolderLock.tryAcquire(file).orElseThrow()) {
            assertTrue(FolderLock.isHeld(file));
            Process second = TestProcess.start(Holder.class, file.toString());
            second.getOutputStream().close();
            assertEquals(1, second.waitFor(), "a second process took a lock that is held");
        }
    }
}
