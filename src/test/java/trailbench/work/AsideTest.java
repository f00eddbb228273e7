package trailbench.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AsideTest {
    @Test
    void closingWaitsForWorkThatGoesOnBesideTheCaller() {
        var callerWentOn = new CountDownLatch(1);
        var done = new AtomicInteger();
        try (var _ = new Aside<>(() -> {
            await(callerWentOn);
            done.set(1);
            return done;
        })) {
            callerWentOn.countDown();
        }
        assertEquals(1, done.get());
    }

    @Test
    void closingThrowsWhatTheWorkThrew() {
        var aside = new Aside<>(() -> {
            throw new Fault.Work("The disk is full.");
        });
        assertEquals("The disk is full.", assertThrows(Fault.Work.class, aside::close).getMessage());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
