package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import trailbench.engine.dl4j.RecurrentConf.LstmConf;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.LstmCell;

/// Long short-term memory over packed rows.
final class LstmLayer extends RecurrentLayer<LstmConf> {
    private static final int GATES = 4;

    private final FloatBuffer cellBuffer = new FloatBuffer();
    private final PerLane memory = new PerLane();
    private Floats cells = Floats.NONE;
    private Floats gateGradients = Floats.NONE;

    LstmLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type, GATES);
    }

    @Override
    void prepare(Packing packing) {
        cells = cellBuffer.ensure((long) packing.rows() * layerConf().out());
    }

    @Override
    void stepForward(int lane, int first, int rows, Floats gates, Floats previous, Floats entering, int before, Floats output) {
        int units = layerConf().out();
        int wide = GATES * units;
        if (before >= 0) {
            Blas.multiply(NO, NO, rows, wide, units, Matrix.of(entering, units), Matrix.of(parameter("R"), wide), 1, Matrix.of(gates, wide));
        }
        LstmCell.forward(rows, units, gates, before(before, rows), rows(cells, first, rows, units), output);
    }

    @Override
    void prepareBackward(Packing packing) {
        gateGradients = gates();
        memory.prepare(lanes().count(), l -> (long) packing.lane(l).sequences().length * layerConf().out());
    }

    @Override
    void startBackward(int lane, Packing.Lane part) {
        memory.of(lane, (long) part.sequences().length * layerConf().out()).zero();
    }

    @Override
    void stepBackward(int lane, int first, int rows, Floats gates, Floats previous, int before, Floats gradient) {
        int units = layerConf().out();
        Floats carried = memory.of(lane, (long) rows * units);
        LstmCell.backward(rows, units, gates, before(before, rows), rows(cells, first, rows, units), gradient, carried);
        gradient.zero(); // the output before reaches this step through the recurrent product alone
    }

    @Override
    Floats recurrentGradient(int first, int rows) {
        return rows(gateGradients, first, rows, GATES * layerConf().out());
    }

    @Override
    void finishBackward(int lane, Packing.Lane part) {
        // one bias: done with the input's side
    }

    @Override
    void sum(int lane) {
        // nothing beside W, R and b
    }

    private Floats before(int before, int rows) {
        return before < 0 ? Floats.NONE : rows(cells, before, rows, layerConf().out());
    }
}
