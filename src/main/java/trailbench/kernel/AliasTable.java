package trailbench.kernel;

/// Draws indices with given weights, each draw in constant time however many there are.
///
/// A. Walker, "An efficient method for generating discrete random variables with general distributions", ACM TOMS 1977, built as M. Vose,
/// "A linear algorithm for generating random numbers with a given distribution", IEEE TSE 1991, does: every index has a cell of the same
/// width, and what its weight leaves free of it belongs to one other index.
public final class AliasTable {
    private final double[] own;
    private final int[] other;

    /// @param weights `[n]` none negative, not all zero; an index of weight zero is never drawn
    public AliasTable(double[] weights) {
        int n = weights.length;
        double total = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("a weight of " + weight);
            }
            total += weight;
        }
        if (!(total > 0) || total == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("weights that sum to " + total);
        }
        own = new double[n];
        other = new int[n];
        int[] queue = new int[n]; // those with less than their cell from the left, those with more from the right
        int less = 0;
        int more = n;
        for (int i = 0; i < n; i++) {
            own[i] = weights[i] * n / total;
            other[i] = i;
            if (own[i] < 1) {
                queue[less++] = i;
            } else {
                queue[--more] = i;
            }
        }
        for (int at = 0; at < less && more < n; at++) {
            int poor = queue[at];
            int rich = queue[more];
            other[poor] = rich;
            own[rich] -= 1 - own[poor];
            if (own[rich] < 1) {
                more++;
                queue[less++] = rich;
            }
        }
        leaveNothingToRounding(weights);
    }

    /// Cells that no rich index was left for are full but for rounding. One of weight zero must not win by it.
    private void leaveNothingToRounding(double[] weights) {
        int heaviest = 0;
        for (int i = 1; i < weights.length; i++) {
            heaviest = weights[i] > weights[heaviest] ? i : heaviest;
        }
        for (int i = 0; i < weights.length; i++) {
            if (other[i] == i) {
                own[i] = 1;
                if (weights[i] == 0) {
                    own[i] = 0;
                    other[i] = heaviest;
                }
            }
        }
    }

    public int size() {
        return own.length;
    }

    /// @param uniform in [0, 1): chooses the cell and the place in it
    public int draw(double uniform) {
        double place = uniform * own.length;
        int cell = (int) place;
        return place - cell < own[cell] ? cell : other[cell];
    }
}
