package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The parts of Caser's convolutions that are no matrix products: the largest value of each horizontal filter within the window, and the
/// vertical filters. See [trailbench.graph.Node.WindowConvolution].
///
/// Plans are those of [Taps]: for each row the rows of its window, oldest first, -1 before the sequence's beginning.
public final class WindowFilters {
    private WindowFilters() {}

    /// `pooled[r, h, i] = max(0, max over the window of values[…, h, i])`, where a filter of height h, counted from 1, has its first full
    /// place in the window at tap h - 1. Before the sequence's beginning its value is its bias.
    ///
    /// @param values `[…, length · filters]` of every filter, ending at each row
    /// @param bias   `[length · filters]`
    /// @param plan   `[count, length]` rows of `values`
    /// @param pooled `[count, …]` out, `length · filters` floats a row
    /// @param stride floats from one row of `pooled` to the next
    public static void pool(Floats values, Floats bias, int length, int filters, int[] plan, int count, Floats pooled, int stride) {
        long wide = 4L * length * filters;
        bias.check(0, (long) length * filters);
        pooled.check(0, (count - 1L) * stride + (long) length * filters);
        for (int row = 0; row < count; row++) {
            long to = pooled.address() + 4L * row * stride;
            for (int height = 1; height <= length; height++) {
                long part = 4L * (height - 1) * filters;
                for (int i = 0; i < filters; i += LANES) {
                    int left = filters - i;
                    FloatVector best = Vectors.broadcast(0);
                    for (int tap = height - 1; tap < length; tap++) {
                        best = load(at(values, bias, wide, plan[row * length + tap]) + part + 4L * i, left).max(best);
                    }
                    store(best, to + part + 4L * i, left);
                }
            }
        }
    }

    /// Hands the gradient of [#pool] to the first place at which the largest value stood.
    ///
    /// @param gradient       `[count, …]` of `pooled`, rows `stride` apart as `pooled`
    /// @param valuesGradient `[…, length · filters]` in and out
    /// @param biasGradient   `[length · filters]` in and out: what belongs to places before the sequence's beginning
    public static void poolBackward(
            Floats values,
            Floats bias,
            int length,
            int filters,
            int[] plan,
            int count,
            Floats pooled,
            Floats gradient,
            int stride,
            Floats valuesGradient,
            Floats biasGradient) {
        long wide = 4L * length * filters;
        biasGradient.check(0, (long) length * filters);
        gradient.check(0, (count - 1L) * stride + (long) length * filters);
        for (int row = 0; row < count; row++) {
            long y = pooled.address() + 4L * row * stride;
            long d = gradient.address() + 4L * row * stride;
            for (int height = 1; height <= length; height++) {
                long part = 4L * (height - 1) * filters;
                for (int i = 0; i < filters; i += LANES) {
                    int left = filters - i;
                    long at = part + 4L * i;
                    FloatVector best = load(y + at, left);
                    FloatVector given = load(d + at, left);
                    VectorMask<Float> open = best.compare(VectorOperators.GT, 0f);
                    for (int tap = height - 1; tap < length; tap++) {
                        int place = plan[row * length + tap];
                        VectorMask<Float> here = load(at(values, bias, wide, place) + at, left).compare(VectorOperators.EQ, best).and(open);
                        long to = at(valuesGradient, biasGradient, wide, place) + at;
                        store(load(to, left).add(Vectors.broadcast(0).blend(given, here)), to, left);
                        open = here.not().and(open);
                    }
                }
            }
        }
    }

    private static long at(Floats values, Floats bias, long wide, int row) {
        return row < 0 ? bias.address() : values.address() + wide * row;
    }

    /// `target[r, f, e] = Σ_k filters[f, k] · window[r, k, e]`
    ///
    /// @param window  `[count, length · width]` from [Taps#gather]
    /// @param filters `[number, length]`
    /// @param target  `[count, …]` out, `number · width` floats a row
    /// @param stride  floats from one row of `target` to the next
    public static void vertical(Floats window, int length, int width, int count, Floats filters, int number, Floats target, int stride) {
        window.check(0, (long) count * length * width);
        target.check(0, (count - 1L) * stride + (long) number * width);
        for (int row = 0; row < count; row++) {
            long x = window.address() + 4L * row * length * width;
            long y = target.address() + 4L * row * stride;
            for (int f = 0; f < number; f++) {
                for (int e = 0; e < width; e += LANES) {
                    int left = width - e;
                    FloatVector sum = Vectors.broadcast(0);
                    for (int k = 0; k < length; k++) {
                        sum = load(x + 4L * (k * width + e), left).fma(Vectors.broadcast(filters.get((long) f * length + k)), sum);
                    }
                    store(sum, y + 4L * (f * width + e), left);
                }
            }
        }
    }

    /// Adds the gradients of [#vertical].
    ///
    /// @param gradient        `[count, …]` of `target`, rows `stride` apart
    /// @param windowGradient  `[count, length · width]` in and out
    /// @param filtersGradient `[number, length]` in and out
    public static void verticalBackward(
            Floats window,
            int length,
            int width,
            int count,
            Floats filters,
            int number,
            Floats gradient,
            int stride,
            Floats windowGradient,
            Floats filtersGradient) {
        window.check(0, (long) count * length * width);
        windowGradient.check(0, (long) count * length * width);
        gradient.check(0, (count - 1L) * stride + (long) number * width);
        for (int f = 0; f < number; f++) {
            for (int k = 0; k < length; k++) {
                FloatVector weight = Vectors.broadcast(filters.get((long) f * length + k));
                FloatVector sum = Vectors.broadcast(0);
                for (int row = 0; row < count; row++) {
                    long x = window.address() + 4L * (row * length + k) * width;
                    long dx = windowGradient.address() + 4L * (row * length + k) * width;
                    long d = gradient.address() + 4L * ((long) row * stride + f * width);
                    for (int e = 0; e < width; e += LANES) {
                        int left = width - e;
                        FloatVector given = load(d + 4L * e, left);
                        sum = given.fma(load(x + 4L * e, left), sum);
                        store(given.fma(weight, load(dx + 4L * e, left)), dx + 4L * e, left);
                    }
                }
                long at = (long) f * length + k;
                filtersGradient.set(at, filtersGradient.get(at) + (float) Vectors.sum(sum));
            }
        }
    }
}
