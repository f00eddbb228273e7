package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Model;
import trailbench.engine.Optimizer;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.GraphChoice.LstmAutoencoder.Decoder;
import trailbench.graph.GraphChoice.LstmAutoencoder.Target;
import trailbench.graph.GraphChoice.LstmNext;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.sequence.Batch;
import trailbench.sequence.History;
import trailbench.work.Fault;

class Dl4jModelTest {
    private static final Graph GRU = new GruNext(8, 12, 1, 0.3).graph();
    private static final Graph LSTM = new LstmNext(8, 12, 1, 0.3).graph();

    private final Dl4jEngine engine = new Dl4jEngine(2);

    static List<Graph> graphs() {
        return Tiny.graphs();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void parametersAreThoseThatTheGraphCounts(Graph graph) {
        try (Dl4jModel model = create(graph)) {
            GraphCheck check = GraphCheck.check(graph, Tiny.ITEMS, Tiny.STEPS);
            assertEquals(check.total(), model.network().numParams());
            check.parameters().forEach((node, count) -> assertEquals(count, count == 0 ? 0 : model.network().getVertex(node).numParams(), node));
        }
    }

    @Test
    void uniformModelLosesLogOfTheItems() {
        try (Dl4jModel model = create(GRU)) {
            Native.floats(model.network().params()).zero();
            Batch batch = Tiny.batch(false, 1, 7, 3, 1);
            Model.LossSum loss = model.loss(batch);
            assertEquals(11, loss.targets());
            assertEquals(11 * Math.log(Tiny.ITEMS), loss.sum(), 1e-5);
            assertEquals(Math.log(Tiny.ITEMS), model.train(batch, 0).loss(), 1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void eachNodeIsShownAndNothingIsLearntFromLooking(Graph graph) {
        Batch batch = Tiny.batch(graph.reconstructs(), 8, 4, 3, 4);
        try (Dl4jModel model = create(graph); Dl4jModel unseen = create(graph)) {
            model.train(batch, 0);
            unseen.train(batch, 0);
            Map<String, Integer> parameters = new HashMap<>();
            Map<String, Integer> outputs = new HashMap<>();
            model.show(batch, new Model.Viewer() {
                @Override
                public void parameters(String node, Model.Values values) {
                    values.each(value -> parameters.merge(node, 1, Integer::sum));
                }

                @Override
                public void outputs(String node, Model.Values values) {
                    values.each(value -> {
                        assertTrue(Float.isFinite(value), node);
                        outputs.merge(node, 1, Integer::sum);
                    });
                }
            });
            GraphCheck check = GraphCheck.check(graph, Tiny.ITEMS, Tiny.STEPS);
            check.parameters().forEach((node, count) -> assertEquals(count.intValue(), parameters.getOrDefault(node, 0), node));
            assertTrue(graph.nodes().stream()
                    .filter(node -> !(node instanceof InputNode) && node != graph.head())
                    .allMatch(node -> outputs.containsKey(node.name())), graph + " gave " + outputs.keySet());
            assertEquals(unseen.train(batch, 1).loss(), model.train(batch, 1).loss());
            assertEquals(unseen.network().params(), model.network().params());
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void tinyDataIsLearntByHeart(Graph graph) {
        Batch batch = Tiny.batch(graph.reconstructs(), 8, 4, 3, 4); // first events differ, so that what follows can be known
        assertEquals(3, IntStream.of(batch.items()[3], batch.items()[Tiny.STEPS + 4], batch.items()[2 * Tiny.STEPS + 3]).distinct().count());
        try (Dl4jModel model = create(withoutNoise(graph))) {
            double first = model.loss(batch).sum() / batch.targetCount();
            for (int step = 0; step < 600; step++) {
                model.train(batch, step);
            }
            double last = model.loss(batch).sum() / batch.targetCount();
            assertTrue(last < 0.05 && last < first / 10, graph + ": " + first + " → " + last);
            if (graph.reconstructs()) {
                Model.Reconstruction said = model.reconstruct(batch);
                assertEquals(11, said.events());
                assertEquals(11, said.correct());
                assertTrue(said.squaredError() / said.coordinates() < 0.05, said.toString());
            }
        }
    }

    @Test
    void scoresAreTheSameAloneInABatchAndWithAnyPadding() {
        for (Graph graph : List.of(GRU, LSTM)) {
            try (Dl4jModel model = trained(graph)) {
                List<int[]> histories = Tiny.histories(3, 5, 1, 7, 3, 7, 2, 4);
                float[][] together = score(model, histories);
                for (int i = 0; i < histories.size(); i++) {
                    float[] alone = score(model, List.of(histories.get(i)))[0];
                    assertArrayEquals(alone, together[i], 1e-5f, "history " + i);
                    assertEquals(Float.NEGATIVE_INFINITY, alone[0]);
                    assertArrayEquals(alone, score(model, List.of(histories.get(i)))[0], "after other sequences");
                }
            }
        }
    }

    /// Whatever stands before the head or makes the vector: a layer, a pooled vector, vectors laid end to end or added.
    @ParameterizedTest
    @MethodSource("graphs")
    void everyGraphEncodesASequenceAsInABatch(Graph graph) {
        List<int[]> histories = Tiny.histories(4, 6, 2, 5, 1);
        try (Dl4jModel model = create(graph)) {
            float[][] vectors = model.encode(histories.stream().map(History::ofItems).toList());
            for (int i = 0; i < vectors.length; i++) {
                assertEquals(model.sequenceWidth(), vectors[i].length);
                assertArrayEquals(vectors[i], model.encode(List.of(History.ofItems(histories.get(i))))[0], 1e-5f);
            }
        }
    }

    @Test
    void longHistoriesAreCutToTheirLastSteps() {
        try (Dl4jModel model = trained(GRU)) {
            int[] history = Tiny.histories(4, 30).getFirst();
            int[] end = Arrays.copyOfRange(history, 30 - Tiny.STEPS, 30);
            float[][] scores = score(model, List.of(history, end));
            assertArrayEquals(scores[0], scores[1], 1e-6f);
        }
    }

    @Test
    void scoresAreThoseThatTheLossIsMadeOf() {
        // the last target of a window alone: loss = logsumexp(scores) - score of the target
        try (Dl4jModel model = trained(GRU)) {
            int[] history = {3, 1, 4, 1, 5};
            int[] targets = {0, 0, 0, 0, 9};
            float[] scores = score(model, List.of(history))[0];
            double partition = 0;
            for (int item = 1; item <= Tiny.ITEMS; item++) {
                partition += Math.exp(scores[item]);
            }
            assertEquals(Math.log(partition) - scores[9], model.loss(new Batch(1, 5, history, targets)).sum(), 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void resumedTrainingEqualsUninterruptedBitForBit(Graph graph, @TempDir Path folder) {
        Path zip = folder.resolve("model.zip");
        ModelOptions options = Tiny.options(graph);
        try (Dl4jModel whole = create(graph)) {
            for (int step = 0; step < 5; step++) {
                whole.train(batch(graph, step), step);
            }
            whole.save(zip);
            try (Dl4jModel resumed = (Dl4jModel) engine.open(zip, options)) {
                for (int step = 5; step < 15; step++) {
                    assertEquals(whole.train(batch(graph, step), step), resumed.train(batch(graph, step), step));
                }
                assertArrayEquals(parameters(whole), parameters(resumed));
            }
        }
    }

    @Test
    void zipIsAnOrdinaryModelOfDl4j(@TempDir Path folder) throws IOException {
        Path zip = folder.resolve("model.zip");
        try (Dl4jModel model = trained(GRU)) {
            model.save(zip);
            ComputationGraph loaded = ComputationGraph.load(zip.toFile(), true);
            assertEquals(model.network().params(), loaded.params());
            assertEquals(model.network().getUpdater().getStateViewArray(), loaded.getUpdater().getStateViewArray());
            assertEquals(model.network().getConfiguration().toJson(), loaded.getConfiguration().toJson());
            INDArray items = Nd4j.createFromArray(new int[][] {{0, 3, 1, 4}});
            INDArray logits = loaded.output(false, new INDArray[] {items}, new INDArray[] {items})[0];
            float[] scores = score(model, List.of(new int[] {3, 1, 4}))[0];
            for (int item = 1; item <= Tiny.ITEMS; item++) {
                assertEquals(scores[item], logits.getFloat(0, item - 1), 1e-6);
            }
        }
    }

    @Test
    void zipOfAnotherGraphIsRefused(@TempDir Path folder) throws IOException {
        Path zip = folder.resolve("model.zip");
        try (Dl4jModel model = create(GRU)) {
            model.save(zip);
        }
        assertThrows(Fault.Request.class, () -> engine.open(zip, Tiny.options(LSTM)));
        assertThrows(Fault.Request.class, () -> engine.open(zip, new ModelOptions(GRU, 12, 7, new Optimizer.Adam(0.01), 5, 42)));
        assertThrows(Fault.Request.class, () -> engine.open(folder.resolve("absent.zip"), Tiny.options(GRU)));
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThrows(Fault.Request.class, () -> engine.open(text, Tiny.options(GRU)));
    }

    @Test
    void frozenVectorsKeepTheirVarianceWhileTheLossFalls() {
        Graph graph = Tiny.autoencoder(Decoder.REPEATED, Target.VECTORS);
        Batch batch = Tiny.batch(true, 5, 7, 6, 5, 4);
        try (Dl4jModel model = create(graph)) {
            float[][] before = model.itemVectors();
            double first = model.train(batch, 0).loss();
            for (int step = 1; step < 200; step++) {
                model.train(batch, step);
            }
            assertTrue(model.train(batch, 200).loss() < first / 2);
            assertArrayEquals(before, model.itemVectors());
            double squares = 0;
            for (float[] vector : before) {
                for (float value : vector) {
                    squares += value * value;
                }
            }
            assertEquals(1, squares / (Tiny.ITEMS * 5), 0.5); // drawn with deviation 1
        }
    }

    @Test
    void gradientIsClippedToItsLimitAndReportedAsItWas() {
        Batch batch = Tiny.batch(false, 1, 7, 7);
        try (Dl4jModel free = create(new ModelOptions(GRU, Tiny.ITEMS, Tiny.STEPS, new Optimizer.Sgd(1), 0, 1));
                Dl4jModel clipped = create(new ModelOptions(GRU, Tiny.ITEMS, Tiny.STEPS, new Optimizer.Sgd(1), 0.01, 1))) {
            float[] start = parameters(free);
            assertEquals(free.train(batch, 0).gradientNorm(), clipped.train(batch, 0).gradientNorm(), 1e-9);
            assertEquals(0.01, distance(start, parameters(clipped)), 1e-5); // rate 1: the step is the clipped gradient
            assertTrue(distance(start, parameters(free)) > 0.05);
        }
    }

    @Test
    void encodingIsTheVectorBeforeTheDecoder() {
        try (Dl4jModel model = trained(Tiny.autoencoder(Decoder.REPEATED, Target.ITEMS))) {
            List<int[]> histories = Tiny.histories(6, 4, 7, 1);
            float[][] vectors = model.encode(histories.stream().map(History::ofItems).toList());
            assertEquals(6, model.sequenceWidth());
            for (int i = 0; i < vectors.length; i++) {
                assertEquals(6, vectors[i].length);
                assertArrayEquals(vectors[i], model.encode(List.of(History.ofItems(histories.get(i))))[0], 1e-5f);
            }
        }
    }

    @Test
    void wrongRequestsAreRefused() {
        try (Dl4jModel next = create(GRU); Dl4jModel again = create(Tiny.autoencoder(Decoder.REPEATED, Target.ITEMS))) {
            assertThrows(Fault.Request.class, () -> next.reconstruct(Tiny.batch(true, 1, 3)));
            assertThrows(Fault.Request.class, () -> score(again, Tiny.histories(1, 3)));
            assertThrows(Fault.Request.class, () -> next.train(new Batch(1, 1, new int[] {1}, new int[] {0}), 0));
            assertThrows(Fault.Request.class, () -> score(next, List.of(new int[] {99})));
            Native.floats(next.network().params()).set(next.network().numParams() - 1, Float.NaN);
            assertThrows(Fault.Work.class, () -> score(next, Tiny.histories(1, 3)));
            assertThrows(Fault.Work.class, () -> next.train(Tiny.batch(false, 1, 3), 0));
        }
    }

    private Dl4jModel create(Graph graph) {
        return create(Tiny.options(graph));
    }

    private Dl4jModel create(ModelOptions options) {
        return (Dl4jModel) engine.create(options);
    }

    private Dl4jModel trained(Graph graph) {
        Dl4jModel model = create(graph);
        for (int step = 0; step < 20; step++) {
            model.train(batch(graph, step), step);
        }
        return model;
    }

    private static Batch batch(Graph graph, int step) {
        return Tiny.batch(graph.reconstructs(), step, 7, 1 + step % 5, 4, 2, 6);
    }

    private static float[][] score(Model model, List<int[]> histories) {
        float[][] scores = new float[histories.size()][model.items() + 1];
        model.score(histories.stream().map(History::ofItems).toList(), scores);
        return scores;
    }

    private static float[] parameters(Dl4jModel model) {
        return model.network().params().dup().data().asFloat();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    private static Graph withoutNoise(Graph graph) {
        return new Graph(graph.nodes().stream()
                .map(node -> switch (node) {
                    case Node.Dropout dropout -> new Node.Dropout(dropout.name(), dropout.input(), 0);
                    case Node.SequenceDropout dropout -> new Node.SequenceDropout(dropout.name(), dropout.input(), 0);
                    case Node.SelfAttention a ->
                        new Node.SelfAttention(a.name(), a.input(), a.heads(), a.inner(), a.norm(), a.feedForward(), a.gated(), a.causal(), 0, 0);
                    default -> node;
                })
                .toList());
    }
}
