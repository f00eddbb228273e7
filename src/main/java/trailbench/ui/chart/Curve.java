package trailbench.ui.chart;

import static trailbench.work.Fault.require;

import java.util.Arrays;

/// One growing line of points, x never falling. Lives on the thread that draws it; reading threads publish batches and never touch it.
///
/// Points are kept in two primitive arrays that double when full, so that a run of a million steps costs 16 MB and no garbage a point.
public final class Curve {
    private final String name;
    private final String shortName;
    private final int colour;
    private double[] xs = new double[64];
    private double[] ys = new double[64];
    private int size;
    private int cuts;
    private long changes;
    private final Extremes extremes = new Extremes();
    private double sharedUntil = Double.NEGATIVE_INFINITY;

    /// @param name   in the user's language
    /// @param colour 0 to 7: the theme's line colours, see `chart.css`
    public Curve(String name, int colour) {
        this(name, name, colour);
    }

    /// @param name      what the sentence and the table call it ("Validation NDCG@10")
    /// @param shortName what the legend calls it, under a title that says the rest ("NDCG@10")
    public Curve(String name, String shortName, int colour) {
        require(0 <= colour && colour < CurveChart.COLOURS, "curve %s: colour %s is not between 0 and 7", name, colour);
        this.name = name;
        this.shortName = shortName;
        this.colour = colour;
    }

    /// Says that the points up to `x` are another run's, which this one went on from: they are drawn faintly.
    public void shareUntil(double x) {
        sharedUntil = x;
        changes++;
    }

    /// Number of points that are another run's.
    int shared() {
        int shared = 0;
        while (shared < size && xs[shared] <= sharedUntil) {
            shared++;
        }
        return shared;
    }

    public String name() {
        return name;
    }

    public String shortName() {
        return shortName;
    }

    public int colour() {
        return colour;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// Grows with every point that comes or goes.
    long changes() {
        return changes;
    }

    public double x(int point) {
        return xs[point];
    }

    public double y(int point) {
        return ys[point];
    }

    public double firstX() {
        return xs[0];
    }

    public double lastX() {
        return xs[size - 1];
    }

    public double lastY() {
        return ys[size - 1];
    }

    /// Adds a point. A value that is not a number (an exploded loss) is kept: it is drawn as a gap.
    public void append(double x, double y) {
        require(size == 0 || x >= xs[size - 1], "curve %s: x %s comes after %s", name, x, size == 0 ? x : xs[size - 1]);
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, 2 * size);
            ys = Arrays.copyOf(ys, 2 * size);
        }
        xs[size] = x;
        ys[size] = y;
        size++;
        changes++;
    }

    /// Forgets the points behind `x`: a run that goes on from a checkpoint does those steps again.
    public void dropAfter(double x) {
        int before = size;
        while (size > 0 && xs[size - 1] > x) {
            size--;
        }
        if (size < before) {
            cuts++;
            changes++;
            extremes.cut(size);
        }
    }

    public void clear() {
        dropAfter(Double.NEGATIVE_INFINITY);
    }

    /// The point whose x is nearest, or -1 if there is none.
    public int nearest(double x) {
        if (size == 0) {
            return -1;
        }
        int found = Arrays.binarySearch(xs, 0, size, x);
        if (found >= 0) {
            return found;
        }
        int after = -found - 1;
        if (after == 0) {
            return 0;
        }
        if (after == size) {
            return size - 1;
        }
        return x - xs[after - 1] <= xs[after] - x ? after - 1 : after;
    }

    /// The first point with the best finite value, or -1 if there is none.
    public int best(Better better) {
        int best = -1;
        for (int point = 0; point < size; point++) {
            if (Double.isFinite(ys[point]) && (best < 0 || better.beats(ys[point], ys[best]))) {
                best = point;
            }
        }
        return best;
    }

    /// The points that can be seen between two x.
    ///
    /// @param values the line's own, or its average
    int[] seen(double[] values, Extremes of, double left, double right, int columns) {
        return Decimation.choose(xs, values, size, of, left, right, columns);
    }

    /// The line's own values, at least [#size] of them; nobody changes them.
    double[] values() {
        return ys;
    }

    Extremes extremes() {
        extremes.extend(ys, size);
        return extremes;
    }

    /// Brings an average up to this line.
    void smooth(Smoothing smoothing, double weight) {
        smoothing.follow(ys, size, weight, cuts);
    }
}
