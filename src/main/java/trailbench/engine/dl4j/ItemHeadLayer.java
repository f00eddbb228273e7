package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.dl4j.HeadConfs.ItemHeadConf;
import trailbench.graph.GraphForecast;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.ColumnSoftmax;
import trailbench.kernel.Floats;
import trailbench.kernel.Panels;
import trailbench.kernel.Pointwise;
import trailbench.kernel.Softmax;

/// Softmax over all items with cross-entropy, in slabs of rows: logits of the whole batch never exist.
sealed class ItemHeadLayer extends HeadLayer<ItemHeadConf> permits SampledHeadLayer {
    /// Items whose logits are multiplied twice while they are in the second cache.
    private static final int NEAR_ITEMS = 256;

    private final PerLane inputs = new PerLane();
    private final PerLane logits = new PerLane();
    private final PerLane gradients = new PerLane();
    private final PerLane scaled = new PerLane();
    private final PerLane room = new PerLane();
    private final Shares weights = new Shares(() -> table(true));
    private final Shares bias = new Shares("b");
    private @Nullable EmbeddingLayer tied;

    ItemHeadLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    void joined(ComputationGraph network) {
        if (isTied()) {
            EmbeddingLayer embedding = (EmbeddingLayer) network.getLayer(layerConf().getTied());
            embedding.share(layerConf().out());
            tied = embedding;
        }
    }

    private int slabRows() {
        return GraphForecast.slabRows(layerConf().out());
    }

    boolean isTied() {
        return !layerConf().getTied().isEmpty();
    }

    /// The embedding whose table this head uses.
    EmbeddingLayer tied() {
        EmbeddingLayer embedding = tied;
        if (embedding == null) {
            throw new IllegalStateException("Layer %s must be joined with its network first".formatted(layerConf().getLayerName()));
        }
        return embedding;
    }

    /// One row an item `[V, H]`.
    ///
    /// @param gradient true for the gradient of the table, false for the table
    Floats table(boolean gradient) {
        if (!isTied()) {
            return gradient ? gradient("W") : parameter("W");
        }
        EmbeddingLayer embedding = tied();
        Floats all = gradient ? embedding.gradient("W") : embedding.parameter("W");
        return all.slice(layerConf().in(), (long) layerConf().in() * layerConf().out());
    }

    /// The logits `[B, V]` after each sequence's last event: what a next-item model recommends from.
    @Override
    INDArray forward(INDArray input, boolean training) {
        int[] last = packing().lastRows();
        INDArray output = output(last.length);
        logits(Native.floats(input), last, 0, last.length, Native.floats(output));
        for (int b = 0; b < last.length && !isTied(); b++) {
            Pointwise.add(parameter("b"), RecurrentLayer.rows(Native.floats(output), b, 1, layerConf().out()));
        }
        return output;
    }

    @Override
    double lossSum(INDArray input, Targets targets) {
        return visit(input, targets, (_, _, row, weight) -> weight * row.loss());
    }

    /// What is made of one row, given its probabilities.
    @FunctionalInterface
    interface RowSum {
        /// @param probabilities `[V]` of the row
        /// @param target        index of its target
        /// @param weight        of the target
        double of(Floats probabilities, int target, Softmax.Row row, float weight);
    }

    /// Sums a figure over all targets; rows of a lane in order, then lanes in order.
    double visit(INDArray input, Targets targets, RowSum sum) {
        Floats offsets = isTied() ? Floats.NONE : parameter("b");
        Floats in = Native.floats(input);
        inputs.prepare(lanes().count(), _ -> (long) slabRows() * layerConf().in());
        return slabs(targets, slab -> {
            Floats gathered = inputs.of(slab.lane, (long) slab.count() * layerConf().in());
            gather(in, slab.rows, 0, slab.count(), gathered);
            multiply(gathered, slab.count(), slab.logits);
            double total = 0;
            for (int r = 0; r < slab.count(); r++) {
                Floats row = RecurrentLayer.rows(slab.logits, r, 1, layerConf().out());
                total += sum.of(row, slab.targets[r], Softmax.probabilities(row, offsets, slab.targets[r], 1), slab.weights[r]);
            }
            return total;
        });
    }

