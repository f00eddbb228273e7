package trailbench.engine.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Adds the vectors of places.
final class PositionsLayer extends PackedLayer<PositionsConf> {
    private final Shares places = new Shares("P");

    PositionsLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int width = layerConf().out();
        INDArray output = output(packing.rows());
        Floats in = Native.floats(input);
        Floats out = Native.floats(output);
        Floats table = parameter("P");
        lanes().run(l -> visit(packing.lane(l), (row, place) -> {
            Floats own = RecurrentLayer.rows(out, row, 1, width);
            own.copyFrom(table, (long) place * width, 0, width);
            Pointwise.addScaled(RecurrentLayer.rows(in, row, 1, width), scale(), own);
        }));
        return output;
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        int width = layerConf().out();
        INDArray next = epsilon(packing.rows());
        Floats from = Native.floats(epsilon);
        Floats to = Native.floats(next);
        places.prepare();
        lanes().run(l -> {
            Floats table = places.of(l);
            table.zero();
            visit(packing.lane(l), (row, place) -> {
                Floats own = RecurrentLayer.rows(from, row, 1, width);
                Pointwise.add(own, RecurrentLayer.rows(table, place, 1, width));
                Pointwise.scaled(own, scale(), RecurrentLayer.rows(to, row, 1, width));
            });
        });
        lanes().run(places::sum);
        return next;
    }

    private float scale() {
        return layerConf().isScaled() ? (float) Math.sqrt(layerConf().out()) : 1;
    }

    private interface Place {
        void at(int row, int place);
    }

    private void visit(Packing.Lane lane, Place work) {
        int steps = layerConf().getSteps();
        for (int t = 0; t < lane.steps(); t++) {
            for (int s = 0; s < lane.alive(t); s++) {
                int place = steps - lane.lengths()[s] + t;
                if (place < 0) {
                    throw new IllegalArgumentException("a sequence of %s steps is longer than %s".formatted(lane.lengths()[s], steps));
                }
                work.at(lane.row(t, s), place);
            }
        }
    }
}
