package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Model;
import trailbench.engine.Optimizer;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice;
import trailbench.graph.Loss;
import trailbench.sequence.History;

/// One history goes row by row and on the caller's lane; many go as matrices and on all lanes.
class OneHistoryTest {
    private static final int ITEMS = 90;
    private static final int LENGTH = 50;
    private static final int HISTORIES = 24;

    static List<Graph> graphs() {
        return List.of(
                new GraphChoice.LstmNext(32, 40, 2, 0.1).graph(),
                new GraphChoice.GruNext(32, 40, 2, 0.1).graph(),
                new GraphChoice.Narm(24, 32, 0.1, 0.1, new Loss.CrossEntropy()).graph(),
                new GraphChoice.Sasrec(32, 2, 1, 0.1, new Loss.CrossEntropy()).graph());
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void oneHistoryIsScoredAndEncodedAsAmongMany(Graph graph) {
        Random random = new Random(7);
        List<History> histories = IntStream.range(0, HISTORIES)
                .mapToObj(_ -> History.ofItems(random.ints(LENGTH, 1, ITEMS + 1).toArray()))
                .toList();
        float[][] together = new float[HISTORIES][ITEMS + 1];
        float[][] alone = new float[1][ITEMS + 1];
        try (Model model = new Dl4jEngine(2).create(new ModelOptions(graph, ITEMS, LENGTH, Optimizer.defaults(), 0, 42))) {
            model.score(histories, together);
            float[][] vectors = model.encode(histories);
            for (int i = 0; i < HISTORIES; i++) {
                model.score(List.of(histories.get(i)), alone);
                assertArrayEquals(together[i], alone[0], 1e-5f, "scores of history " + i);
                assertArrayEquals(vectors[i], model.encode(List.of(histories.get(i)))[0], 1e-5f, "vector of history " + i);
            }
        }
    }
}
