package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.work.Fault;

class BehaviourWeightsTest {
    private static Experiment experiment(String log, String training) {
        return Yaml.parse("""
                experiment: weights
                log: {files: [a.csv], %s}
                graph: {kind: gru-next}
                training: {%s}
                """.formatted(log, training), "test", Experiment.class);
    }

    @Test
    void listOfTheLogSaysWhatTargetsWeigh() {
        assertEquals(Map.of("purchase", 3.0), BehaviourWeights.of(experiment("behaviours: [{name: view}, {name: purchase, weight: 3}]", "")));
    }

    @Test
    void weightsOfOlderFilesStillHoldForBehavioursOfWhichTheListSaysNothing() {
        assertEquals(
                Map.of("cart", 2.0, "purchase", 3.0),
                BehaviourWeights.of(experiment("behaviours: [{name: cart}, {name: purchase, weight: 3}]", "behaviour_weights: {cart: 2, purchase: 3}")));
    }

    @Test
    void twoWeightsOfOneBehaviourAreRefusedWithBothPlaces() {
        Experiment both = experiment("behaviours: [{name: purchase, weight: 3}]", "behaviour_weights: {purchase: 5}");
        assertEquals(
                "purchase weighs 3.0 in log.behaviours and 5.0 in training.behaviour_weights. Give its weight under log.behaviours alone.",
                assertThrows(Fault.Request.class, () -> BehaviourWeights.of(both)).getMessage());
    }

    @Test
    void weightOfABehaviourThatIsNotKeptCountsNothing() {
        assertEquals(
                Map.of("purchase", 3.0),
                BehaviourWeights.of(experiment("behaviours: [{name: view, weight: 0}, {name: purchase, weight: 3}], clean: {keep_behaviours: [purchase]}", "")));
    }
}
