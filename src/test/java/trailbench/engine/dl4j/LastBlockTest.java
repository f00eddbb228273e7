package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trailbench.engine.Model;
import trailbench.graph.Graph;
import trailbench.sequence.Batch;
import trailbench.sequence.History;

/// A score reads the last row of each sequence; the last transformer block then works out no other.
class LastBlockTest {
    static List<Graph> graphs() {
        return AttentionGraphs.causal();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void scoresAreThoseOfTheWholeBlock(Graph graph) {
        Batch batch = Tiny.batch(false, 3, 7, 3, 1, 5);
        int[] lastTargets = new int[batch.targets().length];
        for (int step = Tiny.STEPS - 1; step < lastTargets.length; step += Tiny.STEPS) {
            lastTargets[step] = batch.targets()[step];
        }
        List<History> histories = IntStream.range(0, batch.size())
                .mapToObj(b -> History.ofItems(Arrays.stream(batch.items(), b * Tiny.STEPS, (b + 1) * Tiny.STEPS).filter(item -> item != 0).toArray()))
                .toList();
        float[][] scores = new float[batch.size()][Tiny.ITEMS + 1];
        try (Model model = new Dl4jEngine(2).create(Tiny.options(graph))) {
            for (int step = 0; step < 5; step++) {
                model.train(batch, step); // no parameter is zero any more
            }
            model.score(histories, scores);
            // cross-entropy of the last targets, from the scores and from the loss, which works out every row
            double loss = 0;
            for (int b = 0; b < scores.length; b++) {
                double partition = 0;
                for (int item = 1; item <= Tiny.ITEMS; item++) {
                    partition += Math.exp(scores[b][item]);
                }
                loss += Math.log(partition) - scores[b][lastTargets[(b + 1) * Tiny.STEPS - 1]];
            }
            Model.LossSum whole = model.loss(new Batch(batch.size(), Tiny.STEPS, batch.items(), lastTargets));
            assertEquals(whole.sum(), loss, 1e-5 * whole.sum());
        }
    }
}
