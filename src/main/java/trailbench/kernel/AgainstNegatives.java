package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Losses of one target s⁺ against the logits s₁ … sₙ of its negatives, each with its gradient.
///
/// Every method replaces the negatives' logits by `scale` times the gradient with respect to them, and returns the loss, not scaled, and
/// `scale` times the gradient with respect to s⁺. Without negatives (n = 0) what is left is the target's own term.
public final class AgainstNegatives {
    /// Factors of at most 2 that are multiplied before a logarithm is taken: far below the greatest double, and in each vector lane below
    /// the greatest float.
    private static final int FACTORS = 256;

    private AgainstNegatives() {}

    /// @param loss     in nats; not scaled
    /// @param gradient of s⁺, scaled
    public record Row(double loss, float gradient) {}

    /// Cross-entropy of a softmax over the target and its negatives: -ln(exp s⁺ / (exp s⁺ + Σ exp sⱼ)).
    public static Row softmax(float positive, Floats negatives, float scale) {
        int n = Math.toIntExact(negatives.length());
        long x = negatives.address();
        FloatVector most = Vectors.broadcast(positive);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            most = most.lanewise(VectorOperators.MAX, load(x + 4L * i, left), lanes(left));
        }
        float best = most.reduceLanes(VectorOperators.MAX);
        FloatVector sum = Vectors.broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            FloatVector e = Vectors.exp(load(x + 4L * i, left).sub(best));
            store(e, x + 4L * i, left);
            sum = sum.lanewise(VectorOperators.ADD, e, lanes(left));
        }
        double own = StrictMath.exp((double) positive - best);
        double others = Vectors.sum(sum);
        Pointwise.scale(negatives, (float) (scale / (own + others)));
        return new Row(best + StrictMath.log(own + others) - positive, (float) (-scale * others / (own + others)));
    }

    /// Binary cross-entropy: -β ln σ(s⁺) - Σ ln(1 - σ(sⱼ)).
    ///
    /// @param beta β, the exponent of the target's probability; 1 for the plain loss
    public static Row binary(float positive, double beta, Floats negatives, float scale) {
        double loss = beta * softplus(-positive) + softplus(negatives, 0, scale);
        return new Row(loss, (float) (-scale * beta * sigmoid(-positive)));
    }

    /// Bayesian personalised ranking, mean over the negatives: -1/n Σ ln σ(s⁺ - sⱼ).
    public static Row bpr(float positive, Floats negatives, float scale) {
        int n = Math.toIntExact(negatives.length());
        if (n == 0) {
            return new Row(0, 0);
        }
        double loss = softplus(negatives, positive, scale / n) / n;
        return new Row(loss, (float) -sum(negatives));
    }

    /// TOP1, mean over the negatives: 1/n Σ σ(sⱼ - s⁺) + σ(sⱼ²).
    public static Row top1(float positive, Floats negatives, float scale) {
        int n = Math.toIntExact(negatives.length());
        if (n == 0) {
            return new Row(0, 0);
        }
        long x = negatives.address();
        FloatVector loss = Vectors.broadcast(0);
        FloatVector slope = Vectors.broadcast(0);
        float each = scale / n;
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            FloatVector s = load(x + 4L * i, left);
            FloatVector above = Vectors.sigmoid(s.sub(positive));
            FloatVector great = Vectors.sigmoid(s.mul(s));
            FloatVector d = above.mul(Vectors.broadcast(1f).sub(above));
            FloatVector far = great.mul(Vectors.broadcast(1f).sub(great)).mul(s).mul(2f);
            store(d.add(far).mul(each), x + 4L * i, left);
            loss = loss.lanewise(VectorOperators.ADD, above.add(great), lanes(left));
            slope = slope.lanewise(VectorOperators.ADD, d, lanes(left));
        }
        return new Row(Vectors.sum(loss) / n, (float) (-each * Vectors.sum(slope)));
    }

    /// BPR-max: -ln Σ wⱼ σ(s⁺ - sⱼ) + λ Σ wⱼ sⱼ², where w is the softmax of the negatives' logits. A weighted σ below e⁻⁸⁶ counts as e⁻⁸⁶.
    ///
    /// @param lambda λ, weight of the regularisation of the negatives' scores
    public static Row bprMax(float positive, double lambda, Floats negatives, float scale) {
        int n = Math.toIntExact(negatives.length());
        if (n == 0) {
            return new Row(0, 0);
        }
        long x = negatives.address();
        FloatVector most = Vectors.broadcast(Float.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            most = most.lanewise(VectorOperators.MAX, load(x + 4L * i, left), lanes(left));
        }
        float best = most.reduceLanes(VectorOperators.MAX);
        FloatVector weights = Vectors.broadcast(0);
        FloatVector wins = Vectors.broadcast(0);
        FloatVector squares = Vectors.broadcast(0);
        FloatVector slope = Vectors.broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            FloatVector s = load(x + 4L * i, left);
            FloatVector w = Vectors.exp(s.sub(best));
            FloatVector won = Vectors.sigmoid(Vectors.broadcast(positive).sub(s));
            FloatVector part = w.mul(won);
            weights = weights.lanewise(VectorOperators.ADD, w, lanes(left));
            wins = wins.lanewise(VectorOperators.ADD, part, lanes(left));
            squares = squares.lanewise(VectorOperators.ADD, w.mul(s).mul(s), lanes(left));
            slope = slope.lanewise(VectorOperators.ADD, part.mul(Vectors.broadcast(1f).sub(won)), lanes(left));
        }
        double total = Vectors.sum(weights);
        double won = Math.max(Float.MIN_NORMAL, Vectors.sum(wins) / total);
        double square = Vectors.sum(squares) / total;
        bprMaxGradient(positive, negatives, best, (float) (scale / total), (float) won, (float) lambda, (float) square);
        return new Row(-StrictMath.log(won) + lambda * square, (float) (-scale * Vectors.sum(slope) / total / won));
    }

    /// wⱼ (1 - σⱼ / A + σⱼ (1 - σⱼ) / A + λ (sⱼ² - R + 2 sⱼ)), where A = Σ w σ and R = Σ w s².
    private static void bprMaxGradient(float positive, Floats negatives, float best, float scale, float won, float lambda, float square) {
        int n = Math.toIntExact(negatives.length());
        long x = negatives.address();
        for (int i = 0; i < n; i += LANES) {
            int left = n - i;
            FloatVector s = load(x + 4L * i, left);
            FloatVector w = Vectors.exp(s.sub(best)).mul(scale);
            FloatVector sigma = Vectors.sigmoid(Vectors.broadcast(positive).sub(s));
            FloatVector ranking = Vectors.broadcast(1f).sub(sigma.mul(sigma).div(won));
            FloatVector size = s.mul(s).sub(square).add(s.mul(2f)).mul(lambda);
            store(w.mul(ranking.add(size)), x + 4L * i, left);
        }
    }

    /// Σ ln(1 + exp(xᵢ - shift)) = Σ max(xᵢ - shift, 0) + ln Π (1 + exp(-|xᵢ - shift|)); replaces each xᵢ by factor · σ(xᵢ - shift).
    private static double softplus(Floats values, float shift, float factor) {
        int n = Math.toIntExact(values.length());
        double total = 0;
        for (int from = 0; from < n; from += FACTORS) {
            int end = Math.min(n, from + FACTORS);
            FloatVector sum = Vectors.broadcast(0);
            FloatVector product = Vectors.broadcast(1);
            for (int i = from; i < end; i += LANES) {
                int left = end - i;
                long at = values.address() + 4L * i;
                FloatVector x = load(at, left).sub(shift);
                FloatVector e = Vectors.exp(x.abs().neg());
                FloatVector one = e.add(1f);
                FloatVector numerator = e.blend(1f, x.compare(VectorOperators.GE, 0f));
                store(numerator.div(one).mul(factor), at, left);
                sum = sum.lanewise(VectorOperators.ADD, x.max(0f), lanes(left));
                product = product.lanewise(VectorOperators.MUL, one, lanes(left));
            }
            double all = 1;
            for (int lane = 0; lane < LANES; lane++) {
                all *= product.lane(lane);
            }
            total += Vectors.sum(sum) + StrictMath.log(all);
        }
        return total;
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double sum(Floats values) {
        int n = Math.toIntExact(values.length());
        FloatVector sum = Vectors.broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            sum = sum.add(load(values.address() + 4L * i, n - i));
        }
        return Vectors.sum(sum);
    }

    private static VectorMask<Float> lanes(int left) {
        return Vectors.SPECIES.indexInRange(0, left);
    }
}
