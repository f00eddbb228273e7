package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import trailbench.graph.Node.Activation;

/// A linear map of every row, then an activation. Starts from Glorot's uniform draw, bias zero.
public final class DenseConf extends PackedConf {
    private Activation activation = Activation.IDENTITY;

    public DenseConf() {}

    DenseConf(int in, int units, Activation activation) {
        super(in, units);
        this.activation = activation;
    }

    public Activation getActivation() {
        return activation;
    }

    public void setActivation(Activation activation) {
        this.activation = activation;
    }

    @Override
    List<Parameter> parameters() {
        return List.of(
                new Parameter("W", in(), out(), Parameter.Start.glorot(in(), out())), new Parameter("b", 1, out(), Parameter.Start.ZERO));
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new DenseLayer(conf, type);
    }
}
