package trailbench.training;

import static trailbench.work.Fault.require;

import trailbench.graph.Setting;
import trailbench.privacy.Spending;

/// Whether a run tells of no user more than a bound allows. `src/docs/privacy.md` says what the bound covers, and what it does not.
public sealed interface PrivacyOptions {

    /// It learns from everybody as they are.
    record None() implements PrivacyOptions {
        public static None defaults() {
            return new None();
        }
    }

    /// What a run with noise says: [trailbench.engine.Model.PrivateStep].
    sealed interface Noisy extends PrivacyOptions {
        /// Chance of telling more: below one in the number of users.
        double delta();

        /// C, the norm to which a user's gradient is scaled down.
        double clip();

        /// Users a step on average: each takes part with probability users / U.
        int users();

        /// ε that is not to be exceeded; infinite if any is allowed.
        double limit();

        /// σ
        ///
        /// @param rate  q
        /// @param steps of all epochs
        double noise(double rate, long steps);
    }

    /// So much noise that all epochs together cost ε at most.
    record Budget(
            @Setting(least = 0, most = 1_000, above = true) double epsilon,
            @Setting(least = 0, most = 1, above = true, below = true) double delta,
            @Setting(least = 0, most = 1_000_000, above = true) double clip,
            @Setting(usual = "256", least = 1, most = 10_000_000) int users)
            implements Noisy {
        public Budget {
            require(epsilon > 0 && epsilon <= 1_000, "epsilon %s is not above 0 and at most 1,000", epsilon);
            requireCommon(delta, clip, users);
        }

        public static Budget defaults() {
            return new Budget(8, 1e-5, 1, 256);
        }

        @Override
        public double limit() {
            return epsilon;
        }

        @Override
        public double noise(double rate, long steps) {
            return Spending.noiseFor(epsilon, delta, rate, steps);
        }
    }

    /// So much noise, whatever that costs.
    ///
    /// @param multiplier σ: the noise's deviation is σ · C. 0 clips and adds none, and ε is infinite
    /// @param most       ε before which the run ends; 0 for no limit
    record Noise(
            @Setting(least = 0, most = 1_000) double multiplier,
            @Setting(usual = "0", least = 0, most = 1_000) double most,
            @Setting(least = 0, most = 1, above = true, below = true) double delta,
            @Setting(least = 0, most = 1_000_000, above = true) double clip,
            @Setting(usual = "256", least = 1, most = 10_000_000) int users)
            implements Noisy {
        public Noise {
            require(0 <= multiplier && multiplier <= 1_000, "multiplier %s is not from 0 to 1,000", multiplier);
            require(0 <= most && most <= 1_000, "most %s is not from 0 to 1,000. 0 is for no limit", most);
            requireCommon(delta, clip, users);
        }

        public static Noise defaults() {
            return new Noise(1, 0, 1e-5, 1, 256);
        }

        @Override
        public double limit() {
            return most == 0 ? Double.POSITIVE_INFINITY : most;
        }

        @Override
        public double noise(double rate, long steps) {
            return multiplier;
        }
    }

    static PrivacyOptions defaults() {
        return new None();
    }

    private static void requireCommon(double delta, double clip, int users) {
        require(0 < delta && delta < 1, "delta %s is not in (0, 1)", delta);
        require(0 < clip && clip <= 1_000_000, "clip %s is not above 0 and at most 1,000,000", clip);
        require(1 <= users && users <= 10_000_000, "users %s is not from 1 to 10,000,000", users);
    }
}
