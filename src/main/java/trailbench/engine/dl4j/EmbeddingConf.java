package trailbench.engine.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/// Numbers `[B, T]` to vectors `[P, E]`. The table has a row more than there are numbers: row 0, what is unknown, is zero and stays so.
///
/// Trained vectors start from a normal distribution of deviation 0.05 unless the graph wants another, frozen ones of deviation 1: the
/// squared error of a model that always says the mean is then 1.
public sealed class EmbeddingConf extends PackedConf permits JoinedConf {
    static final double DEVIATION = 0.05;

    private static final double FROZEN_DEVIATION = 1;

    private boolean frozen;
    private double deviation = DEVIATION;
    private boolean byRow;

    public EmbeddingConf() {}

    /// @param items     the table's rows but for the padding: V, and one more where items are masked
    /// @param deviation standard deviation that trained vectors start with
    /// @param byRow     true if it learns only in the rows that were read, without DL4J's updater
    EmbeddingConf(int count, int width, boolean frozen, double deviation, boolean byRow) {
        super(count + 1L, width);
        this.frozen = frozen;
        this.deviation = deviation;
        this.byRow = byRow;
    }

    public double getDeviation() {
        return deviation;
    }

    public void setDeviation(double deviation) {
        this.deviation = deviation;
    }

    public boolean isByRow() {
        return byRow;
    }

    public void setByRow(boolean byRow) {
        this.byRow = byRow;
    }

    public boolean isFrozen() {
        return frozen;
    }

    public void setFrozen(boolean frozen) {
        this.frozen = frozen;
    }

    /// Standard deviation that its vectors start with.
    double startingDeviation() {
        return frozen ? FROZEN_DEVIATION : deviation;
    }

    @Override
    List<Parameter> parameters() {
        Parameter.Start start = Parameter.Start.normal(startingDeviation());
        return List.of(new Parameter("W", in(), out(), Parameter.Start.afterPadding(start)));
    }

    @Override
    public IUpdater getUpdaterByParam(String parameter) {
        return frozen || byRow ? new NoOp() : super.getUpdaterByParam(parameter);
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new EmbeddingLayer(conf, type);
    }
}
