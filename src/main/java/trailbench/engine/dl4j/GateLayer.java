package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Gates;
import trailbench.kernel.Pointwise;

/// `y = b + g · (a - b)` with `g = σ(W [a, b] + c)`, row by row.
final class GateLayer extends PackedLayer<GateConf> {
    private final Shares weights = new Shares("W");
    private final Shares bias = new Shares("b");
    private final FloatBuffer gateBuffer = new FloatBuffer();
    private final FloatBuffer differenceBuffer = new FloatBuffer();
    private final FloatBuffer givenBuffer = new FloatBuffer();
    /// σ(W [a, b] + c), `[P, E]`
    private Floats gates = Floats.NONE;
    /// a - b, `[P, E]`
    private Floats differences = Floats.NONE;

    GateLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        int both = layerConf().in();
        int width = layerConf().out();
        int rows = Math.toIntExact(input.size(0));
        INDArray output = output(rows);
        Floats out = Native.floats(output);
        Floats in = Native.floats(input);
        gates = gateBuffer.ensure((long) rows * width);
        differences = differenceBuffer.ensure((long) rows * width);
        int[] cut = cut(rows);
        lanes().run(lane -> {
            int count = cut[lane + 1] - cut[lane];
            Floats gate = RecurrentLayer.rows(gates, cut[lane], count, width);
            Floats difference = RecurrentLayer.rows(differences, cut[lane], count, width);
            Floats own = RecurrentLayer.rows(out, cut[lane], count, width);
            Pointwise.fillRows(parameter("b"), gate, count);
            Blas.multiply(
                    NO, NO, count, width, both, Matrix.of(RecurrentLayer.rows(in, cut[lane], count, both), both), Matrix.of(parameter("W"), width),
                    1, Matrix.of(gate, width));
            for (int row = 0; row < count; row++) {
                long from = (long) (cut[lane] + row) * both;
                difference.copyFrom(in, from, (long) row * width, width);
                own.copyFrom(in, from + width, (long) row * width, width);
            }
            Pointwise.subtract(own, difference);
            Gates.open(gate, difference, own);
        });
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        int both = layerConf().in();
        int width = layerConf().out();
        int rows = Math.toIntExact(input.size(0));
        INDArray next = epsilon(rows);
        Floats back = Native.floats(next);
        Floats in = Native.floats(input);
        Floats given = givenBuffer.ensure((long) rows * width);
        given.copyFrom(Native.floats(epsilon), 0, 0, given.length());
        weights.prepare();
        bias.prepare();
        int[] cut = cut(rows);
        lanes().run(lane -> {
            int count = cut[lane + 1] - cut[lane];
            Floats gate = RecurrentLayer.rows(gates, cut[lane], count, width);
            Floats difference = RecurrentLayer.rows(differences, cut[lane], count, width);
            Floats own = RecurrentLayer.rows(given, cut[lane], count, width);
            Gates.openBackward(gate, difference, own);
            Pointwise.subtract(difference, own); // what is left for b
            for (int row = 0; row < count; row++) {
                long to = (long) (cut[lane] + row) * both;
                back.copyFrom(difference, (long) row * width, to, width);
                back.copyFrom(own, (long) row * width, to + width, width);
            }
            Matrix inputs = Matrix.of(RecurrentLayer.rows(in, cut[lane], count, both), both);
            Blas.multiply(YES, NO, both, width, count, inputs, Matrix.of(gate, width), 0, Matrix.of(weights.of(lane), width));
            Pointwise.sumRows(gate, count, bias.of(lane));
            Blas.multiply(
                    NO, YES, count, both, width, Matrix.of(gate, width), Matrix.of(parameter("W"), width),
                    1, Matrix.of(RecurrentLayer.rows(back, cut[lane], count, both), both));
        });
        lanes().run(lane -> {
            weights.sum(lane);
            bias.sum(lane);
        });
        return next;
    }
}
