package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.dl4j.HeadConfs.ItemHeadConf;
import trailbench.graph.GraphForecast;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;
import trailbench.kernel.Softmax;

/// Softmax over all items with cross-entropy, in slabs of rows: logits of the whole batch never exist.
sealed class ItemHeadLayer extends HeadLayer<ItemHeadConf> permits SampledHeadLayer {
    private static final int SLAB = GraphForecast.SLAB_ROWS;

    private final PerLane inputs = new PerLane();
    private final PerLane logits = new PerLane();
    private final PerLane gradients = new PerLane();
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
        return visit(input, targets, false, (_, _, row) -> row.loss());
    }

    /// What is made of one row, given its probabilities.
    @FunctionalInterface
    interface RowSum {
        /// @param probabilities `[V]` of the row
        /// @param target        index of its target
        double of(Floats probabilities, int target, Softmax.Row row);
    }

    /// Sums a figure over all targets; rows of a lane in order, then lanes in order.
    double visit(INDArray input, Targets targets, RowSum sum) {
        return visit(input, targets, false, sum);
    }

    @Override
    INDArray lossAndGradient(INDArray input, Targets targets) {
        INDArray next = epsilon(input.size(0));
        Native.floats(next).zero();
        weights.prepare();
        if (!isTied()) {
            bias.prepare();
        }
        meanLoss(visit(input, targets, true, (_, _, row) -> row.loss()) / Math.max(1, targets.count()));
        lanes().run(lane -> {
            weights.sum(lane);
            if (!isTied()) {
                bias.sum(lane);
            }
        });
        return next;
    }

    private double visit(INDArray input, Targets targets, boolean learn, RowSum sum) {
        int width = layerConf().in();
        int items = layerConf().out();
        Floats in = Native.floats(input);
        Floats offsets = isTied() ? Floats.NONE : parameter("b");
        Floats next = learn ? Native.floats(epsilon(input.size(0))) : Floats.NONE;
        float scale = learn ? 1f / targets.count() : 1;
        inputs.prepare(lanes().count(), _ -> (long) SLAB * width);
        gradients.prepare(lanes().count(), _ -> (long) SLAB * width);
        logits.prepare(lanes().count(), _ -> (long) SLAB * items);
        double[] sums = new double[lanes().count()];
        lanes().run(lane -> {
            if (learn) {
                weights.of(lane).zero();
                if (!isTied()) {
                    bias.of(lane).zero();
                }
            }
            int end = targets.from(lane + 1, lanes().count());
            for (int from = targets.from(lane, lanes().count()); from < end; from += SLAB) {
                int rows = Math.min(SLAB, end - from);
                Floats slab = logits.of(lane, (long) rows * items);
                Floats gathered = inputs.of(lane, (long) rows * width);
                gather(in, targets.rows(), from, rows, gathered);
                multiply(gathered, rows, slab);
                for (int r = 0; r < rows; r++) {
                    Floats row = RecurrentLayer.rows(slab, r, 1, items);
                    int target = targets.targets()[from + r] - 1;
                    sums[lane] += sum.of(row, target, Softmax.probabilities(row, offsets, target, scale));
                    if (learn) {
                        row.set(target, row.get(target) - scale);
                        if (!isTied()) {
                            Pointwise.add(row, bias.of(lane));
                        }
                    }
                }
                if (learn) {
                    learn(lane, targets.rows(), from, rows, gathered, slab, next);
                }
            }
        });
        double total = 0;
        for (double part : sums) {
            total += part;
        }
        return total;
    }

    private void learn(int lane, int[] all, int from, int rows, Floats gathered, Floats slab, Floats next) {
        int width = layerConf().in();
        int items = layerConf().out();
        Floats back = gradients.of(lane, (long) rows * width);
        Blas.multiply(NO, NO, rows, width, items, Matrix.of(slab, items), Matrix.of(table(false), width), 0, Matrix.of(back, width));
        Blas.multiply(YES, NO, items, width, rows, Matrix.of(slab, items), Matrix.of(gathered, width), 1, Matrix.of(weights.of(lane), width));
        for (int r = 0; r < rows; r++) {
            next.copyFrom(back, (long) r * width, (long) all[from + r] * width, width);
        }
    }

    /// Logits without bias of some rows; row -1 stands for a vector of zeros.
    private void logits(Floats in, int[] rows, int from, int count, Floats result) {
        int width = layerConf().in();
        inputs.prepare(lanes().count(), _ -> (long) Math.max(SLAB, count) * width);
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
