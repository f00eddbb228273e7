package trailbench.ui.chart;

import java.util.List;
import java.util.Optional;

/// What a [CurveChart] shows: the lines and how they are to be read. The lines grow; the frame stays.
///
/// @param title  above the chart, in the user's language
/// @param axis   what x counts
/// @param better which way y improves
/// @param curves drawn in this order, the last one on top
/// @param lead   the line that the summary speaks of; the best of all, if empty
public record CurveFrame(String title, Axis axis, Better better, List<Curve> curves, Optional<Curve> lead) {
    public CurveFrame {
        curves = List.copyOf(curves);
    }

    public enum Axis {
        STEP,
        EPOCH,
        /// Minutes of training.
        TIME
    }

    boolean isEmpty() {
        return curves.stream().allMatch(Curve::isEmpty);
    }

    /// Grows with every point of its lines that comes or goes.
    long changes() {
        return curves.stream().mapToLong(Curve::changes).sum();
    }
}
