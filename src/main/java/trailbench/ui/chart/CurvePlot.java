package trailbench.ui.chart;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.Observable;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
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

    private final CurveFrame frame;
    private Set<Curve> hidden = Set.of();
    private double smoothing;
    private boolean logarithmic;
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
        List<CurveDataset.Line> lines = new ArrayList<>();
        for (Curve curve : visible()) {
            double[] ys = curve.ys();
            boolean smooth = smoothing > 0 && curve.size() > 2;
            addLines(curve, ys, smooth, lines);
            if (smooth) {
                addLines(curve, Smoothing.average(ys, smoothing), false, lines);
            }
        }
        dataset.show(lines);
        setRanges(lines);
        style(lines);
        canvas.draw();
        drawn.run();
    }

    /// What it has from another run is faint, up to the point that both have.
    private void addLines(Curve curve, double[] ys, boolean faint, List<CurveDataset.Line> lines) {
        int shared = curve.shared();
        if (shared > 0) {
            lines.add(line(curve, ys, 0, shared, true));
        }
        if (shared < curve.size()) {
            lines.add(line(curve, ys, Math.max(0, shared - 1), curve.size(), faint));
        }
    }

    private CurveDataset.Line line(Curve curve, double[] all, int from, int to, boolean faint) {
        double[] xs = IntStream.range(from, to).mapToDouble(curve::x).toArray();
        double[] ys = Arrays.copyOfRange(all, from, to);
        int[] seen = Decimation.choose(xs, ys, ys.length, (int) Math.max(1, getWidth()));
        return new CurveDataset.Line(
                Arrays.stream(seen).mapToDouble(point -> xs[point]).toArray(),
                Arrays.stream(seen).mapToDouble(point -> onAxis(ys[point])).toArray(),
                curve.colour(),
                faint);
    }

    private double onAxis(double y) {
        if (!Double.isFinite(y)) {
            return Double.NaN;
        }
        return !logarithmic ? y : y > 0 ? Math.log10(y) : Double.NaN;
    }

    private void setRanges(List<CurveDataset.Line> lines) {
        double[] x = bounds(lines.stream().map(CurveDataset.Line::xs).toList());
        double[] y = bounds(lines.stream().map(CurveDataset.Line::ys).toList());
        double xRoom = frame.axis() == CurveFrame.Axis.EPOCH ? 0.02 * (x[1] - x[0]) : 0;
        xAxis.setRange(new Range(x[0] - xRoom, x[1] > x[0] ? x[1] + xRoom : x[0] + 1), false, false);
        double room = y[1] > y[0] ? 0.06 * (y[1] - y[0]) : Math.max(1e-6, Math.abs(0.1 * y[0]));
        double floor = !logarithmic && y[0] >= 0 ? Math.max(0, y[0] - room) : y[0] - room;
        yAxis.setRange(new Range(floor, y[1] + room), false, false);
        yAxis.setLogarithmic(logarithmic);
    }

    private static double[] bounds(List<double[]> values) {
        double[] finite = values.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
        return finite.length == 0
                ? new double[] {0, 1}
                : new double[] {Arrays.stream(finite).min().orElseThrow(), Arrays.stream(finite).max().orElseThrow()};
    }

    private void style(List<CurveDataset.Line> lines) {
        java.awt.Font font = new java.awt.Font(
                ink.getFont().getFamily(), java.awt.Font.PLAIN, (int) Math.round(ink.getFont().getSize()));
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
