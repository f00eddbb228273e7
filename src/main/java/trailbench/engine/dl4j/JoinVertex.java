package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Adds matrices, or lays their rows end to end. As a [PackedLayer] it owns what it returns and reuses it, and hands the mask on as it is:
/// all inputs of a network have the same.
@SuppressWarnings("overrides") // DL4J overrides setInputs(INDArray...) by setInputs(INDArray[])
final class JoinVertex extends BaseGraphVertex {
    private final JoinConf.Kind kind;
    private final Native.Array output = new Native.Array();
    private final List<Native.Array> gradients = new ArrayList<>();
    private int[] widths = {};
    private INDArray joined = Nd4j.empty();

    JoinVertex(ComputationGraph graph, String name, int index, DataType type, JoinConf.Kind kind) {
        super(graph, name, index, null, null, type);
        this.kind = kind;
    }

    /// What the last forward pass made; DL4J tells the outputs of layers alone.
    INDArray joined() {
        return joined;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspace) {
        INDArray[] rowMajor = Arrays.stream(inputs).map(Native::rowMajor).toArray(INDArray[]::new);
        widths = Arrays.stream(rowMajor).mapToInt(input -> Math.toIntExact(input.size(1))).toArray();
        long rows = rowMajor[0].size(0);
        int width = kind == JoinConf.Kind.SUM ? widths[0] : Arrays.stream(widths).sum();
        joined = output.of(rows, width);
        Floats out = Native.floats(joined);
        if (kind == JoinConf.Kind.SUM) {
            out.copyFrom(Native.floats(rowMajor[0]), 0, 0, out.length());
            for (int i = 1; i < rowMajor.length; i++) {
                Pointwise.add(Native.floats(rowMajor[i]), out);
            }
        } else {
            for (int i = 0, column = 0; i < rowMajor.length; column += widths[i++]) {
                copyColumns(Native.floats(rowMajor[i]), widths[i], 0, out, width, column, widths[i], rows);
            }
        }
        return joined;
    }

    /// Each input gets a gradient of its own: what takes it may overwrite it.
    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspace) {
        INDArray given = Native.rowMajor(epsilon);
        Floats in = Native.floats(given);
        long rows = given.size(0);
        int width = Math.toIntExact(given.size(1));
        INDArray[] next = new INDArray[widths.length];
        for (int i = 0, column = 0; i < widths.length; column += kind == JoinConf.Kind.SUM ? 0 : widths[i], i++) {
            if (gradients.size() == i) {
                gradients.add(new Native.Array());
            }
            next[i] = gradients.get(i).of(rows, widths[i]);
            copyColumns(in, width, column, Native.floats(next[i]), widths[i], 0, widths[i], rows);
        }
        return new Pair<>(null, next);
    }

    private static void copyColumns(Floats from, int fromWidth, int fromColumn, Floats to, int toWidth, int toColumn, int count, long rows) {
        if (count == fromWidth && count == toWidth) {
            to.copyFrom(from, 0, 0, rows * count);
            return;
        }
        for (long row = 0; row < rows; row++) {
            to.copyFrom(from, row * fromWidth + fromColumn, row * toWidth + toColumn, count);
        }
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray @Nullable [] masks, MaskState state, int size) {
        INDArray mask = masks == null ? null : Arrays.stream(masks).filter(Objects::nonNull).findFirst().orElse(null);
        return new Pair<>(mask, state);
    }

    @Override
    public void setBackpropGradientsViewArray(@Nullable INDArray gradient) {
        if (gradient != null) {
            throw new IllegalArgumentException("A join has no parameters");
        }
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public @Nullable Layer getLayer() {
        return null;
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(kind, vertexName);
    }
}
