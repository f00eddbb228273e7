package trailbench.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Times the pulses of the window's thread, and tells of each what it was spent on.
///
/// The platform's pulse comes 60 times a second: what is longer is a pause. `-Dtrailbench.bench.stacks=true` prints where the thread was in the
/// longest ones.
final class PulseWatch {
    private static final double MILLION = 1e6;
    private static final double PAUSE = 50 * MILLION;
    private static final double SHARE = 0.999;
    private static final int STOLEN = 8;
    private static final long TICK_NANOS = 10_000_000;
    private static final long SAMPLE_MILLIS = 5;
    private static final int FRAMES = 40;
    private static final int LISTED = 10;
    private static final boolean STACKS = Boolean.getBoolean("trailbench.bench.stacks");

    private final Thread window;
    private final Optional<Path> schedule;
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final List<Gap> gaps = new ArrayList<>();
    private Spent last = Spent.NOTHING;
    private volatile long lastBeat;

    /// What a thread has used so far, in nanoseconds.
    ///
    /// @param clock   by the clock on the wall
    /// @param work    on a processor
    /// @param waiting ready to run, while others had the processors; 0 where the system does not tell
    /// @param garbage in collections, the whole process
    /// @param stolen  by the host of a virtual machine, from all its processors; in steps of 10 ms
    private record Spent(long clock, long work, long waiting, long garbage, long stolen) {
        static final Spent NOTHING = new Spent(0, 0, 0, 0, 0);

        Gap since(Spent earlier) {
            return new Gap(clock - earlier.clock, work - earlier.work, waiting - earlier.waiting, garbage - earlier.garbage, stolen - earlier.stolen);
        }
    }

    /// From one pulse to the next.
    private record Gap(long clock, long work, long waiting, long garbage, long stolen) {
        /// As long as it would have been with a processor at hand.
        double unhindered() {
            return clock - waiting;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f ms (%.1f ms of work, %.1f ms until a processor was free, %.1f ms of garbage collection, %.0f ms of processors stolen by the host)",
                    clock / MILLION, work / MILLION, waiting / MILLION, garbage / MILLION, stolen / MILLION);
        }
    }

    /// @param window the thread of the caller
    PulseWatch(Thread window) {
        this.window = window;
        schedule = schedule();
        if (STACKS) {
            Thread.ofPlatform().daemon().name("stacks").start(this::sample);
        }
    }

    /// Linux counts what each thread waits for a processor.
    private static Optional<Path> schedule() {
        try {
            Path self = Path.of("/proc/thread-self");
            return Files.exists(self) ? Optional.of(self.toRealPath().resolve("schedstat")).filter(Files::isReadable) : Optional.empty();
        } catch (IOException hidden) {
            throw new UncheckedIOException(hidden);
        }
    }

    void beat() {
        Spent now = spent();
        if (last.clock > 0) {
            gaps.add(now.since(last));
        }
        last = now;
        lastBeat = now.clock;
    }

    private Spent spent() {
        long garbage = collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
        if (schedule.isEmpty()) {
            return new Spent(System.nanoTime(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(), 0, (long) (garbage * MILLION), 0);
        }
        try {
            long[] counted = Arrays.stream(Files.readString(schedule.get()).strip().split(" ")).mapToLong(Long::parseLong).toArray();
            return new Spent(System.nanoTime(), counted[0], counted[1], (long) (garbage * MILLION), stolen());
        } catch (IOException hidden) {
            throw new UncheckedIOException(hidden);
        }
    }

    /// The first line of the machine's times: user, nice, system, idle, waiting for disks, two kinds of interrupts, stolen.
    private static long stolen() throws IOException {
        try (BufferedReader times = Files.newBufferedReader(Path.of("/proc/stat"))) {
            return Long.parseLong(times.readLine().split("\\s+")[STOLEN]) * TICK_NANOS;
        }
    }

    /// Begins to count anew.
    void begin() {
        gaps.clear();
    }

    /// Number of pulses since [#begin].
    long pulses() {
        return gaps.size();
    }

    String report() {
        long over = gaps.stream().filter(gap -> gap.clock > PAUSE).count();
        long unhindered = gaps.stream().filter(gap -> gap.unhindered() > PAUSE).count();
        String longest = gaps.stream().filter(gap -> gap.clock > PAUSE).sorted(Comparator.comparing(Gap::clock).reversed()).limit(LISTED)
                .map(gap -> "\n    " + gap).collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "longest pause of the window's thread %s, 99.9 %% of pulses within %.1f ms, %d of %,d pulses above 50 ms; without the time until a processor was free: "
                        + "longest %s, 99.9 %% within %.1f ms, %d above 50 ms; most work between two pulses %.1f ms, above 50 ms of work %d times%s",
                gaps.stream().max(Comparator.comparing(Gap::clock)).orElseThrow(), nearlyAll(gaps.stream().mapToDouble(Gap::clock).toArray()), over, gaps.size(),
                gaps.stream().max(Comparator.comparing(Gap::unhindered)).orElseThrow(), nearlyAll(gaps.stream().mapToDouble(Gap::unhindered).toArray()), unhindered,
                gaps.stream().mapToLong(Gap::work).max().orElseThrow() / MILLION, gaps.stream().filter(gap -> gap.work > PAUSE).count(),
                longest);
    }

    private static double nearlyAll(double[] nanos) {
        Arrays.sort(nanos);
        return nanos[(int) (nanos.length * SHARE)] / MILLION;
    }

    /// Prints each pause with the places that the thread was seen at, most seen first.
    private void sample() {
        Map<String, Integer> seen = new TreeMap<>();
        long watched = lastBeat;
        while (true) {
            try {
                Thread.sleep(SAMPLE_MILLIS);
            } catch (InterruptedException ended) {
                return;
            }
            if (lastBeat != watched) {
                if (lastBeat - watched > PAUSE) {
                    print((lastBeat - watched) / MILLION, seen);
                }
                seen.clear();
                watched = lastBeat;
            }
            seen.merge(place(), 1, Integer::sum);
        }
    }

    private String place() {
        return String.join("\n      ", Arrays.stream(window.getStackTrace()).limit(FRAMES).map(PulseWatch::brief).toList());
    }

    private static String brief(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }

    private static void print(double millis, Map<String, Integer> seen) {
        System.out.printf(Locale.ROOT, "%nA pause of %.1f ms%n", millis);
        seen.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(4)
                .forEach(place -> System.out.printf(Locale.ROOT, "  seen %d times%n      %s%n", place.getValue(), place.getKey()));
    }
}
