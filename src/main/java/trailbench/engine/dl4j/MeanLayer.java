package trailbench.engine.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// The mean of each sequence's events; zero for a sequence without any.
final class MeanLayer extends PackedLayer<PoolConfs.MeanConf> {
    MeanLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int width = layerConf().in();
        INDArray output = output(packing.size());
        Floats out = Native.floats(output);
        Floats in = Native.floats(input);
        out.zero();
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            for (int s = 0; s < lane.sequences().length; s++) {
                Floats mean = RecurrentLayer.rows(out, lane.sequences()[s], 1, width);
                for (int t = 0; t < lane.lengths()[s]; t++) {
                    Pointwise.add(RecurrentLayer.rows(in, lane.row(t, s), 1, width), mean);
                }
                Pointwise.scale(mean, 1f / Math.max(1, lane.lengths()[s]));
            }
        });
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        int width = layerConf().in();
        INDArray next = epsilon(packing.rows());
        Floats back = Native.floats(next);
        Floats given = Native.floats(epsilon);
        lanes().run(l -> {
            Packing.Lane lane = packing.lane(l);
            for (int s = 0; s < lane.sequences().length; s++) {
                Floats mean = RecurrentLayer.rows(given, lane.sequences()[s], 1, width);
                for (int t = 0; t < lane.lengths()[s]; t++) {
                    Pointwise.scaled(mean, 1f / lane.lengths()[s], RecurrentLayer.rows(back, lane.row(t, s), 1, width));
                }
            }
        });
        return next;
    }
}
