package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// Inverted dropout (N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014). The zeros are
/// a function of the model's seed, the iteration, the layer's name and the place in the batch: a resumed run draws what the first would
/// have drawn, on any number of lanes.
public final class DropoutConf extends PackedConf {
    private double rate;
    private Rows rows = Rows.STEPS;

    public DropoutConf() {}

    DropoutConf(int width, double rate, Rows rows) {
        super(width, width);
        this.rate = rate;
        this.rows = rows;
    }

    /// What a mask belongs to.
    public enum Rows {
        /// a mask for each step of each sequence
        STEPS,
        /// one mask for all steps of a sequence
        OF_SEQUENCES,
        /// the input is one vector a sequence
        VECTORS
    }

    public double getRate() {
        return rate;
    }

    public void setRate(double rate) {
        this.rate = rate;
    }

    public Rows getRows() {
        return rows;
    }

    public void setRows(Rows rows) {
        this.rows = rows;
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
