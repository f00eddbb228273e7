package trailbench.ui.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// A number axis with our own round ticks, linear or, on values that are already powers of ten, logarithmic.
final class RoundAxis extends NumberAxis {
    private static final long serialVersionUID = 1;
    private static final double ROOM_ACROSS = 56;
    private static final double ROOM_UP = 45;
    /// A low chart is given this many ticks all the same, if their labels do not touch.
    private static final int LEAST_UP = 4;
    private static final double LABEL_UP = 18;

    private final Locale locale;
    private final boolean whole;
    private boolean logarithmic;

    RoundAxis(Locale locale, boolean whole) {
        super("");
        this.locale = locale;
        this.whole = whole;
        setAutoRange(false);
        setAxisLineVisible(false);
        setTickMarksVisible(false);
    }

    void setLogarithmic(boolean logarithmic) {
        this.logarithmic = logarithmic;
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean across = RectangleEdge.isTopOrBottom(edge);
        int most = (int) (across ? Math.max(2, area.getWidth() / ROOM_ACROSS) : up(area.getHeight()));
        double from = getRange().getLowerBound();
        double to = getRange().getUpperBound();
        TextAnchor anchor = across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        if (logarithmic) {
            List<Double> ticks = Ticks.logarithmic(Math.pow(10, from), Math.pow(10, to), most);
            return ticks.stream()
                    .map(tick -> new NumberTick(Math.log10(tick), label(tick, ticks), anchor, anchor, 0))
                    .toList();
        }
        List<Double> ticks = Ticks.linear(from, to, most, whole);
        return ticks.stream().map(tick -> new NumberTick(tick, label(tick, ticks), anchor, anchor, 0)).toList();
    }

    private static double up(double height) {
        return Math.max(Math.clamp(height / LABEL_UP, 1, LEAST_UP), height / ROOM_UP);
    }

    private String label(double tick, List<Double> ticks) {
        if (logarithmic && ticks.size() > 1 && ticks.getLast() / ticks.getFirst() >= 9) {
            return Figures.tick(tick, tick, locale);
        }
        return Figures.tick(tick, ticks.size() > 1 ? ticks.get(1) - ticks.get(0) : tick, locale);
    }
}
