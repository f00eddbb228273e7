package trailbench.engine.dl4j;

import java.util.stream.IntStream;
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
        int rows = Math.toIntExact(from.size(0));
        int[] places = places(rows);
        int[] cut = cut(rows);
        Floats source = Native.floats(from);
        Floats target = Native.floats(to);
        lanes().run(lane -> {
            for (int row = cut[lane]; row < cut[lane + 1]; row++) {
                Pointwise.dropout(
                        RecurrentLayer.rows(source, row, 1, width), RecurrentLayer.rows(target, row, 1, width),
                        layerConf().getRate(), key, (long) places[row] * width);
            }
        });
    }

    /// Which mask each row takes. Numbered by the place in the batch, not in the packing, which depends on the lanes.
    private int[] places(int rows) {
        return switch (layerConf().getRows()) {
            case STEPS -> packing().source();
            case OF_SEQUENCES -> packing().sequences();
            case VECTORS -> IntStream.range(0, rows).toArray();
        };
    }
}
