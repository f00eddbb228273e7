package trailbench.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Shows how far work is: a bar with rate and time left on a terminal, a plain line every tenth elsewhere.
public final class TerminalProgress implements Progress {
    private static final int BAR_WIDTH = 24;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintStream stream;
    private final boolean terminal;
    private Optional<Phase> phase = Optional.empty();
    private long phaseStart;
    private long firstDone;
    private long lastDrawn;
    private long lastTenth = -1;

    /// @param terminal true if `stream` is a terminal, where a line can be drawn over
    public TerminalProgress(PrintStream stream, boolean terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    @Override
    public synchronized void report(Phase next, long done, long total) {
        long now = System.nanoTime();
        // A training phase carries figures that change with each report: its bar goes on.
        boolean begins = phase.filter(before -> goesOn(before, next)).isEmpty();
        if (begins) {
            phaseStart = now;
            firstDone = done;
            lastTenth = -1;
        }
        phase = Optional.of(next);
        if (terminal) {
            if (begins || done >= total || now - lastDrawn >= REDRAW_NANOS) {
                lastDrawn = now;
                stream.print("\r\u001b[K" + line(done, total, now) + (total > 0 && done >= total ? "\r\u001b[K" : ""));
                stream.flush();
            }
            return;
        }
        long tenth = total > 0 ? done * 10 / total : 0;
        if (begins || tenth != lastTenth) {
            lastTenth = tenth;
            stream.println(line(done, total, now));
        }
    }

    /// Takes the bar off the line, before something else is printed.
    public synchronized void clear() {
        if (terminal && phase.isPresent()) {
            stream.print("\r\u001b[K");
            stream.flush();
        }
    }

    private String line(long done, long total, long now) {
        String told = phase.map(Phase::toString).orElse("");
        if (total <= 0) {
            return told;
        }
        double fraction = Math.clamp((double) done / total, 0, 1);
        int filled = (int) Math.round(fraction * BAR_WIDTH);
        double seconds = (now - phaseStart) / 1e9;
        String left = done > firstDone && seconds > 0.5 ? "  " + words((total - done) * seconds / (done - firstDone)) + " left" : "";
        return String.format(
                Locale.ROOT, "%s%s %3.0f %%  %s%s", "█".repeat(filled), "░".repeat(BAR_WIDTH - filled), fraction * 100, told, left);
    }

    private static String words(double seconds) {
        Duration duration = Duration.ofSeconds(Math.round(seconds));
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSecondsPart() + " s";
    }

    private static boolean goesOn(Phase before, Phase next) {
        return next.equals(before) || next.kind() == Phase.Kind.TRAINING && before.kind() == Phase.Kind.TRAINING;
    }
}
