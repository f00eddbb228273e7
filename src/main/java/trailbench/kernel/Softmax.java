package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// Softmax over one row of logits, and its cross-entropy.
public final class Softmax {
    private Softmax() {}

    /// What one row came to.
    ///
    /// @param logPartition ln Σ exp(logit + bias)
    /// @param target       logit + bias of the target
    /// @param best         the greatest logit + bias
    /// @param inverse      1 / Σ exp(logit + bias - best)
    public record Row(double logPartition, double target, double best, double inverse) {
        /// Cross-entropy in nats.
        public double loss() {
            return logPartition - target;
        }
    }

    /// Replaces a row of logits by its probabilities, times `scale`.
    ///
    /// @param logits `[V]` in: logits without bias; out: scale · softmax(logits + bias)
    /// @param bias   `[V]`; [Floats#NONE] for zeros
    /// @param target index of the true item
    public static Row probabilities(Floats logits, Floats bias, int target, float scale) {
        Row row = exponentials(logits, bias, target);
        Pointwise.scale(logits, (float) (scale * row.inverse));
        return row;
    }

    /// As [#probabilities] without the last pass: a row of logits becomes exp(logit + bias - best), which times [Row#inverse] are
    /// probabilities. Who multiplies the row with a matrix had better scale what is smaller.
    public static Row exponentials(Floats logits, Floats bias, int target) {
        int n = Math.toIntExact(logits.length());
        logits.check(target, 1);
        if (bias.length() > 0) {
            Pointwise.add(bias, logits);
        }
        float best = greatest(logits.address(), n);
        float said = logits.get(target);
        double partition = exponentials(logits.address(), n, best);
        return new Row(best + StrictMath.log(partition), said, best, 1 / partition);
    }

    /// The greatest of `n` floats; negative infinity for none.
    static float greatest(long x, int n) {
        FloatVector most = Vectors.broadcast(Float.NEGATIVE_INFINITY);
        FloatVector most2 = most;
        int i = 0;
        for (; i + 2 * LANES <= n; i += 2 * LANES) {
            most = load(x + 4L * i).max(most);
            most2 = load(x + 4L * (i + LANES)).max(most2);
        }
        float greatest = Vectors.greatest(most.max(most2));
        for (; i < n; i++) {
            greatest = Math.max(greatest, Vectors.get(x + 4L * i));
        }
        return greatest;
    }

    /// Replaces x by exp(x - best) and returns the sum. `best` is the greatest, so no exponent is above 0.
    static double exponentials(long x, int n, float best) {
        FloatVector sum = Vectors.broadcast(0);
        int whole = Vectors.whole(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector e = Vectors.expOfNegative(load(x + 4L * i).sub(best));
            store(e, x + 4L * i);
            sum = e.add(sum);
        }
        double total = Vectors.sum(sum);
        return whole == n ? total : total + exponentialsOfRest(x + 4L * whole, n - whole, best);
    }

    private static double exponentialsOfRest(long x, int n, float best) {
        FloatVector e = Vectors.expOfNegative(load(x, n).sub(best));
        store(e, x, n);
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += e.lane(i);
        }
        return total;
    }
}
