package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// Inverted dropout (N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014). The zeros are
/// a function of the model's seed, the iteration and the layer's name: a resumed run draws what the first would have drawn.
public final class DropoutConf extends PackedConf {
    private double rate;

    public DropoutConf() {}

    DropoutConf(int width, double rate) {
        super(width, width);
        this.rate = rate;
    }

    public double getRate() {
        return rate;
    }

    public void setRate(double rate) {
        this.rate = rate;
    }

    @Override
    List<Parameter> parameters() {
        return List.of();
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new DropoutLayer(conf, type);
    }
}
