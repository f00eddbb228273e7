package trailbench.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trailbench.runs.FigureCurve;
import trailbench.runs.FigureCurve.Align;
import trailbench.ui.chart.Better;
import trailbench.ui.chart.Curve;
import trailbench.ui.chart.CurveChart;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.chart.Figures;
import trailbench.ui.fx.Messages;

/// Lays one figure of several runs over one another; what a fork has from its parent is faint.
record Overlay(List<FigureCurve.History> histories) {
    private static final double SECONDS_A_MINUTE = 60;

    /// What can be laid over: NDCG@10 first, then other metrics, then the losses.
    List<String> figures() {
        return FigureCurve.figures(histories);
    }

    CurveFrame frame(String figure, Align align, Messages words) {
        List<Curve> curves = new ArrayList<>();
        for (FigureCurve.History history : histories) {
            curves.add(curve(FigureCurve.of(history, figure, align), align, curves.size() % CurveChart.COLOURS));
        }
        return new CurveFrame(
                name(figure, words), axis(align), FigureCurve.isLoss(figure) ? Better.LOWER : Better.HIGHER, curves, Optional.empty());
    }

    /// A figure in the user's words: "Validation NDCG@10".
    static String name(String figure, Messages words) {
        if (FigureCurve.isLoss(figure)) {
            return words.text("figure." + figure);
        }
        return words.text("figure.metric", words.knows("metric." + figure) ? words.text("metric." + figure) : Figures.metric(figure));
    }

    private static Curve curve(FigureCurve of, Align align, int colour) {
        double unit = align == Align.TIME ? SECONDS_A_MINUTE : 1;
        Curve curve = new Curve(of.run(), colour);
        for (int i = 0; i < of.xs().length; i++) {
            curve.append(of.xs()[i] / unit, of.ys()[i]);
        }
        of.forkedAt().ifPresent(x -> curve.shareUntil(x / unit));
        return curve;
    }

    private static CurveFrame.Axis axis(Align align) {
        return switch (align) {
            case EPOCH -> CurveFrame.Axis.EPOCH;
            case STEP -> CurveFrame.Axis.STEP;
            case TIME -> CurveFrame.Axis.TIME;
        };
    }
}
