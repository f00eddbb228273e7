package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.engine.dl4j.reference.Descent;
import trailbench.graph.GraphChoice;

/// Clipping, L2 and optimisers against plain ones in double precision, fed with the same gradients.
class DescentTest {
    static List<ModelOptions> options() {
        return List.of(of(new Optimizer.Adam(0.01), 0), of(new Optimizer.Adam(0.01, 0.1), 0.05), of(new Optimizer.Sgd(0.1), 0), of(new Optimizer.Sgd(0.1, 0.1), 0.05),
                of(new Optimizer.Adamw(0.01, 0.1), 0.05), of(new Optimizer.Nadam(0.01, 0.1), 0.05), of(new Optimizer.Rmsprop(0.001, 0.9, 0.1), 0.05),
                of(new Optimizer.Sgd(0.1, 0.1, 0.9, false), 0.05), of(new Optimizer.Sgd(0.1, 0, 0.9, true), 0), of(new Optimizer.Adagrad(0.01, 0.1), 0.05));
    }

    private static ModelOptions of(Optimizer optimizer, double clip) {
        return new ModelOptions(new GraphChoice.LstmNext(5, 6, 1, 0.2).graph(), Tiny.ITEMS, Tiny.STEPS, optimizer, clip, 42);
    }

    @ParameterizedTest
    @MethodSource("options")
    void parametersFollowGradientsAsInTheReference(ModelOptions options) {
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            double[] expected = doubles(model.network().params());
            Descent descent = new Descent(options.optimizer(), options.clipNorm(), expected.length);
            for (int step = 0; step < 10; step++) {
                model.train(Tiny.batch(false, step, 7, 5, 2), step);
                descent.step(expected, doubles(model.network().getFlattenedGradients()));
                double[] found = doubles(model.network().params());
                for (int i = 0; i < found.length; i++) {
                    assertEquals(expected[i], found[i], 1e-5, "parameter " + i + " after step " + step);
                }
            }
        }
    }

    private static double[] doubles(INDArray array) {
        return array.dup().data().asDouble();
    }
}
