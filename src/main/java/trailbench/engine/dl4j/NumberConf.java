package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/// Numbers `[B, T]`, NaN where unknown, to vectors `[P, E]`: `z · w + b` with z = (x - mean) / deviation; zero where unknown.
///
/// Mean and deviation are parameters too, so that the model's zip carries them, but nothing moves them.
public final class NumberConf extends PackedConf {
    static final String SCALING = "s";

    public NumberConf() {}

    NumberConf(int width) {
        super(1, width);
    }

    @Override
    List<Parameter> parameters() {
        return List.of(
                new Parameter("W", 1, out(), Parameter.Start.glorot(1, out())), new Parameter("b", 1, out(), Parameter.Start.ZERO),
                new Parameter(SCALING, 1, 2, Parameter.Start.constant(1, 2, 1)));
    }

    @Override
    public IUpdater getUpdaterByParam(String parameter) {
        return parameter.equals(SCALING) ? new NoOp() : super.getUpdaterByParam(parameter);
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new NumberLayer(conf, type);
    }
}
