package trailbench.ui.chart;

/// Which way a figure improves.
public enum Better {
    LOWER,
    HIGHER;

    public boolean beats(double value, double other) {
        return this == LOWER ? value < other : value > other;
    }
}
