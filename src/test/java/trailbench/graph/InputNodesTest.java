package trailbench.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trailbench.graph.InputNode.HourInput;
import trailbench.graph.InputNode.HourInput.Cycle;
import trailbench.graph.InputNode.NumberInput;
import trailbench.graph.InputNode.TimeGapInput;
import trailbench.work.Fault;

/// What a graph may read beside items.
class InputNodesTest {
    private static final Channels RICH = new Channels(100, 4, true, 50, Map.of("brand", 9, "price", 40), Map.of("sex", 2, "age", 30), Set.of("price"), Set.of("age"), Map.of("titles", 16), 20);

    @Test
    void gapsFallIntoBucketsThatDouble() {
        assertEquals(1, TimeGapInput.bucket(-1)); // nothing before
        assertEquals(2, TimeGapInput.bucket(0)); // log₂ 1 = 0
        assertEquals(2, TimeGapInput.bucket(999));
        assertEquals(3, TimeGapInput.bucket(1_000)); // log₂ 2 = 1
        assertEquals(3, TimeGapInput.bucket(2_999)); // 2 s: ⌊log₂ 3⌋ = 1
        assertEquals(4, TimeGapInput.bucket(3_000)); // log₂ 4 = 2
        assertEquals(7, TimeGapInput.bucket(60_000)); // a minute: ⌊log₂ 61⌋ = 5
        assertEquals(13, TimeGapInput.bucket(3_600_000)); // an hour: ⌊log₂ 3,601⌋ = 11
        assertEquals(18, TimeGapInput.bucket(86_400_000)); // a day: ⌊log₂ 86,401⌋ = 16
        assertEquals(26, TimeGapInput.bucket(365L * 86_400_000)); // a year: ⌊log₂ 31,536,001⌋ = 24
        assertEquals(31, TimeGapInput.bucket(((1L << 30) - 2) * 1_000));
        assertEquals(TimeGapInput.BUCKETS, TimeGapInput.bucket(((1L << 30) - 1) * 1_000));
        assertEquals(TimeGapInput.BUCKETS, TimeGapInput.bucket(Long.MAX_VALUE));
    }

    @Test
    void hoursCountFromMidnightAndFromMonday() {
        assertEquals(1, hour(Cycle.DAY, "UTC", "1970-01-01T00:00:00Z"));
        assertEquals(24, hour(Cycle.DAY, "UTC", "1969-12-31T23:59:59Z"));
        assertEquals(3 * 24 + 1, hour(Cycle.WEEK, "UTC", "1970-01-01T00:00:00Z")); // a Thursday
        assertEquals(1, hour(Cycle.WEEK, "UTC", "2026-11-23T00:30:00Z")); // a Monday
        assertEquals(168, hour(Cycle.WEEK, "UTC", "2026-11-22T23:30:00Z"));
    }

    @Test
    void hoursAreThoseOfTheZoneInSummerAndWinter() {
        assertEquals(9 + 8 + 1, hour(Cycle.DAY, "Asia/Shanghai", "2026-11-25T09:00:00Z"));
        assertEquals(9 + 1, hour(Cycle.DAY, "Europe/London", "2026-11-25T09:00:00Z"));
        assertEquals(9 + 1 + 1, hour(Cycle.DAY, "Europe/London", "2026-06-25T09:00:00Z"));
        assertThrows(Fault.Request.class, () -> new HourInput("hour", Cycle.DAY, "Mars/Olympus"));
    }

    private static int hour(Cycle cycle, String zone, String instant) {
        return new HourInput("hour", cycle, zone).numbers().applyAsInt(Instant.parse(instant).toEpochMilli());
    }

    @Test
    void tableHasARowForEachNumberOfItsInputAndOneForTheUnknown() {
        GraphCheck check = GraphCheck.check(summed(8), RICH);
        assertEquals(List.of(), check.problems());
        assertEquals(101 * 8, check.parameters().get("items-embedding"));
        assertEquals((4 + 1) * 8, check.parameters().get("behaviour-embedding"));
        assertEquals((32 + 1) * 8, check.parameters().get("gap-embedding"));
        assertEquals((168 + 1) * 8, check.parameters().get("hour-embedding"));
        assertEquals((50 + 1) * 8, check.parameters().get("user-embedding"));
        assertEquals((9 + 1) * 8, check.parameters().get("brand-embedding"));
        assertEquals((2 + 1) * 8, check.parameters().get("sex-embedding"));
        assertEquals(0, check.parameters().get("sum"));
        assertEquals(new Shape.Steps(8), check.shapes().get("sum"));
        assertTrue(summed(8).readsContext());
    }

