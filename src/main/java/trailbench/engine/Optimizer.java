package trailbench.engine;

import static trailbench.work.Fault.require;

/// How parameters follow gradients.
public sealed interface Optimizer {
    double learningRate();

    /// λ of a penalty λ/2 · ‖θ‖² on all trained parameters. Its gradient λ · θ is added to that of the loss, after clipping, as PyTorch's
    /// `weight_decay` does; the loss that is shown is without it. Tables that learn by row are decayed in the rows of the batch alone.
    double l2();

    /// Adam (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015), with the paper's 0.9, 0.999 and 1e-8.
    record Adam(double learningRate, double l2) implements Optimizer {
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

    /// Plain stochastic gradient descent.
    record Sgd(double learningRate, double l2) implements Optimizer {
        public Sgd {
            requireRange(learningRate, l2);
        }

        public Sgd(double learningRate) {
            this(learningRate, 0);
        }

        public static Sgd defaults() {
            return new Sgd(0.1);
        }
    }

    static Optimizer defaults() {
        return Adam.defaults();
    }

    private static void requireRange(double learningRate, double l2) {
        require(learningRate > 0, "learning_rate %s is not above 0", learningRate);
        require(0 <= l2 && l2 <= 1, "l2 %s is not in [0, 1]", l2);
    }
}
