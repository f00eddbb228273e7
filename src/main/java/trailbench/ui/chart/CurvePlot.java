package trailbench.ui.chart;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.beans.Observable;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;

/// The drawing area of a [CurveChart]: JFreeChart on a canvas, told what to draw and when; nothing else makes it draw.
final class CurvePlot extends Region {
    private static final StyleablePropertyFactory<CurvePlot> STYLES = new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    /// Lines of at most this many points show the points themselves.
    private static final int DOTS = 60;

    private final List<StyleableProperty<Color>> lineColours = new ArrayList<>();
    private final StyleableProperty<Color> gridColour =
            STYLES.createStyleableColorProperty(this, "grid", "-grid-colour", plot -> plot.gridColour, Color.LIGHTGRAY);

    private final CurveDataset dataset = new CurveDataset();
    private final RoundAxis xAxis;
    private final RoundAxis yAxis;
    private final XYPlot plot;
    private final JFreeChart chart;
    private final ChartCanvas canvas;
    /// Carries the theme's font and text colour to JFreeChart; never seen.
    private final Label ink = new Label();

    private CurveFrame frame;
    private Set<Curve> hidden = Set.of();
    private final Map<Curve, Smoothing> averages = new HashMap<>();
    private double smoothing;
    private boolean logarithmic;
    /// What is looked at; everything, if empty.
    private Optional<Range> view = Optional.empty();
    /// An x that is shown even if no line reaches it.
    private OptionalDouble reach = OptionalDouble.empty();
    private boolean dirty = true;
    private Runnable drawn = () -> {};

    CurvePlot(CurveFrame frame, Locale locale) {
        this.frame = frame;
        getStyleClass().add("curve-plot");
        for (int colour = 0; colour < CurveChart.COLOURS; colour++) {
            int number = colour;
            lineColours.add(STYLES.createStyleableColorProperty(
                    this, "line" + colour, "-line-colour-" + (colour + 1), plot -> plot.lineColours.get(number), Color.GRAY));
        }
        xAxis = new RoundAxis(locale, true);
        yAxis = new RoundAxis(locale, false);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        plot = new XYPlot(dataset, xAxis, yAxis, renderer);
        chart = new JFreeChart(null, null, plot, false);
        chart.setNotify(false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(18, 2, 2, 14));
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        canvas = new ChartCanvas(chart);
        canvas.setTooltipEnabled(false);
        canvas.setMouseTransparent(true);
        canvas.setManaged(false);
        ink.getStyleClass().add("ink");
        ink.setVisible(false);
        ink.setManaged(false);
        getChildren().addAll(canvas, ink);
        for (StyleableProperty<Color> colour : lineColours) {
            ((Observable) colour).addListener(changed -> redraw());
        }
        ((Observable) gridColour).addListener(changed -> redraw());
        ink.fontProperty().addListener(changed -> redraw());
        ink.textFillProperty().addListener(changed -> redraw());
    }

    /// Called after each drawing, when places on the picture are known.
    void onDrawn(Runnable drawn) {
        this.drawn = drawn;
    }

    /// Shows other lines, all of each.
    void show(CurveFrame other) {
        frame = other;
        hidden = Set.of();
        averages.clear();
        view = Optional.empty();
        redraw();
    }

    void setSmoothing(double weight) {
        smoothing = weight;
        redraw();
    }

    void setLogarithmic(boolean logarithmic) {
        this.logarithmic = logarithmic;
        redraw();
    }

    void setHidden(Set<Curve> hidden) {
        this.hidden = Set.copyOf(hidden);
        redraw();
    }

    /// Shows at least as far as this x, or, if empty, as far as the lines go.
    void setReach(OptionalDouble x) {
        if (!x.equals(reach)) {
            reach = x;
            redraw();
        }
    }

    boolean isZoomed() {
        return view.isPresent();
    }

    /// Looks closer, or, with a factor above 1, from farther away; everything is the farthest.
    ///
    /// @param at x that stays where it is
    void zoom(double factor, double at) {
        Range all = everything();
        Range now = view.orElse(all);
        double least = frame.axis() == CurveFrame.Axis.EPOCH ? 1 : all.getLength() * 1e-5;
        double length = Math.max(least, now.getLength() * factor);
        double share = Math.clamp((at - now.getLowerBound()) / now.getLength(), 0, 1);
        look(at - share * length, length);
    }

    /// Moves along the lines.
    ///
    /// @param by in x
    void pan(double by) {
        view.ifPresent(now -> look(now.getLowerBound() + by, now.getLength()));
    }

    void showAll() {
        view = Optional.empty();
        redraw();
    }

    /// How much x a pixel is.
    double xPerPixel() {
        return area().isEmpty() ? 0 : xAxis.getRange().getLength() / area().getWidth();
    }

    private void look(double from, double length) {
        Range all = everything();
        if (length >= all.getLength()) {
            showAll();
            return;
        }
        double start = Math.clamp(from, all.getLowerBound(), all.getUpperBound() - length);
        view = Optional.of(new Range(start, start + length));
        redraw();
    }

    private Range everything() {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (Curve curve : visible()) {
            from = Math.min(from, curve.firstX());
            to = Math.max(to, curve.lastX());
        }
        if (from > to) {
            return new Range(0, 1);
        }
        to = Math.max(to, reach.orElse(to));
        double room = frame.axis() == CurveFrame.Axis.EPOCH ? 0.02 * (to - from) : 0;
        return new Range(from - room, to > from ? to + room : from + 1);
    }

    /// Draws with the next pulse, once, however often it is asked.
    void redraw() {
        dirty = true;
        requestLayout();
    }

