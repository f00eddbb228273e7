package trailbench.engine.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.dl4j.HeadConfs.ValueHeadConf;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;
import trailbench.kernel.Rows;

/// One number a step against the values of the targets, by squared error. Small beside any encoder, so it works in the caller's thread.
final class ValueHeadLayer extends HeadLayer<ValueHeadConf> {
    ValueHeadLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /// Says what values are scaled by.
    void scale(float mean, float deviation) {
        Floats scaling = parameter(NumberConf.SCALING);
        scaling.set(0, mean);
        scaling.set(1, deviation);
    }

    /// The layer's parameters and what comes in, looked up once a pass.
    private final class Line {
        private final int width = layerConf().in();
        private final Floats weights = parameter("W");
        private final float offset = parameter("b").get(0);
        private final float mean = parameter(NumberConf.SCALING).get(0);
        private final float deviation = parameter(NumberConf.SCALING).get(1);
        private final Floats in;

        Line(INDArray input) {
            in = Native.floats(input);
        }

        Floats row(int row) {
            return RecurrentLayer.rows(in, row, 1, width);
        }

        /// What is said at a row, scaled.
        float at(int row) {
            return Rows.dot(row(row), weights) + offset;
        }

        /// What is said too much at a target, scaled.
        double difference(Targets targets, int i) {
            return at(targets.rows()[i]) - (targets.values()[i] - mean) / deviation;
        }
    }

    /// `[P, 1]`, scaled: 0 is the mean.
    @Override
    INDArray forward(INDArray input, boolean training) {
        int rows = Math.toIntExact(input.size(0));
        Line line = new Line(input);
        INDArray output = output(rows);
        Floats out = Native.floats(output);
        for (int row = 0; row < rows; row++) {
            out.set(row, line.at(row));
        }
        return output;
    }

    /// What is said at each target, in the values' own units.
    float[] said(INDArray input, Targets targets) {
        Line line = new Line(input);
        float[] said = new float[targets.count()];
        for (int i = 0; i < said.length; i++) {
            said[i] = line.mean + line.deviation * line.at(targets.rows()[i]);
        }
        return said;
    }

    @Override
    double lossSum(INDArray input, Targets targets) {
        Line line = new Line(input);
        double sum = 0;
        for (int i = 0; i < targets.count(); i++) {
            double difference = line.difference(targets, i);
            sum += targets.weights()[i] * difference * difference;
        }
        return sum;
    }

    @Override
    INDArray lossAndGradient(INDArray input, Targets targets) {
        Line line = new Line(input);
        INDArray next = epsilon(input.size(0));
        Floats back = Native.floats(next);
        back.zero();
        Floats weights = gradient("W");
        weights.zero();
        gradient(NumberConf.SCALING).zero();
        double offset = 0;
        double sum = 0;
        double count = Math.max(1, targets.count());
        for (int i = 0; i < targets.count(); i++) {
            double difference = line.difference(targets, i);
            float slope = (float) (2 * targets.weights()[i] * difference / count);
            sum += targets.weights()[i] * difference * difference;
            offset += slope;
            Pointwise.addScaled(line.row(targets.rows()[i]), slope, weights);
            Pointwise.addScaled(line.weights, slope, RecurrentLayer.rows(back, targets.rows()[i], 1, line.width));
        }
        gradient("b").set(0, (float) offset);
        meanLoss(sum / count);
        return next;
    }
}
