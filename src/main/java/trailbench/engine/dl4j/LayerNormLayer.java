package trailbench.engine.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.LayerNorm;

/// Normalises rows.
final class LayerNormLayer extends PackedLayer<LayerNormConf> {
    private final Shares gain = new Shares("g");
    private final Shares offset = new Shares("b");
    private final FloatBuffer statsBuffer = new FloatBuffer();
    private Floats stats = Floats.NONE;

    LayerNormLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        int rows = Math.toIntExact(input.size(0));
        int width = layerConf().out();
        INDArray output = output(rows);
        Floats in = Native.floats(input);
        Floats out = Native.floats(output);
        stats = statsBuffer.ensure(2L * rows);
        int[] cut = cut(rows);
        lanes().run(lane -> {
            int count = cut[lane + 1] - cut[lane];
            LayerNorm.forward(
                    count, width, RecurrentLayer.rows(in, cut[lane], count, width), parameter("g"), parameter("b"),
                    RecurrentLayer.rows(stats, cut[lane], count, 2), RecurrentLayer.rows(out, cut[lane], count, width));
        });
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        int rows = Math.toIntExact(input.size(0));
        int width = layerConf().out();
        INDArray next = epsilon(rows);
        Floats in = Native.floats(input);
        Floats from = Native.floats(epsilon);
        Floats to = Native.floats(next);
        gain.prepare();
        offset.prepare();
        int[] cut = cut(rows);
        lanes().run(lane -> {
            int count = cut[lane + 1] - cut[lane];
            gain.of(lane).zero();
            offset.of(lane).zero();
            Floats own = RecurrentLayer.rows(to, cut[lane], count, width);
            own.zero();
            LayerNorm.backward(
                    count, width, RecurrentLayer.rows(in, cut[lane], count, width), parameter("g"),
                    RecurrentLayer.rows(stats, cut[lane], count, 2), RecurrentLayer.rows(from, cut[lane], count, width),
                    gain.of(lane), offset.of(lane), own);
        });
        lanes().run(lane -> {
            gain.sum(lane);
            offset.sum(lane);
        });
        return next;
    }
}
