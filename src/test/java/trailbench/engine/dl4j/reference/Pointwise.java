package trailbench.engine.dl4j.reference;

import java.util.function.DoubleUnaryOperator;
import trailbench.graph.Node;

/// Functions of one number.
final class Pointwise {
    private Pointwise() {}

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// In the form that its paper offers for speed: x/2 · (1 + tanh(√(2/π) · (x + .044715 x³))).
    static double gelu(double x) {
        return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    static DoubleUnaryOperator of(Node.Activation activation) {
        return switch (activation) {
            case IDENTITY -> DoubleUnaryOperator.identity();
            case TANH -> Math::tanh;
            case RELU -> x -> Math.max(0, x);
            case GELU -> Pointwise::gelu;
        };
    }

    static double[][] each(double[][] x, DoubleUnaryOperator function) {
        double[][] y = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < x[t].length; i++) {
                y[t][i] = function.applyAsDouble(x[t][i]);
            }
        }
        return y;
    }
}
