package trailbench.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import trailbench.evaluation.Evaluation.Interval;

/// An [Evaluation] for spreadsheets and papers. Every line, or the table's note, carries the passport.
public final class EvaluationFiles {
    private EvaluationFiles() {}

    /// One line a scorer and figure at every cut-off, with the ends of its interval; empty ends where none was kept.
    public static String csv(Evaluation evaluation) {
        StringBuilder text = new StringBuilder("scorer,kind,metric,value,low,high,seconds,passport\n");
        String passport = quoted(evaluation.passport().line());
        for (Evaluation.Row row : evaluation.rows()) {
            row.metrics().forEach((metric, value) -> text.append(line(row, metric, value, row.intervals().map(all -> all.get(metric)), passport)));
            row.lists().orElse(Map.of()).forEach((metric, value) -> text.append(line(row, metric, value, Optional.empty(), passport)));
        }
        return text.toString();
    }

    private static String line(Evaluation.Row row, String metric, double value, Optional<Interval> interval, String passport) {
        return quoted(row.name()) + (row.model() ? ",model," : ",baseline,") + quoted(metric)
                + String.format(Locale.ROOT, ",%.6f,", value)
                + interval.map(ends -> String.format(Locale.ROOT, "%.6f,%.6f,", ends.low(), ends.high())).orElse(",,")
                + String.format(Locale.ROOT, "%.2f,", row.seconds()) + passport + "\n";
    }

    private static String quoted(String text) {
        return text.matches(".*[\",\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    /// A table for the package booktabs: one line a scorer, one column a metric at one cut-off, the best in bold, half an interval's width
    /// behind each figure, and the passport as its note.
    ///
    /// @param k one of the cut-offs
    public static String latex(Evaluation evaluation, int k) {
        List<String> metrics = evaluation.rows().stream()
                .flatMap(row -> row.metrics().keySet().stream())
                .filter(metric -> metric.endsWith("@" + k))
                .distinct()
                .toList();
        StringBuilder text = new StringBuilder("% \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\begin{tabular}{l" + "r".repeat(metrics.size()) + "}\n\\toprule\n");
        List<String> head = new ArrayList<>(List.of(""));
        metrics.forEach(metric -> head.add(metric.toUpperCase(Locale.ROOT)));
        text.append(row(head)).append("\\midrule\n");
        for (Evaluation.Row row : evaluation.rows()) {
            List<String> cells = new ArrayList<>(List.of(escaped(row.name())));
            metrics.forEach(metric -> cells.add(cell(evaluation, row, metric)));
            text.append(row(cells));
        }
        return text.append("\\bottomrule\n\\end{tabular}\n\\caption{").append(caption(evaluation)).append("}\n\\end{table}\n").toString();
    }

    private static String caption(Evaluation evaluation) {
        boolean intervals = evaluation.rows().stream().anyMatch(row -> row.intervals().isPresent());
        return escaped(evaluation.passport().line()) + "." + (intervals ? " Behind $\\pm$: half the width of the 95\\,\\% interval, users drawn anew." : "");
    }

    private static String cell(Evaluation evaluation, Evaluation.Row row, String metric) {
        Double value = row.metrics().get(metric);
        if (value == null) {
            return "--";
        }
        String printed = printed(value);
        boolean best = evaluation.rows().stream()
                .flatMap(other -> Optional.ofNullable(other.metrics().get(metric)).stream())
                .map(EvaluationFiles::printed)
                .allMatch(other -> other.compareTo(printed) <= 0);
        return (best ? "\\textbf{" + printed + "}" : printed)
                + row.intervals().map(all -> all.get(metric)).map(ends -> String.format(Locale.ROOT, " {\\tiny$\\pm$%.4f}", (ends.high() - ends.low()) / 2)).orElse("");
    }

    private static String printed(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String row(List<String> cells) {
        return String.join(" & ", cells) + " \\\\\n";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\textbackslash{}").replaceAll("([&%$#_{}])", "\\\\$1").replace("\\textbackslash\\{\\}", "\\textbackslash{}")
                .replace("~", "\\textasciitilde{}").replace("^", "\\textasciicircum{}").replace("→", "$\\to$").replace("·", "$\\cdot$").replace("…", "\\dots{}");
    }
}
