package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/// Adds a learnt vector to each event by its place from the end of its sequence. P is `[T, E]`; its last row goes to the last event.
/// Starts normal with deviation 0.02.
public final class PositionsConf extends PackedConf {
    private int steps;
    private boolean scaled;

    public PositionsConf() {}

    PositionsConf(int width, int steps, boolean scaled) {
        super(width, width);
        this.steps = steps;
        this.scaled = scaled;
    }

    /// T
    public int getSteps() {
        return steps;
    }

    public void setSteps(int steps) {
        this.steps = steps;
    }

    /// True if the input is multiplied by √E before.
    public boolean isScaled() {
        return scaled;
    }

    public void setScaled(boolean scaled) {
        this.scaled = scaled;
    }

    @Override
    List<Parameter> parameters() {
        return List.of(new Parameter("P", steps, out(), Parameter.Start.normal(AttentionConf.DEVIATION)));
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new PositionsLayer(conf, type);
    }
}
