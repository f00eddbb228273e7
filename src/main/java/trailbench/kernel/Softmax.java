package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Softmax over one row of logits, and its cross-entropy.
public final class Softmax {
    private Softmax() {}

    /// What one row came to.
    ///
    /// @param logPartition ln Σ exp(logit + bias)
    /// @param target       logit + bias of the target
    /// @param best         the greatest logit + bias
    public record Row(double logPartition, double target, double best) {
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
        int n = Math.toIntExact(logits.length());
        boolean biased = bias.length() > 0;
        bias.check(0, biased ? n : 0);
        logits.check(target, 1);
        long x = logits.address();
        long b = bias.address();
        FloatVector most = Vectors.broadcast(Float.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            FloatVector value = load(x + 4L * i, left);
            if (biased) {
                value = value.add(load(b + 4L * i, left));
                store(value, x + 4L * i, left);
            }
            most = left >= LANES ? most.max(value) : most.lanewise(VectorOperators.MAX, value, Vectors.SPECIES.indexInRange(0, left));
        }
        float best = most.reduceLanes(VectorOperators.MAX);
        float said = logits.get(target);
        FloatVector sum = Vectors.broadcast(0);
        FloatVector sum2 = Vectors.broadcast(0);
        int i = 0;
        for (; i + 2 * LANES <= n; i += 2 * LANES) {
            FloatVector e = Vectors.exp(load(x + 4L * i, LANES).sub(best));
            FloatVector e2 = Vectors.exp(load(x + 4L * (i + LANES), LANES).sub(best));
            store(e, x + 4L * i, LANES);
            store(e2, x + 4L * (i + LANES), LANES);
            sum = sum.add(e);
            sum2 = sum2.add(e2);
        }
        for (; i < n; i += LANES) {
            int left = n - i;
            FloatVector e = Vectors.exp(load(x + 4L * i, left).sub(best));
            store(e, x + 4L * i, left);
            sum = left >= LANES ? sum.add(e) : sum.lanewise(VectorOperators.ADD, e, Vectors.SPECIES.indexInRange(0, left));
        }
        double partition = Vectors.sum(sum.add(sum2));
        Pointwise.scale(logits, (float) (scale / partition));
        return new Row(best + StrictMath.log(partition), said, best);
    }
}
