package trailbench.experiment;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.function.LongSupplier;

/// Keeps what a process that goes on for weeks holds of memory near what it needs.
///
/// Every connection that was kept for a while leaves some 26 kB in the heap's old generation. The serial collector lets that grow up to the largest heap,
/// gigabytes on most machines, before it collects there, which looks like a leak for as long; the others keep more still. So this collects, when what
/// was added since the last time is more than half of what lived then, and more than [#LEAST].
final class OldGarbage {
    static final long LEAST = 8L << 20;

    private final LongSupplier used;
    private final Runnable collect;
    private long alive;

    /// @param used    bytes of the old generation, with what is dead
    /// @param collect everything
    OldGarbage(LongSupplier used, Runnable collect) {
        this.used = used;
        this.collect = collect;
    }

    static OldGarbage ofThisProcess() {
        return new OldGarbage(usedByThisProcess(), System::gc);
    }

    static LongSupplier usedByThisProcess() {
        // what is young is emptied by itself; only of what is old can one ask to be told how full it is
        List<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .toList();
        return () -> old.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    /// Looks, and collects if there is reason to.
    void look() {
        if (used.getAsLong() - alive > Math.max(LEAST, alive / 2)) {
            collect.run();
            alive = used.getAsLong();
        }
    }
}
