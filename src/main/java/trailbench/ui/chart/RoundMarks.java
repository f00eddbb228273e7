package trailbench.ui.chart;

import java.util.List;

/// Round numbers to write along an axis that somebody else draws.
public final class RoundMarks {
    private RoundMarks() {}

    /// @param most at most about so many
    /// @param log  true for an axis that is even in the logarithm; `from` is above 0 then
    public static List<Double> between(double from, double to, int most, boolean log) {
        return log ? Ticks.logarithmic(from, to, most) : Ticks.linear(from, to, most, false);
    }
}
