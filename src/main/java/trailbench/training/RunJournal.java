package trailbench.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Appends what a run says of itself to `events.jsonl`, and its epochs to `metrics.csv`.
///
/// Each event is one line, handed to the operating system at once: nothing is lost when the process dies. [RunEvent.Step]s are thinned:
/// the first of each segment is always written, then at most 20 a second, and fewer as a run grows long, so that a run of a
/// day still has a file of some megabytes. Used from one thread.
public final class RunJournal implements Consumer<RunEvent>, AutoCloseable {
    public static final String EVENTS = "events.jsonl";
    public static final String METRICS = "metrics.csv";

    /// How a line of a [RunEvent.Step] begins.
    private static final byte[] STEP = "{\"kind\":\"step\",".getBytes(StandardCharsets.UTF_8);
    private static final long NANOS_BETWEEN_STEPS = 50_000_000;
    /// The time between two steps is at least this part of the segment's age.
    private static final long STEPS_PER_AGE = 20_000;

    private final Path file;
    private final FileChannel channel;
    private final MetricsFile metrics;
    private final RunClock clock;
    private final int segment;
    private boolean anyStep;
    private long firstStepNanos;
    private long lastStepNanos;

    /// Complete lines, and the byte after them.
    public record Lines(List<RunEvent> events, long offset) {}

    /// Opens the journal of a run folder for a new segment; a last line that a crash left torn is cut off.
    ///
    /// @throws Fault.Work if the files cannot be written
    public RunJournal(Path folder, RunClock clock) {
        this.file = folder.resolve(EVENTS);
        this.clock = clock;
        Lines earlier = read(file, 0);
        this.segment = (int) earlier.events().stream().filter(RunEvent.Started.class::isInstance).count();
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(earlier.offset());
            channel.position(earlier.offset());
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
        this.metrics = new MetricsFile(folder.resolve(METRICS), segment);
    }

    /// Number of the segment that is written now: 0 for the first start.
    public int segment() {
        return segment;
    }

    /// @throws Fault.Work if the line cannot be written
    @Override
    public void accept(RunEvent event) {
        if (event instanceof RunEvent.Step && isTooSoon()) {
            return;
        }
        try {
            ByteBuffer line = ByteBuffer.wrap((Json.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            if (event instanceof RunEvent.Epoch epoch) {
                metrics.append(epoch);
            }
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    @Override
    public void close() {
        try {
            channel.force(true);
            channel.close();
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    private boolean isTooSoon() {
        long now = clock.nanos().getAsLong();
        long between = Math.max(NANOS_BETWEEN_STEPS, (now - firstStepNanos) / STEPS_PER_AGE);
        if (anyStep && now - lastStepNanos < between) {
            return true;
        }
        firstStepNanos = anyStep ? firstStepNanos : now;
        anyStep = true;
        lastStepNanos = now;
        return false;
    }

    /// The complete lines of `events` after byte `offset`; a last line without its end is left for the next time.
    ///
    /// @param events `events.jsonl`; nothing is read from a file that is not there yet
    /// @throws Fault.Request if a complete line is not an event
    public static Lines read(Path events, long offset) {
        return read(events, offset, false);
    }

    /// As [#read(Path, long)], but of the steps only the latest: the others, which most lines are, are not even parsed.
    public static Lines readSparsely(Path events, long offset) {
        return read(events, offset, true);
    }

    private static Lines read(Path events, long offset, boolean sparsely) {
        if (!Files.exists(events)) {
            return new Lines(List.of(), 0);
        }
        try (InputStream in = Files.newInputStream(events)) {
            in.skipNBytes(offset);
            byte[] bytes = in.readAllBytes();
            List<RunEvent> read = new ArrayList<>();
            int start = 0;
            int latestStep = sparsely ? latestStep(bytes) : -1;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    if (!sparsely || start == latestStep || !isStep(bytes, start)) {
                        String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                        read.add(Json.parse(line, events + " at byte " + (offset + start), RunEvent.class));
                    }
                    start = i + 1;
                }
            }
            return new Lines(List.copyOf(read), offset + start);
        } catch (IOException failed) {
            throw new Fault.Work("%s cannot be read: %s", events, Trouble.reason(failed), failed);
        }
    }

    /// Where the last complete line begins that is a step; -1 if there is none.
    private static int latestStep(byte[] bytes) {
        int end = bytes.length - 1;
        while (end >= 0 && bytes[end] != '\n') {
            end--;
        }
        for (int start = end; start > 0; start--) {
            if (bytes[start - 1] == '\n' && start < end && isStep(bytes, start)) {
                return start;
            }
        }
        return end > 0 && isStep(bytes, 0) ? 0 : -1;
    }

    private static boolean isStep(byte[] bytes, int start) {
        return bytes.length - start > STEP.length && Arrays.equals(bytes, start, start + STEP.length, STEP, 0, STEP.length);
    }

    /// What still holds of a run with several segments: steps and epochs that a later segment did again, because it went on from an
    /// earlier checkpoint, are left out.
    public static List<RunEvent> withoutRepeated(List<RunEvent> events) {
        List<RunEvent> kept = new ArrayList<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Started started) {
                kept.removeIf(earlier -> switch (earlier) {
                    case RunEvent.Step step -> step.step() > started.firstStep();
                    case RunEvent.Epoch epoch -> epoch.step() > started.firstStep();
                    case RunEvent.Checkpoint checkpoint -> checkpoint.step() > started.firstStep();
                    case RunEvent.Changed changed -> changed.step() > started.firstStep();
                    default -> false;
                });
            }
            kept.add(event);
        }
        return List.copyOf(kept);
    }

    /// The steps, epochs, checkpoints and changes among `events` that were done by the end of step `step`.
    public static List<RunEvent> until(List<RunEvent> events, long step) {
        return events.stream()
                .filter(event -> switch (event) {
                    case RunEvent.Step done -> done.step() <= step;
                    case RunEvent.Epoch done -> done.step() <= step;
                    case RunEvent.Checkpoint kept -> kept.step() <= step;
                    case RunEvent.Changed changed -> changed.step() < step;
                    default -> false;
                })
                .toList();
    }

    static Fault.Work unwritable(Path file, IOException failed) {
        return new Fault.Work(Trouble.of(Trouble.Kind.RUN_NOT_WRITTEN, file, Trouble.reason(failed)), failed);
    }
}
