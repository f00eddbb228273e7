package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// Configurations of the layers that carry a loss. Labels are item numbers `[B, T]`, 0 where there is no target; never one-hot.
public final class HeadConfs {
    private HeadConfs() {}

    /// Softmax over all items with cross-entropy. W is `[V, H]`, one row an item; row `i - 1` belongs to item `i`; b is one number an item.
    ///
    /// A tied head has neither: its W is the embedding's table but for the row of the padding, and it adds no bias.
    public static final class ItemHeadConf extends PackedConf {
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
