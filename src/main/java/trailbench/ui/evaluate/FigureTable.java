package trailbench.ui.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EventFigures;

/// The ranking figures of one [Evaluation] at one cut-off: one line a scorer, one column a metric. One evaluation has one passport,
/// so figures of different protocols cannot meet here.
///
/// @param cutOff  K
/// @param metrics "recall", "ndcg", "mrr" … in the evaluation's order
public record FigureTable(int cutOff, List<String> metrics, List<Line> lines) {

    /// @param figures aligned with [FigureTable#metrics]
    /// @param leads of the model over this line, by metric
    public record Line(String name, boolean model, List<Figure> figures, double seconds, Map<String, Evaluation.Interval> leads) {}

    /// @param value NaN where the scorer has no such figure
    /// @param best     true if no other line's figure is higher, as printed
    /// @param interval of 95 %; empty in evaluations of before
    public record Figure(double value, boolean best, Optional<Evaluation.Interval> interval) {
        /// Four digits behind the point, as in papers; a dash where there is none.
        public String text() {
            return FigureTable.text(value);
        }
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, value < 10 ? "%.4f" : "%.1f", value);
    }

    /// The model against the best counting baseline on one metric.
    ///
    /// @param model    the model's figure
    /// @param baseline the best baseline's
    /// @param name     of that baseline
    /// @param lead     interval of the model's lead; empty in evaluations of before
    public record Duel(String metric, String modelName, double model, String name, double baseline, Optional<Evaluation.Interval> lead) {
        /// 0.12 if the model is 12 % better; NaN if the baseline's figure is 0.
        public double gain() {
            return baseline > 0 ? model / baseline - 1 : Double.NaN;
        }

        /// Level if the difference may be chance: its interval holds 0. Where none was kept, less than half a per cent is level.
        public Outcome outcome() {
            if (lead.isPresent()) {
                return lead.get().low() > 0 ? Outcome.BETTER : lead.get().high() < 0 ? Outcome.WORSE : Outcome.LEVEL;
            }
            boolean level = Double.isNaN(gain()) ? model == baseline : Math.abs(gain()) < 0.005;
            return level ? Outcome.LEVEL : model > baseline ? Outcome.BETTER : Outcome.WORSE;
        }
    }

    public enum Outcome {
        BETTER,
        LEVEL,
        WORSE;

        static Outcome of(EventFigures figures) {
            Evaluation.Interval lead = figures.bar().lead();
            return lead.low() > 0 ? BETTER : lead.high() < 0 ? WORSE : LEVEL;
        }
    }

    /// The cut-offs of an evaluation, ascending.
    static List<Integer> cutOffs(Evaluation evaluation) {
        TreeSet<Integer> found = new TreeSet<>();
        evaluation.rows().forEach(row -> row.metrics().keySet().stream()
                .filter(metric -> metric.matches(".+@\\d+"))
                .forEach(metric -> found.add(Integer.parseInt(metric.substring(metric.indexOf('@') + 1)))));
        return List.copyOf(found);
    }

    /// What lists of the first `cutOff` items are like; no figure of it is better for being higher.
    static FigureTable ofLists(Evaluation evaluation, int cutOff) {
        List<String> figures = evaluation.rows().stream()
                .flatMap(row -> row.lists().orElse(Map.of()).keySet().stream())
                .filter(figure -> figure.endsWith("@" + cutOff))
                .map(figure -> figure.substring(0, figure.lastIndexOf('@')))
                .distinct()
                .toList();
        return new FigureTable(cutOff, figures, evaluation.rows().stream()
                .map(row -> new Line(row.name(), row.model(), figures.stream()
                        .map(figure -> new Figure(row.lists().orElse(Map.of()).getOrDefault(figure + "@" + cutOff, Double.NaN), false, Optional.empty()))
                        .toList(), row.seconds(), Map.of()))
                .toList());
    }

    static FigureTable of(Evaluation evaluation, int cutOff) {
        List<String> metrics = evaluation.rows().stream()
                .flatMap(row -> row.metrics().keySet().stream())
                .filter(metric -> metric.endsWith("@" + cutOff))
                .map(metric -> metric.substring(0, metric.indexOf('@')))
                .distinct()
                .toList();
        List<Line> lines = new ArrayList<>();
        for (Evaluation.Row row : evaluation.rows()) {
            List<Figure> figures = metrics.stream().map(metric -> figure(evaluation, row, metric + "@" + cutOff)).toList();
            lines.add(new Line(row.name(), row.model(), figures, row.seconds(), leads(row, cutOff)));
        }
        return new FigureTable(cutOff, metrics, List.copyOf(lines));
    }

    private static Map<String, Evaluation.Interval> leads(Evaluation.Row row, int cutOff) {
        Map<String, Evaluation.Interval> leads = new HashMap<>();
        row.lead().orElse(Map.of()).forEach((metric, lead) -> {
            if (metric.endsWith("@" + cutOff)) {
                leads.put(metric.substring(0, metric.indexOf('@')), lead);
            }
        });
        return leads;
    }

    private static Figure figure(Evaluation evaluation, Evaluation.Row row, String metric) {
        double value = row.metrics().getOrDefault(metric, Double.NaN);
        double best = evaluation.rows().stream()
                .mapToDouble(other -> other.metrics().getOrDefault(metric, Double.NaN))
                .filter(other -> !Double.isNaN(other))
                .max()
                .orElse(Double.NaN);
        return new Figure(value, text(value).equals(text(best)) && !Double.isNaN(value), row.intervals().map(intervals -> intervals.get(metric)));
    }

    Optional<Evaluation.Interval> interval(Line line, String metric) {
        int column = metrics.indexOf(metric);
        return column < 0 ? Optional.empty() : line.figures().get(column).interval();
    }

    /// The upper end of the figure's interval, or the figure where it has none.
    double reach(Line line, String metric) {
        return interval(line, metric).map(Evaluation.Interval::high).orElse(value(line, metric));
    }

    double value(Line line, String metric) {
        int column = metrics.indexOf(metric);
        return column < 0 ? Double.NaN : line.figures().get(column).value();
    }

    /// Empty if the model ranks nothing or there is no baseline beside it.
    Optional<Duel> duel(String metric) {
        Optional<Line> model = lines.stream().filter(line -> line.model() && !Double.isNaN(value(line, metric))).findFirst();
        Optional<Line> baseline = lines.stream()
                .filter(line -> !line.model() && !Double.isNaN(value(line, metric)))
                .max(Comparator.comparingDouble(line -> value(line, metric)));
        return model.flatMap(m -> baseline.map(b -> new Duel(metric, m.name(), value(m, metric), b.name(), value(b, metric), Optional.ofNullable(b.leads().get(metric)))));
    }
}
