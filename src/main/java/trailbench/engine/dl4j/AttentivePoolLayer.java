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
import trailbench.kernel.Pointwise;
import trailbench.kernel.Rows;

/// `Σ αₜ hₜ` with `α = softmaxₜ(v · tanh(W hₜ + b))` over each sequence's events; zero for a sequence without any.
final class AttentivePoolLayer extends PackedLayer<PoolConfs.AttentivePoolConf> implements Attending {
    private final FloatBuffer hiddenBuffer = new FloatBuffer();
    private final FloatBuffer weightBuffer = new FloatBuffer();
    private final FloatBuffer gradientBuffer = new FloatBuffer();
    private final Shares maps = new Shares("W");
    private final Shares biases = new Shares("b");
    private final Shares factors = new Shares("v");
    /// tanh(W hₜ + b), `[P, D]`
    private Floats hidden = Floats.NONE;
    /// α, `[P]`
    private Floats weights = Floats.NONE;

    AttentivePoolLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int width = layerConf().in();
        int units = layerConf().getUnits();
        INDArray output = output(packing.size());
        Floats out = Native.floats(output);
        Floats in = Native.floats(input);
        hidden = hiddenBuffer.ensure((long) packing.rows() * units);
        weights = weightBuffer.ensure(packing.rows());
        out.zero();
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            Floats own = RecurrentLayer.rows(hidden, lane.firstRow(), lane.rows(), units);
            Pointwise.fillRows(parameter("b"), own, lane.rows());
            Blas.multiply(
                    NO, NO, lane.rows(), units, width, Matrix.of(RecurrentLayer.rows(in, lane.firstRow(), lane.rows(), width), width),
                    Matrix.of(parameter("W"), units), 1, Matrix.of(own, units));
            Pointwise.tanh(own);
            for (int s = 0; s < lane.sequences().length; s++) {
                softmax(lane, s);
                Floats pooled = RecurrentLayer.rows(out, lane.sequences()[s], 1, width);
                for (int t = 0; t < lane.lengths()[s]; t++) {
                    int row = lane.row(t, s);
                    Pointwise.addScaled(RecurrentLayer.rows(in, row, 1, width), weights.get(row), pooled);
                }
            }
        });
        return output;
    }

    /// All steps are pooled once: there is no step that weighs them, and `back` does not matter.
    @Override
    public float[][] weights(Packing packing, int back) {
        for (int index = 0; index < lanes().count(); index++) {
            Packing.Lane lane = packing.lane(index);
            if (lane.sequences().length > 0) {
                float[] own = new float[lane.lengths()[0]];
                for (int t = 0; t < own.length; t++) {
                    own[t] = weights.get(lane.row(t, 0));
                }
                return new float[][] {own};
            }
        }
        throw new IllegalStateException("no sequence went through layer " + layerConf().getLayerName());
    }

    private void softmax(Packing.Lane lane, int sequence) {
        int units = layerConf().getUnits();
        int steps = lane.lengths()[sequence];
        float best = Float.NEGATIVE_INFINITY;
        for (int t = 0; t < steps; t++) {
            int row = lane.row(t, sequence);
            float score = Rows.dot(parameter("v"), RecurrentLayer.rows(hidden, row, 1, units));
            weights.set(row, score);
            best = Math.max(best, score);
        }
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            sum += StrictMath.exp(weights.get(lane.row(t, sequence)) - best);
        }
        for (int t = 0; t < steps; t++) {
            int row = lane.row(t, sequence);
            weights.set(row, (float) (StrictMath.exp(weights.get(row) - best) / sum));
        }
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        int width = layerConf().in();
        int units = layerConf().getUnits();
        INDArray next = epsilon(packing.rows());
        Floats back = Native.floats(next);
        Floats in = Native.floats(input);
        Floats given = Native.floats(epsilon);
        Floats gradients = gradientBuffer.ensure((long) packing.rows() * units);
        maps.prepare();
        biases.prepare();
        factors.prepare();
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            factors.of(l).zero();
            for (int s = 0; s < lane.sequences().length; s++) {
                ofSequence(lane, s, in, RecurrentLayer.rows(given, lane.sequences()[s], 1, width), factors.of(l), gradients, back);
            }
            Floats own = RecurrentLayer.rows(gradients, lane.firstRow(), lane.rows(), units);
            Pointwise.tanhBackward(RecurrentLayer.rows(hidden, lane.firstRow(), lane.rows(), units), own);
            Matrix inputs = Matrix.of(RecurrentLayer.rows(in, lane.firstRow(), lane.rows(), width), width);
            Blas.multiply(YES, NO, width, units, lane.rows(), inputs, Matrix.of(own, units), 0, Matrix.of(maps.of(l), units));
            Pointwise.sumRows(own, lane.rows(), biases.of(l));
            Blas.multiply(
                    NO, YES, lane.rows(), width, units, Matrix.of(own, units), Matrix.of(parameter("W"), units),
                    1, Matrix.of(RecurrentLayer.rows(back, lane.firstRow(), lane.rows(), width), width));
        });
        lanes().run(l -> {
            maps.sum(l);
            biases.sum(l);
            factors.sum(l);
        });
        return next;
    }

    /// Gradients of a sequence's steps as far as they go through the sum, and of tanh(W hₜ + b) through the weights.
    private void ofSequence(Packing.Lane lane, int sequence, Floats in, Floats given, Floats factorGradient, Floats gradients, Floats back) {
        int width = layerConf().in();
        int units = layerConf().getUnits();
        int steps = lane.lengths()[sequence];
        float mean = 0;
        for (int t = 0; t < steps; t++) {
            int row = lane.row(t, sequence);
            mean += weights.get(row) * Rows.dot(given, RecurrentLayer.rows(in, row, 1, width));
        }
        for (int t = 0; t < steps; t++) {
            int row = lane.row(t, sequence);
            float score = weights.get(row) * (Rows.dot(given, RecurrentLayer.rows(in, row, 1, width)) - mean);
            Pointwise.scaled(given, weights.get(row), RecurrentLayer.rows(back, row, 1, width));
            Pointwise.addScaled(RecurrentLayer.rows(hidden, row, 1, units), score, factorGradient);
            Pointwise.scaled(parameter("v"), score, RecurrentLayer.rows(gradients, row, 1, units));
        }
    }
}
