package trailbench.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import trailbench.privacy.SecretDraws;
import trailbench.sequence.Batch;
import trailbench.sequence.History;
import trailbench.work.Fault;

/// A graph with parameters: it trains, scores, encodes and reconstructs.
public interface Model extends Scorer, Encoder, AutoCloseable {

    /// One optimiser step on the mean gradient of batches with at least one target each, weighed as their targets weigh.
    ///
    /// A loss or a gradient that is not finite is told, and not learnt from: the parameters stay, and [#diagnose] can look at the batches.
    StepResult train(List<Batch> batches, Update update);

    /// One optimiser step on one batch at the optimiser's own learning rate.
    ///
    /// @param step the run's step number, from 0
    /// @throws trailbench.work.Fault.Work if the loss or the gradient is not finite
    default StepResult train(Batch batch, long step) {
        StepResult result = train(List.of(batch), new Update(step, step, learningRate(), false));
        if (!result.isFinite()) {
            throw new Fault.Work(
                    "Training diverged at step %s: the loss is %s. Lower the learning rate, or clip the gradient's norm.", step, result.loss());
        }
        return result;
    }

    /// One optimiser step that tells of no user more than [trailbench.privacy.Spending] allows: see [PrivateStep].
    ///
    /// A gradient of a user that is not finite is told, and nothing is learnt.
    StepResult trainPrivately(PrivateStep step, Update update);

    /// Of the optimiser that the model was made with.
    double learningRate();

    /// Looks for the first value that is not finite: in the parameters, then forwards through the graph, then backwards. To be asked after
    /// a step that was not learnt from, with its batches and its update.
    Diagnosis diagnose(List<Batch> batches, Update update);

    /// The loss without dropout and without learning, summed so that batches of any size can be averaged.
    LossSum loss(Batch batch);

    /// What the decoder says stood at each step of the batch that has a target; the other events are only read.
    ///
    /// @throws trailbench.work.Fault.Request if the graph reconstructs nothing
    Reconstruction reconstruct(Batch batch);

    /// Shows the parameters of each node and what it gives for a batch, without dropout, in the graph's order. Nothing is learnt or drawn.
    ///
    /// What a head that reconstructs says of every item, and scores of more items than are worked out at once, are not shown.
    void show(Batch batch, Viewer viewer);

    /// What a head of behaviours or values says at each target of the batch, window by window, oldest step first: the probability of each
    /// behaviour `[targets, K]`, or the value `[targets, 1]` in its own units. The targets themselves are not looked at.
    ///
    /// @throws trailbench.work.Fault.Request if the graph has another head
    default float[][] answer(Batch batch) {
        throw new Fault.Request("This graph says nothing of behaviours or values. Choose a graph with such a head.");
    }

    /// How each node that attends weighed the history's events, in the graph's order; empty where none does.
    default List<Attention> attention(History history) {
        return List.of();
    }

    /// Number of trained parameters.
    long parameters();

    /// Writes a DL4J model zip with the optimiser's state.
    void save(Path zip);

    /// Writes a model zip that can be asked and not trained further: of an optimiser that keeps nothing ([Engine.ModelOptions#forAsking]).
    ///
    /// @param withoutUsers true to forget every user: a vector of its own has none of them any more
    void saveForAsking(Path zip, boolean withoutUsers);

    /// Encoder and scoring head as an ONNX file: `items` `[T]` in, `scores` `[V]` and `vector` `[H]` out.
    ///
    /// @param version of the program, which the file tells
    /// @throws Fault.Request if the graph holds a node that cannot be said so: which, and why
    byte[] onnx(String version);

    @Override
    void close();

    /// @param step         the run's step number, from 0: moments are corrected by it
    /// @param draw         of the first batch, one more for each other: dropout and negatives draw from (seed, draw), so a resumed run draws
    ///                     what the first would have
    /// @param learningRate of this step
    /// @param measured     true if the step should say how far the parameters moved, which takes two more passes over them
    record Update(long step, long draw, double learningRate, boolean measured) {}

    /// The gradient that a private step follows: each user's own (the mean over the targets of all their windows) is scaled down to norm C over all
    /// parameters together, tables included; these are added up; to every number of the sum that can learn, in rows that nobody touched too, a normal
    /// number of deviation σ · C is added; and all is divided by how many users are expected. What the optimiser makes of that costs nothing more.
    ///
    /// M. Abadi et al., "Deep learning with differential privacy", CCS 2016, with users in the place of examples as H. B. McMahan et al., "Learning
    /// differentially private recurrent language models", ICLR 2018, who clip what a user's own steps of descent change; here it is one gradient, and
    /// the expected number of users divides, as their estimator f̃ does with equal weights.
    ///
    /// @param users    who take part; may be nobody, and then the noise alone is followed
    /// @param clip     C
    /// @param noise    σ
    /// @param expected users in a step on average: qU
    /// @param draws    of the noise; a step's number gives its numbers
    record PrivateStep(List<UserBatch> users, double clip, double noise, double expected, SecretDraws draws) {}

    /// All that one user brings to a step.
    ///
    /// @param batch with a target at least
    /// @param draw  of dropout and negatives: follows from the user and the step, not from who else takes part
    record UserBatch(Batch batch, int draw) {}

    /// @param loss         mean over the step's targets, in nats (cross-entropy) or squared units
    /// @param targets      number of targets
    /// @param gradientNorm Euclidean norm over all parameters, before clipping
    /// @param updateRatio  norm of the step's change of the parameters that it may move, by their norm before it; if it was to be measured
    record StepResult(double loss, int targets, double gradientNorm, OptionalDouble updateRatio) {
        public StepResult(double loss, int targets, double gradientNorm) {
            this(loss, targets, gradientNorm, OptionalDouble.empty());
        }

        public boolean isFinite() {
            return Double.isFinite(loss) && Double.isFinite(gradientNorm);
        }
    }

    /// Looks at numbers where they lie; they are valid during the call alone.
    interface Viewer {
        void parameters(String node, Values values);

        void outputs(String node, Values values);
    }

    /// Numbers that can be gone through more than once.
    interface Values {
        void each(FloatConsumer consumer);
    }

    @FunctionalInterface
    interface FloatConsumer {
        void accept(float value);
    }

    record LossSum(double sum, long targets) {}

    /// Sums over the steps of a batch that have a target.
    ///
    /// @param events       events looked at
    /// @param correct      events whose item was the decoder's first choice (for vectors: the nearest item vector)
    /// @param squaredError sum of squared differences over all coordinates: against the item vectors, or, where items are
    ///                     reconstructed, of the predicted distribution against the one-hot truth
    /// @param absoluteError sum of the absolute differences of the same numbers
    /// @param coordinates  number of coordinates in those sums
    record Reconstruction(long events, long correct, double squaredError, double absoluteError, long coordinates) {}
}
