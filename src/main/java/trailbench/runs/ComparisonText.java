package trailbench.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes a [Comparison] side by side: figures with their protocols, what differs, and the curves, as CSV, Markdown or a page of HTML with
/// the curves drawn in it.
public final class ComparisonText {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 360;
    private static final int LEFT = 64;
    private static final int BOTTOM = 36;
    private static final int TOP = 12;
    /// Okabe and Ito's, which people with any colour sight can tell apart.
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#6e7781");

    private ComparisonText() {}

    public static String of(Comparison comparison, TextForm form, String title) {
        return switch (form) {
            case CSV -> csv(comparison);
            case MARKDOWN -> markdown(comparison, title);
            case HTML -> html(comparison, title);
        };
    }

    /// `section, name, run…`: sections are figure, protocol, difference and the curve, one row for each x.
    private static String csv(Comparison comparison) {
        List<String> header = new ArrayList<>(List.of("section", "name"));
        comparison.runs().forEach(run -> header.add(run.id()));
        StringBuilder text = new StringBuilder(TextForm.csvRow(header));
        if (comparison.protocols().isMixed()) {
            text.append(TextForm.csvRow(List.of("warning", comparison.protocols().lines().getFirst())));
        }
        for (RunColumn column : comparison.figures()) {
            text.append(row("figure", column.name(), comparison.runs().stream().map(run -> column.value(run).text()).toList()));
            text.append(row("protocol", column.name(), comparison.runs().stream().map(run -> column.protocol(run).orElse("")).toList()));
        }
        comparison.differences().forEach(each -> text.append(row("difference", each.field(), each.values())));
        String section = "curve " + comparison.figure();
        for (double x : places(comparison)) {
            String name = comparison.align().name().toLowerCase(Locale.ROOT) + " " + number(x);
            text.append(row(section, name, comparison.curves().stream().map(curve -> at(curve, x)).toList()));
        }
        return text.toString();
    }

    private static String row(String section, String name, List<String> values) {
        List<String> cells = new ArrayList<>(List.of(section, name));
        cells.addAll(values);
        return TextForm.csvRow(cells);
    }

    private static double[] places(Comparison comparison) {
        return comparison.curves().stream().flatMapToDouble(curve -> java.util.Arrays.stream(curve.xs())).distinct().sorted().toArray();
    }

    private static String at(FigureCurve curve, double x) {
        int found = java.util.Arrays.binarySearch(curve.xs(), x);
        return found < 0 ? "" : Double.toString(curve.ys()[found]);
    }

    private static String number(double x) {
        return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
    }

    private static String markdown(Comparison comparison, String title) {
        StringBuilder text = new StringBuilder("# " + TextForm.markdown(title) + "\n\n");
        text.append(TextForm.MARKDOWN.warning(comparison.protocols()));
        text.append("## Figures\n\n");
        List<List<String>> rows = figureRows(comparison);
        for (int i = 0; i < rows.size(); i++) {
            text.append(TextForm.markdownRow(rows.get(i)));
            text.append(i == 0 ? "|---|" + "---:|".repeat(comparison.runs().size()) + "\n" : "");
        }
        text.append("\n## Differences\n\n");
        if (comparison.differences().isEmpty()) {
            text.append("None: the runs have the same fields, data and program.\n");
        } else {
            text.append(TextForm.markdownRow(header(comparison, "field"))).append("|---|").append("---|".repeat(comparison.runs().size())).append('\n');
            comparison.differences().forEach(each -> text.append(TextForm.markdownRow(cells(each))));
        }
        return text.toString();
    }

    private static String html(Comparison comparison, String title) {
        StringBuilder body = new StringBuilder(TextForm.HTML.warning(comparison.protocols()));
        body.append("<h2>Curves: ").append(TextForm.html(comparison.figure())).append("</h2>\n").append(picture(comparison));
        body.append("<h2>Figures</h2>\n").append(table(figureRows(comparison), true));
        body.append("<h2>Differences</h2>\n");
        if (comparison.differences().isEmpty()) {
            body.append("<p>None: the runs have the same fields, data and program.</p>\n");
        } else {
            List<List<String>> rows = new ArrayList<>(List.of(header(comparison, "field")));
            comparison.differences().forEach(each -> rows.add(cells(each)));
            body.append(table(rows, false));
        }
        return TextForm.page(title, body.toString());
    }

    private static List<List<String>> figureRows(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>(List.of(header(comparison, "")));
        for (RunColumn column : comparison.figures()) {
            List<String> row = new ArrayList<>(List.of(column.name()));
            comparison.runs().forEach(run -> row.add(column.value(run).shown()
                    + comparison.protocols().letter(column, run).map(letter -> " (" + letter + ")").orElse("")));
            rows.add(row);
        }
        List<String> best = new ArrayList<>(List.of("best " + comparison.figure() + ", forks with their parent's part"));
        comparison.curves().forEach(curve -> best.add(comparison.bestText(curve).orElse("")));
        rows.add(best);
        return rows;
    }

