package trailbench.ui.chart;

import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.Line;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.VLineTo;

/// A small histogram: bars of equal parts of a range, the range's ends below, and a line where zero is.
///
/// Heights are counts by the largest; a bar that is not empty is seen.
public final class HistogramChart extends Region {
    private static final double LEAST_HEIGHT = 1.5;
    private static final double LABEL_GAP = 2;

    private final List<Long> bins;
    private final double least;
    private final double most;
    private final Path bars = new Path();
    private final Line zero = new Line();
    private final Label left = new Label();
    private final Label right = new Label();

    /// @param sentence says what is to be seen: for the screen reader, and under the mouse
    public HistogramChart(List<Long> bins, double least, double most, String sentence, Locale locale) {
        this.bins = bins;
        this.least = least;
        this.most = most;
        getStyleClass().add("histogram-chart");
        getStylesheets().add(String.valueOf(HistogramChart.class.getResource("chart.css")));
        bars.getStyleClass().add("bars");
        zero.getStyleClass().add("zero");
        left.setText(Figures.of(least, locale));
        right.setText(Figures.of(most, locale));
        left.getStyleClass().add("ink");
        right.getStyleClass().add("ink");
        right.setVisible(most > least);
        getChildren().setAll(bars, zero, left, right);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(sentence);
        Tooltip.install(this, new Tooltip(sentence));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double foot = left.prefHeight(-1) + LABEL_GAP;
        double height = Math.max(0, getHeight() - foot);
        draw(width, height);
        boolean around = least < 0 && most > 0;
        zero.setVisible(around);
        double at = Math.round(around ? width * -least / (most - least) : 0) + 0.5;
        zero.setStartX(at);
        zero.setEndX(at);
        zero.setStartY(0);
        zero.setEndY(height);
        layoutInArea(left, 0, height + LABEL_GAP, width, foot, 0, javafx.geometry.HPos.LEFT, VPos.TOP);
        layoutInArea(right, 0, height + LABEL_GAP, width, foot, 0, javafx.geometry.HPos.RIGHT, VPos.TOP);
    }

    private void draw(double width, double height) {
        long highest = bins.stream().mapToLong(Long::longValue).max().orElse(1);
        double step = width / Math.max(1, bins.size());
        bars.getElements().clear();
        for (int bin = 0; bin < bins.size(); bin++) {
            if (bins.get(bin) == 0) {
                continue;
            }
            double top = height - Math.max(LEAST_HEIGHT, height * bins.get(bin) / highest);
            bars.getElements().addAll(new MoveTo(bin * step, height), new VLineTo(top), new HLineTo((bin + 1) * step), new VLineTo(height), new ClosePath());
        }
    }
}
