package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Model;
import trailbench.engine.Model.PrivateStep;
import trailbench.engine.Model.UserBatch;
import trailbench.engine.Optimizer;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.Loss;
import trailbench.graph.Sampler;
import trailbench.kernel.Lanes;
import trailbench.privacy.SecretDraws;
import trailbench.sequence.Batch;

/// With plain descent at rate 1 the parameters move by the gradient itself, so that it can be read off them.
class PrivateTrainingTest {
    private static final SecretDraws DRAWS = new SecretDraws(new byte[SecretDraws.KEY_BYTES]);
    private static final double NO_LIMIT = 1e9;

    /// A softmax over all items, one whose table is the embedding's, and one against drawn negatives, whose tables learn by row.
    private static List<Graph> graphs() {
        return List.of(
                new GruNext(5, 6, 2, 0.3).graph(), Tiny.tied(),
                SampledLossTest.graph(new Loss.SampledSoftmax(3, new Sampler.Uniform(), true), false),
                SampledLossTest.graph(new Loss.SampledSoftmax(3, new Sampler.Uniform(), true), true));
    }

    private static ModelOptions options(Graph graph) {
        return new ModelOptions(graph, Tiny.ITEMS, Tiny.STEPS, new Optimizer.Sgd(1), 0, 42);
    }

    private static List<UserBatch> users() {
        return List.of(
                new UserBatch(Tiny.batch(false, 1, 7, 3, 5), 11), new UserBatch(Tiny.batch(false, 2, 2), 12),
                new UserBatch(Tiny.batch(false, 3, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7), 13), new UserBatch(Tiny.batch(false, 4, 4, 6), 14));
    }

    /// What a step takes off the parameters, times the expected number of users.
    private static double[] moved(Graph graph, PrivateStep step) {
        try (Dl4jModel model = new Dl4jModel(options(graph), network(graph), Lanes.of(2))) {
            double[] before = parameters(model);
            assertTrue(model.trainPrivately(step, new Model.Update(4, 4, 1, false)).isFinite());
            double[] after = parameters(model);
            return IntStream.range(0, before.length).mapToDouble(i -> (before[i] - after[i]) * step.expected()).toArray();
        }
    }

    private static org.deeplearning4j.nn.graph.ComputationGraph network(Graph graph) {
        var network = new org.deeplearning4j.nn.graph.ComputationGraph(GraphCompiler.compile(options(graph)));
        network.init();
        return network;
    }

    private static double[] parameters(Dl4jModel model) {
        INDArray all = model.network().params();
        return all.reshape(all.length()).toDoubleVector();
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
    }

    private static PrivateStep step(List<UserBatch> users, double clip, double noise) {
        return new PrivateStep(users, clip, noise, 3, DRAWS);
    }

    @Test
    void withoutClippingAndNoiseItIsTheSumOfTheUsersOwnMeanGradients() {
        for (Graph graph : graphs()) {
            double[] together = moved(graph, step(users(), NO_LIMIT, 0));
            double[] sum = new double[together.length];
            for (UserBatch user : users()) {
                try (Dl4jModel model = new Dl4jModel(options(graph), network(graph), Lanes.of(2))) {
                    double[] before = parameters(model);
                    model.train(List.of(user.batch()), new Model.Update(4, user.draw(), 1, false)); // as any run learns from one batch
                    double[] after = parameters(model);
                    Arrays.setAll(sum, i -> sum[i] + before[i] - after[i]);
                }
            }
            assertArrayEquals(sum, together, 2e-6);
        }
    }

    @Test
    void userOfManyWindowsNeverWeighsMoreThanTheClipNorm() {
        for (Graph graph : graphs()) {
            for (UserBatch user : users()) {
                double own = norm(moved(graph, step(List.of(user), NO_LIMIT, 0)));
                for (double clip : new double[] {0.01, 0.1, 0.5}) {
                    double norm = norm(moved(graph, step(List.of(user), clip, 0)));
                    // the gradient is read off parameters that are floats near 1: to 1e-5
                    assertTrue(norm <= clip + 1e-5, norm + " is above " + clip);
                    assertEquals(Math.min(own, clip), norm, 2e-5);
                }
            }
        }
    }

    @Test
    void clippingShortensAndTurnsNothing() {
        Graph graph = graphs().getFirst();
        List<UserBatch> one = users().subList(2, 3);
        double[] whole = moved(graph, step(one, NO_LIMIT, 0));
        double[] clipped = moved(graph, step(one, 0.1, 0));
        double scale = 0.1 / norm(whole);
        for (int i = 0; i < whole.length; i++) {
            assertEquals(scale * whole[i], clipped[i], 1e-6);
        }
    }

