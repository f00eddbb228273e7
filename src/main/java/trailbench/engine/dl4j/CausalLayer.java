package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.dl4j.ConvolutionConfs.CausalConf;
import trailbench.graph.Node.Activation;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;
import trailbench.kernel.Taps;

/// A dilated causal convolution and an activation, over packed rows.
///
/// As in [DilatedLayer], a slab of rows at a time the steps that a filter sees are laid side by side and multiplied while they are in the cache,
/// and laid out again going back.
final class CausalLayer extends PackedLayer<CausalConf> {
    /// Rows of a slab.
    private static final int SLAB = 256;

    private final FloatBuffer linearBuffer = new FloatBuffer();
    private final FloatBuffer gradientBuffer = new FloatBuffer();
    private final PerLane windows = new PerLane();
    private final Shares weights = new Shares("W");
    private final Shares bias = new Shares("b");
    private Floats outputs = Floats.NONE;
    private Floats linear = Floats.NONE;

    CausalLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        Floats in = Native.floats(input);
        INDArray output = output(packing.rows());
        outputs = Native.floats(output);
        linear = remembers() ? linearBuffer.ensure(outputs.length()) : Floats.NONE;
        prepareWindows();
        lanes().run(l -> forward(l, packing.lane(l), in));
        return output;
    }

    private void forward(int l, Packing.Lane lane, Floats in) {
        int width = layerConf().in();
        int filters = layerConf().out();
        int taps = layerConf().getKernel();
        int[] plan = new int[SLAB * taps];
        for (int from = 0; from < lane.rows(); from += SLAB) {
            int rows = Math.min(SLAB, lane.rows() - from);
            int row = lane.firstRow() + from;
            Floats window = window(l, lane, from, rows, in, plan);
            Floats out = RecurrentLayer.rows(outputs, row, rows, filters);
            Pointwise.fillRows(parameter("b"), out, rows);
            Blas.multiply(
                    NO, NO, rows, filters, taps * width, Matrix.of(window, taps * width), Matrix.of(parameter("W"), filters), 1, Matrix.of(out, filters));
            Activated.forward(activation(), out, before(row, rows));
        }
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        Floats in = Native.floats(input);
        Floats gradient = gradientBuffer.ensure((long) packing.rows() * layerConf().out());
        gradient.copyFrom(Native.floats(epsilon), 0, 0, gradient.length());
        INDArray next = epsilon(packing.rows());
        Floats back = Native.floats(next);
        weights.prepare();
        bias.prepare();
        prepareWindows();
        lanes().run(l -> backward(l, packing.lane(l), in, gradient, back));
        lanes().run(l -> {
            weights.sum(l);
            bias.sum(l);
        });
        return next;
    }

    /// @param gradient `[P, F]` of the outputs; overwritten
    /// @param back     `[P, E]` out
    private void backward(int l, Packing.Lane lane, Floats in, Floats gradient, Floats back) {
        int width = layerConf().in();
        int filters = layerConf().out();
        int taps = layerConf().getKernel();
        int[] plan = new int[SLAB * taps];
        RecurrentLayer.rows(back, lane.firstRow(), lane.rows(), width).zero();
        weights.of(l).zero();
        bias.of(l).zero();
        for (int from = 0; from < lane.rows(); from += SLAB) {
            int rows = Math.min(SLAB, lane.rows() - from);
            int row = lane.firstRow() + from;
            Floats given = RecurrentLayer.rows(gradient, row, rows, filters);
            Activated.backward(activation(), RecurrentLayer.rows(outputs, row, rows, filters), before(row, rows), given);
            for (int r = 0; r < rows; r++) {
                Pointwise.add(RecurrentLayer.rows(given, r, 1, filters), bias.of(l));
            }
            Floats window = window(l, lane, from, rows, in, plan);
            Blas.multiply(
                    YES, NO, taps * width, filters, rows, Matrix.of(window, taps * width), Matrix.of(given, filters),
                    1, Matrix.of(weights.of(l), filters));
            Blas.multiply(
                    NO, YES, rows, taps * width, filters, Matrix.of(given, filters), Matrix.of(parameter("W"), filters),
                    0, Matrix.of(window, taps * width));
            Taps.scatter(window, width, plan, rows, taps, back);
        }
    }

    private void prepareWindows() {
        windows.prepare(lanes().count(), _ -> (long) SLAB * layerConf().getKernel() * layerConf().in());
    }

    /// The steps that the filters see at some rows of a lane, side by side.
    private Floats window(int l, Packing.Lane lane, int from, int rows, Floats in, int[] plan) {
        int width = layerConf().in();
        int taps = layerConf().getKernel();
        Floats window = windows.of(l, (long) rows * taps * width);
        lane.before(from, rows, taps, layerConf().getDilation(), plan);
        Taps.gather(in, width, plan, rows, taps, window);
        return window;
    }

    private Activation activation() {
        return layerConf().getActivation();
    }

    private boolean remembers() {
        return Activated.remembers(activation());
    }

    private Floats before(int row, int rows) {
        return remembers() ? RecurrentLayer.rows(linear, row, rows, layerConf().out()) : Floats.NONE;
    }
}
