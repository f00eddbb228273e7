package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// An [Evaluation] as a table for the terminal or a Markdown page: one line a metric, one column a scorer, and the protocol above it.
/// The best value of a metric is marked, every one of them if several are equal as printed.
public final class EvaluationTable {
    private EvaluationTable() {}

    /// Plain text, aligned; `*` marks the best.
    public static String text(Evaluation evaluation) {
        if (evaluation.events().isPresent()) {
            return EventTable.text(evaluation.passport(), evaluation.events().get());
        }
        List<List<String>> lines = lines(evaluation, "", "*", " ");
        StringBuilder text = new StringBuilder(evaluation.passport().line()).append("\n\n");
        append(lines, text);
        text.append("\n* best of its line\n");
        appendLists(evaluation, text);
        notes(evaluation).forEach(note -> text.append(note).append('\n'));
        evaluation.likelihood().ifPresent(found -> text.append(sentence(found)).append('\n'));
        evaluation.reconstruction().ifPresent(figures -> text.append('\n').append(sentence(figures)).append('\n'));
        return text.toString();
    }

    static void append(List<List<String>> lines, StringBuilder text) {
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder(("%-" + widths[0] + "s").formatted(line.getFirst()));
            for (int column = 1; column < widths.length; column++) {
                padded.append(("  %" + widths[column] + "s").formatted(line.get(column)));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
    }

    private static void appendLists(Evaluation evaluation, StringBuilder text) {
        List<List<String>> lines = listLines(evaluation, " ");
        if (lines.size() > 1) {
            text.append("\nThe lists of the first K, where higher is not better (coverage, gini and diversity as shares, novelty in bits, popularity in events)\n\n");
            append(lines, text);
            text.append('\n');
        }
    }

    /// What the lists of the first K are like, one line a figure; the head alone where none were kept.
    private static List<List<String>> listLines(Evaluation evaluation, String behind) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("", evaluation.rows().stream().map(row -> row.name() + behind).toList()));
        evaluation.rows().stream().flatMap(row -> row.lists().orElse(Map.of()).keySet().stream()).distinct().forEach(figure ->
                lines.add(line(figure, evaluation.rows().stream().map(row -> number(row.lists().map(all -> all.get(figure))) + behind).toList())));
        return lines;
    }

    private static String number(Optional<Double> value) {
        return value.map(number -> String.format(Locale.ROOT, number < 10 ? "%.4f" : "%.1f", number)).orElse("");
    }

    /// Every metric by behaviour of the target and by transition, aligned for the terminal: the model's, and behind a stroke the best baseline's.
    public static String behaviours(Evaluation evaluation) {
        List<Evaluation.Part> parts = evaluation.parts().orElse(List.of());
        if (parts.isEmpty()) {
            return "No figures by behaviour: the log tells none apart, one alone is asked for, or the run was evaluated before they were kept.";
        }
        List<String> metrics = parts.stream().flatMap(part -> part.model().keySet().stream()).filter(metric -> metric.endsWith("@" + Slices.CUT_OFF)).distinct().toList();
        List<String> head = new ArrayList<>(List.of("cases"));
        metrics.forEach(metric -> head.add(metric));
        List<List<String>> lines = new ArrayList<>(List.of(line("", head)));
        for (Evaluation.Part part : parts) {
            List<String> cells = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", part.cases())));
            metrics.forEach(metric -> cells.add(number(Optional.ofNullable(part.model().get(metric))) + " / " + number(Optional.ofNullable(part.baseline().get(metric)))));
            lines.add(line(part.by() + " " + part.value(), cells));
        }
        StringBuilder text = new StringBuilder(evaluation.passport().line()).append("\n\n");
        text.append("The model / the baseline that is best on all cases\n\n");
        append(lines, text);
        return text.toString();
    }

    /// A GitHub-flavoured table; bold marks the best.
    public static String markdown(Evaluation evaluation) {
        if (evaluation.events().isPresent()) {
            return EventTable.markdown(evaluation.passport(), evaluation.events().get());
        }
        List<List<String>> lines = lines(evaluation, "**", "**", "");
        StringBuilder text = new StringBuilder(evaluation.passport().line()).append("\n\n");
        text.append(row(lines.getFirst()));
        text.append("|---|").append("---:|".repeat(lines.getFirst().size() - 1)).append('\n');
        lines.stream().skip(1).map(EvaluationTable::row).forEach(text::append);
        List<List<String>> lists = listLines(evaluation, "");
        if (lists.size() > 1) {
            text.append("\nThe lists of the first K, where higher is not better:\n\n").append(row(lists.getFirst()));
            text.append("|---|").append("---:|".repeat(lists.getFirst().size() - 1)).append('\n');
            lists.stream().skip(1).map(EvaluationTable::row).forEach(text::append);
        }
        notes(evaluation).forEach(note -> text.append('\n').append(note).append('\n'));
        evaluation.likelihood().ifPresent(found -> text.append('\n').append(sentence(found)).append('\n'));
        evaluation.reconstruction().ifPresent(figures -> text.append('\n').append(sentence(figures)).append('\n'));
        return text.toString();
    }

    /// The slices of an evaluation, the worst first, aligned for the terminal; a `!` where the model is below the baseline.
    public static String slices(Evaluation evaluation) {
        List<Evaluation.Slice> slices = evaluation.slices().orElse(List.of());
        if (slices.isEmpty()) {
            return "No slices: the model ranks nothing, its cases are all alike, or it was evaluated before slices were kept.";
        }
        int by = slices.stream().mapToInt(slice -> slice.by().length()).max().orElse(1);
        int value = Math.max(5, slices.stream().mapToInt(slice -> slice.value().length()).max().orElse(1));
        StringBuilder text = new StringBuilder(("Slices by ndcg@10, the worst first (intervals of 95 %%; best baseline: the one that is best on all cases)\n\n%-"
                + by + "s  %-" + value + "s  %8s  %7s  %16s  %13s\n").formatted("by", "slice", "cases", "ndcg@10", "interval", "best baseline"));
        for (Evaluation.Slice slice : slices) {
            text.append(String.format(
                    Locale.ROOT, "%-" + by + "s  %-" + value + "s  %,8d  %7.4f  %7.4f – %6.4f  %13.4f%s%n", slice.by(), slice.value(), slice.cases(), slice.figure(),
                    slice.interval().low(), slice.interval().high(), slice.baseline(), slice.figure() < slice.baseline() ? " !" : ""));
        }
        return text.toString();
    }

    /// The badge, the model's lead, and what was left out.
    private static List<String> notes(Evaluation evaluation) {
        List<String> notes = new ArrayList<>();
        evaluation.model().ifPresent(model -> shown(model).flatMap(
                metric -> evaluation.bar(metric).map(bar -> badge(model, metric, bar))).ifPresent(notes::add));
        Baselines.leftOut(evaluation.passport().items()).ifPresent(notes::add);
        return notes;
    }

    private static Optional<String> shown(Evaluation.Row model) {
        return model.metrics().keySet().stream().filter(metric -> metric.equals("ndcg@10")).findFirst()
                .or(() -> model.metrics().keySet().stream().filter(metric -> metric.startsWith("ndcg@")).reduce((first, last) -> last));
    }

    private static String badge(Evaluation.Row model, String metric, Evaluation.Bar bar) {
        return String.format(
                Locale.ROOT, "%s: %s, lead over %s on %s %+.4f to %+.4f (95 %%, users drawn anew).", bar.passed() ? "BEATS COUNTING" : "DOES NOT BEAT COUNTING", model.name(),
                bar.baseline(), metric, bar.lead().low(), bar.lead().high());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static List<List<String>> lines(Evaluation evaluation, String before, String after, String unmarked) {
        List<Evaluation.Row> rows = evaluation.rows();
        List<List<String>> lines = new ArrayList<>();
        Optional<Evaluation.Row> sure = evaluation.model().filter(row -> row.intervals().isPresent());
        lines.add(withInterval(line("", rows.stream().map(row -> row.name() + unmarked).toList()), sure.map(row -> "95 %")));
        if (rows.isEmpty()) {
            return lines;
        }
        for (String metric : rows.getFirst().metrics().keySet()) {
            List<String> values = rows.stream().map(row -> value(row, metric)).toList();
            String best = Collections.max(values);
            lines.add(withInterval(
                    line(metric, values.stream().map(value -> value.equals(best) ? before + value + after : value + unmarked).toList()),
                    sure.map(row -> interval(row, metric))));
        }
        lines.add(withInterval(
                line("seconds", rows.stream().map(row -> String.format(Locale.ROOT, "%.2f", row.seconds()) + unmarked).toList()), sure.map(row -> "")));
        return lines;
    }

    /// The model's interval stands behind its figure, in the first row of scorers.
    private static List<String> withInterval(List<String> line, Optional<String> interval) {
        interval.ifPresent(text -> line.add(2, text));
        return line;
    }

    private static String interval(Evaluation.Row row, String metric) {
        Evaluation.Interval ends = row.intervals().orElse(Map.of()).get(metric);
        return ends == null ? "" : String.format(Locale.ROOT, "%.4f–%.4f", ends.low(), ends.high());
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

    private static String sentence(Evaluation.Likelihood likelihood) {
        return String.format(
                Locale.ROOT, "Of the targets under the softmax over all items: cross-entropy %.4f nats, perplexity %.1f.", likelihood.crossEntropy(), likelihood.perplexity());
    }

    private static String sentence(Evaluation.ReconstructionFigures figures) {
        return String.format(
                Locale.ROOT,
                "Reconstruction of test events, each read with the events before it: accuracy %.4f over %,d events"
                        + " (always the most popular item: %.4f), mse %.6g, rmse %.6g%s on %s%s.",
                figures.accuracy(), figures.events(), figures.floor(), figures.mse(), figures.rmse(),
                figures.mae().map(mae -> String.format(Locale.ROOT, ", mae %.6g", mae)).orElse(""),
                switch (figures.target()) {
                    case ITEM_DISTRIBUTION -> "the item distribution";
                    case ITEM_VECTORS -> "item vectors";
                },
                figures.perplexity().map(perplexity -> String.format(Locale.ROOT, ", perplexity %.1f", perplexity)).orElse(""));
    }
}