    @Test
    void oneUserLessChangesTheSumByAtMostTheClipNorm() {
        double clip = 0.2;
        for (Graph graph : graphs()) {
            for (double noise : new double[] {0, 1.5}) {
                double[] all = moved(graph, step(users(), clip, noise));
                for (int gone = 0; gone < users().size(); gone++) {
                    List<UserBatch> left = new ArrayList<>(users());
                    left.remove(gone);
                    double[] without = moved(graph, step(left, clip, noise));
                    double change = norm(IntStream.range(0, all.length).mapToDouble(i -> all[i] - without[i]).toArray());
                    assertTrue(change <= clip + 1e-5 && change > 1e-3, gone + " changes " + change);
                }
            }
        }
    }

    @Test
    void noiseReachesEveryNumberThatLearnsAndNoOther() {
        double noise = 2;
        double clip = 0.5;
        for (Graph graph : graphs()) {
            double[] moved = moved(graph, step(List.of(), clip, noise)); // nobody takes part
            try (Dl4jModel model = new Dl4jModel(options(graph), network(graph), Lanes.ONE)) {
                long padding = model.network().getLayer("embedding").getParam("W").size(1);
                long still = Arrays.stream(moved).filter(x -> x == 0).count();
                assertEquals(padding, still, "row 0 of the embedding stays zero, and nothing else");
                assertEquals(0, model.network().getLayer("embedding").getParam("W").getRow(0).norm2Number().doubleValue());
            }
        }
    }

    @Test
    void noiseHasTheDeviationThatWasAskedFor() {
        double noise = 1.3;
        double clip = 0.7;
        Graph graph = new GruNext(40, 50, 1, 0).graph();
        List<Double> all = new ArrayList<>();
        try (Dl4jModel model = new Dl4jModel(options(graph), network(graph), Lanes.of(2))) {
            for (int step = 0; step < 8; step++) {
                double[] before = parameters(model);
                model.trainPrivately(step(List.of(), clip, noise), new Model.Update(step, step, 1, false));
                double[] after = parameters(model);
                for (int i = 0; i < before.length; i++) {
                    if (before[i] != after[i]) {
                        all.add((before[i] - after[i]) * 3);
                    }
                }
            }
        }
        assertTrue(all.size() > 100_000, all.size() + " numbers");
        double deviation = Math.sqrt(all.stream().mapToDouble(x -> x * x).sum() / all.size());
        assertEquals(noise * clip, deviation, 5 * noise * clip / Math.sqrt(2.0 * all.size()));
        assertEquals(0, all.stream().mapToDouble(x -> x).sum() / all.size(), 5 * noise * clip / Math.sqrt(all.size()));
    }

    @Test
    void noiseIsTheSameOnAnyNumberOfLanesAndOtherInEachStep() {
        Graph graph = graphs().getFirst();
        List<double[]> moved = new ArrayList<>();
        for (int lanes : new int[] {1, 2, 3}) {
            try (Dl4jModel model = new Dl4jModel(options(graph), network(graph), Lanes.of(lanes))) {
                model.trainPrivately(step(List.of(), 1, 1), new Model.Update(0, 0, 1, false));
                moved.add(parameters(model));
            }
        }
        assertArrayEquals(moved.get(0), moved.get(1));
        assertArrayEquals(moved.get(0), moved.get(2));
        try (Dl4jModel model = new Dl4jModel(options(graph), network(graph), Lanes.ONE)) {
            model.trainPrivately(step(List.of(), 1, 1), new Model.Update(1, 1, 1, false));
            assertFalse(Arrays.equals(moved.getFirst(), parameters(model)));
        }
    }

    @Test
    void privateStepSaysItsMeanLossAndTheNormOfWhatItFollows() {
        Graph graph = graphs().getFirst();
        try (Dl4jModel model = new Dl4jModel(options(graph), network(graph), Lanes.of(2))) {
            double[] before = parameters(model);
            Model.StepResult result = model.trainPrivately(step(users(), 0.3, 0.5), new Model.Update(0, 0, 1, true));
            double[] after = parameters(model);
            assertEquals(users().stream().map(UserBatch::batch).mapToInt(Batch::targetCount).sum(), result.targets());
            assertEquals(Math.log(Tiny.ITEMS), result.loss(), 0.3);
            assertEquals(norm(IntStream.range(0, before.length).mapToDouble(i -> before[i] - after[i]).toArray()), result.gradientNorm(), 1e-4);
            assertTrue(result.updateRatio().isPresent());
        }
    }
}
