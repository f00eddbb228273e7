package trailbench.engine.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import trailbench.engine.Popularity;
import trailbench.sequence.Batch;

/// A layer with a loss over the rows that have a target. Loss and gradient are worked out together, in the backward pass.
abstract class HeadLayer<C extends PackedConf> extends PackedLayer<C> implements IOutputLayer {
    private @Nullable INDArray labels;
    private float[] itemWeights = {};
    private float[] labelWeights = {};
    private float[] labelValues = {};

    HeadLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /// Rows with a target, and their targets.
    ///
    /// @param rows    packed rows, ascending
    /// @param targets item number of each
    /// @param weights what each counts in the loss and its gradient
    /// @param values  what is to be said at each; empty where the targets themselves are
    record Targets(int[] rows, int[] targets, float[] weights, float[] values) {
        Targets(int[] rows, int[] targets, float[] weights) {
            this(rows, targets, weights, new float[0]);
        }

        int count() {
            return rows.length;
        }

        /// The part of lane `lane` of `lanes`, as equal as can be.
        int from(int lane, int lanes) {
            return (int) ((long) rows.length * lane / lanes);
        }
    }

    /// What is known of the training windows; before the first step.
    ///
    /// @param balance each target weighs (count of its item)^-balance, scaled so that the targets of the training windows weigh 1 on average
    void learnFrom(Popularity popularity, double balance) {
        if (balance == 0 || !popularity.isKnown()) {
            return;
        }
        double targets = 0;
        double weighted = 0;
        for (int count : popularity.counts()) {
            targets += count;
            weighted += count == 0 ? 0 : count * StrictMath.pow(count, -balance);
        }
        itemWeights = new float[popularity.counts().length];
        for (int item = 1; item < itemWeights.length; item++) {
            // an item that is met first on validation weighs as one that was a target once
            itemWeights[item] = (float) (targets / weighted * StrictMath.pow(Math.max(1, popularity.counts()[item]), -balance));
        }
    }

    /// What the targets of the next batch weigh beside what their items do, and their values.
    void take(Batch batch) {
        labelWeights = batch.weights();
        labelValues = batch.values();
    }

    /// Those of a batch that is only measured.
    final Targets targets(Batch batch) {
        return targets(batch.targets(), batch.weights(), batch.values());
    }

    /// The tables that learn by row; DL4J's updater passes them over.
    List<RowTable> tablesByRow() {
        return List.of();
    }

    /// Sum of weight · loss over `targets`; gradients are not touched.
    abstract double lossSum(INDArray input, Targets targets);

    /// Sum of weight · loss over `targets`, divided by their number, and all gradients. Weights are scaled to 1 on average over the training
    /// windows, so that this is a weighted mean over an epoch, and a batch of rare targets counts more than one of common ones.
    ///
    /// @return gradient of the input
    abstract INDArray lossAndGradient(INDArray input, Targets targets);

    /// @param labels  `[B * T]` numbers of items or behaviours, 0 for none
    /// @param weights `[B * T]` what they weigh beside what their items do; empty if all weigh 1
    /// @param values  `[B * T]` what is to be said; empty if it is the items
    private Targets targets(int[] labels, float[] weights, float[] values) {
        int[] source = packing().source();
        int[] rows = IntStream.range(0, source.length).filter(row -> labels[source[row]] != 0).toArray();
        float[] counts = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int place = source[rows[i]];
            counts[i] = (itemWeights.length == 0 ? 1 : itemWeights[labels[place]]) * (weights.length == 0 ? 1 : weights[place]);
        }
        float[] said = new float[values.length == 0 ? 0 : rows.length];
        for (int i = 0; i < said.length; i++) {
            said[i] = values[source[rows[i]]];
        }
        return new Targets(rows, Arrays.stream(rows).map(row -> labels[source[row]]).toArray(), counts, said);
    }

    /// Mean loss of the last backward pass.
    void meanLoss(double loss) {
        this.score = loss;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        INDArray given = labels;
        if (given == null) {
            throw new IllegalStateException("Layer %s needs labels [B, T]".formatted(layerConf().getLayerName()));
        }
        return lossAndGradient(input, targets(Native.ints(given), labelWeights, labelValues));
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspace) {
        return score + regularization;
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspace) {
        throw unsupported();
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void setLabels(@Nullable INDArray labels) {
        this.labels = labels;
    }

    @Override
    public @Nullable INDArray getLabels() {
        return labels;
    }

    @Override
    public double f1Score(DataSet data) {
        throw unsupported();
    }

    @Override
    public double f1Score(INDArray examples, INDArray labels) {
        throw unsupported();
    }

    @Override
    @SuppressWarnings("deprecation") // asked for by the interface
    public int numLabels() {
        return layerConf().out();
    }

    @Override
    public void fit(DataSetIterator iterator) {
        throw unsupported();
    }

    @Override
    public int[] predict(INDArray examples) {
        throw unsupported();
    }

    @Override
    public List<String> predict(DataSet data) {
        throw unsupported();
    }

    @Override
    public void fit(INDArray examples, INDArray labels) {
        throw unsupported();
    }

    @Override
    public void fit(DataSet data) {
        throw unsupported();
    }

    @Override
    public void fit(INDArray examples, int[] labels) {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("A head is trained within its graph");
    }
}
