package trailbench.ui.chart;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// What a chart of parallel coordinates shows (A. Inselberg, "The plane with parallel coordinates", The Visual Computer 1, 1985): each line is
/// a run, each axis a field that it has a value of, and the last axis the figure that it is judged by.
///
/// @param axes  from left to right
/// @param lines in any order
public record ParallelFrame(List<Axis> axes, List<Line> lines, Better better) {
    public static final ParallelFrame EMPTY = new ParallelFrame(List.of(), List.of(), Better.HIGHER);

    public ParallelFrame {
        axes = List.copyOf(axes);
        lines = List.copyOf(lines);
    }

    /// @param name  the end of the field's path, or the figure's name
    /// @param marks written along it
    public record Axis(String name, List<Mark> marks) {}

    /// @param place on the axis, 0 at its foot to 1 at its head
    public record Mark(double place, String text) {}

    /// @param id     of the run
    /// @param title  what a card about it is headed by
    /// @param places on each axis in [0, 1]; NaN where it has no value (yet)
    /// @param texts  the values, as people write them; empty where there is none
    /// @param over   false for a run that waits or goes on
    public record Line(String id, String title, List<Double> places, List<String> texts, boolean over) {

        /// On the last axis; NaN for a run that was not measured.
        double figure() {
            return places.getLast();
        }
    }

    /// Where the line's colour lies: 0 the worst of the axis, 1 its best; NaN for a run without figure.
    double goodness(Line line) {
        return better == Better.HIGHER ? line.figure() : 1 - line.figure();
    }

    /// The best line that has a figure.
    public OptionalInt best() {
        return IntStream.range(0, lines.size())
                .filter(i -> !Double.isNaN(lines.get(i).figure()))
                .boxed()
                .max((a, b) -> Double.compare(goodness(lines.get(a)), goodness(lines.get(b))))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
