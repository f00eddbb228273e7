package trailbench.engine.dl4j;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/// What all our layers' configurations share. Written into the model zip as JSON: fields with getter and setter, a constructor without
/// arguments.
public abstract class PackedConf extends FeedForwardLayer {
    protected PackedConf() {}

    protected PackedConf(long in, long out) {
        this.nIn = in;
        this.nOut = out;
    }

    /// The layer's matrices, in the order in which they stand in the flat vector.
    abstract List<Parameter> parameters();

    abstract PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type);

    int in() {
        return Math.toIntExact(getNIn());
    }

    int out() {
        return Math.toIntExact(getNOut());
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int index,
            @Nullable INDArray parametersView,
            boolean initialize,
            DataType type) {
        PackedLayer<?> layer = layer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parametersView);
        layer.setParamTable(initializer().init(conf, parametersView, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new Parameter.Slices();
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return InputType.feedForward(getNOut());
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // the graph's records say the widths
    }

    @Override
    public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public boolean isPretrainParam(String parameter) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        long count = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, getOutputType(-1, input))
                .standardMemory(count, getIUpdater() == null ? 0 : getIUpdater().stateSize(count))
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }
}
