package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.Draws;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// What GRU and LSTM share: the input side of a whole sequence is one matrix product before the steps, and its gradients are three
/// products after them; only the recurrent product is made step by step, over the sequences that go on.
///
/// Each lane works through its own sequences from first step to last without waiting for the others.
abstract class RecurrentLayer<C extends RecurrentConf> extends PackedLayer<C> {
    private final int gateCount;
    private final FloatBuffer gateBuffer = new FloatBuffer();
    private final FloatBuffer previousBuffer = new FloatBuffer();
    private final FloatBuffer enteringBuffer = new FloatBuffer();
    private final PerLane returning = new PerLane();
    private final PerLane carry = new PerLane();
    private final Shares inputWeights = new Shares("W");
    private final Shares recurrentWeights = new Shares("R");
    private final Shares bias = new Shares("b");
    private Floats gates = Floats.NONE;
    private Floats previous = Floats.NONE;
    /// What enters the recurrent product: `previous`, or a copy with zeros where dropout has them.
    private Floats entering = Floats.NONE;
    private boolean drops;

    RecurrentLayer(NeuralNetConfiguration conf, DataType type, int gateCount) {
        super(conf, type);
        this.gateCount = gateCount;
    }

    /// Makes room for `rows` events, before the lanes start.
    abstract void prepare(Packing packing);

    /// Makes room for gradients, before the lanes start.
    abstract void prepareBackward(Packing packing);

    /// One step of one lane, forward.
    ///
    /// @param first    first row of the step's block
    /// @param rows     its number of rows
    /// @param gates    `[rows, gates · H]` the input's part, to be replaced by the gates' values
    /// @param previous `[rows, H]` the step before; [Floats#NONE] at the first
    /// @param entering `[rows, H]` what of it enters the recurrent product; [Floats#NONE] at the first
    /// @param before   first row of the step before; -1 at the first
    /// @param output   `[rows, H]`
    abstract void stepForward(int lane, int first, int rows, Floats gates, Floats previous, Floats entering, int before, Floats output);

    /// One step of one lane, backward.
    ///
    /// @param gates    `[rows, gates · H]` in: the gates' values; out: gradient of the input's part
    /// @param gradient `[rows, H]` in: gradient of the output; out: that of the previous output but for the recurrent product
    abstract void stepBackward(int lane, int first, int rows, Floats gates, Floats previous, int before, Floats gradient);

    /// Gradient of the recurrent product `[rows, gates · H]` for rows from `first`, as [#stepBackward] left it.
    abstract Floats recurrentGradient(int first, int rows);

    /// A lane's further gradients, once its steps are done.
    abstract void finishBackward(int lane, Packing.Lane part);

    /// Adds what the lanes computed in [#finishBackward].
    abstract void sum(int lane);