    private static List<String> header(Comparison comparison, String first) {
        List<String> names = new ArrayList<>(List.of(first));
        comparison.runs().forEach(run -> names.add(run.id()));
        return names;
    }

    private static List<String> cells(Comparison.Difference difference) {
        List<String> cells = new ArrayList<>(List.of(difference.field()));
        cells.addAll(difference.values());
        return cells;
    }

    private static String table(List<List<String>> rows, boolean numbers) {
        StringBuilder text = new StringBuilder("<table>\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append("<tr>");
            for (int c = 0; c < rows.get(i).size(); c++) {
                String tag = i == 0 || c == 0 ? "th" : "td";
                text.append('<').append(tag).append(numbers && i > 0 && c > 0 ? " class=\"n\">" : ">").append(TextForm.html(rows.get(i).get(c))).append("</").append(tag).append('>');
            }
            text.append("</tr>\n");
        }
        return text.append("</table>\n").toString();
    }

    // ---- the picture

    private static String picture(Comparison comparison) {
        double[] x = range(comparison, true);
        double[] y = range(comparison, false);
        if (x.length == 0) {
            return "<p>No values yet.</p>\n";
        }
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" style=\"width:100%;max-width:" + WIDTH + "px\" font-size=\"12\" fill=\"currentColor\">\n");
        for (int tick = 0; tick <= 4; tick++) {
            double value = y[0] + tick * (y[1] - y[0]) / 4;
            double place = pixelY(value, y);
            svg.append(String.format(Locale.ROOT, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" opacity=\".15\"/>", LEFT, WIDTH - 8, place, place));
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.4g</text>%n", LEFT - 8, place + 4, value));
            double at = x[0] + tick * (x[1] - x[0]) / 4;
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.4g</text>%n", pixelX(at, x), HEIGHT - 16, at));
        }
        svg.append("<text x=\"").append((LEFT + WIDTH) / 2).append("\" y=\"").append(HEIGHT - 2).append("\" text-anchor=\"middle\">")
                .append(comparison.align() == FigureCurve.Align.TIME ? "seconds" : comparison.align().name().toLowerCase(Locale.ROOT)).append("</text>\n");
        for (int i = 0; i < comparison.curves().size(); i++) {
            svg.append(line(comparison.curves().get(i), COLOURS.get(i % COLOURS.size()), x, y));
        }
        svg.append("</svg>\n<p>");
        for (int i = 0; i < comparison.runs().size(); i++) {
            svg.append("<span style=\"color:").append(COLOURS.get(i % COLOURS.size())).append("\">■</span> ").append(TextForm.html(comparison.runs().get(i).id())).append("&emsp;");
        }
        return svg.append("</p>\n").toString();
    }

    /// What a fork has from its parent is thin and dashed.
    private static String line(FigureCurve curve, String colour, double[] x, double[] y) {
        double fork = curve.forkedAt().orElse(Double.NEGATIVE_INFINITY);
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < curve.xs().length; i++) {
            if (Double.isFinite(curve.ys()[i])) {
                String point = String.format(Locale.ROOT, "%.1f,%.1f ", pixelX(curve.xs()[i], x), pixelY(curve.ys()[i], y));
                if (curve.xs()[i] <= fork) {
                    before.append(point);
                }
                if (curve.xs()[i] >= fork) {
                    after.append(point);
                }
            }
        }
        String shared = before.isEmpty() ? "" : "<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.2\" stroke-dasharray=\"4 3\" points=\"" + before + "\"/>\n";
        return shared + "<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\" points=\"" + after + "\"><title>" + TextForm.html(curve.run()) + "</title></polyline>\n";
    }

    private static double[] range(Comparison comparison, boolean ofX) {
        double[] finite = comparison.curves().stream()
                .flatMapToDouble(curve -> java.util.Arrays.stream(ofX ? curve.xs() : curve.ys()))
                .filter(Double::isFinite)
                .toArray();
        Optional<double[]> range = finite.length == 0
                ? Optional.empty()
                : Optional.of(new double[] {java.util.Arrays.stream(finite).min().orElseThrow(), java.util.Arrays.stream(finite).max().orElseThrow()});
        return range.map(each -> each[0] == each[1] ? new double[] {each[0], each[0] + 1} : each).orElse(new double[0]);
    }

    private static double pixelX(double value, double[] range) {
        return LEFT + (value - range[0]) / (range[1] - range[0]) * (WIDTH - 8 - LEFT);
    }

    private static double pixelY(double value, double[] range) {
        return HEIGHT - BOTTOM - (value - range[0]) / (range[1] - range[0]) * (HEIGHT - BOTTOM - TOP);
    }
}
