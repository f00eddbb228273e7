package trailbench.training;

import java.util.ArrayList;
import java.util.List;
import trailbench.engine.Model;

/// How numbers are spread.
///
/// @param count     finite numbers
/// @param notFinite the others
/// @param mean      of the finite numbers; 0 if there are none, as all that follows
/// @param deviation the standard deviation, of the whole and not of a sample
/// @param zeros     share of the finite numbers that are 0, in [0, 1]
/// @param least     of them
/// @param most      of them
/// @param bins      how many lie in each of [#BINS] equal parts of least to most; in one if all are equal
public record Spread(long count, long notFinite, double mean, double deviation, double zeros, double least, double most, List<Long> bins) {
    public static final int BINS = 40;

    public Spread {
        bins = List.copyOf(bins);
    }

    /// Goes through the numbers twice.
    static Spread of(Model.Values values) {
        Sums sums = new Sums();
        values.each(sums);
        if (sums.count == 0) {
            return new Spread(0, sums.notFinite, 0, 0, 0, 0, 0, List.of());
        }
        double mean = sums.sum / sums.count;
        Deviations deviations = new Deviations(mean, sums.least, sums.most);
        values.each(deviations);
        return new Spread(
                sums.count, sums.notFinite, mean, Math.sqrt(deviations.squares / sums.count), (double) sums.zeros / sums.count, sums.least, sums.most, deviations.bins());
    }

    private static final class Sums implements Model.FloatConsumer {
        private long count;
        private long notFinite;
        private long zeros;
        private double sum;
        private float least = Float.POSITIVE_INFINITY;
        private float most = Float.NEGATIVE_INFINITY;

        @Override
        public void accept(float value) {
            if (!Float.isFinite(value)) {
                notFinite++;
                return;
            }
            count++;
            zeros += value == 0 ? 1 : 0;
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
    }

    private static final class Deviations implements Model.FloatConsumer {
        private final double mean;
        private final double least;
        private final double scale;
        private final long[] counts;
        private double squares;

        Deviations(double mean, double least, double most) {
            this.mean = mean;
            this.least = least;
            counts = new long[most > least ? BINS : 1];
            scale = most > least ? BINS / (most - least) : 0;
        }

        @Override
        public void accept(float value) {
            if (Float.isFinite(value)) {
                squares += (value - mean) * (value - mean);
                counts[Math.min(counts.length - 1, (int) ((value - least) * scale))]++;
            }
        }

        List<Long> bins() {
            List<Long> bins = new ArrayList<>();
            for (long each : counts) {
                bins.add(each);
            }
            return bins;
        }
    }
}
