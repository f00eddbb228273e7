package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The table behind a chart: one row for each x, one column for each line.
///
/// @param header `[1 + C]` names
/// @param rows   rising in x; `values[c]` is NaN where line c has no point
record CurveTable(List<String> header, List<Row> rows) {

    record Row(double x, double[] values) {}

    /// Merges the lines, each of which rises in x. A line that repeats an x keeps its last value there.
    static CurveTable of(List<Curve> curves, String xName) {
        return latest(curves, xName, Integer.MAX_VALUE);
    }

    /// As [#of], of the last points of each line alone.
    static CurveTable latest(List<Curve> curves, String xName, int most) {
        List<String> header = new ArrayList<>(List.of(xName));
        curves.forEach(curve -> header.add(curve.name()));
        int[] next = curves.stream().mapToInt(curve -> Math.max(0, curve.size() - most)).toArray();
        List<Row> rows = new ArrayList<>();
        for (double x = least(curves, next); x < Double.POSITIVE_INFINITY; x = least(curves, next)) {
            double[] values = new double[curves.size()];
            Arrays.fill(values, Double.NaN);
            for (int column = 0; column < values.length; column++) {
                Curve curve = curves.get(column);
                while (next[column] < curve.size() && curve.x(next[column]) == x) {
                    values[column] = curve.y(next[column]++);
                }
            }
            rows.add(new Row(x, values));
        }
        return new CurveTable(header, rows);
    }

    private static double least(List<Curve> curves, int[] next) {
        double least = Double.POSITIVE_INFINITY;
        for (int column = 0; column < next.length; column++) {
            Curve curve = curves.get(column);
            if (next[column] < curve.size()) {
                least = Math.min(least, curve.x(next[column]));
            }
        }
        return least;
    }

    /// RFC 4180, full precision, `.` as decimal point whatever the language; an empty cell where there is no point.
    String csv() {
        StringBuilder text = new StringBuilder();
        text.append(String.join(",", header.stream().map(CurveTable::quoted).toList())).append("\r\n");
        for (Row row : rows) {
            text.append(number(row.x));
            for (double value : row.values) {
                text.append(',').append(Double.isNaN(value) ? "" : number(value));
            }
            text.append("\r\n");
        }
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) value)
                : Double.toString(value);
    }

    private static String quoted(String name) {
        return name.contains(",") || name.contains("\"") || name.contains("\n") ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }
}
