package trailbench.engine.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Draws;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Zeroes a share of its input while training.
final class DropoutLayer extends PackedLayer<DropoutConf> {

    DropoutLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        if (!training || layerConf().getRate() == 0) {
            return input;
        }
        INDArray output = output(input.size(0));
        drop(input, output);
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        if (layerConf().getRate() == 0) {
            return epsilon;
        }
        INDArray next = epsilon(input.size(0));
        drop(epsilon, next);
        return next;
    }

    private void drop(INDArray from, INDArray to) {
        long key = Draws.key(conf().getSeed(), getIterationCount(), layerConf().getLayerName().hashCode());
        int width = layerConf().in();
        int[] cut = cut(Math.toIntExact(from.size(0)));
        Floats source = Native.floats(from);
        Floats target = Native.floats(to);
        lanes().run(lane -> {
            long first = (long) cut[lane] * width;
            long count = (long) cut[lane + 1] * width - first;
            Pointwise.dropout(source.slice(first, count), target.slice(first, count), layerConf().getRate(), key, first);
        });
    }
}
