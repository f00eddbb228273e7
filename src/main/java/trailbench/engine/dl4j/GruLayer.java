package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import trailbench.engine.dl4j.RecurrentConf.GruConf;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.GruCell;
import trailbench.kernel.Pointwise;

/// Gated recurrent unit over packed rows.
final class GruLayer extends RecurrentLayer<GruConf> {
    private static final int GATES = 3;

    private final FloatBuffer candidateBuffer = new FloatBuffer();
    private final FloatBuffer recurrentBuffer = new FloatBuffer();
    private final PerLane products = new PerLane();
    private final Shares recurrentBias = new Shares("rb");
    private Floats candidates = Floats.NONE;
    private Floats recurrentGradients = Floats.NONE;

    GruLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type, GATES);
    }

    @Override
    void prepare(Packing packing) {
        int units = layerConf().out();
        candidates = candidateBuffer.ensure((long) packing.rows() * units);
        products.prepare(lanes().count(), l -> (long) packing.lane(l).sequences().length * GATES * units);
    }

    @Override
    void stepForward(int lane, int first, int rows, Floats gates, Floats previous, Floats entering, int before, Floats output) {
        int units = layerConf().out();
        int wide = GATES * units;
        Floats product = products.of(lane, (long) rows * wide);
        Pointwise.fillRows(parameter("rb"), product, rows);
        if (before >= 0) {
            Blas.multiply(NO, NO, rows, wide, units, Matrix.of(entering, units), Matrix.of(parameter("R"), wide), 1, Matrix.of(product, wide));
        }
        GruCell.forward(rows, units, gates, product, previous, rows(candidates, first, rows, units), output);
    }

    @Override
    void prepareBackward(Packing packing) {
        recurrentGradients = recurrentBuffer.ensure((long) packing.rows() * GATES * layerConf().out());
        recurrentBias.prepare();
    }

    @Override
    void startBackward(int lane, Packing.Lane part) {
        // nothing is carried beside the output's gradient
    }

    @Override
    void stepBackward(int lane, int first, int rows, Floats gates, Floats previous, int before, Floats gradient) {
        int units = layerConf().out();
        GruCell.backward(rows, units, gates, rows(candidates, first, rows, units), previous, gradient, recurrentGradient(first, rows));
    }

    @Override
    Floats recurrentGradient(int first, int rows) {
        return rows(recurrentGradients, first, rows, GATES * layerConf().out());
    }

    @Override
    void finishBackward(int lane, Packing.Lane part) {
        Pointwise.sumRows(recurrentGradient(part.firstRow(), part.rows()), part.rows(), recurrentBias.of(lane));
    }

    @Override
    void sum(int lane) {
        recurrentBias.sum(lane);
    }
}
