package trailbench.engine.dl4j;

import trailbench.graph.Node.Activation;
import trailbench.kernel.Floats;
import trailbench.kernel.Gates;
import trailbench.kernel.Pointwise;

/// The activation of a linear map, and its derivative.
final class Activated {
    private Activated() {}

    /// True if the derivative wants what came before the activation.
    static boolean remembers(Activation activation) {
        return activation == Activation.GELU;
    }

    /// @param values in: linear, out: activated
    /// @param linear out: what came in, if the activation [#remembers]; else not looked at
    static void forward(Activation activation, Floats values, Floats linear) {
        switch (activation) {
            case IDENTITY -> {}
            case TANH -> Pointwise.tanh(values);
            case RELU -> Pointwise.relu(values);
            case GELU -> {
                linear.copyFrom(values, 0, 0, values.length());
                Gates.gelu(linear, values);
            }
        }
    }

    /// @param values   what [#forward] put out
    /// @param linear   what it remembered
    /// @param gradient in: of the output, out: of the linear map
    static void backward(Activation activation, Floats values, Floats linear, Floats gradient) {
        switch (activation) {
            case IDENTITY -> {}
            case TANH -> Pointwise.tanhBackward(values, gradient);
            case RELU -> Pointwise.reluBackward(values, gradient);
            case GELU -> Gates.geluBackward(linear, gradient);
        }
    }
}
