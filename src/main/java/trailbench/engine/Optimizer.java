package trailbench.engine;

import static trailbench.work.Fault.require;

/// How parameters follow gradients.
public sealed interface Optimizer {
    double learningRate();

    /// Adam (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015), with the paper's 0.9, 0.999 and 1e-8.
    record Adam(double learningRate) implements Optimizer {
        public Adam {
            require(learningRate > 0, "learning_rate %s is not above 0", learningRate);
        }

        public static Adam defaults() {
            return new Adam(0.001);
        }
    }

    /// Plain stochastic gradient descent.
    record Sgd(double learningRate) implements Optimizer {
        public Sgd {
            require(learningRate > 0, "learning_rate %s is not above 0", learningRate);
        }

        public static Sgd defaults() {
            return new Sgd(0.1);
        }
    }

    static Optimizer defaults() {
        return Adam.defaults();
    }
}
