package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An [Evaluation] as a table for the terminal or a Markdown page: one line a metric, one column a scorer, and the protocol above it.
/// The best value of a metric is marked, every one of them if several are equal as printed.
public final class EvaluationTable {
    private EvaluationTable() {}

    /// Plain text, aligned; `*` marks the best.
    public static String text(Evaluation evaluation) {
        List<List<String>> lines = lines(evaluation, "", "*", " ");
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder(evaluation.passport().line()).append("\n\n");
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder(("%-" + widths[0] + "s").formatted(line.getFirst()));
            for (int column = 1; column < widths.length; column++) {
                padded.append(("  %" + widths[column] + "s").formatted(line.get(column)));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        text.append("\n* best of its line\n");
        evaluation.reconstruction().ifPresent(figures -> text.append('\n').append(sentence(figures)).append('\n'));
        return text.toString();
    }

    /// A GitHub-flavoured table; bold marks the best.
    public static String markdown(Evaluation evaluation) {
        List<List<String>> lines = lines(evaluation, "**", "**", "");
        StringBuilder text = new StringBuilder(evaluation.passport().line()).append("\n\n");
        text.append(row(lines.getFirst()));
        text.append("|---|").append("---:|".repeat(lines.getFirst().size() - 1)).append('\n');
        lines.stream().skip(1).map(EvaluationTable::row).forEach(text::append);
        evaluation.reconstruction().ifPresent(figures -> text.append('\n').append(sentence(figures)).append('\n'));
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static List<List<String>> lines(Evaluation evaluation, String before, String after, String unmarked) {
        List<Evaluation.Row> rows = evaluation.rows();
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("", rows.stream().map(row -> row.name() + unmarked).toList()));
        if (rows.isEmpty()) {
            return lines;
        }
        for (String metric : rows.getFirst().metrics().keySet()) {
            List<String> values = rows.stream().map(row -> value(row, metric)).toList();
            String best = Collections.max(values);
            lines.add(line(metric, values.stream()
                    .map(value -> value.equals(best) ? before + value + after : value + unmarked)
                    .toList()));
        }
        lines.add(line("seconds", rows.stream()
                .map(row -> String.format(Locale.ROOT, "%.2f", row.seconds()) + unmarked)
                .toList()));
        return lines;
    }

    /// Four decimals of a value in [0, 1], so that the order of texts is the order of values. Empty where a row lacks the metric.
    private static String value(Evaluation.Row row, String metric) {
        Double value = row.metrics().get(metric);
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static List<String> line(String head, List<String> cells) {
        List<String> line = new ArrayList<>(List.of(head));
        line.addAll(cells);
        return line;
    }

    private static String sentence(Evaluation.ReconstructionFigures figures) {
        return String.format(
                Locale.ROOT,
                "Reconstruction of test events, each read with the events before it: accuracy %.4f over %,d events"
                        + " (always the most popular item: %.4f), mse %.6g, rmse %.6g on %s.",
                figures.accuracy(), figures.events(), figures.floor(), figures.mse(), figures.rmse(), switch (figures.target()) {
                    case ITEM_DISTRIBUTION -> "the item distribution";
                    case ITEM_VECTORS -> "item vectors";
                });
    }
}
