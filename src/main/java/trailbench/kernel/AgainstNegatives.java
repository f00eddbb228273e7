package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.broadcast;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Losses of one target s⁺ against the logits s₁ … sₙ of its negatives, each with its gradient.
///
/// Every method replaces the negatives' logits by `scale` times the gradient with respect to them, and returns the loss, not scaled, and
/// `scale` times the gradient with respect to s⁺. Without negatives (n = 0) what is left is the target's own term.
///
/// What fills no vector at the end of a row is worked out number by number, in double precision.
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
        float best = Math.max(positive, Softmax.greatest(negatives.address(), n));
        double own = StrictMath.exp((double) positive - best);
        double others = Softmax.exponentials(negatives.address(), n, best);
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
        float each = scale / n;
        int whole = Vectors.whole(n);
        Row row = top1(x, whole, positive, each);
        double loss = row.loss;
        double slope = row.gradient;
        for (int i = whole; i < n; i++) {
            double s = Vectors.get(x + 4L * i);
            double above = sigmoid(s - positive);
            double great = sigmoid(s * s);
            Vectors.set(x + 4L * i, (float) (each * (above * (1 - above) + 2 * s * great * (1 - great))));
            loss += above + great;
            slope += above * (1 - above);
        }
        return new Row(loss / n, (float) (-each * slope));
    }

    /// @return sum of the loss, and Σ σ'(sⱼ - s⁺)
    private static Row top1(long x, int n, float positive, float each) {
        FloatVector loss = broadcast(0);
        FloatVector slope = broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector s = load(x + 4L * i);
            FloatVector above = Vectors.sigmoid(s.sub(positive));
            FloatVector great = Vectors.sigmoid(s.mul(s));
            FloatVector d = above.mul(broadcast(1f).sub(above));
            FloatVector far = great.mul(broadcast(1f).sub(great)).mul(s).mul(2f);
            store(d.add(far).mul(each), x + 4L * i);
            loss = great.add(above.add(loss));
            slope = d.add(slope);
        }
        return new Row(Vectors.sum(loss), (float) Vectors.sum(slope));
    }

    /// BPR-max: -ln Σ wⱼ σ(s⁺ - sⱼ) + λ Σ wⱼ sⱼ², where w is the softmax of the negatives' logits. A weighted σ below 2⁻¹²⁶ counts as that.
    ///
    /// @param lambda λ, weight of the regularisation of the negatives' scores
    public static Row bprMax(float positive, double lambda, Floats negatives, float scale) {
        int n = Math.toIntExact(negatives.length());
        if (n == 0) {
            return new Row(0, 0);
        }
        float best = Softmax.greatest(negatives.address(), n);
        Sums sums = sums(negatives.address(), Vectors.whole(n), positive, best);
        for (int i = Vectors.whole(n); i < n; i++) {
            double s = Vectors.get(negatives.address() + 4L * i);
            double w = StrictMath.exp(s - best);
            double won = sigmoid(positive - s);
            sums = new Sums(sums.weights + w, sums.wins + w * won, sums.squares + w * s * s, sums.slopes + w * won * (1 - won));
        }
        double won = Math.max(Float.MIN_NORMAL, sums.wins / sums.weights);
        double square = sums.squares / sums.weights;
        double each = scale / sums.weights;
        gradient(negatives.address(), Vectors.whole(n), positive, best, (float) each, (float) won, (float) lambda, (float) square);
        for (int i = Vectors.whole(n); i < n; i++) {
            double s = Vectors.get(negatives.address() + 4L * i);
            double sigma = sigmoid(positive - s);
            double size = lambda * (s * s - square + 2 * s);
            Vectors.set(negatives.address() + 4L * i, (float) (each * StrictMath.exp(s - best) * (1 - sigma * sigma / won + size)));
        }
        return new Row(-StrictMath.log(won) + lambda * square, (float) (-each * sums.slopes / won));
    }

    /// Of wⱼ, wⱼ σⱼ, wⱼ sⱼ² and wⱼ σⱼ (1 - σⱼ), where wⱼ = exp(sⱼ - best) and σⱼ = σ(s⁺ - sⱼ).
    private record Sums(double weights, double wins, double squares, double slopes) {}

    private static Sums sums(long x, int n, float positive, float best) {
        FloatVector weights = broadcast(0);
        FloatVector wins = broadcast(0);
        FloatVector squares = broadcast(0);
        FloatVector slopes = broadcast(0);
        for (int i = 0; i < n; i += LANES) {
            FloatVector s = load(x + 4L * i);
            FloatVector w = Vectors.exp(s.sub(best));
            FloatVector won = Vectors.sigmoid(broadcast(positive).sub(s));
            FloatVector part = w.mul(won);
            weights = w.add(weights);
            wins = part.add(wins);
            squares = w.mul(s).mul(s).add(squares);
            slopes = part.mul(broadcast(1f).sub(won)).add(slopes);
        }
        return new Sums(Vectors.sum(weights), Vectors.sum(wins), Vectors.sum(squares), Vectors.sum(slopes));
    }

    /// wⱼ (1 - σⱼ / A + σⱼ (1 - σⱼ) / A + λ (sⱼ² - R + 2 sⱼ)), where A = Σ w σ and R = Σ w s².
    private static void gradient(long x, int n, float positive, float best, float scale, float won, float lambda, float square) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector s = load(x + 4L * i);
            FloatVector w = Vectors.exp(s.sub(best)).mul(scale);
            FloatVector sigma = Vectors.sigmoid(broadcast(positive).sub(s));
            FloatVector ranking = broadcast(1f).sub(sigma.mul(sigma).div(won));
            FloatVector size = s.mul(s).sub(square).add(s.mul(2f)).mul(lambda);
            store(w.mul(ranking.add(size)), x + 4L * i);
        }
    }

    /// Σ ln(1 + exp(xᵢ - shift)) = Σ max(xᵢ - shift, 0) + ln Π (1 + exp(-|xᵢ - shift|)); replaces each xᵢ by factor · σ(xᵢ - shift).
    private static double softplus(Floats values, float shift, float factor) {
        int n = Math.toIntExact(values.length());
        int whole = Vectors.whole(n);
        double total = 0;
        for (int from = 0; from < whole; from += FACTORS) {
            total += softplus(values.address() + 4L * from, Math.min(FACTORS, whole - from), shift, factor);
        }
        for (int i = whole; i < n; i++) {
            double x = (double) Vectors.get(values.address() + 4L * i) - shift;
            total += softplus(x);
            Vectors.set(values.address() + 4L * i, (float) (factor * sigmoid(x)));
        }
        return total;
    }

    private static double softplus(long at, int n, float shift, float factor) {
        FloatVector sum = broadcast(0);
        FloatVector product = broadcast(1);
        for (int i = 0; i < n; i += LANES) {
            FloatVector x = load(at + 4L * i).sub(shift);
            FloatVector e = Vectors.exp(x.abs().neg());
            FloatVector one = e.add(1f);
            FloatVector numerator = e.blend(1f, x.compare(VectorOperators.GE, 0f));
            store(numerator.div(one).mul(factor), at + 4L * i);
            sum = x.max(0f).add(sum);
            product = one.mul(product);
        }
        double all = 1;
        for (int lane = 0; lane < LANES; lane++) {
            all *= product.lane(lane);
        }
        return Vectors.sum(sum) + StrictMath.log(all);
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double sum(Floats values) {
        int n = Math.toIntExact(values.length());
        int whole = Vectors.whole(n);
        FloatVector sum = broadcast(0);
        for (int i = 0; i < whole; i += LANES) {
            sum = load(values.address() + 4L * i).add(sum);
        }
        double total = Vectors.sum(sum);
        for (int i = whole; i < n; i++) {
            total += Vectors.get(values.address() + 4L * i);
        }
        return total;
    }
}
