package trailbench.ui.chart;

import java.util.List;
import org.jfree.data.xy.AbstractXYDataset;

/// The points that are drawn: already smoothed, thinned and, on a logarithmic axis, turned into powers of ten.
final class CurveDataset extends AbstractXYDataset {
    private static final long serialVersionUID = 1;

    /// @param colour line colour of the theme, 0 to 7
    /// @param faint  true for the unsmoothed values behind a smoothed line
    record Line(double[] xs, double[] ys, int colour, boolean faint) {}

    private transient List<Line> lines = List.of();

    void show(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    Line line(int series) {
        return lines.get(series);
    }

    @Override
    public int getSeriesCount() {
        return lines.size();
    }

    @Override
    public Integer getSeriesKey(int series) {
        return series;
    }

    @Override
    public int getItemCount(int series) {
        return lines.get(series).xs.length;
    }

    @Override
    public Number getX(int series, int item) {
        return getXValue(series, item);
    }

    @Override
    public Number getY(int series, int item) {
        return getYValue(series, item);
    }

    @Override
    public double getXValue(int series, int item) {
        return lines.get(series).xs[item];
    }

    @Override
    public double getYValue(int series, int item) {
        return lines.get(series).ys[item];
    }
}
