package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// Configurations of the layers that make one vector of a sequence's events: `[P, H]` to `[B, H]`.
public final class PoolConfs {
    private PoolConfs() {}

    /// The mean of the events.
    public static final class MeanConf extends PackedConf {
        public MeanConf() {}

        MeanConf(int width) {
            super(width, width);
        }

        @Override
        List<Parameter> parameters() {
            return List.of();
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new MeanLayer(conf, type);
        }
    }

    /// A mean in which each event weighs what attention gives it: see [trailbench.graph.Node.AttentionPooling]. W `[H, D]` and v `[1, D]` from
    /// Glorot's uniform draw, b `[1, D]` from zero.
    public static final class AttentivePoolConf extends PackedConf {
        private int units;

        public AttentivePoolConf() {}

        AttentivePoolConf(int width, int units) {
            super(width, width);
            this.units = units;
        }

        public int getUnits() {
            return units;
        }

        public void setUnits(int units) {
            this.units = units;
        }

        @Override
        List<Parameter> parameters() {
            return List.of(
                    new Parameter("W", in(), units, Parameter.Start.glorot(in(), units)),
                    new Parameter("b", 1, units, Parameter.Start.ZERO),
                    new Parameter("v", 1, units, Parameter.Start.glorot(units, 1)));
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new AttentivePoolLayer(conf, type);
        }
    }
}
