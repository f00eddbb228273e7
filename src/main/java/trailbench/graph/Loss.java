package trailbench.graph;

import static trailbench.work.Fault.require;

/// What a head over the items learns from.
///
/// s⁺ is the logit of the target, sⱼ that of the j-th of n negatives, σ the logistic function. All are means over the targets, in nats.
public sealed interface Loss {

    /// Cross-entropy of the softmax over all items: -ln p(target). A. Klenitskiy, A. Vasilev, "Turning dross into gold loss: is BERT4Rec
    /// really better than SASRec?", RecSys 2023, found it clearly above sampled losses where the catalogue is small enough for it.
    record CrossEntropy() implements Loss {}

    /// A loss against drawn negatives: its time does not grow with the catalogue, and tables learn only in the rows that were read.
    ///
    /// Up to [#SHARING] targets, neighbours in their sequences, share one draw: their scores are then one matrix product, at a small
    /// part of the cost of a draw for each target (as A. Petrov, C. Macdonald do in gSASRec), while a batch still sees hundreds of
    /// draws. A negative that equals a target is left out of that target's loss. Negatives are drawn with replacement from
    /// (seed, step, draw): not from what was drawn before, nor from the number of threads.
    ///
    /// On validation the same loss is measured, on draws that are the same after every epoch: it may be compared with the run's own
    /// training loss, not with a loss over all items or over other negatives. Models are compared by ranking figures.
    sealed interface Sampled extends Loss {
        /// Targets that share negatives.
        int SHARING = 128;

        /// Negatives of each target, n.
        int negatives();

        Sampler sampler();
    }

    /// Cross-entropy of a softmax over the target and its negatives.
    ///
    /// With `logQ` a negative counts exp(sⱼ) / (n · Q(j)), Q(j) being the probability of its draw: the denominator is then, on average,
    /// that of the softmax over all items (Y. Bengio, J.-S. Sénécal, "Adaptive importance sampling to accelerate training of a neural
    /// probabilistic language model", IEEE TNN 2008). The target was not drawn, so its own logit is not corrected (K. Khrylchenko et al.,
    /// "Correcting the logQ correction: revisiting sampled softmax for large-scale retrieval", RecSys 2025); many implementations
    /// correct it too. Without `logQ` popular negatives are pushed down more than the softmax would.
    ///
    /// @param negatives n
    /// @param sampler   where they come from
    /// @param logQ      corrects for how often each negative is drawn
    record SampledSoftmax(@Setting(least = 1, most = 16_384) int negatives, Sampler sampler, boolean logQ) implements Sampled {
        public SampledSoftmax {
            requireNegatives(negatives);
        }

        public static SampledSoftmax defaults() {
            return new SampledSoftmax(256, Sampler.defaults(), true);
        }
    }

    /// SASRec's own loss: -ln σ(s⁺) - Σ ln(1 - σ(sⱼ)), negatives uniform (W.-C. Kang, J. McAuley, "Self-attentive sequential
    /// recommendation", ICDM 2018, with one negative). Theirs are items that the user has not seen in training; ours are any but the target.
    ///
    /// @param negatives n
    record BinaryCrossEntropy(@Setting(least = 1, most = 16_384) int negatives) implements Sampled {
        public BinaryCrossEntropy {
            requireNegatives(negatives);
        }

        public static BinaryCrossEntropy defaults() {
            return new BinaryCrossEntropy(1);
        }

        @Override
        public Sampler sampler() {
            return new Sampler.Uniform();
        }
    }

    /// gBCE: -1/(n + 1) · (β ln σ(s⁺) + Σ ln(1 - σ(sⱼ))), negatives uniform, where β = α (t (1 - 1/α) + 1/α) and α = n / (V - 1) is the
    /// share of the catalogue that is drawn (A. Petrov, C. Macdonald, "gSASRec: reducing overconfidence in sequential recommendation
    /// trained with negative sampling", RecSys 2023). With t = 0 it is [BinaryCrossEntropy] but for the factor, with t = 1 its
    /// probabilities are calibrated.
    ///
    /// @param negatives n
    /// @param t         calibration, from 0 to 1
    record GeneralisedBce(@Setting(least = 1, most = 16_384) int negatives, @Setting(least = 0, most = 1) double t) implements Sampled {
        public GeneralisedBce {
            requireNegatives(negatives);
            require(0 <= t && t <= 1, "t %s is not in [0, 1]", t);
        }

        public static GeneralisedBce defaults() {
            return new GeneralisedBce(256, 0.75);
        }

        @Override
        public Sampler sampler() {
            return new Sampler.Uniform();
        }

        /// β
        ///
        /// @param items V
        public double beta(int items) {
            double alpha = Math.min(1, negatives / Math.max(1.0, items - 1.0));
            return alpha * (t * (1 - 1 / alpha) + 1 / alpha);
        }
    }

    /// Bayesian personalised ranking: -1/n Σ ln σ(s⁺ - sⱼ) (S. Rendle et al., "BPR: Bayesian personalized ranking from implicit
    /// feedback", UAI 2009; over several negatives as B. Hidasi et al., "Session-based recommendations with recurrent neural networks",
    /// ICLR 2016).
    ///
    /// @param negatives n
    /// @param sampler   where they come from
    record Bpr(@Setting(least = 1, most = 16_384) int negatives, Sampler sampler) implements Sampled {
        public Bpr {
            requireNegatives(negatives);
        }

        public static Bpr defaults() {
            return new Bpr(32, Sampler.defaults());
        }
    }

    /// TOP1: 1/n Σ σ(sⱼ - s⁺) + σ(sⱼ²) (B. Hidasi et al., "Session-based recommendations with recurrent neural networks", ICLR 2016).
    ///
    /// @param negatives n
    /// @param sampler   where they come from
    record Top1(@Setting(least = 1, most = 16_384) int negatives, Sampler sampler) implements Sampled {
        public Top1 {
            requireNegatives(negatives);
        }

        public static Top1 defaults() {
            return new Top1(32, Sampler.defaults());
        }
    }

    /// BPR-max: -ln Σ wⱼ σ(s⁺ - sⱼ) + λ Σ wⱼ sⱼ², w the softmax of the negatives' logits (B. Hidasi, A. Karatzoglou, "Recurrent neural
    /// networks with top-k gains for session-based recommendations", CIKM 2018).
    ///
    /// @param negatives      n
    /// @param sampler        where they come from; the paper's are a batch's own targets and others from popularity^0.5
    /// @param regularisation λ
    record BprMax(
            @Setting(least = 1, most = 16_384) int negatives,
            Sampler sampler,
            @Setting(least = 0, most = 1000) double regularisation)
            implements Sampled {
        public BprMax {
            requireNegatives(negatives);
            require(regularisation >= 0 && regularisation <= 1000, "regularisation %s is not in [0, 1,000]", regularisation);
        }

        public static BprMax defaults() {
            return new BprMax(256, Sampler.Mixed.defaults(), 1);
        }
    }

    static Loss defaults() {
        return new CrossEntropy();
    }

    private static void requireNegatives(int negatives) {
        require(1 <= negatives && negatives <= 16_384, "negatives %s is not between 1 and 16,384", negatives);
    }
}
