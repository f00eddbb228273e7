package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import trailbench.engine.Model.PrivateStep;
import trailbench.kernel.Floats;

/// Adds users' clipped gradients up, then noise: see [PrivateStep].
final class PrivateGradient {
    /// Clipping is in floats: this much less, and no rounding brings a norm above the limit.
    private static final double ROUNDING = 1 - 1e-5;

    private final DenseLearner dense;
    private final RowLearner rows;
    private final ComputationGraph network;
    private final PrivateStep step;

    PrivateGradient(DenseLearner dense, RowLearner rows, ComputationGraph network, PrivateStep step) {
        this.dense = dense;
        this.rows = rows;
        this.network = network;
        this.step = step;
        dense.clear();
        rows.clear();
    }

    /// Adds the gradient of the last backward pass, scaled down to the clip norm.
    ///
    /// @return its norm before
    double add() {
        double norm = norm();
        if (Double.isFinite(norm)) {
            float factor = (float) (norm > step.clip() * ROUNDING ? step.clip() * ROUNDING / norm : 1);
            dense.gather(factor, false);
            rows.gather(factor, false);
        }
        return norm;
    }

    /// Adds the noise and puts the mean in the place of the gradient that is learnt from.
    ///
    /// @return its norm
    double finish(long number) {
        float deviation = (float) (step.noise() * step.clip());
        dense.addNoise(step.draws(), number, deviation);
        rows.addNoise(step.draws(), number, deviation, dense.length());
        float share = (float) (1 / step.expected());
        dense.takeGathered(share);
        rows.takeGathered(share);
        paddings(network).forEach(Floats::zero);
        return norm();
    }

    private double norm() {
        return Math.sqrt(dense.sumOfSquares() + rows.sumOfSquares());
    }

    /// Rows of what is unknown: they stay zero whatever the users do, so noise would tell nothing there, and spoil it.
    private static List<Floats> paddings(ComputationGraph network) {
        List<Floats> paddings = new ArrayList<>();
        for (Layer layer : network.getLayers()) {
            if (layer instanceof EmbeddingLayer embedding && !embedding.layerConf().isFrozen()) {
                paddings.add(embedding.gradient("W").slice(0, embedding.layerConf().out()));
            }
        }
        return paddings;
    }
}
