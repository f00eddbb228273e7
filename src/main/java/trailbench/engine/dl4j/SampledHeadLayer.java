package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Popularity;
import trailbench.engine.dl4j.HeadConfs.SampledHeadConf;
import trailbench.graph.GraphForecast;
import trailbench.graph.Loss;
import trailbench.kernel.AgainstNegatives;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.Draws;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;
import trailbench.kernel.Rows;

/// Scores items as [ItemHeadLayer], and learns from a loss against drawn negatives: only the rows of targets and negatives are read and
/// written, so a step takes as long with a million items as with a thousand.
///
/// Targets are taken in the order of their sequences, in groups of [Loss.Sampled#SHARING] that share one draw. The draws depend on (seed,
/// step, group), not on lanes. Gradients of vectors are worked out for some groups at a time and then added to the table, each lane adding
/// to rows of its own, in the order of the groups.
final class SampledHeadLayer extends ItemHeadLayer {
    private static final int SHARING = Loss.Sampled.SHARING;
    /// Groups whose gradients are kept before they are added to the table.
    private static final int WAVE = GraphForecast.SAMPLED_GROUPS;

    /// Draws of training steps: key (seed, this, step), then the group.
    static final long TRAINING = 1;
    private static final long VALIDATION = 2;

    private final Loss.Sampled loss;
    private final PerLane inputs = new PerLane();
    private final PerLane vectors = new PerLane();
    private final PerLane logits = new PerLane();
    private final PerLane backs = new PerLane();
    private final PerLane offsets = new PerLane();
    private final FloatBuffer vectorGradients = new FloatBuffer();
    private final FloatBuffer biasGradients = new FloatBuffer();
    private List<RowTable> tables = List.of();
    /// Rows of the table that scores; null if it is frozen.
    private @Nullable TouchedRows touched;
    private Popularity popularity = Popularity.UNKNOWN;
    private @Nullable Negatives negatives;

    SampledHeadLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        loss = (Loss.Sampled) ((SampledHeadConf) conf.getLayer()).getLoss().loss();
    }

    @Override
    void joined(ComputationGraph network) {
        super.joined(network);
        List<RowTable> found = new ArrayList<>();
        if (!isTied()) {
            String name = layerConf().getLayerName();
            TouchedRows rows = new TouchedRows(layerConf().out());
            touched = rows;
            found.add(new RowTable(name + "_W", layerConf().in(), () -> parameter("W"), () -> gradient("W"), rows));
            found.add(new RowTable(name + "_b", 1, () -> parameter("b"), () -> gradient("b"), rows));
        } else if (!tied().layerConf().isFrozen()) {
            found.add(tied().learnByRow());
            touched = tied().learnByRow().rows();
        }
        for (Layer layer : network.getLayers()) {
            if (layer instanceof EmbeddingLayer embedding && !embedding.layerConf().isFrozen() && !(isTied() && embedding == tied())) {
                found.add(embedding.learnByRow());
            }
        }
        tables = List.copyOf(found);
    }

    @Override
    void learnFrom(Popularity counted, double balance) {
        super.learnFrom(counted, balance);
        popularity = counted;
        negatives = null;
    }

    @Override
    List<RowTable> tablesByRow() {
        return tables;
    }

    /// Draws that are the same whenever a batch with these targets is measured.
    @Override
    double lossSum(INDArray input, Targets targets) {
        Targets ordered = inSequence(targets);
        return new Pass(input, ordered, Draws.key(conf().getSeed(), VALIDATION, Arrays.hashCode(ordered.targets())), false).run();
    }

    @Override
    INDArray lossAndGradient(INDArray input, Targets targets) {
        tables.forEach(RowTable::zeroGradient);
        tables.forEach(table -> table.rows().forget());
        INDArray next = epsilon(input.size(0));
        Native.floats(next).zero();
        Pass pass = new Pass(input, inSequence(targets), Draws.key(conf().getSeed(), TRAINING, getIterationCount()), true);
        meanLoss(pass.run() / Math.max(1, targets.count()));
        return next;
    }

    /// The same targets, sequence by sequence and step by step, however they are packed.
    private Targets inSequence(Targets targets) {
        int[] source = packing().source();
        int last = Arrays.stream(targets.rows()).map(row -> source[row]).max().orElse(-1);
        int[] at = new int[last + 1];
        for (int i = 0; i < targets.count(); i++) {
            at[source[targets.rows()[i]]] = i + 1;
        }
        int[] order = Arrays.stream(at).filter(i -> i > 0).map(i -> i - 1).toArray();
        float[] weights = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            weights[i] = targets.weights()[order[i]];
        }
        return new Targets(
                Arrays.stream(order).map(i -> targets.rows()[i]).toArray(), Arrays.stream(order).map(i -> targets.targets()[i]).toArray(), weights);
    }

    private Negatives negatives() {
        Negatives known = negatives;
        if (known == null) {
            known = new Negatives(loss.sampler(), layerConf().out(), popularity);
            negatives = known;
        }
        return known;
    }

    /// Once over all targets of a batch.
    private final class Pass {
        private final int width = layerConf().in();
        private final int n = loss.negatives();
        private final Floats in;
        private final Floats next;
        private final Targets targets;
        private final long key;
        private final boolean learn;
        private final Negatives sampler = negatives();
        private final boolean corrects = loss instanceof Loss.SampledSoftmax softmax && softmax.logQ();
        private final double beta = loss instanceof Loss.GeneralisedBce bce ? bce.beta(layerConf().out()) : 1;
        private final Floats table = table(false);
        private final Floats bias = isTied() ? Floats.NONE : parameter("b");
        private final int[] drawn = new int[WAVE * n];
        private final float[] slopes = new float[WAVE * SHARING];
        private final int[][] aside;
        private final double[] sums;

        Pass(INDArray input, Targets targets, long key, boolean learn) {
            this.in = Native.floats(input);
            this.next = learn ? Native.floats(epsilon(input.size(0))) : Floats.NONE;
            this.targets = targets;
            this.key = key;
            this.learn = learn;
            this.sums = new double[Math.ceilDiv(targets.count(), SHARING)];
            this.aside = new int[lanes().count()][n];
            inputs.prepare(lanes().count(), _ -> (long) SHARING * width);
            backs.prepare(lanes().count(), _ -> (long) SHARING * width);
            vectors.prepare(lanes().count(), _ -> (long) n * width);
            logits.prepare(lanes().count(), _ -> (long) SHARING * n);
            offsets.prepare(lanes().count(), _ -> (long) n);
        }

        double run() {
            Floats gradients = learn ? vectorGradients.ensure((long) WAVE * n * width) : Floats.NONE;
            Floats biases = learn && !isTied() ? biasGradients.ensure((long) WAVE * n) : Floats.NONE;
            for (int start = 0; start < sums.length; start += WAVE) {
                int first = start;
                int count = Math.min(WAVE, sums.length - first);
                lanes().run(lane -> {
                    for (int group = first + cutAt(count, lane); group < first + cutAt(count, lane + 1); group++) {
                        sums[group] = group(lane, group, group - first, gradients, biases);
                    }
                });
                TouchedRows rows = touched;
                if (learn && rows != null) {
                    addToTable(rows, first, count, gradients, biases);
                }
            }
            return Arrays.stream(sums).sum();
        }

        private int cutAt(int count, int lane) {
            return (int) ((long) count * lane / lanes().count());
        }

        /// @param place of the group within its wave
        private double group(int lane, int group, int place, Floats gradients, Floats biases) {
            int from = group * SHARING;
            int rows = Math.min(SHARING, targets.count() - from);
            int at = place * n;
            sampler.draw(Draws.key(key, group), drawn, at, n);
            Floats gathered = inputs.of(lane, (long) rows * width);
            gather(in, targets.rows(), from, rows, gathered);
            Floats negative = vectors.of(lane, (long) n * width);
            Rows.gather(table, drawn, at, n, width, negative);
            Floats scores = logits.of(lane, (long) rows * n);
            Blas.multiply(NO, YES, rows, n, width, Matrix.of(gathered, width), Matrix.of(negative, width), 0, Matrix.of(scores, n));
            Floats offset = offsets(lane, at);
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                Floats row = RecurrentLayer.rows(scores, r, 1, n);
                if (offset.length() > 0) {
                    Pointwise.add(offset, row);
                }
                sum += row(lane, from + r, place * SHARING + r, at, RecurrentLayer.rows(gathered, r, 1, width), row);
            }
            if (learn) {
                back(lane, from, rows, place, gathered, negative, scores);
                Blas.multiply(
                        YES, NO, n, width, rows, Matrix.of(scores, n), Matrix.of(gathered, width),
                        0, Matrix.of(RecurrentLayer.rows(gradients, at, n, width), width));
                if (biases.length() > 0) {
                    Pointwise.sumRows(scores, rows, biases.slice(at, n));
                }
            }
            return sum;
        }

        /// What is added to each negative's product before the loss: its bias, and the correction for how often it is drawn.
        private Floats offsets(int lane, int at) {
            if (bias.length() == 0 && !corrects) {
                return Floats.NONE;
            }
            Floats offset = offsets.of(lane, n);
            float each = (float) StrictMath.log(n);
            for (int j = 0; j < n; j++) {
                int index = drawn[at + j];
                float own = bias.length() == 0 ? 0 : bias.get(index);
                offset.set(j, corrects ? own - each - sampler.logarithm(index) : own);
            }
            return offset;
        }

        /// Loss of one target; its row of logits becomes their gradient.
        private double row(int lane, int number, int slope, int at, Floats input, Floats row) {
            int target = targets.targets()[number] - 1;
            float positive = Rows.dot(input, RecurrentLayer.rows(table, target, 1, width)) + (bias.length() == 0 ? 0 : bias.get(target));
            int left = n;
            int hits = 0;
            for (int j = n - 1; j >= 0; j--) {
                if (drawn[at + j] == target) { // no negative of its own: the last one takes its place
                    left--;
                    row.set(j, row.get(left));
                    aside[lane][hits++] = j;
                }
            }
            float weight = targets.weights()[number];
            AgainstNegatives.Row result = against(positive, row.slice(0, left), learn ? weight / targets.count() : 1);
            slopes[slope] = result.gradient();
            while (hits > 0) {
                int j = aside[lane][--hits];
                row.set(left++, row.get(j));
                row.set(j, 0);
            }
            return weight * result.loss();
        }

        private AgainstNegatives.Row against(float positive, Floats others, float scale) {
            return switch (loss) {
                case Loss.SampledSoftmax _ -> AgainstNegatives.softmax(positive, others, scale);
                case Loss.BinaryCrossEntropy _ -> AgainstNegatives.binary(positive, 1, others, scale);
                case Loss.GeneralisedBce _ -> {
                    AgainstNegatives.Row row = AgainstNegatives.binary(positive, beta, others, scale / (n + 1));
                    yield new AgainstNegatives.Row(row.loss() / (n + 1), row.gradient());
                }
                case Loss.Bpr _ -> AgainstNegatives.bpr(positive, others, scale);
                case Loss.Top1 _ -> AgainstNegatives.top1(positive, others, scale);
                case Loss.BprMax max -> AgainstNegatives.bprMax(positive, max.regularisation(), others, scale);
            };
        }

        /// The gradient of the group's inputs.
        private void back(int lane, int from, int rows, int place, Floats gathered, Floats negative, Floats scores) {
            Floats back = backs.of(lane, (long) rows * width);
            Blas.multiply(NO, NO, rows, width, n, Matrix.of(scores, n), Matrix.of(negative, width), 0, Matrix.of(back, width));
            for (int r = 0; r < rows; r++) {
                Floats own = RecurrentLayer.rows(back, r, 1, width);
                Pointwise.addScaled(RecurrentLayer.rows(table, targets.targets()[from + r] - 1, 1, width), slopes[place * SHARING + r], own);
                next.copyFrom(own, 0, (long) targets.rows()[from + r] * width, width);
            }
        }

        /// Adds a wave's gradients to the rows of negatives and targets.
        private void addToTable(TouchedRows rows, int first, int count, Floats gradients, Floats biases) {
            int shift = isTied() ? 1 : 0; // an embedding's table begins with the padding
            int from = first * SHARING;
            int end = Math.min(targets.count(), (first + count) * SHARING);
            for (int j = 0; j < count * n; j++) {
                rows.touch(drawn[j] + shift);
            }
            for (int i = from; i < end; i++) {
                rows.touch(targets.targets()[i] - 1 + shift);
            }
            Floats gradient = table(true);
            Floats biasGradient = isTied() ? Floats.NONE : gradient("b");
            int lanes = lanes().count();
            lanes().run(lane -> {
                for (int j = 0; j < count * n; j++) {
                    int index = drawn[j];
                    if (index % lanes == lane) {
                        Pointwise.add(RecurrentLayer.rows(gradients, j, 1, width), RecurrentLayer.rows(gradient, index, 1, width));
                        if (biasGradient.length() > 0) {
                            biasGradient.set(index, biasGradient.get(index) + biases.get(j));
                        }
                    }
                }
                for (int i = from; i < end; i++) {
                    int index = targets.targets()[i] - 1;
                    if (index % lanes == lane) {
                        float slope = slopes[i - from];
                        Pointwise.addScaled(
                                RecurrentLayer.rows(in, targets.rows()[i], 1, width), slope, RecurrentLayer.rows(gradient, index, 1, width));
                        if (biasGradient.length() > 0) {
                            biasGradient.set(index, biasGradient.get(index) + slope);
                        }
                    }
                }
            });
        }
    }
}
