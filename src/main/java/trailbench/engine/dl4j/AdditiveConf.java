package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// NARM's additive attention over earlier steps, `[P, H]` to `[P, H]`: see [trailbench.graph.Node.AdditiveAttention]. Matrices of the
/// present and the earlier step `[H, D]` from Glorot's uniform draw; v `[1, D]` from zero, so that a model starts without its memory and
/// learns what to remember: weights are not normalised, and sums of 200 random ones would drown everything else.
public final class AdditiveConf extends PackedConf {
    private int units;

    public AdditiveConf() {}

    AdditiveConf(int width, int units) {
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
                new Parameter("present", in(), units, Parameter.Start.glorot(in(), units)),
                new Parameter("earlier", in(), units, Parameter.Start.glorot(in(), units)),
                new Parameter("v", 1, units, Parameter.Start.ZERO));
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new AdditiveLayer(conf, type);
    }
}
