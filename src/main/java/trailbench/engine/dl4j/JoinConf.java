package trailbench.engine.dl4j;

import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Makes one matrix of several with the same rows: by adding them, or by laying their rows end to end.
public final class JoinConf extends GraphVertex {
    private Kind kind = Kind.SUM;

    /// What becomes of the rows.
    public enum Kind {
        SUM,
        CONCAT
    }

    public JoinConf() {}

    JoinConf(Kind kind) {
        this.kind = kind;
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind kind) {
        this.kind = kind;
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialize, DataType type) {
        return new JoinVertex(graph, name, index, type, kind);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        long width = ((InputType.InputTypeFeedForward) inputs[0]).getSize();
        for (int i = 1; i < inputs.length && kind == Kind.CONCAT; i++) {
            width += ((InputType.InputTypeFeedForward) inputs[i]).getSize();
        }
        return InputType.feedForward(width);
    }

    @Override
    public GraphVertex clone() {
        return new JoinConf(kind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JoinConf conf && conf.kind == kind;
    }

    @Override
    public int hashCode() {
        return Objects.hash(JoinConf.class, kind);
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return 2;
    }

    @Override
    public int maxVertexInputs() {
        return Integer.MAX_VALUE;
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        return new LayerMemoryReport.Builder(null, JoinConf.class, inputs[0], getOutputType(-1, inputs))
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(0, 0)
                .build();
    }
}
