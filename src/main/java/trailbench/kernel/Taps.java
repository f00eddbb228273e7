package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

/// Lays rows of a matrix side by side: what turns a convolution over steps into a matrix product.
///
/// Both methods take a plan: for each of `count` rows the numbers of the `taps` rows that are laid into it, from left to right; -1 stands
/// for a row of zeros.
public final class Taps {
    private Taps() {}

    /// @param source `[…, width]`
    /// @param plan   `[count, taps]` rows of `source`
    /// @param target `[count, taps · width]` out
    public static void gather(Floats source, int width, int[] plan, int count, int taps, Floats target) {
        target.check(0, (long) count * taps * width);
        long to = target.address();
        for (int i = 0; i < count * taps; i++, to += 4L * width) {
            if (plan[i] < 0) {
                for (int column = 0; column < width; column += LANES) {
                    store(Vectors.broadcast(0), to + 4L * column, width - column);
                }
                continue;
            }
            source.check((long) plan[i] * width, width);
            long from = source.address() + 4L * plan[i] * width;
            for (int column = 0; column < width; column += LANES) {
                store(load(from + 4L * column, width - column), to + 4L * column, width - column);
            }
        }
    }

    /// The transpose of [#gather]: adds each part to the row that it came from. What came from nowhere is dropped.
    ///
    /// @param source `[count, taps · width]`
    /// @param plan   `[count, taps]` rows of `target`
    /// @param target `[…, width]` in and out
    public static void scatter(Floats source, int width, int[] plan, int count, int taps, Floats target) {
        source.check(0, (long) count * taps * width);
        long from = source.address();
        for (int i = 0; i < count * taps; i++, from += 4L * width) {
            if (plan[i] < 0) {
                continue;
            }
            target.check((long) plan[i] * width, width);
            long to = target.address() + 4L * plan[i] * width;
            for (int column = 0; column < width; column += LANES) {
                int left = width - column;
                store(load(to + 4L * column, left).add(load(from + 4L * column, left)), to + 4L * column, left);
            }
        }
    }
}
