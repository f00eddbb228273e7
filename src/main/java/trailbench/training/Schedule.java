package trailbench.training;

import static trailbench.work.Fault.require;

import trailbench.graph.Setting;

/// How the learning rate changes after the warm-up.
public sealed interface Schedule {

    /// It stays.
    record Constant() implements Schedule {
        public static Constant defaults() {
            return new Constant();
        }
    }

    /// Half a cosine from the full rate to a share of it at the last step of the last epoch (I. Loshchilov, F. Hutter, "SGDR: stochastic
    /// gradient descent with warm restarts", ICLR 2017), without restarts.
    ///
    /// @param end share of the rate that is left at the end
    record Cosine(@Setting(least = 0, most = 1) double end) implements Schedule {
        public Cosine {
            require(0 <= end && end <= 1, "end %s is not a share in [0, 1]", end);
        }

        public static Cosine defaults() {
            return new Cosine(0);
        }
    }

    /// Multiplied by a factor whenever a validation figure has not improved for some epochs; counting then begins anew.
    ///
    /// @param metric   as of early stopping; `judged` for the figure by which epochs are compared
    /// @param patience epochs without improvement before the rate falls
    /// @param least    share of the full rate below which it does not fall
    record ReduceOnPlateau(
            @Setting(usual = "judged") String metric,
            @Setting(least = 0, most = 1, above = true, below = true) double factor,
            @Setting(usual = "2", least = 1, most = 10_000) int patience,
            @Setting(least = 0, most = 1) double least)
            implements Schedule {
        /// The figure by which epochs are compared.
        public static final String JUDGED = "judged";

        public ReduceOnPlateau {
            require(0 < factor && factor < 1, "factor %s is not in (0, 1)", factor);
            require(1 <= patience && patience <= 10_000, "patience %s is not from 1 to 10,000", patience);
            require(0 <= least && least <= 1, "least %s is not a share in [0, 1]", least);
        }

        public static ReduceOnPlateau defaults() {
            return new ReduceOnPlateau(JUDGED, 0.5, 2, 0.01);
        }
    }

    static Schedule defaults() {
        return new Constant();
    }
}
