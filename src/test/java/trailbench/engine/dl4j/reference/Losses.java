package trailbench.engine.dl4j.reference;

import static trailbench.engine.dl4j.reference.Pointwise.sigmoid;

import java.util.stream.IntStream;
import trailbench.graph.Loss;
import trailbench.graph.Sampler;

/// The losses of one target, as [Loss] writes them. Logits are small here: nothing is done against overflow.
public final class Losses {
    private Losses() {}

    /// -ln of the target's share in the softmax.
    static double crossEntropy(double[] logits, int target) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        return -Math.log(Math.exp(logits[target]) / sum);
    }

    /// Mean over the coordinates.
    static double squaredError(double[] said, double[] truth) {
        double sum = 0;
        for (int i = 0; i < said.length; i++) {
            sum += (said[i] - truth[i]) * (said[i] - truth[i]);
        }
        return sum / said.length;
    }

    /// @param positive  s⁺
    /// @param negatives sⱼ of the draws that are not the target
    /// @param q         probability with which each of them is drawn
    /// @param items     V
    public static double against(Loss.Sampled loss, double positive, double[] negatives, double[] q, int items) {
        int n = negatives.length;
        if (n == 0 && (loss instanceof Loss.Bpr || loss instanceof Loss.Top1 || loss instanceof Loss.BprMax)) {
            return 0;
        }
        return switch (loss) {
            case Loss.SampledSoftmax softmax -> {
                double sum = Math.exp(positive);
                for (int j = 0; j < n; j++) {
                    sum += Math.exp(negatives[j]) / (softmax.logQ() ? softmax.negatives() * q[j] : 1);
                }
                yield -Math.log(Math.exp(positive) / sum);
            }
            case Loss.BinaryCrossEntropy _ -> -Math.log(sigmoid(positive)) - sumOfLogs(negatives);
            case Loss.GeneralisedBce(int drawn, double t) -> {
                double alpha = Math.min(1, drawn / (items - 1.0));
                double beta = alpha * (t * (1 - 1 / alpha) + 1 / alpha);
                yield -(beta * Math.log(sigmoid(positive)) + sumOfLogs(negatives)) / (drawn + 1);
            }
            case Loss.Bpr _ -> -IntStream.range(0, n).mapToDouble(j -> Math.log(sigmoid(positive - negatives[j]))).sum() / n;
            case Loss.Top1 _ ->
                IntStream.range(0, n).mapToDouble(j -> sigmoid(negatives[j] - positive) + sigmoid(negatives[j] * negatives[j])).sum() / n;
            case Loss.BprMax max -> {
                double weights = 0;
                double wins = 0;
                double squares = 0;
                for (double negative : negatives) {
                    weights += Math.exp(negative);
                    wins += Math.exp(negative) * sigmoid(positive - negative);
                    squares += Math.exp(negative) * negative * negative;
                }
                yield -Math.log(wins / weights) + max.regularisation() * squares / weights;
            }
        };
    }

    /// Σ ln(1 - σ(sⱼ))
    private static double sumOfLogs(double[] negatives) {
        double sum = 0;
        for (double negative : negatives) {
            sum += Math.log(1 - sigmoid(negative));
        }
        return sum;
    }

    /// The probability with which each item is drawn.
    ///
    /// @param counts `[V + 1]` targets of each item in the training windows
    /// @return `[V + 1]`
    static double[] shares(Sampler sampler, int items, int[] counts) {
        double[] shares = new double[items + 1];
        for (int item = 1; item <= items; item++) {
            shares[item] = switch (sampler) {
                case Sampler.Uniform _ -> 1.0 / items;
                case Sampler.Popularity(double alpha) -> power(counts, item, alpha, false);
                case Sampler.Mixed(double popular, double alpha) ->
                    popular * power(counts, item, 1, false) + (1 - popular) * power(counts, item, alpha, true);
            };
        }
        return shares;
    }

    /// countᵃ / Σ countᵃ
    ///
    /// @param all whether an alpha of 0 means every item, or every item with a target
    private static double power(int[] counts, int item, double alpha, boolean all) {
        double sum = 0;
        for (int other = 1; other < counts.length; other++) {
            sum += counts[other] > 0 || all && alpha == 0 ? Math.pow(counts[other], alpha) : 0;
        }
        return counts[item] > 0 || all && alpha == 0 ? Math.pow(counts[item], alpha) / sum : 0;
    }
}
