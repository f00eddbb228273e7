package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// Layer normalisation of every row, with gain g (from one) and offset b (from zero): see [trailbench.kernel.LayerNorm].
public final class LayerNormConf extends PackedConf {
    public LayerNormConf() {}

    LayerNormConf(int width) {
        super(width, width);
    }

    @Override
    List<Parameter> parameters() {
        return List.of(
                new Parameter("g", 1, out(), Parameter.Start.constant(0, out(), 1)), new Parameter("b", 1, out(), Parameter.Start.ZERO));
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new LayerNormLayer(conf, type);
    }
}