    List<Curve> visible() {
        return frame.curves().stream().filter(curve -> !hidden.contains(curve) && !curve.isEmpty()).toList();
    }

    Color colour(Curve curve) {
        return lineColours.get(curve.colour()).getValue();
    }

    /// Where lines may be drawn, in this region's pixels; empty before the first drawing.
    Rectangle2D area() {
        ChartRenderingInfo drawing = canvas.getRenderingInfo();
        return drawing == null ? new Rectangle2D.Double() : drawing.getPlotInfo().getDataArea();
    }

    double pixelX(double x) {
        return xAxis.valueToJava2D(x, area(), plot.getDomainAxisEdge());
    }

    double pixelY(double y) {
        return yAxis.valueToJava2D(logarithmic ? Math.log10(y) : y, area(), plot.getRangeAxisEdge());
    }

    double valueX(double pixel) {
        return xAxis.java2DToValue(pixel, area(), plot.getDomainAxisEdge());
    }

    @Override
    protected void layoutChildren() {
        double width = snapSizeX(getWidth());
        double height = snapSizeY(getHeight());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            dirty = true;
        }
        if (dirty && width > 0 && height > 0) {
            dirty = false;
            draw();
        }
    }

    private void draw() {
        Range seen = view.orElse(everything());
        List<CurveDataset.Line> lines = new ArrayList<>();
        for (Curve curve : visible()) {
            boolean smooth = smoothing > 0 && curve.size() > 2;
            addLines(curve, curve.values(), curve.extremes(), seen, smooth, lines);
            if (smooth) {
                Smoothing average = averages.computeIfAbsent(curve, _ -> new Smoothing());
                curve.smooth(average, smoothing);
                addLines(curve, average.values(), average.extremes(), seen, false, lines);
            }
        }
        dataset.show(lines);
        setRanges(lines, seen);
        style(lines);
        canvas.draw();
        drawn.run();
    }

    /// What it has from another run is faint, up to the point that both have.
    private void addLines(Curve curve, double[] values, Extremes extremes, Range range, boolean faint, List<CurveDataset.Line> lines) {
        int[] seen = curve.seen(values, extremes, range.getLowerBound(), range.getUpperBound(), (int) Math.max(1, getWidth()));
        int shared = curve.shared();
        int split = 0;
        while (split < seen.length && seen[split] < shared) {
            split++;
        }
        if (split > 0) {
            lines.add(line(curve, values, Arrays.copyOfRange(seen, 0, split), true));
        }
        if (split < seen.length) {
            lines.add(line(curve, values, Arrays.copyOfRange(seen, Math.max(0, split - 1), seen.length), faint));
        }
    }

    private CurveDataset.Line line(Curve curve, double[] values, int[] seen, boolean faint) {
        double[] xs = new double[seen.length];
        double[] ys = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            xs[i] = curve.x(seen[i]);
            ys[i] = onAxis(values[seen[i]]);
        }
        return new CurveDataset.Line(xs, ys, curve.colour(), faint);
    }

    private double onAxis(double y) {
        if (!Double.isFinite(y)) {
            return Double.NaN;
        }
        return !logarithmic ? y : y > 0 ? Math.log10(y) : Double.NaN;
    }

    private void setRanges(List<CurveDataset.Line> lines, Range seen) {
        xAxis.setRange(seen, false, false);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (CurveDataset.Line line : lines) {
            for (double y : line.ys()) {
                if (Double.isFinite(y)) {
                    low = Math.min(low, y);
                    high = Math.max(high, y);
                }
            }
        }
        if (low > high) {
            low = 0;
            high = 1;
        }
        double room = high > low ? 0.06 * (high - low) : Math.max(1e-9, Math.abs(0.1 * low));
        double floor = !logarithmic && low >= 0 ? Math.max(0, low - room) : low - room;
        yAxis.setRange(new Range(floor, high + room), false, false);
        yAxis.setLogarithmic(logarithmic);
    }

    private void style(List<CurveDataset.Line> lines) {
        java.awt.Font font = new java.awt.Font(
                ink.getFont().getFamily(), java.awt.Font.PLAIN, (int) Math.round(ink.getFont().getSize()));
        // ChartCanvas puts the context's font back after each drawing, and FXGraphics2D does not set one again that it set before
        canvas.getGraphicsContext2D().setFont(Font.font(font.getFamily(), FontWeight.NORMAL, FontPosture.REGULAR, font.getSize()));
        java.awt.Color text = awt((Color) ink.getTextFill(), 1);
        for (RoundAxis axis : List.of(xAxis, yAxis)) {
            axis.setTickLabelFont(font);
            axis.setTickLabelPaint(text);
            axis.setTickLabelInsets(new RectangleInsets(4, 4, 4, 8));
        }
        plot.setRangeGridlinePaint(awt(gridColour.getValue(), 1));
        XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
        for (int series = 0; series < lines.size(); series++) {
            CurveDataset.Line line = lines.get(series);
            renderer.setSeriesPaint(series, awt(lineColours.get(line.colour()).getValue(), line.faint() ? 0.25 : 1), false);
            renderer.setSeriesStroke(
                    series,
                    new BasicStroke(line.faint() ? 1f : 2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND), false);
            boolean dots = !line.faint() && line.xs().length <= DOTS;
            renderer.setSeriesShapesVisible(series, dots);
            renderer.setSeriesShape(series, new Ellipse2D.Double(-3, -3, 6, 6), false);
        }
    }

    private static java.awt.Color awt(Color colour, double opacity) {
        return new java.awt.Color(
                (float) colour.getRed(), (float) colour.getGreen(), (float) colour.getBlue(), (float) (colour.getOpacity() * opacity));
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }
}
