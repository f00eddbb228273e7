package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.kernel.Pointwise;

/// A layer over packed rows: `[P, width]`, P the events of the batch (see [Packing]), or `[B, width]` for one vector a sequence.
///
/// Which steps hold events comes with DL4J's mask `[B, T]`, which every layer hands on. Outputs and gradients stand in arrays that the
/// layer owns and reuses: what it returned is overwritten by the next batch.
abstract class PackedLayer<C extends PackedConf> extends BaseLayer<C> {
    private final Native.Array outputs = new Native.Array();
    private final Native.Array epsilons = new Native.Array();
    private Crew crew = new Crew(Lanes.ONE);

    PackedLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /// Joins the layers of a network: they share the work on `lanes` from now on, and tied heads find their tables.
    ///
    /// @return what they share
    static Crew join(ComputationGraph network, Lanes lanes) {
        Crew crew = new Crew(lanes);
        for (Layer layer : network.getLayers()) {
            if (layer instanceof PackedLayer<?> packed) {
                packed.crew = crew;
                packed.joined(network);
            }
        }
        return crew;
    }

    /// Called when the layer has become one of a network; here nothing.
    void joined(ComputationGraph network) {}

    Lanes lanes() {
        return crew.lanes();
    }

    /// @param input  row-major
    /// @return output, from [#output]
    abstract INDArray forward(INDArray input, boolean training);

    /// Writes the gradients of all parameters and returns that of the input, from [#epsilon]; null where the input takes none.
    ///
    /// @param epsilon gradient of the output, row-major; the layer may overwrite it
    abstract @Nullable INDArray backward(INDArray input, INDArray epsilon);

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
        assertInputSet(false);
        return forward(Native.rowMajor(input), training);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(@Nullable INDArray epsilon, LayerWorkspaceMgr workspace) {
        assertInputSet(true);
        INDArray next = backward(Native.rowMajor(input), epsilon == null ? input : Native.rowMajor(epsilon));
        Gradient gradients = new DefaultGradient();
        for (Parameter parameter : layerConf().parameters()) {
            gradients.gradientForVariable().put(parameter.key(), gradientViews.get(parameter.key()));
        }
        return new Pair<>(gradients, next);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    /// @throws IllegalStateException if no mask came with the input
    Packing packing() {
        INDArray mask = maskArray;
        if (mask == null) {
            throw new IllegalStateException("Layer %s needs the mask [B, T] that says which steps hold events".formatted(layerConf().getLayerName()));
        }
        return crew.packing(mask);
    }

    INDArray output(long rows) {
        return outputs.of(rows, layerConf().out());
    }

    INDArray epsilon(long rows) {
        return epsilons.of(rows, layerConf().in());
    }

    Floats parameter(String key) {
        return Native.floats(getParam(key));
    }

    Floats gradient(String key) {
        return Native.floats(gradientViews.get(key));
    }

    /// Of all parameters, as the last backward pass left them.
    Collection<INDArray> gradients() {
        return gradientViews == null ? List.of() : gradientViews.values();
    }

    /// First row of each lane when rows are cut evenly; the last entry is their number.
    int[] cut(int rows) {
        int[] from = new int[lanes().count() + 1];
        for (int lane = 0; lane <= lanes().count(); lane++) {
            from[lane] = (int) ((long) rows * lane / lanes().count());
        }
        return from;
    }

    /// Gradients of one parameter, a copy for each lane: the first is the parameter's own gradient, the others are added to it.
    final class Shares {
        private final Supplier<Floats> first;
        private final List<FloatBuffer> others = new ArrayList<>();

        Shares(String key) {
            this(() -> gradient(key));
        }

        /// @param first where the sum goes, asked for anew each time
        Shares(Supplier<Floats> first) {
            this.first = first;
        }

        /// Where a lane writes. The first call of a batch must come from the caller's thread: see [#prepare].
        Floats of(int lane) {
            Floats own = first.get();
            return lane == 0 ? own : others.get(lane - 1).ensure(own.length());
        }

        /// Makes room; before the lanes start.
        void prepare() {
            while (others.size() < lanes().count() - 1) {
                others.add(new FloatBuffer());
            }
            long length = first.get().length();
            others.forEach(buffer -> buffer.ensure(length));
        }

        /// Adds all lanes' shares, lane by lane; each lane adds its cut of the elements.
        void sum(int lane) {
            Floats own = first.get();
            long from = own.length() * lane / lanes().count();
            long count = own.length() * (lane + 1) / lanes().count() - from;
            for (FloatBuffer other : others) {
                Pointwise.add(other.ensure(own.length()).slice(from, count), own.slice(from, count));
            }
        }
    }

    /// One buffer for each lane.
    static final class PerLane {
        private final List<FloatBuffer> buffers = new ArrayList<>();

        void prepare(int count, IntFunction<Long> length) {
            for (int lane = 0; lane < count; lane++) {
                if (buffers.size() <= lane) {
                    buffers.add(new FloatBuffer());
                }
                buffers.get(lane).ensure(length.apply(lane));
            }
        }

        Floats of(int lane, long length) {
            return buffers.get(lane).ensure(length);
        }
    }
}
