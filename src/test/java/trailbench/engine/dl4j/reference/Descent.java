package trailbench.engine.dl4j.reference;

import trailbench.engine.Optimizer;

/// How parameters follow gradients, over all of them laid in a row: clipping first, then L2, then the optimiser.
public final class Descent {
    private final Optimizer optimizer;
    private final double clip;
    private final double[] first;
    private final double[] second;
    private int step;

    /// @param clip limit of the gradient's norm; 0 for none
    /// @param count number of parameters
    public Descent(Optimizer optimizer, double clip, int count) {
        this.optimizer = optimizer;
        this.clip = clip;
        this.first = new double[count];
        this.second = new double[count];
    }

    /// @param parameters moved
    public void step(double[] parameters, double[] gradients) {
        step++;
        double norm = Math.sqrt(Linear.dot(gradients, gradients));
        double scale = clip > 0 && norm > clip ? clip / norm : 1;
        for (int i = 0; i < parameters.length; i++) {
            double gradient = scale * gradients[i] + optimizer.l2() * parameters[i];
            switch (optimizer) {
                case Optimizer.Sgd sgd -> {
                    first[i] = sgd.momentum() * first[i] + gradient;
                    parameters[i] -= sgd.learningRate() * (sgd.nesterov() ? gradient + sgd.momentum() * first[i] : first[i]);
                }
                case Optimizer.Adam(double rate, double _) -> parameters[i] -= rate * adam(i, gradient);
                case Optimizer.Adamw(double rate, double decay) -> {
                    // I. Loshchilov, F. Hutter, ICLR 2019, algorithm 2, with the schedule in the rate
                    double step = adam(i, gradient);
                    parameters[i] -= rate * decay * parameters[i] + rate * step;
                }
                case Optimizer.Nadam(double rate, double _) -> {
                    // T. Dozat, ICLR workshop 2016, algorithm 2, with one μ
                    moments(i, gradient);
                    double m = 0.9 * first[i] / (1 - Math.pow(0.9, step + 1)) + 0.1 * gradient / (1 - Math.pow(0.9, step));
                    parameters[i] -= rate * m / (Math.sqrt(second[i] / (1 - Math.pow(0.999, step))) + 1e-8);
                }
                case Optimizer.Rmsprop(double rate, double rho, double _) -> {
                    second[i] = rho * second[i] + (1 - rho) * gradient * gradient;
                    parameters[i] -= rate * gradient / (Math.sqrt(second[i]) + 1e-8);
                }
                case Optimizer.Adagrad(double rate, double _) -> {
                    second[i] += gradient * gradient;
                    parameters[i] -= rate * gradient / (Math.sqrt(second[i]) + 1e-10);
                }
            }
        }
    }

    /// D. Kingma, J. Ba, ICLR 2015, algorithm 1
    private double adam(int i, double gradient) {
        moments(i, gradient);
        return first[i] / (1 - Math.pow(0.9, step)) / (Math.sqrt(second[i] / (1 - Math.pow(0.999, step))) + 1e-8);
    }

    private void moments(int i, double gradient) {
        first[i] = 0.9 * first[i] + 0.1 * gradient;
        second[i] = 0.999 * second[i] + 0.001 * gradient * gradient;
    }
}
