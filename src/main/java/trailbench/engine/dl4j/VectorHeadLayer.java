package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.dl4j.HeadConfs.VectorHeadConf;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Says the item vectors again, by squared error. Small beside the recurrent layers, so it works in the caller's thread.
final class VectorHeadLayer extends HeadLayer<VectorHeadConf> {
    private final FloatBuffer differenceBuffer = new FloatBuffer();

    VectorHeadLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /// The predicted vectors `[P, E]`.
    @Override
    INDArray forward(INDArray input, boolean training) {
        int hidden = layerConf().getHidden();
        int rows = Math.toIntExact(input.size(0));
        INDArray output = output(rows);
        Floats out = Native.floats(output);
        Pointwise.fillRows(parameter("b"), out, rows);
        Blas.multiply(
                NO, NO, rows, layerConf().out(), hidden, new Matrix(Native.floats(input), layerConf().in()),
                Matrix.of(parameter("W"), layerConf().out()), 1, Matrix.of(out, layerConf().out()));
        return output;
    }

    @Override
    double lossSum(INDArray input, Targets targets) {
        return weigh(differences(input, targets), targets) / layerConf().out();
    }

    /// Sum of squared differences over all coordinates of all targets.
    double squaredErrors(INDArray input, Targets targets) {
        return Pointwise.sumOfSquares(differences(input, targets));
    }

    @Override
    INDArray lossAndGradient(INDArray input, Targets targets) {
        int hidden = layerConf().getHidden();
        int width = layerConf().out();
        int rows = Math.toIntExact(input.size(0));
        Floats gradient = differences(input, targets);
        double coordinates = (double) Math.max(1, targets.count()) * width;
        meanLoss(weigh(gradient, targets) / coordinates);
        Pointwise.scale(gradient, (float) (2 / coordinates));

        INDArray next = epsilon(rows);
        Native.floats(next).zero(); // the targets take no gradient
        Matrix hiddenPart = new Matrix(Native.floats(input), layerConf().in());
        Blas.multiply(
                NO, YES, rows, hidden, width, Matrix.of(gradient, width), Matrix.of(parameter("W"), width),
                0, new Matrix(Native.floats(next), layerConf().in()));
        Blas.multiply(YES, NO, hidden, width, rows, hiddenPart, Matrix.of(gradient, width), 0, Matrix.of(gradient("W"), width));
        Pointwise.sumRows(gradient, rows, gradient("b"));
        return next;
    }

    /// Scales each target's differences by its weight.
    ///
    /// @return sum of weight · squared difference
    private double weigh(Floats differences, Targets targets) {
        double sum = 0;
        for (int i = 0; i < targets.count(); i++) {
            Floats own = RecurrentLayer.rows(differences, targets.rows()[i], 1, layerConf().out());
            sum += targets.weights()[i] * Pointwise.sumOfSquares(own);
            Pointwise.scale(own, targets.weights()[i]);
        }
        return sum;
    }

    /// Prediction minus target, `[P, E]`; zero in rows without a target.
    private Floats differences(INDArray input, Targets targets) {
        int hidden = layerConf().getHidden();
        int width = layerConf().out();
        int stride = layerConf().in();
        Floats predicted = Native.floats(forward(input, false));
        Floats in = Native.floats(input);
        Floats differences = differenceBuffer.ensure(predicted.length());
        differences.zero();
        for (int row : targets.rows()) {
            Floats own = RecurrentLayer.rows(differences, row, 1, width);
            own.copyFrom(predicted, (long) row * width, 0, width);
            Pointwise.subtract(in.slice((long) row * stride + hidden, width), own);
        }
        return differences;
    }
}
