package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.dl4j.ConvolutionConfs.DilatedConf;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.LayerNorm;
import trailbench.kernel.Pointwise;
import trailbench.kernel.Taps;

/// Two dilated causal convolutions with layer norm and rectifier round a residual, over packed rows.
///
/// A slab of rows at a time, the steps that a convolution sees are laid side by side, multiplied, normalised and rectified while they are in
/// the cache. Going back, the slab is laid out again rather than kept.
final class DilatedLayer extends PackedLayer<DilatedConf> {
    /// Rows of a slab.
    private static final int SLAB = 256;

    private final Half first = new Half(1, 1);
    private final Half second = new Half(2, 2);
    private final FloatBuffer gradientBuffer = new FloatBuffer();
    private final FloatBuffer innerBuffer = new FloatBuffer();

    DilatedLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int width = layerConf().in();
        Floats in = Native.floats(input);
        INDArray output = output(packing.rows());
        Floats out = Native.floats(output);
        first.prepare(packing.rows());
        second.prepare(packing.rows());
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            first.forward(l, lane, in);
            second.forward(l, lane, first.outputs);
            Floats own = RecurrentLayer.rows(out, lane.firstRow(), lane.rows(), width);
            own.copyFrom(RecurrentLayer.rows(in, lane.firstRow(), lane.rows(), width), 0, 0, own.length());
            Pointwise.add(RecurrentLayer.rows(second.outputs, lane.firstRow(), lane.rows(), width), own);
        });
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        int width = layerConf().in();
        Floats in = Native.floats(input);
        Floats given = Native.floats(epsilon);
        INDArray next = epsilon(packing.rows());
        Floats back = Native.floats(next);
        Floats gradient = gradientBuffer.ensure((long) packing.rows() * width);
        Floats inner = innerBuffer.ensure((long) packing.rows() * width);
        first.prepareBackward();
        second.prepareBackward();
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            Floats own = RecurrentLayer.rows(given, lane.firstRow(), lane.rows(), width);
            Floats through = RecurrentLayer.rows(back, lane.firstRow(), lane.rows(), width);
            through.copyFrom(own, 0, 0, own.length()); // the residual
            RecurrentLayer.rows(gradient, lane.firstRow(), lane.rows(), width).copyFrom(own, 0, 0, own.length());
            RecurrentLayer.rows(inner, lane.firstRow(), lane.rows(), width).zero();
            second.backward(l, lane, first.outputs, gradient, inner);
            first.backward(l, lane, in, inner, back);
        });
        lanes().run(l -> {
            first.sum(l);
            second.sum(l);
        });
        return next;
    }

    /// One convolution with its norm and its rectifier.
    private final class Half {
        private final int number;
        private final int distance;
        private final FloatBuffer convolvedBuffer = new FloatBuffer();
        private final FloatBuffer outputBuffer = new FloatBuffer();
        private final FloatBuffer statBuffer = new FloatBuffer();
        private final PerLane windows = new PerLane();
        private final PerLane slabs = new PerLane();
        private final Shares weights;
        private final Shares bias;
        private final Shares gain;
        private final Shares offset;
        private Floats convolved = Floats.NONE;
        private Floats outputs = Floats.NONE;
        private Floats stats = Floats.NONE;

        /// @param times the block's dilation is multiplied by
        Half(int number, int times) {
            this.number = number;
            this.distance = times;
            this.weights = new Shares("W" + number);
            this.bias = new Shares("b" + number);
            this.gain = new Shares("gain" + number);
            this.offset = new Shares("offset" + number);
        }

        void prepare(int rows) {
            int width = layerConf().in();
            convolved = convolvedBuffer.ensure((long) rows * width);
            outputs = outputBuffer.ensure((long) rows * width);
            stats = statBuffer.ensure(2L * rows);
            windows.prepare(lanes().count(), _ -> (long) SLAB * layerConf().getKernel() * width);
            slabs.prepare(lanes().count(), _ -> (long) SLAB * width);
        }

        void forward(int l, Packing.Lane lane, Floats in) {
            int width = layerConf().in();
            int taps = layerConf().getKernel();
            int[] plan = new int[SLAB * taps];
            for (int from = 0; from < lane.rows(); from += SLAB) {
                int rows = Math.min(SLAB, lane.rows() - from);
                int row = lane.firstRow() + from;
                Floats window = windows.of(l, (long) rows * taps * width);
                Floats values = RecurrentLayer.rows(convolved, row, rows, width);
                Floats out = RecurrentLayer.rows(outputs, row, rows, width);
                lane.before(from, rows, taps, distance * layerConf().getDilation(), plan);
                Taps.gather(in, width, plan, rows, taps, window);
                Pointwise.fillRows(parameter("b" + number), values, rows);
                Blas.multiply(
                        NO, NO, rows, width, taps * width, Matrix.of(window, taps * width), Matrix.of(parameter("W" + number), width),
                        1, Matrix.of(values, width));
                LayerNorm.forward(
                        rows, width, values, parameter("gain" + number), parameter("offset" + number), stats.slice(2L * row, 2L * rows), out);
                Pointwise.relu(out);
            }
        }

        void prepareBackward() {
            weights.prepare();
            bias.prepare();
            gain.prepare();
            offset.prepare();
        }

        /// @param in       as in [#forward]
        /// @param gradient `[P, E]` of the outputs; overwritten
        /// @param back     `[P, E]` in and out: the gradient of `in` is added
        void backward(int l, Packing.Lane lane, Floats in, Floats gradient, Floats back) {
            int width = layerConf().in();
            int taps = layerConf().getKernel();
            int[] plan = new int[SLAB * taps];
            weights.of(l).zero();
            bias.of(l).zero();
            gain.of(l).zero();
            offset.of(l).zero();
            for (int from = 0; from < lane.rows(); from += SLAB) {
                int rows = Math.min(SLAB, lane.rows() - from);
                int row = lane.firstRow() + from;
                Floats window = windows.of(l, (long) rows * taps * width);
                Floats given = RecurrentLayer.rows(gradient, row, rows, width);
                Floats values = slabs.of(l, (long) rows * width);
                values.zero();
                Pointwise.reluBackward(RecurrentLayer.rows(outputs, row, rows, width), given);
                LayerNorm.backward(
                        rows, width, RecurrentLayer.rows(convolved, row, rows, width), parameter("gain" + number), stats.slice(2L * row, 2L * rows),
                        given, gain.of(l), offset.of(l), values);
                for (int r = 0; r < rows; r++) {
                    Pointwise.add(RecurrentLayer.rows(values, r, 1, width), bias.of(l));
                }
                lane.before(from, rows, taps, distance * layerConf().getDilation(), plan);
                Taps.gather(in, width, plan, rows, taps, window);
                Blas.multiply(
                        YES, NO, taps * width, width, rows, Matrix.of(window, taps * width), Matrix.of(values, width),
                        1, Matrix.of(weights.of(l), width));
                Blas.multiply(
                        NO, YES, rows, taps * width, width, Matrix.of(values, width), Matrix.of(parameter("W" + number), width),
                        0, Matrix.of(window, taps * width));
                Taps.scatter(window, width, plan, rows, taps, back);
            }
        }

        void sum(int l) {
            weights.sum(l);
            bias.sum(l);
            gain.sum(l);
            offset.sum(l);
        }
    }
}
