package trailbench.engine;

import static trailbench.work.Fault.require;

import trailbench.graph.Setting;

/// How parameters follow gradients. η is the learning rate, g the gradient after clipping and with the penalty's added, θ a parameter.
///
/// Tables that learn by row ([trailbench.graph.Graph#learnsByRow]) are moved only in the rows of the step, whatever the kind: moments and sums
/// of other rows stay as they are, and penalty and weight decay reach the rows of the step alone.
public sealed interface Optimizer {
    double learningRate();

    /// λ of a penalty λ/2 · ‖θ‖² on all trained parameters. Its gradient λ · θ is added to that of the loss, after clipping, as PyTorch's
    /// `weight_decay` does; the loss that is shown is without it. Zero where weights decay apart from the gradient.
    double l2();

    /// Values that are kept for each parameter between steps: 0, 1 or 2.
    default int state() {
        return switch (this) {
            case Adam _, Adamw _, Nadam _ -> 2;
            case Rmsprop _, Adagrad _ -> 1;
            case Sgd sgd -> sgd.momentum > 0 ? 1 : 0;
        };
    }

    /// Adam (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015), with the paper's 0.9, 0.999 and 1e-8.
    record Adam(@Setting(least = 0, most = 100, above = true) double learningRate, @Setting(least = 0, most = 1) double l2) implements Optimizer {
        public Adam {
            requireRange(learningRate, l2);
        }

        public Adam(double learningRate) {
            this(learningRate, 0);
        }

        public static Adam defaults() {
            return new Adam(0.001);
        }
    }

    /// AdamW: Adam, and before its step `θ -= η · weight_decay · θ` (I. Loshchilov, F. Hutter, "Decoupled weight decay regularization",
    /// ICLR 2019), as PyTorch's `AdamW` does. Biases and norms decay with the rest.
    record Adamw(
            @Setting(least = 0, most = 100, above = true) double learningRate, @Setting(least = 0, most = 1) double weightDecay) implements Optimizer {
        public Adamw {
            requireRange(learningRate, 0);
            require(0 <= weightDecay && weightDecay <= 1, "weight_decay %s is not in [0, 1]", weightDecay);
        }

        @Override
        public double l2() {
            return 0;
        }

        public static Adamw defaults() {
            return new Adamw(0.001, 0.01);
        }
    }

    /// Adam with Nesterov's look ahead (T. Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016): `θ -= η (β₁ m / (1 - β₁ᵗ⁺¹)
    /// + (1 - β₁) g / (1 - β₁ᵗ)) / (√v̂ + ε)`. Our difference: β₁ stays 0.9, where the paper and PyTorch's `NAdam` warm it up.
    record Nadam(@Setting(least = 0, most = 100, above = true) double learningRate, @Setting(least = 0, most = 1) double l2) implements Optimizer {
        public Nadam {
            requireRange(learningRate, l2);
        }

        public static Nadam defaults() {
            return new Nadam(0.001, 0);
        }
    }

    /// `v = ρ v + (1 - ρ) g²`, `θ -= η g / (√v + 1e-8)` (T. Tieleman, G. Hinton, "Lecture 6.5: RMSProp", Coursera 2012).
    record Rmsprop(
            @Setting(least = 0, most = 100, above = true) double learningRate,
            @Setting(least = 0, most = 1, below = true) double rho,
            @Setting(least = 0, most = 1) double l2)
            implements Optimizer {
        public Rmsprop {
            requireRange(learningRate, l2);
            require(0 <= rho && rho < 1, "rho %s is not in [0, 1)", rho);
        }

        public static Rmsprop defaults() {
            return new Rmsprop(0.001, 0.9, 0);
        }
    }

    /// Stochastic gradient descent: `v = momentum · v + g`, `θ -= η v`, or with Nesterov's look ahead `θ -= η (g + momentum · v)`, as PyTorch
    /// does it (I. Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013).
    record Sgd(
            @Setting(least = 0, most = 100, above = true) double learningRate,
            @Setting(least = 0, most = 1) double l2,
            @Setting(least = 0, most = 1, below = true) double momentum,
            @Setting boolean nesterov)
            implements Optimizer {
        public Sgd {
            requireRange(learningRate, l2);
            require(0 <= momentum && momentum < 1, "momentum %s is not in [0, 1)", momentum);
            require(!nesterov || momentum > 0, "nesterov looks ahead along the momentum, which is 0. Set momentum, 0.9 for one, or nesterov: false");
        }

        public Sgd(double learningRate, double l2) {
            this(learningRate, l2, 0, false);
        }

        public Sgd(double learningRate) {
            this(learningRate, 0);
        }

        public static Sgd defaults() {
            return new Sgd(0.1);
        }
    }

    /// `s = s + g²`, `θ -= η g / (√s + 1e-10)` (J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic
    /// optimization", JMLR 2011): the usual choice of GRU4Rec, as rows that are met seldom keep large steps.
    record Adagrad(@Setting(least = 0, most = 100, above = true) double learningRate, @Setting(least = 0, most = 1) double l2) implements Optimizer {
        public Adagrad {
            requireRange(learningRate, l2);
        }

        public static Adagrad defaults() {
            return new Adagrad(0.05, 0);
        }
    }

    static Optimizer defaults() {
        return Adam.defaults();
    }

    private static void requireRange(double learningRate, double l2) {
        require(learningRate > 0 && learningRate <= 100, "learning_rate %s is not above 0 and at most 100", learningRate);
        require(0 <= l2 && l2 <= 1, "l2 %s is not in [0, 1]", l2);
    }
}