    /// Called before a lane's first backward step.
    abstract void startBackward(int lane, Packing.Lane part);

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int units = layerConf().out();
        int wide = gateCount * units;
        INDArray output = output(packing.rows());
        Floats out = Native.floats(output);
        Floats in = Native.floats(input);
        Floats weights = parameter("W");
        Floats offset = parameter("b");
        gates = gateBuffer.ensure((long) packing.rows() * wide);
        previous = previousBuffer.ensure((long) packing.rows() * units);
        drops = training && layerConf().getRecurrentDropout() > 0;
        entering = drops ? enteringBuffer.ensure((long) packing.rows() * units) : previous;
        long key = dropoutKey();
        prepare(packing);
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            if (lane.rows() == 0) {
                return;
            }
            Floats own = rows(gates, lane.firstRow(), lane.rows(), wide);
            Pointwise.fillRows(offset, own, lane.rows());
            Blas.multiply(
                    NO, NO, lane.rows(), wide, layerConf().in(),
                    Matrix.of(rows(in, lane.firstRow(), lane.rows(), layerConf().in()), layerConf().in()), Matrix.of(weights, wide),
                    1, Matrix.of(own, wide));
            for (int t = 0; t < lane.steps(); t++) {
                int first = lane.row(t, 0);
                int alive = lane.alive(t);
                int before = -1;
                Floats last = Floats.NONE;
                Floats enters = Floats.NONE;
                if (t > 0) {
                    before = lane.row(t - 1, 0);
                    last = rows(out, before, alive, units);
                    rows(previous, first, alive, units).copyFrom(last, 0, 0, last.length());
                    enters = drops ? rows(entering, first, alive, units) : last;
                    if (drops) {
                        drop(lane, key, last, enters);
                    }
                } else {
                    rows(previous, first, alive, units).zero();
                    rows(entering, first, alive, units).zero();
                }
                stepForward(l, first, alive, rows(gates, first, alive, wide), last, enters, before, rows(out, first, alive, units));
            }
        });
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        int units = layerConf().out();
        int in = layerConf().in();
        int wide = gateCount * units;
        INDArray next = epsilon(packing.rows());
        Floats inputGradient = Native.floats(next);
        Floats inputs = Native.floats(input);
        Floats gradient = Native.floats(epsilon);
        Floats weights = parameter("W");
        Floats recurrent = parameter("R");
        inputWeights.prepare();
        recurrentWeights.prepare();
        bias.prepare();
        carry.prepare(lanes().count(), l -> (long) packing.lane(l).sequences().length * units);
        returning.prepare(lanes().count(), l -> drops ? (long) packing.lane(l).sequences().length * units : 0);
        long key = dropoutKey();
        prepareBackward(packing);
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            Floats carried = carry.of(l, (long) lane.sequences().length * units);
            carried.zero();
            startBackward(l, lane);
            for (int t = lane.steps() - 1; t >= 0; t--) {
                int first = lane.row(t, 0);
                int before = t == 0 ? -1 : lane.row(t - 1, 0);
                int alive = lane.alive(t);
                Floats own = carried.slice(0, (long) alive * units);
                Pointwise.add(rows(gradient, first, alive, units), own);
                Floats last = t == 0 ? Floats.NONE : rows(previous, first, alive, units);
                stepBackward(l, first, alive, rows(gates, first, alive, wide), last, before, own);
                if (t > 0) {
                    Floats returns = drops ? returning.of(l, (long) alive * units) : own;
                    Blas.multiply(
                            NO, YES, alive, units, wide,
                            Matrix.of(recurrentGradient(first, alive), wide), Matrix.of(recurrent, wide), drops ? 0 : 1, Matrix.of(returns, units));
                    if (drops) {
                        drop(lane, key, returns, returns);
                        Pointwise.add(returns, own);
                    }
                }
            }
            Floats gateGradient = rows(gates, lane.firstRow(), lane.rows(), wide);
            Floats laneInputs = rows(inputs, lane.firstRow(), lane.rows(), in);
            Blas.multiply(
                    NO, YES, lane.rows(), in, wide, Matrix.of(gateGradient, wide), Matrix.of(weights, wide),
                    0, Matrix.of(rows(inputGradient, lane.firstRow(), lane.rows(), in), in));
            Blas.multiply(
                    YES, NO, in, wide, lane.rows(), Matrix.of(laneInputs, in), Matrix.of(gateGradient, wide),
                    0, Matrix.of(inputWeights.of(l), wide));
            Blas.multiply(
                    YES, NO, units, wide, lane.rows(), Matrix.of(rows(entering, lane.firstRow(), lane.rows(), units), units),
                    Matrix.of(recurrentGradient(lane.firstRow(), lane.rows()), wide), 0, Matrix.of(recurrentWeights.of(l), wide));
            Pointwise.sumRows(gateGradient, lane.rows(), bias.of(l));
            finishBackward(l, lane);
        });
        lanes().run(l -> {
            inputWeights.sum(l);
            recurrentWeights.sum(l);
            bias.sum(l);
            sum(l);
        });
        return next;
    }

    private long dropoutKey() {
        return Draws.key(conf().getSeed(), getIterationCount(), layerConf().getLayerName().hashCode());
    }

    /// One mask a sequence: its place in the batch says which numbers are drawn, not the lane or the step.
    private void drop(Packing.Lane lane, long key, Floats from, Floats to) {
        int units = layerConf().out();
        int count = (int) (from.length() / units);
        for (int s = 0; s < count; s++) {
            Pointwise.dropout(
                    rows(from, s, 1, units), rows(to, s, 1, units), layerConf().getRecurrentDropout(), key, (long) lane.sequences()[s] * units);
        }
    }

    /// `[P, gates · H]`: the gates' values after the forward pass, the gradient of the input's part after the backward pass.
    Floats gates() {
        return gates;
    }

    static Floats rows(Floats matrix, int first, int count, int columns) {
        return matrix.slice((long) first * columns, (long) count * columns);
    }
}