    /// The probabilities of all classes at each target `[targets, V]`, in their order.
    float[][] probabilities(INDArray input, Targets targets) {
        int classes = layerConf().out();
        Floats offsets = isTied() ? Floats.NONE : parameter("b");
        float[][] probabilities = new float[targets.count()][classes];
        logits.prepare(1, _ -> (long) slabRows() * classes);
        for (int from = 0; from < probabilities.length; from += slabRows()) {
            int count = Math.min(slabRows(), probabilities.length - from);
            Floats slab = logits.of(0, (long) count * classes);
            logits(Native.floats(input), targets.rows(), from, count, slab);
            for (int r = 0; r < count; r++) {
                Floats row = RecurrentLayer.rows(slab, r, 1, classes);
                Softmax.probabilities(row, offsets, 0, 1);
                row.toArray(0, probabilities[from + r], 0, classes);
            }
        }
        return probabilities;
    }

    @Override
    INDArray lossAndGradient(INDArray input, Targets targets) {
        INDArray next = epsilon(input.size(0));
        Native.floats(next).zero();
        weights.prepare();
        long most = (long) Panels.padded(slabRows()) * layerConf().in();
        inputs.prepare(lanes().count(), _ -> most);
        gradients.prepare(lanes().count(), _ -> most);
        scaled.prepare(lanes().count(), _ -> most);
        room.prepare(lanes().count(), _ -> 3L * Panels.padded(slabRows()));
        if (!isTied()) {
            bias.prepare();
        }
        lanes().run(lane -> {
            weights.of(lane).zero();
            if (!isTied()) {
                bias.of(lane).zero();
            }
        });
        Floats in = Native.floats(input);
        meanLoss(slabs(targets, slab -> learn(slab, in, 1f / targets.count(), next)) / Math.max(1, targets.count()));
        lanes().run(lane -> {
            weights.sum(lane);
            if (!isTied()) {
                bias.sum(lane);
            }
        });
        return next;
    }

    /// Some rows of one lane.
    ///
    /// @param rows     packed row of each
    /// @param targets  index of the target of each
    /// @param weights  what each target weighs
    /// @param logits   room for those of all items at each row, the rows rounded up to whole vectors
    private record Slab(int lane, int[] rows, int[] targets, float[] weights, Floats logits) {
        int count() {
            return rows.length;
        }
    }

    private double slabs(Targets targets, ToDoubleFunction<Slab> work) {
        int items = layerConf().out();
        int most = slabRows();
        logits.prepare(lanes().count(), _ -> (long) Panels.padded(most) * items);
        double[] sums = new double[lanes().count()];
        lanes().run(lane -> {
            int end = targets.from(lane + 1, lanes().count());
            for (int from = targets.from(lane, lanes().count()); from < end; from += most) {
                int to = Math.min(end, from + most);
                int[] rows = Arrays.copyOfRange(targets.rows(), from, to);
                int[] wanted = Arrays.stream(targets.targets(), from, to).map(item -> item - 1).toArray();
                float[] weights = Arrays.copyOfRange(targets.weights(), from, to);
                sums[lane] += work.applyAsDouble(new Slab(lane, rows, wanted, weights, logits.of(lane, (long) Panels.padded(to - from) * items)));
            }
        });
        return Arrays.stream(sums).sum();
    }

