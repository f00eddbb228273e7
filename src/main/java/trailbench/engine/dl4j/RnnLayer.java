package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import trailbench.engine.dl4j.RecurrentConf.RnnConf;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Simple recurrent network over packed rows: its one gate is its output.
final class RnnLayer extends RecurrentLayer<RnnConf> {
    private Floats gateGradients = Floats.NONE;

    RnnLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type, 1);
    }

    @Override
    void prepare(Packing packing) {
        // nothing beside the gate
    }

    @Override
    void stepForward(int lane, int first, int rows, Floats gates, Floats previous, Floats entering, int before, Floats output) {
        int units = layerConf().out();
        if (before >= 0) {
            Blas.multiply(NO, NO, rows, units, units, Matrix.of(entering, units), Matrix.of(parameter("R"), units), 1, Matrix.of(gates, units));
        }
        Pointwise.tanh(gates);
        output.copyFrom(gates, 0, 0, gates.length());
    }

    @Override
    void prepareBackward(Packing packing) {
        gateGradients = gates();
    }

    @Override
    void startBackward(int lane, Packing.Lane part) {
        // nothing is carried beside the output's gradient
    }

    @Override
    void stepBackward(int lane, int first, int rows, Floats gates, Floats previous, int before, Floats gradient) {
        Pointwise.tanhBackward(gates, gradient);
        gates.copyFrom(gradient, 0, 0, gates.length());
        gradient.zero(); // the output before reaches this step through the recurrent product alone
    }

    @Override
    Floats recurrentGradient(int first, int rows) {
        return rows(gateGradients, first, rows, layerConf().out());
    }

    @Override
    void finishBackward(int lane, Packing.Lane part) {
        // one bias: done with the input's side
    }

    @Override
    void sum(int lane) {
        // nothing beside W, R and b
    }
}
