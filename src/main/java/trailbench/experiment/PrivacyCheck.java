package trailbench.experiment;

import static trailbench.work.Fault.require;

import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Sampler;
import trailbench.project.Experiment;
import trailbench.training.PrivacyOptions;
import trailbench.training.Schedule;
import trailbench.training.TrainingOptions;
import trailbench.work.Fault;

/// What makes a bound on what is told of a user untrue: then no ε is stated, and the run is refused.
///
/// Clipping bounds what one user adds to the sum. That bounds what the user changes only if the other users' gradients stay as they are, and
/// if nothing beside the noisy sum moves the parameters or chooses among them.
final class PrivacyCheck {
    private PrivacyCheck() {}

    /// @throws Fault.Request if the experiment asks for privacy and for something that would break it
    static void check(Experiment experiment) {
        TrainingOptions training = experiment.training();
        if (!(training.privacy() instanceof PrivacyOptions.Noisy)) {
            return;
        }
        require(
                training.earlyStopping().isEmpty(),
                "training.privacy and training.early_stopping do not go together: the epoch would be chosen by held-out events of the same users, which no noise covers. Leave early_stopping out; the last epoch is kept as best");
        require(
                !(training.schedule() instanceof Schedule.ReduceOnPlateau),
                "training.privacy and the schedule reduce-on-plateau do not go together: the rate would follow figures that no noise covers. Choose constant or cosine");
        require(
                training.balance() == 0,
                "training.privacy and training.balance do not go together: a user's gradient would be weighed by how often others met the item, so clipping one user would not bound what that user changes. Set balance: 0");
        require(
                BehaviourWeights.of(experiment).values().stream().allMatch(weight -> weight == 1),
                "training.privacy and weights of behaviours do not go together: they are scaled by what all users did. Leave out training.behaviour_weights and the weights in log.behaviours; sequences.target_behaviours chooses targets instead");
        require(
                training.accumulate() == 1,
                "training.privacy makes a step of users, not of batches, so training.accumulate must be 1. More users a step: training.privacy.users");
        check(experiment.graph().graph());
    }

    private static void check(Graph graph) {
        require(
                graph.nodes().stream().noneMatch(InputNode.UserInput.class::isInstance),
                "training.privacy and a graph that reads who the user is do not go together: the vector of a user is of that user alone, and a bundle would hold their ids. Take the user input out");
        Loss loss = graph.head() instanceof Node.NextItem head ? head.loss() : new Loss.CrossEntropy();
        require(
                !(loss instanceof Loss.Sampled sampled) || sampled.sampler() instanceof Sampler.Uniform,
                "training.privacy and negatives drawn by popularity do not go together: every user's gradient would depend on what all the others did. Draw them uniformly, or take the loss over all items");
    }
}
