package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.AdditiveWeights;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Additive attention of each step to itself and the steps before, over packed rows.
///
/// The two linear maps are made for all steps at once. Then each sequence is taken out of the packing on its own; the weights of
/// [#BLOCK] steps exist at a time, and on the way back they are worked out again.
final class AdditiveLayer extends PackedLayer<AdditiveConf> implements Attending {
    /// Steps whose weights exist at once.
    private static final int BLOCK = 32;

    private final FloatBuffer presentBuffer = new FloatBuffer();
    private final FloatBuffer earlierBuffer = new FloatBuffer();
    private final PerLane tiles = new PerLane();
    private final Shares presentWeights = new Shares("present");
    private final Shares earlierWeights = new Shares("earlier");
    private final Shares factors = new Shares("v");
    private Floats present = Floats.NONE;
    private Floats earlier = Floats.NONE;
    /// Of each lane.
    private float[][] numbers = {};

    AdditiveLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int width = layerConf().in();
        int units = layerConf().getUnits();
        Floats in = Native.floats(input);
        INDArray output = output(packing.rows());
        Floats out = Native.floats(output);
        present = presentBuffer.ensure((long) packing.rows() * units);
        earlier = earlierBuffer.ensure((long) packing.rows() * units);
        tiles.prepare(lanes().count(), l -> tile(packing.lane(l)).floats());
        if (numbers.length < lanes().count()) {
            numbers = new float[lanes().count()][AdditiveWeights.numbers(BLOCK, units)];
        }
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            halves(lane, in, "present", present);
            halves(lane, in, "earlier", earlier);
            Tile tile = tile(lane);
            tile.place(tiles.of(l, tile.floats()));
            for (int s = 0; s < lane.sequences().length; s++) {
                tile.take(lane, s, in);
                for (int from = 0; from < tile.steps; from += BLOCK) {
                    int count = Math.min(BLOCK, tile.steps - from);
                    AdditiveWeights.forward(from, count, units, tile.a, tile.b, parameter("v"), tile.stride, numbers[l], tile.weights);
                    Blas.multiply(
                            NO, NO, count, width, from + count, Matrix.of(tile.weights, tile.stride), Matrix.of(tile.inputs, width),
                            0, Matrix.of(RecurrentLayer.rows(tile.outputs, from, count, width), width));
                }
                scatter(lane, s, tile.steps, width, tile.outputs, out);
            }
        });
        return output;
    }

    @Override
    public float[][] weights(Packing packing, int back) {
        for (int index = 0; index < lanes().count(); index++) {
            Packing.Lane lane = packing.lane(index);
            if (lane.sequences().length > 0) {
                Tile tile = tile(lane);
                tile.place(tiles.of(index, tile.floats()));
                tile.takeHalves(lane, 0);
                int step = tile.steps - 1 - back;
                AdditiveWeights.forward(
                        step, 1, layerConf().getUnits(), tile.a, tile.b, parameter("v"), tile.stride, numbers[index], tile.weights);
                float[] own = new float[tile.steps];
                tile.weights.toArray(0, own, 0, step + 1);
                return new float[][] {own};
            }
        }
        throw new IllegalStateException("no sequence went through layer " + layerConf().getLayerName());
    }

    private void halves(Packing.Lane lane, Floats in, String key, Floats halves) {
        int width = layerConf().in();
        int units = layerConf().getUnits();
        Floats own = RecurrentLayer.rows(halves, lane.firstRow(), lane.rows(), units);
        Blas.multiply(
                NO, NO, lane.rows(), units, width, Matrix.of(RecurrentLayer.rows(in, lane.firstRow(), lane.rows(), width), width),
                Matrix.of(parameter(key), units), 0, Matrix.of(own, units));
        AdditiveWeights.powers(own);
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        int width = layerConf().in();
        Floats in = Native.floats(input);
        Floats given = Native.floats(epsilon);
        INDArray next = epsilon(packing.rows());
        Floats back = Native.floats(next);
        presentWeights.prepare();
        earlierWeights.prepare();
        factors.prepare();
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            Floats factorGradient = factors.of(l);
            factorGradient.zero();
            Tile tile = tile(lane);
            tile.place(tiles.of(l, tile.floats()));
            for (int s = 0; s < lane.sequences().length; s++) {
                tile.take(lane, s, in);
                gather(lane, s, tile.steps, width, given, tile.outputs);
                tile.backward(factorGradient, numbers[l]);
                scatter(lane, s, tile.steps, width, tile.inputGradients, back);
                tile.leave(lane, s); // the gradients of the halves take the place of their powers
            }
            halvesBackward(lane, in, "present", present, presentWeights.of(l), back);
            halvesBackward(lane, in, "earlier", earlier, earlierWeights.of(l), back);
        });
        lanes().run(l -> {
            presentWeights.sum(l);
            earlierWeights.sum(l);
            factors.sum(l);
        });
        return next;
    }

    private void halvesBackward(Packing.Lane lane, Floats in, String key, Floats gradients, Floats weightGradient, Floats back) {
        int width = layerConf().in();
        int units = layerConf().getUnits();
        Matrix gradient = Matrix.of(RecurrentLayer.rows(gradients, lane.firstRow(), lane.rows(), units), units);
        Blas.multiply(
                YES, NO, width, units, lane.rows(), Matrix.of(RecurrentLayer.rows(in, lane.firstRow(), lane.rows(), width), width), gradient,
                0, Matrix.of(weightGradient, units));
        Blas.multiply(
                NO, YES, lane.rows(), width, units, gradient, Matrix.of(parameter(key), units),
                1, Matrix.of(RecurrentLayer.rows(back, lane.firstRow(), lane.rows(), width), width));
    }

    private static void gather(Packing.Lane lane, int sequence, int steps, int width, Floats packed, Floats own) {
        for (int t = 0; t < steps; t++) {
            own.copyFrom(packed, (long) lane.row(t, sequence) * width, (long) t * width, width);
        }
    }

    private static void scatter(Packing.Lane lane, int sequence, int steps, int width, Floats own, Floats packed) {
        for (int t = 0; t < steps; t++) {
            packed.copyFrom(own, (long) t * width, (long) lane.row(t, sequence) * width, width);
        }
    }

    private Tile tile(Packing.Lane lane) {
        return new Tile(lane.steps());
    }

    /// A lane's memory for one sequence at a time.
    private final class Tile {
        private final int longest;
        private final int width = layerConf().in();
        private final int units = layerConf().getUnits();
        private int steps;
        private int stride;
        private Floats inputs = Floats.NONE;
        private Floats outputs = Floats.NONE;
        private Floats inputGradients = Floats.NONE;
        private Floats a = Floats.NONE;
        private Floats aGradients = Floats.NONE;
        private Floats rows = Floats.NONE;
        private Floats b = Floats.NONE;
        private Floats bGradients = Floats.NONE;
        private Floats weights = Floats.NONE;
        private Floats weightGradients = Floats.NONE;
        private Floats scratch = Floats.NONE;

        Tile(int longest) {
            this.longest = longest;
        }

        long floats() {
            long wide = AdditiveWeights.stride(longest);
            return 3L * longest * width + 3L * longest * units + 2L * units * wide + 2L * BLOCK * wide + AdditiveWeights.scratch(units);
        }

        void place(Floats memory) {
            long wide = AdditiveWeights.stride(longest);
            long[] at = {0};
            inputs = next(memory, at, (long) longest * width);
            outputs = next(memory, at, (long) longest * width);
            inputGradients = next(memory, at, (long) longest * width);
            a = next(memory, at, (long) longest * units);
            aGradients = next(memory, at, (long) longest * units);
            rows = next(memory, at, (long) longest * units);
            b = next(memory, at, units * wide);
            bGradients = next(memory, at, units * wide);
            weights = next(memory, at, BLOCK * wide);
            weightGradients = next(memory, at, BLOCK * wide);
            scratch = next(memory, at, AdditiveWeights.scratch(units));
        }

        private Floats next(Floats memory, long[] at, long length) {
            Floats part = memory.slice(at[0], length);
            at[0] += length;
            return part;
        }

        void take(Packing.Lane lane, int sequence, Floats in) {
            takeHalves(lane, sequence);
            gather(lane, sequence, steps, width, in, inputs);
        }

        void takeHalves(Packing.Lane lane, int sequence) {
            steps = lane.lengths()[sequence];
            stride = AdditiveWeights.stride(steps);
            gather(lane, sequence, steps, units, present, a);
            gather(lane, sequence, steps, units, earlier, rows);
            AdditiveWeights.toBlocks(rows, steps, units, b);
        }

        /// From the gradient of the outputs, which stands in `outputs`, those of inputs and halves.
        void backward(Floats factorGradient, float[] numbers) {
            Floats v = parameter("v");
            aGradients.zero();
            bGradients.zero();
            inputGradients.slice(0, (long) steps * width).zero();
            for (int from = 0; from < steps; from += BLOCK) {
                int count = Math.min(BLOCK, steps - from);
                int known = from + count;
                Matrix given = Matrix.of(RecurrentLayer.rows(outputs, from, count, width), width);
                Blas.multiply(NO, YES, count, known, width, given, Matrix.of(inputs, width), 0, Matrix.of(weightGradients, stride));
                AdditiveWeights.backward(
                        from, count, units, a, b, v, stride, weightGradients, aGradients, bGradients, factorGradient, numbers, scratch, weights);
                Blas.multiply(YES, NO, known, width, count, Matrix.of(weights, stride), given, 1, Matrix.of(inputGradients, width));
            }
        }

        void leave(Packing.Lane lane, int sequence) {
            scatter(lane, sequence, steps, units, aGradients, present);
            AdditiveWeights.fromBlocks(bGradients, steps, units, rows);
            Floats v = parameter("v");
            for (int t = 0; t < steps; t++) {
                Pointwise.multiply(v, RecurrentLayer.rows(rows, t, 1, units));
            }
            scatter(lane, sequence, steps, units, rows, earlier);
        }
    }
}
