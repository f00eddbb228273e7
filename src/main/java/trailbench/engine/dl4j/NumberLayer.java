package trailbench.engine.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Projects one number an event.
final class NumberLayer extends PackedLayer<NumberConf> {
    private final Shares weights = new Shares("W");
    private final Shares bias = new Shares("b");
    /// z of each row; NaN where unknown.
    private float[] numbers = {};

    NumberLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /// Says what the numbers are scaled by.
    void scale(float mean, float deviation) {
        Floats scaling = parameter(NumberConf.SCALING);
        scaling.set(0, mean);
        scaling.set(1, deviation);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int width = layerConf().out();
        Floats padded = Native.floats(input);
        Floats scaling = parameter(NumberConf.SCALING);
        float mean = scaling.get(0);
        float deviation = scaling.get(1);
        numbers = new float[packing.rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = (padded.get(packing.source(row)) - mean) / deviation;
        }
        INDArray output = output(numbers.length);
        Floats out = Native.floats(output);
        int[] cut = cut(numbers.length);
        lanes().run(lane -> {
            for (int row = cut[lane]; row < cut[lane + 1]; row++) {
                Floats own = RecurrentLayer.rows(out, row, 1, width);
                if (Float.isNaN(numbers[row])) {
                    own.zero();
                } else {
                    own.copyFrom(parameter("b"), 0, 0, width);
                    Pointwise.addScaled(parameter("W"), numbers[row], own);
                }
            }
        });
        return output;
    }

    @Override
    @Nullable INDArray backward(INDArray input, INDArray epsilon) {
        int width = layerConf().out();
        Floats gradient = Native.floats(epsilon);
        weights.prepare();
        bias.prepare();
        int[] cut = cut(numbers.length);
        lanes().run(lane -> {
            Floats slopes = weights.of(lane);
            Floats offsets = bias.of(lane);
            slopes.zero();
            offsets.zero();
            for (int row = cut[lane]; row < cut[lane + 1]; row++) {
                if (!Float.isNaN(numbers[row])) {
                    Floats own = RecurrentLayer.rows(gradient, row, 1, width);
                    Pointwise.addScaled(own, numbers[row], slopes);
                    Pointwise.add(own, offsets);
                }
            }
        });
        lanes().run(lane -> {
            weights.sum(lane);
            bias.sum(lane);
        });
        return null;
    }
}
