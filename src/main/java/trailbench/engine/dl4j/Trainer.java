package trailbench.engine.dl4j;

import static trailbench.work.Fault.require;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Model.PrivateStep;
import trailbench.engine.Model.StepResult;
import trailbench.engine.Model.Update;
import trailbench.engine.Model.UserBatch;
import trailbench.sequence.Batch;

/// Trains a network step by step.
///
/// DL4J walks the graph forwards and backwards; [DenseLearner] and [RowLearner] then move the parameters.
final class Trainer {
    private final ModelOptions options;
    private final ComputationGraph network;
    private final Crew crew;
    private final HeadLayer<?> head;
    private final RowLearner rows;
    private final DenseLearner dense;
    private final Inputs inputs;
    private final Optional<Masking> masking;

    Trainer(
            ModelOptions options, ComputationGraph network, Crew crew, HeadLayer<?> head, RowLearner rows, DenseLearner dense, Inputs inputs,
            Optional<Masking> masking) {
        this.options = options;
        this.network = network;
        this.crew = crew;
        this.head = head;
        this.rows = rows;
        this.dense = dense;
        this.inputs = inputs;
        this.masking = masking;
    }

    StepResult train(List<Batch> batches, Update update) {
        boolean gathers = batches.size() > 1;
        double lossSum = 0;
        double weight = 0;
        int targets = 0;
        rows.takeOwn();
        for (int index = 0; index < batches.size(); index++) {
            Batch batch = forTraining(batches.get(index), update.draw() + index);
            lossSum += computeGradient(batch, update.draw() + index) * batch.targetWeight();
            weight += batch.targetWeight();
            targets += batch.targetCount();
            if (gathers) {
                dense.gather((float) batch.targetWeight(), index == 0);
                rows.gather((float) batch.targetWeight(), index == 0);
            }
        }
        if (gathers) {
            dense.takeGathered((float) (1 / weight));
            rows.takeGathered((float) (1 / weight));
        }
        double loss = gathers ? lossSum / weight : network.score();
        double norm = Math.sqrt(dense.sumOfSquares() + rows.sumOfSquares());
        StepResult result = new StepResult(loss, targets, norm);
        return result.isFinite() ? learn(result, update) : result;
    }

    StepResult trainPrivately(PrivateStep step, Update update) {
        rows.takeOwn();
        PrivateGradient gradient = new PrivateGradient(dense, rows, network, step);
        double lossSum = 0;
        int targets = 0;
        for (UserBatch user : step.users()) {
            Batch batch = forTraining(user.batch(), user.draw());
            double loss = computeGradient(batch, user.draw());
            double norm = gradient.add();
            if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
                return new StepResult(loss, batch.targetCount(), norm);
            }
            lossSum += loss * batch.targetCount();
            targets += batch.targetCount();
        }
        StepResult result = new StepResult(targets == 0 ? 0 : lossSum / targets, targets, gradient.finish(update.step()));
        return result.isFinite() ? learn(result, update) : result;
    }

    Batch forTraining(Batch given, long draw) {
        require(given.targetCount() > 0, "A batch without a target cannot be trained.");
        return masking.map(mask -> mask.forTraining(given, draw)).orElse(given);
    }

    /// @return the batch's loss
    double computeGradient(Batch batch, long draw) {
        feed(batch, draw);
        network.computeGradientAndScore();
        return network.score();
    }

    void feed(Batch batch, long draw) {
        network.getConfiguration().setIterationCount(Math.toIntExact(draw));
        crew.work(false);
        inputs.feed(network, batch.items(), batch.size(), batch.context());
        head.take(batch);
        network.setLabels(Nd4j.createFromArray(batch.targets()).reshape(batch.size(), batch.steps()));
    }

    private StepResult learn(StepResult result, Update update) {
        double norm = result.gradientNorm();
        float scale = options.clipNorm() > 0 && norm > options.clipNorm() ? (float) (options.clipNorm() / norm) : 1;
        if (options.clipValue() > 0) {
            dense.clip(scale, (float) options.clipValue());
            rows.clip(scale, (float) options.clipValue());
            scale = 1;
        }
        double weights = update.measured() ? dense.remember() + rows.remember() : 0;
        dense.update(update.step() + 1, update.learningRate(), scale);
        rows.update(update.step() + 1, update.learningRate(), scale);
        network.getConfiguration().setIterationCount(Math.toIntExact(update.draw() + 1));
        if (!update.measured()) {
            return result;
        }
        double ratio = Math.sqrt((dense.squaredChange() + rows.squaredChange()) / weights);
        return new StepResult(result.loss(), result.targets(), norm, Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty());
    }
}