    @Test
    void inputsThatTheLogLacksAreRefusedAtTheirNode() {
        assertProblem("behaviour", "tells no behaviours apart", new Channels(100, 1, true, 50, Map.of("brand", 9), 20));
        assertProblem("gap", "has no times", new Channels(100, 4, false, 50, Map.of("brand", 9), 20));
        assertProblem("hour", "has no times", new Channels(100, 4, false, 50, Map.of("brand", 9), 20));
        assertProblem("user", "No users are known", new Channels(100, 4, true, 0, Map.of("brand", 9), 20));
        assertProblem("brand", "no item feature \"brand\". Choose among category, price", new Channels(100, 4, true, 50, features("category", "price"), 20));
        assertProblem("brand", "It has none at all", new Channels(100, 4, true, 50, Map.of(), 20));
        assertProblem("sex", "no user feature \"sex\". It has none at all", new Channels(100, 4, true, 50, Map.of("brand", 9), 20));
    }

    private static Map<String, Integer> features(String... names) {
        Map<String, Integer> features = new LinkedHashMap<>();
        for (String name : names) {
            features.put(name, 3);
        }
        return features;
    }

    @Test
    void sumWantsOneWidth() {
        List<Node> nodes = new ArrayList<>(summed(8).nodes());
        nodes.replaceAll(node -> node.name().equals("gap-embedding") ? new Node.Embedding("gap-embedding", "gap", 4, false) : node);
        assertProblem("sum", "one width", nodes);
        nodes.replaceAll(node -> node instanceof Node.Sum ? new Node.Sum("sum", List.of("items-embedding")) : node);
        assertProblem("sum", "Adding takes two inputs or more, not 1", nodes);
    }

    @Test
    void headIsTiedToItemsAlone() {
        List<Node> nodes = new ArrayList<>(summed(8).nodes());
        nodes.replaceAll(node -> node instanceof Node.NextItem
                ? new Node.NextItem("next-item", "encoder", Optional.of("brand-embedding"), Loss.defaults())
                : node);
        assertProblem("next-item", "not an embedding of items", nodes);
    }

    @Test
    void autoencoderMayNotSeeTheFeatureOfTheItemThatItSaysAgain() {
        List<Node> nodes = List.of(
                new InputNode.ItemInput("items"),
                new InputNode.FeatureInput("brand", "brand"),
                new InputNode.BehaviourInput("behaviour"),
                new Node.Embedding("items-embedding", "items", 8, false),
                new Node.Embedding("brand-embedding", "brand", 8, false),
                new Node.Embedding("behaviour-embedding", "behaviour", 8, false),
                new Node.Gru("encoder", "items-embedding", 8),
                new Node.LastStep("vector", "encoder"),
                new Node.RepeatVector("repeat", "vector"),
                new Node.Concat("fed", List.of("repeat", "brand-embedding")),
                new Node.Sum("told", List.of("repeat", "behaviour-embedding")),
                new Node.Concat("all", List.of("fed", "told")),
                new Node.Gru("decoder", "all", 8),
                new Node.ReconstructItems("again", "decoder"));
        assertProblem("again", "only learn to copy", nodes);
        List<Node> allowed = new ArrayList<>(nodes);
        allowed.removeIf(node -> node.name().startsWith("brand") || node.name().equals("fed") || node.name().equals("all"));
        allowed.replaceAll(node -> node.name().equals("decoder") ? new Node.Gru("decoder", "told", 8) : node);
        assertEquals(List.of(), GraphCheck.check(new Graph(allowed), RICH).problems());
    }

    @Test
    void presetAddsChannelsToTheItemEmbedding() {
        Graph gru = new GraphChoice.GruNext(8, 8, 1, 0.2, List.of(GraphChoice.Channel.BEHAVIOUR, GraphChoice.Channel.TIME_GAP)).graph();
        assertEquals(List.of(), GraphCheck.check(gru, RICH).problems());
        assertEquals(List.of("embedding", "behaviour-embedding", "time-gap-embedding"), gru.node("embedded").inputs());
        assertEquals(List.of("embedded"), gru.node("embedding-dropout").inputs());
        Graph sasrec = new GraphChoice.Sasrec(8, 1, 1, 0, Loss.defaults(), List.of(GraphChoice.Channel.HOUR, GraphChoice.Channel.USER)).graph();
        assertEquals(List.of(), GraphCheck.check(sasrec, RICH).problems());
        assertEquals(List.of("embedded"), sasrec.node("positions").inputs());
        assertEquals(Optional.of("embedding"), ((Node.NextItem) sasrec.head()).tied());
        assertEquals(new GraphChoice.Sasrec(8, 1, 1, 0, Loss.defaults()).graph().nodes().size() + 5, sasrec.nodes().size());
    }

