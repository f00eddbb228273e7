package trailbench.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import trailbench.bench.Work.Contender;

/// The results as Markdown.
final class Table {
    private Table() {}

    /// @param operationsPerTarget what [Flops] counts
    record Row(Work work, double operationsPerTarget, Map<Contender, Result> results) {
        /// How many times as fast as the faster peer we are.
        OptionalDouble lead() {
            OptionalDouble peer = results.entrySet().stream()
                    .filter(entry -> entry.getKey() != Contender.OURS)
                    .mapToDouble(entry -> entry.getValue().targetsPerSecond())
                    .max();
            return peer.isEmpty() || !results.containsKey(Contender.OURS)
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(results.get(Contender.OURS).targetsPerSecond() / peer.getAsDouble());
        }
    }

    static String of(List<Row> rows, double peak, String log, Timing timing) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "Unpadded targets per second on %s, two threads, %.0f s each after %.0f s of warming up; sgemm peak %.0f GFLOP/s.%n%n",
                log, timing.timedSeconds(), timing.warmSeconds(), peak / 1e9));
        text.append("| step | contender | targets/s | of sgemm peak | times the faster peer | loss, first to last | memory | setting |\n");
        text.append("|---|---|--:|--:|--:|---|--:|---|\n");
        for (Row row : rows) {
            row.results.forEach((contender, result) -> text.append(line(row, contender, result, peak)));
        }
        return text.toString();
    }

    private static String line(Row row, Contender contender, Result result, double peak) {
        String lead = contender == Contender.OURS && row.lead().isPresent()
                ? String.format(Locale.ROOT, "%.2f", row.lead().getAsDouble())
                : "";
        return String.format(
                Locale.ROOT, "| %s | %s | %,.0f | %.0f %% | %s | %.3f to %.3f | %,d MB | %s |%n",
                row.work.name(), contender.title(), result.targetsPerSecond(),
                100 * result.targetsPerSecond() * row.operationsPerTarget / peak, lead,
                result.firstLoss(), result.lastLoss(), result.peakBytes() >> 20, result.variant());
    }
}