    /// With e = exp(logit - best), p = e / Σe, s the target's 1 and w its weight: loss -w ln p, gradient of the logits w (p - s) / count. The
    /// slab holds e - s Σe; the division by Σe is made in the H-wide rows that it is multiplied with.
    ///
    /// Logits lie one item a row, `[V, R]`, steps side by side: so all three products read them, the table and the steps' vectors where they lie. R is the number of
    /// rows rounded up; what is beyond has zeros for vectors, and no share in any gradient.
    ///
    /// @return sum of weight · loss
    private double learn(Slab slab, Floats in, float scale, INDArray gradient) {
        int width = layerConf().in();
        int items = layerConf().out();
        int columns = Panels.padded(slab.count());
        Floats table = table(false);
        Floats turned = inputs.of(slab.lane, (long) columns * width);
        turn(in, slab.rows, columns, turned);
        Panels.multiply(NO, items, columns, width, Matrix.of(table, width), Matrix.of(turned, columns), false, Matrix.of(slab.logits, columns));
        Floats spare = room.of(slab.lane, 3L * columns);
        Softmax.Row[] softmax =
                ColumnSoftmax.exponentials(slab.logits, columns, isTied() ? Floats.NONE : parameter("b"), slab.targets, spare.slice(0, 2L * columns));
        Floats shares = scaled.of(slab.lane, (long) columns * width);
        Floats factors = spare.slice(2L * columns, columns);
        shares.zero();
        factors.zero();
        double loss = 0;
        for (int r = 0; r < slab.count(); r++) {
            loss += slab.weights[r] * softmax[r].loss();
            float factor = (float) (scale * slab.weights[r] * softmax[r].inverse());
            factors.set(r, factor);
            Pointwise.scaled(RecurrentLayer.rows(in, slab.rows[r], 1, width), factor, RecurrentLayer.rows(shares, r, 1, width));
            long target = (long) slab.targets[r] * columns + r;
            slab.logits.set(target, (float) (slab.logits.get(target) - 1 / softmax[r].inverse()));
        }
        if (!isTied()) {
            Blas.multiply(
                    NO, YES, 1, items, columns, Matrix.of(factors, columns), Matrix.of(slab.logits, columns), 1, Matrix.of(bias.of(slab.lane), items));
        }
        Floats back = gradients.of(slab.lane, (long) columns * width);
        Floats own = weights.of(slab.lane);
        for (int from = 0; from < items; from += NEAR_ITEMS) {
            int count = Math.min(NEAR_ITEMS, items - from);
            Matrix part = Matrix.of(RecurrentLayer.rows(slab.logits, from, count, columns), columns);
            Panels.multiply(
                    YES, columns, width, count, part, Matrix.of(RecurrentLayer.rows(table, from, count, width), width), from > 0, Matrix.of(back, width));
            Panels.multiply(
                    NO, count, width, columns, part, Matrix.of(shares, width), true, Matrix.of(RecurrentLayer.rows(own, from, count, width), width));
        }
        Floats next = Native.floats(gradient);
        for (int r = 0; r < slab.count(); r++) {
            Pointwise.scaled(RecurrentLayer.rows(back, r, 1, width), factors.get(r), RecurrentLayer.rows(next, slab.rows[r], 1, width));
        }
        return loss;
    }

    /// Some rows as columns `[H, columns]`; the last columns are zeros.
    private void turn(Floats in, int[] rows, int columns, Floats turned) {
        int width = layerConf().in();
        turned.zero();
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < width; i++) {
                turned.set((long) i * columns + r, in.get((long) rows[r] * width + i));
            }
        }
    }

    /// Logits without bias of some rows; row -1 stands for a vector of zeros.
    private void logits(Floats in, int[] rows, int from, int count, Floats result) {
        int width = layerConf().in();
        inputs.prepare(lanes().count(), _ -> (long) Math.max(slabRows(), count) * width);
        Floats gathered = inputs.of(0, (long) count * width);
        gather(in, rows, from, count, gathered);
        int[] cut = cut(count);
        lanes().run(lane -> {
            int own = cut[lane + 1] - cut[lane];
            multiply(RecurrentLayer.rows(gathered, cut[lane], own, width), own, RecurrentLayer.rows(result, cut[lane], own, layerConf().out()));
        });
    }

    void gather(Floats in, int[] rows, int from, int count, Floats gathered) {
        int width = layerConf().in();
        for (int r = 0; r < count; r++) {
            if (rows[from + r] < 0) {
                gathered.slice((long) r * width, width).zero();
            } else {
                gathered.copyFrom(in, (long) rows[from + r] * width, (long) r * width, width);
            }
        }
    }

    private void multiply(Floats gathered, int rows, Floats result) {
        int width = layerConf().in();
        int items = layerConf().out();
        Blas.multiply(NO, YES, rows, items, width, Matrix.of(gathered, width), Matrix.of(table(false), width), 0, Matrix.of(result, items));
    }
}
