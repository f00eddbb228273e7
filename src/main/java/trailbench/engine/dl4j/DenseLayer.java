package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.graph.Node.Activation;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// A linear map of every row, then an activation.
final class DenseLayer extends PackedLayer<DenseConf> {
    private final Shares weights = new Shares("W");
    private final Shares bias = new Shares("b");
    private final FloatBuffer gradientBuffer = new FloatBuffer();
    private final FloatBuffer linearBuffer = new FloatBuffer();
    private Floats outputs = Floats.NONE;
    /// What came before the activation, where its derivative wants it.
    private Floats linearOutputs = Floats.NONE;

    DenseLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        int in = layerConf().in();
        int out = layerConf().out();
        int rows = Math.toIntExact(input.size(0));
        INDArray output = output(rows);
        outputs = Native.floats(output);
        Floats inputs = Native.floats(input);
        Activation activation = layerConf().getActivation();
        Floats before = Activated.remembers(activation) ? linearBuffer.ensure((long) rows * out) : Floats.NONE;
        linearOutputs = before;
        int[] cut = cut(rows);
        lanes().run(lane -> {
            int count = cut[lane + 1] - cut[lane];
            Floats own = RecurrentLayer.rows(outputs, cut[lane], count, out);
            Pointwise.fillRows(parameter("b"), own, count);
            Blas.multiply(
                    NO, NO, count, out, in, Matrix.of(RecurrentLayer.rows(inputs, cut[lane], count, in), in),
                    Matrix.of(parameter("W"), out), 1, Matrix.of(own, out));
            Activated.forward(activation, own, Activated.remembers(activation) ? RecurrentLayer.rows(before, cut[lane], count, out) : Floats.NONE);
        });
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        int in = layerConf().in();
        int out = layerConf().out();
        int rows = Math.toIntExact(input.size(0));
        INDArray next = epsilon(rows);
        Activation activation = layerConf().getActivation();
        Floats inputs = Native.floats(input);
        Floats before = Native.floats(next);
        Floats gradient = gradientBuffer.ensure((long) rows * out);
        gradient.copyFrom(Native.floats(epsilon), 0, 0, gradient.length());
        weights.prepare();
        bias.prepare();
        int[] cut = cut(rows);
        lanes().run(lane -> {
            int count = cut[lane + 1] - cut[lane];
            Floats own = RecurrentLayer.rows(gradient, cut[lane], count, out);
            Floats values = RecurrentLayer.rows(outputs, cut[lane], count, out);
            Activated.backward(
                    activation, values, Activated.remembers(activation) ? RecurrentLayer.rows(linearOutputs, cut[lane], count, out) : Floats.NONE, own);
            Blas.multiply(
                    NO, YES, count, in, out, Matrix.of(own, out), Matrix.of(parameter("W"), out),
                    0, Matrix.of(RecurrentLayer.rows(before, cut[lane], count, in), in));
            Blas.multiply(
                    YES, NO, in, out, count, Matrix.of(RecurrentLayer.rows(inputs, cut[lane], count, in), in), Matrix.of(own, out),
                    0, Matrix.of(weights.of(lane), out));
            Pointwise.sumRows(own, count, bias.of(lane));
        });
        lanes().run(lane -> {
            weights.sum(lane);
            bias.sum(lane);
        });
        return next;
    }
}
