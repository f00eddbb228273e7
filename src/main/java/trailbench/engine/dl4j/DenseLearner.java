package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.NoOpUpdater;
import trailbench.engine.Optimizer;
import trailbench.kernel.Descent;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.kernel.Pointwise;
import trailbench.privacy.SecretDraws;

/// Updates what every step updates: all of the flat vector but frozen tables and those that learn by row ([RowLearner]).
///
/// DL4J cuts the flat vector into blocks of one updater each and keeps their state in a flat vector of its own, for Adam the first moments
/// of a block and then its second ones. We leave them there, so that the zip carries them as ever, and do the arithmetic: in one pass, on
/// all lanes, and with epsilon where the paper has it. DL4J's adds it to √v before the correction of the bias. All state begins at zero.
final class DenseLearner {
    private final Optimizer optimizer;
    private final Lanes lanes;
    private final Floats parameters;
    private final Floats gradients;
    private final List<Part> parts = new ArrayList<>();

    /// A run of the flat vector.
    ///
    /// @param first  state of the optimiser: none for plain gradient descent
    /// @param second the same
    /// @param sum    of gradients over the batches of a step
    /// @param before the parameters before a step that is measured
    private record Part(long from, long count, Floats first, Floats second, FloatBuffer sum, FloatBuffer before) {}

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
        int kept = optimizer.state();
        int start = block.getUpdaterViewOffsetStart();
        if (block.getUpdaterViewOffsetEnd() - start != kept * count) {
            throw new IllegalStateException("the state of %s parameters is not %s values of each".formatted(count, kept));
        }
        Floats state = kept == 0 ? Floats.NONE : Native.floats(network.getUpdater().getStateViewArray()).slice(start, kept * count);
        state.zero(); // DL4J's Adagrad would begin elsewhere
        return new Part(
                from, count,
                kept > 0 ? state.slice(0, count) : Floats.NONE,
                kept > 1 ? state.slice(count, count) : Floats.NONE,
                new FloatBuffer(), new FloatBuffer());
    }

    double sumOfSquares() {
        return sum((part, from, count) -> Pointwise.sumOfSquares(gradients.slice(part.from + from, count)));
    }

    /// Adds this batch's gradient, times its weight, to the sum of the step.
    ///
    /// @param first true for the first batch of the step
    void gather(float weight, boolean first) {
        parts.forEach(part -> part.sum.ensure(part.count)); // grows here, not on the lanes
        each((part, from, count) -> {
            Floats sum = part.sum.ensure(part.count).slice(from, count);
            if (first) {
                sum.zero();
            }
            Pointwise.addScaled(gradients.slice(part.from + from, count), weight, sum);
        });
    }

    /// Begins a sum of gradients at zero.
    void clear() {
        parts.forEach(part -> part.sum.ensure(part.count));
        each((part, from, count) -> part.sum.ensure(part.count).slice(from, count).zero());
    }

    /// Adds noise to the sum, drawn for each number by its place in the flat vector.
    void addNoise(SecretDraws draws, long step, float deviation) {
        parts.forEach(part -> new Noise(draws, step, deviation, lanes).addTo(part.sum.ensure(part.count), part.from));
    }

    /// Length of the flat vector.
    long length() {
        return gradients.length();
    }

    /// Puts the step's sum, times a factor, in the place of the last batch's gradient.
    void takeGathered(float factor) {
        each((part, from, count) -> Pointwise.scaled(part.sum.ensure(part.count).slice(from, count), factor, gradients.slice(part.from + from, count)));
    }

    /// Scales all gradients, then cuts each number.
    void clip(float scale, float limit) {
        each((part, from, count) -> Descent.clip(gradients.slice(part.from + from, count), scale, limit));
    }

    /// @param step  from 1
    /// @param rate  learning rate of this step
    /// @param scale of the gradient, as clipping wants it
    void update(long step, double rate, float scale) {
        Rule rule = Rule.of(optimizer, step, rate, scale);
        each((part, from, count) -> rule.update(
                parameters.slice(part.from + from, count),
                gradients.slice(part.from + from, count),
                part.first == Floats.NONE ? part.first : part.first.slice(from, count),
                part.second == Floats.NONE ? part.second : part.second.slice(from, count)));
    }

    /// Keeps the parameters as they are before a step.
    ///
    /// @return their sum of squares
    double remember() {
        parts.forEach(part -> part.before.ensure(part.count));
        return sum((part, from, count) -> {
            Floats now = parameters.slice(part.from + from, count);
            part.before.ensure(part.count).slice(from, count).copyFrom(now, 0, 0, count);
            return Pointwise.sumOfSquares(now);
        });
    }

    /// Sum of the squares of what the step has changed since [#remember].
    double squaredChange() {
        return sum((part, from, count) -> {
            Floats before = part.before.ensure(part.count).slice(from, count);
            Pointwise.subtract(parameters.slice(part.from + from, count), before);
            return Pointwise.sumOfSquares(before);
        });
    }

    private interface Work {
        /// @param from within the part
        void on(Part part, long from, long count);
    }

    private interface Sum {
        double over(Part part, long from, long count);
    }

    /// Every part, cut among the lanes.
    private void each(Work work) {
        lanes.run(lane -> {
            for (Part part : parts) {
                long from = cut(part, lane);
                work.on(part, from, cut(part, lane + 1) - from);
            }
        });
    }

    private double sum(Sum sum) {
        double[] sums = new double[lanes.count()];
        lanes.run(lane -> {
            for (Part part : parts) {
                long from = cut(part, lane);
                sums[lane] += sum.over(part, from, cut(part, lane + 1) - from);
            }
        });
        double all = 0;
        for (double part : sums) {
            all += part;
        }
        return all;
    }

    private long cut(Part part, int lane) {
        return part.count * lane / lanes.count();
    }
}
