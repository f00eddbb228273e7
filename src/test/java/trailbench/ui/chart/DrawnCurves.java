package trailbench.ui.chart;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.data.xy.XYDataset;

/// What a [CurveChart] has on its canvas, for tests of the rooms that show one.
public final class DrawnCurves {
    private DrawnCurves() {}

    /// The heights of each drawn line, in the order of drawing; on a logarithmic axis their powers of ten.
    ///
    /// @param around the chart, or what holds it
    public static List<double[]> heights(Node around) {
        CurvePlot plot = (CurvePlot) around.lookup(".curve-plot");
        ChartCanvas canvas = (ChartCanvas) plot.getChildrenUnmodifiable().stream().filter(ChartCanvas.class::isInstance).findFirst().orElseThrow();
        XYDataset lines = canvas.getChart().getXYPlot().getDataset();
        return IntStream.range(0, lines.getSeriesCount())
                .mapToObj(line -> IntStream.range(0, lines.getItemCount(line)).mapToDouble(point -> lines.getYValue(line, point)).toArray())
                .toList();
    }
}
