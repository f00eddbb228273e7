package trailbench.training;

import java.io.PrintStream;
import java.util.Optional;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// How far a child process is with its work: a line it prints, as JSON, and its parent reads.
public record ProgressLine(Phase phase, long done, long total) {

    public String text() {
        return Json.line(this);
    }

    /// Empty if the line is something else that the child printed.
    public static Optional<ProgressLine> parse(String line) {
        if (!line.startsWith("{\"phase\":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(line, ProgressLine.class));
        } catch (Fault.Request somethingElse) {
            return Optional.empty();
        }
    }

    /// Prints at most ten lines a second, and always the first and the last of a phase.
    ///
    /// @param clock measures the time between lines
    public static Progress printing(PrintStream out, RunClock clock) {
        return new Printing(out, clock);
    }

    private static final class Printing implements Progress {
        private static final long NANOS_BETWEEN_LINES = 100_000_000;

        private final PrintStream out;
        private final RunClock clock;
        private Optional<Phase> phase = Optional.empty();
        private long lastNanos;

        Printing(PrintStream out, RunClock clock) {
            this.out = out;
            this.clock = clock;
        }

        @Override
        public synchronized void report(Phase next, long done, long total) {
            long now = clock.nanos().getAsLong();
            boolean begins = phase.filter(next::equals).isEmpty();
            if (begins || done == total || now - lastNanos >= NANOS_BETWEEN_LINES) {
                phase = Optional.of(next);
                lastNanos = now;
                out.println(new ProgressLine(next, done, total).text());
                out.flush();
            }
        }
    }
}
