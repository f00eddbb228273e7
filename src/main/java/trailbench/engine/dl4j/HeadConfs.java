package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import trailbench.graph.Loss;

/// Configurations of the layers that carry a loss. Labels are item numbers `[B, T]`, 0 where there is no target; never one-hot.
public final class HeadConfs {
    private HeadConfs() {}

    /// Softmax over all items with cross-entropy. W is `[V, H]`, one row an item; row `i - 1` belongs to item `i`; b is one number an item.
    ///
    /// A tied head has neither: its W is the embedding's table but for the row of the padding, and it adds no bias.
    public static sealed class ItemHeadConf extends PackedConf permits SampledHeadConf {
        private String tied = "";

        public ItemHeadConf() {}

        ItemHeadConf(int in, int items, String tied) {
            super(in, items);
            this.tied = tied;
        }

        /// Name of the embedding; empty for a table of its own.
        public String getTied() {
            return tied;
        }

        public void setTied(String tied) {
            this.tied = tied;
        }

        @Override
        List<Parameter> parameters() {
            if (!tied.isEmpty()) {
                return List.of();
            }
            return List.of(
                    new Parameter("W", out(), in(), Parameter.Start.glorot(in(), out())), new Parameter("b", 1, out(), Parameter.Start.ZERO));
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new ItemHeadLayer(conf, type);
        }
    }

    /// As [ItemHeadConf], learning from a loss against drawn negatives. Its table and those of the embeddings before it are no business of
    /// DL4J's updater: they learn by row.
    public static final class SampledHeadConf extends ItemHeadConf {
        private LossConf loss = new LossConf();

        public SampledHeadConf() {}

        SampledHeadConf(int in, int items, String tied, Loss.Sampled loss) {
            super(in, items, tied);
            this.loss = LossConf.of(loss);
        }

        public LossConf getLoss() {
            return loss;
        }

        public void setLoss(LossConf loss) {
            this.loss = loss;
        }

        @Override
        public IUpdater getUpdaterByParam(String parameter) {
            return new NoOp();
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new SampledHeadLayer(conf, type);
        }
    }

    /// A linear map to one number, against the values of the targets: `(value - mean) / deviation`. Mean and deviation are parameters too, so that
    /// the model's zip carries them, but nothing moves them.
    public static final class ValueHeadConf extends PackedConf {
        public ValueHeadConf() {}

        ValueHeadConf(int in) {
            super(in, 1);
        }

        @Override
        List<Parameter> parameters() {
            return List.of(
                    new Parameter("W", 1, in(), Parameter.Start.glorot(in(), 1)), new Parameter("b", 1, 1, Parameter.Start.ZERO),
                    new Parameter(NumberConf.SCALING, 1, 2, Parameter.Start.constant(1, 2, 1)));
        }

        @Override
        public IUpdater getUpdaterByParam(String parameter) {
            return parameter.equals(NumberConf.SCALING) ? new NoOp() : super.getUpdaterByParam(parameter);
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new ValueHeadLayer(conf, type);
        }
    }

    /// A linear map against the vectors that come in beside its input: rows `[H + E]`, input first, target last. The loss of a row is the
    /// mean of its squared differences.
    public static final class VectorHeadConf extends PackedConf {
        private int hidden;

        public VectorHeadConf() {}

        VectorHeadConf(int hidden, int width) {
            super(hidden + width, width);
            this.hidden = hidden;
        }

        public int getHidden() {
            return hidden;
        }

        public void setHidden(int hidden) {
            this.hidden = hidden;
        }

        @Override
        List<Parameter> parameters() {
            return List.of(
                    new Parameter("W", hidden, out(), Parameter.Start.glorot(hidden, out())), new Parameter("b", 1, out(), Parameter.Start.ZERO));
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new VectorHeadLayer(conf, type);
        }
    }
}