    @Test
    void logarithmTakesNoNumberBelowZero() {
        assertArrayEquals(new double[] {Double.NaN, Math.log(3), Double.NaN, 0}, NumberInput.Scale.LOG.of(new double[] {Double.NaN, 2, -1, 0}), 1e-12);
    }

    @Test
    void numbersAndJoinedVectorsGiveVectors() {
        GraphCheck check = GraphCheck.check(numbers("price", "age", "titles"), RICH);
        assertEquals(List.of(), check.problems());
        assertEquals(2 * 8 + 2, check.parameters().get("price"), "w and b, mean and deviation");
        assertEquals(101 * 16 + 8 * 17, check.parameters().get("titles"), "the table, W and b");
        assertEquals(new Shape.Steps(8), check.shapes().get("titles"));
        assertTrue(numbers("price", "age", "titles").readsContext(), "the user's age");
        GraphForecast forecast = GraphForecast.of(numbers("price", "age", "titles"), RICH, 4);
        assertTrue(forecast.parameterBytes() == 4 * check.total() && forecast.activationBytes() > 0);

        assertProblem("price", "holds no numbers. Choose among price.", numbers("brand", "age", "titles").nodes());
        assertProblem("age", "no user feature \"shoe size\". Choose among age.", numbers("price", "shoe size", "titles").nodes());
        assertProblem("titles", "no vectors \"pictures\". Choose among titles", numbers("price", "age", "pictures").nodes());
    }

    @Test
    void autoencoderMayNotSeeANumberOrAVectorOfTheItemThatItSaysAgain() {
        for (InputNode told : List.of(
                new NumberInput("told", NumberInput.Of.ITEM, "price", NumberInput.Scale.LOG, 8), new InputNode.VectorInput("told", "titles", 8))) {
            List<Node> nodes = List.of(
                    new InputNode.ItemInput("items"), told, new Node.Embedding("embedding", "items", 8, false), new Node.Gru("encoder", "embedding", 8),
                    new Node.LastStep("vector", "encoder"), new Node.RepeatVector("repeat", "vector"), new Node.Sum("fed", List.of("repeat", "told")),
                    new Node.Gru("decoder", "fed", 8), new Node.ReconstructItems("again", "decoder"));
            assertProblem("again", "only learn to copy", nodes);
        }
    }

    private static Graph numbers(String item, String user, String vectors) {
        return new Graph(List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 8, false),
                new NumberInput("price", NumberInput.Of.ITEM, item, NumberInput.Scale.LOG, 8),
                new NumberInput("age", NumberInput.Of.USER, user, NumberInput.Scale.STANDARD, 8), new InputNode.VectorInput("titles", vectors, 8),
                new Node.Sum("sum", List.of("embedding", "price", "age", "titles")), new Node.Gru("encoder", "sum", 8), Node.NextItem.own("next-item", "encoder")));
    }

    private static void assertProblem(String node, String words, Channels channels) {
        String problems = GraphCheck.check(summed(8), channels).problems(node).toString();
        assertTrue(problems.contains(words), problems);
    }

    private static void assertProblem(String node, String words, List<Node> nodes) {
        String problems = GraphCheck.check(new Graph(nodes), RICH).problems(node).toString();
        assertTrue(problems.contains(words), problems);
    }

    /// Every input, added.
    private static Graph summed(int width) {
        List<Node> nodes = new ArrayList<>(List.of(
                new InputNode.ItemInput("items"),
                new InputNode.BehaviourInput("behaviour"),
                new TimeGapInput("gap"),
                new HourInput("hour", Cycle.WEEK, "UTC"),
                new InputNode.UserInput("user"),
                new InputNode.FeatureInput("brand", "brand"),
                new InputNode.UserFeatureInput("sex", "sex")));
        List<String> embeddings = new ArrayList<>();
        for (Node input : List.copyOf(nodes)) {
            embeddings.add(input.name() + "-embedding");
            nodes.add(new Node.Embedding(embeddings.getLast(), input.name(), width, false));
        }
        nodes.add(new Node.Sum("sum", embeddings));
        nodes.add(new Node.Gru("encoder", "sum", width));
        nodes.add(Node.NextItem.own("next-item", "encoder"));
        return new Graph(nodes);
    }
}
