package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// Recurrent layers over packed rows, `[P, E]` to `[P, H]`, with parameters W `[E, gates · H]`, R `[H, gates · H]` and biases.
///
/// W starts from Glorot's uniform draw, each gate's block of R orthogonal, biases from zero, that of the LSTM's forget gate from one
/// (R. Jozefowicz, W. Zaremba, I. Sutskever, "An empirical exploration of recurrent network architectures", ICML 2015).
public abstract class RecurrentConf extends PackedConf {
    private double recurrentDropout;

    protected RecurrentConf() {}

    protected RecurrentConf(int in, int units, double recurrentDropout) {
        super(in, units);
        this.recurrentDropout = recurrentDropout;
    }

    /// Share of the state before that does not enter the recurrent product while training; drawn once a sequence, as [DropoutConf] draws.
    public double getRecurrentDropout() {
        return recurrentDropout;
    }

    public void setRecurrentDropout(double recurrentDropout) {
        this.recurrentDropout = recurrentDropout;
    }

    Parameter input(int gates) {
        return new Parameter("W", in(), gates * out(), Parameter.Start.glorot(in(), out()));
    }

    Parameter recurrent(int gates) {
        return new Parameter("R", out(), gates * out(), Parameter.Start.orthogonalBlocks());
    }

    /// Gated recurrent unit: see [trailbench.kernel.GruCell]. Gates r, z, n; two biases, b on the input and rb on the recurrent side.
    public static final class GruConf extends RecurrentConf {
        public GruConf() {}

        GruConf(int in, int units, double recurrentDropout) {
            super(in, units, recurrentDropout);
        }

        @Override
        List<Parameter> parameters() {
            return List.of(
                    input(3),
                    recurrent(3),
                    new Parameter("b", 1, 3 * out(), Parameter.Start.ZERO),
                    new Parameter("rb", 1, 3 * out(), Parameter.Start.ZERO));
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new GruLayer(conf, type);
        }
    }

    /// Simple recurrent network: h' = tanh(W·x + R·h + b).
    public static final class RnnConf extends RecurrentConf {
        public RnnConf() {}

        RnnConf(int in, int units, double recurrentDropout) {
            super(in, units, recurrentDropout);
        }

        @Override
        List<Parameter> parameters() {
            return List.of(input(1), recurrent(1), new Parameter("b", 1, out(), Parameter.Start.ZERO));
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new RnnLayer(conf, type);
        }
    }

    /// Long short-term memory: see [trailbench.kernel.LstmCell]. Gates i, f, g, o; one bias.
    public static final class LstmConf extends RecurrentConf {
        public LstmConf() {}

        LstmConf(int in, int units, double recurrentDropout) {
            super(in, units, recurrentDropout);
        }

        @Override
        List<Parameter> parameters() {
            return List.of(
                    input(4), recurrent(4), new Parameter("b", 1, 4 * out(), Parameter.Start.constant(out(), 2 * out(), 1)));
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new LstmLayer(conf, type);
        }
    }
}
