package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// A learnt mixture of two rows that lie side by side, `[P, 2 E]` to `[P, E]`: see [trailbench.graph.Node.Gate]. W `[2 E, E]` from Glorot's
/// uniform draw, b `[1, E]` from zero: a model starts with about half of each.
public final class GateConf extends PackedConf {
    public GateConf() {}

    GateConf(int width) {
        super(2L * width, width);
    }

    @Override
    List<Parameter> parameters() {
        return List.of(
                new Parameter("W", in(), out(), Parameter.Start.glorot(in(), out())), new Parameter("b", 1, out(), Parameter.Start.ZERO));
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new GateLayer(conf, type);
    }
}
