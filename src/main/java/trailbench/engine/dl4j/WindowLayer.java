package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.dl4j.ConvolutionConfs.WindowConf;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;
import trailbench.kernel.Taps;
import trailbench.kernel.WindowFilters;

/// Caser's two-way convolution over packed rows, for the window that ends at each step.
///
/// The value of a horizontal filter depends on the step at which it ends and not on the window, so it is worked out once a step, and each
/// window takes the largest of the values that lie in it. Every output is held against the windows' steps in the order of packing, where
/// earlier steps have earlier rows.
final class WindowLayer extends PackedLayer<WindowConf> {
    /// Rows of a slab.
    private static final int SLAB = 256;

    private final FloatBuffer valueBuffer = new FloatBuffer();
    private final FloatBuffer valueGradientBuffer = new FloatBuffer();
    private final PerLane windows = new PerLane();
    private final PerLane windowGradients = new PerLane();
    private final Shares bias = new Shares("b");
    private final Shares vertical = new Shares("V");
    private final List<Shares> horizontal;
    private Floats values = Floats.NONE;
    private Floats outputs = Floats.NONE;

    WindowLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        int length = ((WindowConf) conf.getLayer()).getLength();
        horizontal = IntStream.rangeClosed(1, length).mapToObj(height -> new Shares("H" + height)).toList();
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int width = layerConf().in();
        int length = layerConf().getLength();
        int filters = layerConf().getHorizontal();
        int wide = length * filters;
        Floats in = Native.floats(input);
        INDArray output = output(packing.rows());
        outputs = Native.floats(output);
        values = valueBuffer.ensure((long) packing.rows() * wide);
        windows.prepare(lanes().count(), _ -> (long) SLAB * length * width);
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            int[] plan = new int[SLAB * length];
            for (int from = 0; from < lane.rows(); from += SLAB) {
                int rows = Math.min(SLAB, lane.rows() - from);
                int row = lane.firstRow() + from;
                Floats window = windows.of(l, (long) rows * length * width);
                Floats own = RecurrentLayer.rows(values, row, rows, wide);
                Floats out = RecurrentLayer.rows(outputs, row, rows, layerConf().out());
                lane.before(from, rows, length, 1, plan);
                Taps.gather(in, width, plan, rows, length, window);
                Pointwise.fillRows(parameter("b"), own, rows);
                for (int height = 1; height <= length; height++) {
                    Blas.multiply(
                            NO, NO, rows, filters, height * width, end(window, height), Matrix.of(parameter("H" + height), filters),
                            1, part(own, height));
                }
                WindowFilters.pool(values, parameter("b"), length, filters, plan, rows, out, layerConf().out());
                WindowFilters.vertical(
                        window, length, width, rows, parameter("V"), layerConf().getVertical(), out.slice(wide, out.length() - wide), layerConf().out());
            }
        });
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        int width = layerConf().in();
        int length = layerConf().getLength();
        int wide = length * layerConf().getHorizontal();
        Floats given = Native.floats(epsilon);
        INDArray next = epsilon(packing.rows());
        Floats back = Native.floats(next);
        Floats valueGradients = valueGradientBuffer.ensure((long) packing.rows() * wide);
        windowGradients.prepare(lanes().count(), _ -> (long) SLAB * length * width);
        bias.prepare();
        vertical.prepare();
        for (Shares weights : horizontal) {
            weights.prepare();
        }
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            RecurrentLayer.rows(back, lane.firstRow(), lane.rows(), width).zero();
            RecurrentLayer.rows(valueGradients, lane.firstRow(), lane.rows(), wide).zero();
            bias.of(l).zero();
            vertical.of(l).zero();
            for (Shares weights : horizontal) {
                weights.of(l).zero();
            }
            pooledBackward(l, lane, given, valueGradients);
            filtersBackward(l, lane, Native.floats(input), given, valueGradients, back);
        });
        lanes().run(l -> {
            bias.sum(l);
            vertical.sum(l);
            for (Shares weights : horizontal) {
                weights.sum(l);
            }
        });
        return next;
    }

    private void pooledBackward(int l, Packing.Lane lane, Floats given, Floats valueGradients) {
        int length = layerConf().getLength();
        int out = layerConf().out();
        int[] plan = new int[SLAB * length];
        for (int from = 0; from < lane.rows(); from += SLAB) {
            int rows = Math.min(SLAB, lane.rows() - from);
            int row = lane.firstRow() + from;
            lane.before(from, rows, length, 1, plan);
            WindowFilters.poolBackward(
                    values, parameter("b"), length, layerConf().getHorizontal(), plan, rows, RecurrentLayer.rows(outputs, row, rows, out),
                    RecurrentLayer.rows(given, row, rows, out), out, valueGradients, bias.of(l));
        }
    }

    private void filtersBackward(int l, Packing.Lane lane, Floats in, Floats given, Floats valueGradients, Floats back) {
        int width = layerConf().in();
        int length = layerConf().getLength();
        int filters = layerConf().getHorizontal();
        int wide = length * filters;
        int[] plan = new int[SLAB * length];
        for (int from = 0; from < lane.rows(); from += SLAB) {
            int rows = Math.min(SLAB, lane.rows() - from);
            int row = lane.firstRow() + from;
            Floats window = windows.of(l, (long) rows * length * width);
            Floats windowGradient = windowGradients.of(l, (long) rows * length * width);
            Floats own = RecurrentLayer.rows(valueGradients, row, rows, wide);
            Floats outGradient = RecurrentLayer.rows(given, row, rows, layerConf().out());
            lane.before(from, rows, length, 1, plan);
            Taps.gather(in, width, plan, rows, length, window);
            for (int height = length; height >= 1; height--) { // the highest first: it fills the whole window
                Blas.multiply(
                        NO, YES, rows, height * width, filters, part(own, height), Matrix.of(parameter("H" + height), filters),
                        height == length ? 0 : 1, end(windowGradient, height));
                Blas.multiply(
                        YES, NO, height * width, filters, rows, end(window, height), part(own, height),
                        1, Matrix.of(horizontal.get(height - 1).of(l), filters));
            }
            for (int r = 0; r < rows; r++) {
                Pointwise.add(RecurrentLayer.rows(own, r, 1, wide), bias.of(l));
            }
            WindowFilters.verticalBackward(
                    window, length, width, rows, parameter("V"), layerConf().getVertical(), outGradient.slice(wide, outGradient.length() - wide),
                    layerConf().out(), windowGradient, vertical.of(l));
            Taps.scatter(windowGradient, width, plan, rows, length, back);
        }
    }

    /// The last `height` steps of each window.
    private Matrix end(Floats window, int height) {
        int all = layerConf().getLength() * layerConf().in();
        int skipped = all - height * layerConf().in();
        return new Matrix(window.slice(skipped, window.length() - skipped), all);
    }

    /// The filters of one height.
    private Matrix part(Floats values, int height) {
        int skipped = (height - 1) * layerConf().getHorizontal();
        return new Matrix(values.slice(skipped, values.length() - skipped), layerConf().getLength() * layerConf().getHorizontal());
    }
}
