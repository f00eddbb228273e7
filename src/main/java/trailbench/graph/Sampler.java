package trailbench.graph;

import static trailbench.work.Fault.require;

/// From which items the negatives of a [Loss.Sampled] are drawn. Popularity is counted on the targets of the training windows alone.
public sealed interface Sampler {

    /// Every item alike.
    record Uniform() implements Sampler {}

    /// In proportion to popularity^alpha (T. Mikolov et al., "Distributed representations of words and phrases and their
    /// compositionality", NIPS 2013, with 0.75). Items that are never a target are never drawn.
    ///
    /// @param alpha 0 for every item with a target alike, 1 for popularity itself
    record Popularity(@Setting(least = 0, most = 2) double alpha) implements Sampler {
        public Popularity {
            require(0 <= alpha && alpha <= 2, "alpha %s is not in [0, 2]", alpha);
        }

        public static Popularity defaults() {
            return new Popularity(0.75);
        }
    }

    /// A share of the negatives in proportion to popularity, as the other targets of a batch are, the others from popularity^alpha
    /// (B. Hidasi, A. Karatzoglou, "Recurrent neural networks with top-k gains for session-based recommendations", CIKM 2018). With an
    /// alpha of 0 it is the mixed negative sampling of J. Yang et al., "Mixed negative sampling for learning two-tower neural networks in
    /// recommendations", WWW 2020: every item alike, those without a target too.
    ///
    /// Where the papers take the batch's own targets, which saves reading their vectors again, we draw from the counts: the probability of
    /// a draw is then known exactly, and does not depend on who shares a batch.
    ///
    /// @param popular share of negatives in proportion to popularity
    /// @param alpha   of the others
    record Mixed(@Setting(least = 0, most = 1) double popular, @Setting(least = 0, most = 2) double alpha) implements Sampler {
        public Mixed {
            require(0 <= popular && popular <= 1, "popular %s is not in [0, 1]", popular);
            require(0 <= alpha && alpha <= 2, "alpha %s is not in [0, 2]", alpha);
        }

        public static Mixed defaults() {
            return new Mixed(0.5, 0.5);
        }
    }

    static Sampler defaults() {
        return new Uniform();
    }
}
