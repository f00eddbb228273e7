package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.NoOpUpdater;
import trailbench.engine.Optimizer;
import trailbench.kernel.Adam;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.kernel.Pointwise;

/// Updates what every step updates: all of the flat vector but frozen tables and those that learn by row ([RowLearner]).
///
/// DL4J cuts the flat vector into blocks of one updater each and keeps their state in a flat vector of its own, for Adam the first moments
/// of a block and then its second ones. We leave them there, so that the zip carries them as ever, and do the arithmetic: in one pass, on
/// all lanes, and with epsilon where the paper has it. DL4J's adds it to √v before the correction of the bias.
final class DenseLearner {
    private final Optimizer optimizer;
    private final Lanes lanes;
    private final Floats parameters;
    private final Floats gradients;
    private final List<Part> parts = new ArrayList<>();

    /// A run of the flat vector.
    ///
    /// @param first  moments of Adam; none for plain gradient descent
    /// @param second the same
    private record Part(long from, long count, Floats first, Floats second) {}

    DenseLearner(ComputationGraph network, Optimizer optimizer, Lanes lanes) {
        this.optimizer = optimizer;
        this.lanes = lanes;
        this.parameters = Native.floats(network.params());
        network.initGradientsView(); // DL4J would do it in the first step
        this.gradients = Native.floats(network.getFlattenedGradients());
        for (UpdaterBlock block : network.getUpdater().getUpdaterBlocks()) {
            if (!(block.getGradientUpdater() instanceof NoOpUpdater)) {
                int from = block.getParamOffsetStart();
                parts.add(part(from, block.getParamOffsetEnd() - from, network, block));
            }
        }
    }

    private Part part(long from, long count, ComputationGraph network, UpdaterBlock block) {
        return switch (optimizer) {
            case Optimizer.Sgd _ -> new Part(from, count, Floats.NONE, Floats.NONE);
            case Optimizer.Adam _ -> {
                int start = block.getUpdaterViewOffsetStart();
                if (block.getUpdaterViewOffsetEnd() - start != 2 * count) {
                    throw new IllegalStateException("the state of %s parameters is not two moments of each".formatted(count));
                }
                Floats state = Native.floats(network.getUpdater().getStateViewArray()).slice(start, 2 * count);
                yield new Part(from, count, state.slice(0, count), state.slice(count, count));
            }
        };
    }

    double sumOfSquares() {
        double[] sums = new double[lanes.count()];
        lanes.run(lane -> {
            for (Part part : parts) {
                long from = cut(part, lane);
                sums[lane] += Pointwise.sumOfSquares(gradients.slice(part.from + from, cut(part, lane + 1) - from));
            }
        });
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return sum;
    }

    /// @param step  from 1
    /// @param scale of the gradient, as clipping wants it
    void update(long step, float scale) {
        lanes.run(lane -> {
            for (Part part : parts) {
                long from = cut(part, lane);
                long count = cut(part, lane + 1) - from;
                Floats values = parameters.slice(part.from + from, count);
                Floats slopes = gradients.slice(part.from + from, count);
                switch (optimizer) {
                    case Optimizer.Adam(double rate, double l2) ->
                        Adam.at(step, rate, scale, l2).update(values, slopes, part.first.slice(from, count), part.second.slice(from, count));
                    case Optimizer.Sgd(double rate, double l2) -> {
                        Pointwise.scale(values, (float) (1 - rate * l2));
                        Pointwise.addScaled(slopes, (float) -rate * scale, values);
                    }
                }
            }
        });
    }

    private long cut(Part part, int lane) {
        return part.count * lane / lanes.count();
    }
}
