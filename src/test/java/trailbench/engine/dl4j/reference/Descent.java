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
                case Optimizer.Sgd(double rate, double _) -> parameters[i] -= rate * gradient;
                case Optimizer.Adam(double rate, double _) -> {
                    // D. Kingma, J. Ba, ICLR 2015, algorithm 1
                    first[i] = 0.9 * first[i] + 0.1 * gradient;
                    second[i] = 0.999 * second[i] + 0.001 * gradient * gradient;
                    double m = first[i] / (1 - Math.pow(0.9, step));
                    double v = second[i] / (1 - Math.pow(0.999, step));
                    parameters[i] -= rate * m / (Math.sqrt(v) + 1e-8);
                }
            }
        }
    }
}
