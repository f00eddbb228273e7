package trailbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import trailbench.graph.GraphChoice.GruNext;
import trailbench.graph.GraphChoice.Ligr;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.GraphChoice.LstmNext;
import trailbench.graph.GraphChoice.Sasrec;
import trailbench.work.Fault;

class GraphCheckTest {
    private static final int ITEMS = 100;

    @Test
    void gruPresetHasTheParametersThatCuDnnCounts() {
        // embedding 101·64 = 6,464; GRU 3·128·(64 + 128 + 2) = 74,496; output 100·(128 + 1) = 12,900; together 93,860
        GraphCheck check = check(new GruNext(64, 128, 1, 0.2).graph());
        assertEquals(List.of(), check.problems());
        assertEquals(6_464, check.parameters().get("embedding"));
        assertEquals(74_496, check.parameters().get("encoder"));
        assertEquals(0, check.parameters().get("embedding-dropout"));
        assertEquals(12_900, check.parameters().get("next-item"));
        assertEquals(93_860, check.total());
        assertEquals(new Shape.Steps(128), check.shapes().get("encoder"));
        assertEquals(new Shape.Numbers(ITEMS), check.shapes().get("items"));
        assertEquals(new Shape.Steps(100), check.shapes().get("next-item"));
    }

    @Test
    void stackedLstmPresetCountsEachLayer() {
        // 101·32 = 3,232; 4·48·(32 + 48 + 1) = 15,552; 4·48·(48 + 48 + 1) = 18,624; 100·49 = 4,900
        GraphCheck check = check(new LstmNext(32, 48, 2, 0).graph());
        assertEquals(15_552, check.parameters().get("encoder-1"));
        assertEquals(18_624, check.parameters().get("encoder-2"));
        assertEquals(3_232 + 15_552 + 18_624 + 4_900, check.total());
    }

    @Test
    void presetsOfOtherEncodersHaveTheParametersOfTheirPapers() {
        // embedding 101·128 = 12,928; GRU 3·128·(128 + 128 + 2) = 99,072; tied head none
        assertEquals(12_928 + 99_072, passing(new GraphChoice.Gru4rec(128, 1, 0.2, Loss.defaults()).graph()).total());

        // embedding 101·50 = 5,050; GRU 3·100·(50 + 100 + 2) = 45,600; attention 100·(2·100 + 1) = 20,100; decoder 50·(200 + 1) = 10,050
        GraphCheck narm = passing(GraphChoice.Narm.defaults().graph());
        assertEquals(20_100, narm.parameters().get("memory"));
        assertEquals(5_050 + 45_600 + 20_100 + 10_050, narm.total());
        assertEquals(new Shape.Steps(200), narm.shapes().get("session"));

        // embedding 5,050; horizontal 16·50·(1 + 2 + 3 + 4 + 5) + 16·5 = 12,080; vertical 4·5 = 20; layer 50·(80 + 200 + 1) = 14,050; head 100·51
        GraphCheck caser = passing(GraphChoice.Caser.defaults().graph());
        assertEquals(12_100, caser.parameters().get("windows"));
        assertEquals(new Shape.Steps(280), caser.shapes().get("windows"));
        assertEquals(5_050 + 12_100 + 14_050 + 5_100, caser.total());

        // embedding 101·64 = 6,464; a block 2·(3·64·64 + 64 + 2·64) = 24,960; head 100·65
        GraphCheck nextitnet = passing(GraphChoice.Nextitnet.defaults().graph());
        assertEquals(24_960, nextitnet.parameters().get("block-1"));
        assertEquals(6_464 + 4 * 24_960 + 6_500, nextitnet.total());
        assertEquals(List.of(1, 4, 1, 4), GraphChoice.Nextitnet.defaults().graph().nodes().stream()
                .filter(Node.DilatedConvolution.class::isInstance)
                .map(node -> ((Node.DilatedConvolution) node).dilation())
                .toList());
    }

    private static GraphCheck passing(Graph graph) {
        GraphCheck check = check(graph);
        assertEquals(List.of(), check.problems());
        return check;
    }

    @Test
    void autoencoderPresetsPassInAllFourForms() {
        for (var decoder : LstmAutoencoder.Decoder.values()) {
            for (var target : LstmAutoencoder.Target.values()) {
                assertEquals(List.of(), check(new LstmAutoencoder(64, 128, decoder, target).graph()).problems(), decoder + " " + target);
            }
        }
        // teacher-forced onto vectors: embedding 6,464; encoder 4·128·(64 + 128 + 1) = 98,816; decoder reads 128 + 64:
        // 4·128·(192 + 128 + 1) = 164,352; head 64·(128 + 1) = 8,256
        GraphCheck check = check(new LstmAutoencoder(64, 128, LstmAutoencoder.Decoder.TEACHER_FORCED, LstmAutoencoder.Target.VECTORS).graph());
        assertEquals(98_816, check.parameters().get("encoder"));
        assertEquals(164_352, check.parameters().get("decoder"));
        assertEquals(8_256, check.parameters().get("reconstruction"));
        assertEquals(6_464 + 98_816 + 164_352 + 8_256, check.total());
        assertEquals(new Shape.Vector(128), check.shapes().get("vector"));
        assertEquals(new Shape.Steps(192), check.shapes().get("decoder-input"));
    }

    @Test
    void problemsStandAtTheirNode() {
        assertProblem("encoder", "not in the graph", replace("encoder", new Node.Gru("encoder", "nowhere", 8)));
        assertProblem("encoder", "feeds itself", replace("encoder", new Node.Gru("encoder", "encoder", 8)));
        assertProblem("encoder", "Wrong shape", replace("encoder", new Node.Gru("encoder", "items", 8)));
        assertProblem("again", "Wrong shape", edit(nodes -> add(nodes, new Node.Embedding("again", "encoder", 8, false))));
        assertProblem("encoder", "Two nodes are named", edit(nodes -> add(nodes, new Node.Gru("encoder", "embedding", 8))));
        assertProblem("spare", "Dead end", edit(nodes -> add(nodes, new Node.Dense("spare", "embedding", 8, Node.Activation.RELU))));
        assertProblem("second", "more than one head", edit(nodes -> add(nodes, new Node.ReconstructItems("second", "encoder"))));
        assertProblem("", "no head", edit(nodes -> nodes.subList(0, nodes.size() - 1)));
        assertProblem("", "no item input", edit(nodes -> nodes.subList(1, nodes.size())));
        assertProblem("more", "second item input", edit(nodes -> add(nodes, new InputNode.ItemInput("more"))));
        assertProblem("encoder", "takes two inputs", replace("encoder", new Node.Concat("encoder", List.of("embedding"))));
        assertProblem("after", "is a head", edit(nodes -> add(nodes, new Node.Dense("after", "next-item", 3, Node.Activation.TANH))));
        assertProblem("next-item", "Wrong shape", edit(nodes -> with(add(nodes, new Node.LastStep("last", "encoder")), Node.NextItem.own("next-item", "last"))));
    }

    @Test
    void nextItemHeadRefusesTheVectorOfTheWholeSequence() {
        assertProblem("next-item", "future leaks", edit(nodes -> with(
                add(add(add(nodes, new Node.LastStep("last", "encoder")), new Node.RepeatVector("repeat", "last")), new Node.Concat("both", List.of("encoder", "repeat"))),
                Node.NextItem.own("next-item", "both"))));
    }

    @Test
    void headsOfBehavioursAndValuesSeeNoFutureAndNeedALogThatHasThem() {
        Channels known = new Channels(100, 3, false, 0, Map.of(), Map.of(), Set.of(), Set.of(), Map.of(), true, 20);
        GraphCheck behaviours = GraphCheck.check(replace("next-item", new Node.NextBehaviour("next-item", "encoder")), known);
        GraphCheck rating = GraphCheck.check(replace("next-item", new Node.NextRating("next-item", "encoder")), known);
        assertEquals(List.of(), behaviours.problems());
        assertEquals(List.of(), rating.problems());
        assertEquals(3 * (8 + 1), behaviours.parameters().get("next-item"));
        assertEquals(8 + 1 + 2, rating.parameters().get("next-item"));
        for (Node head : List.of(new Node.NextBehaviour("next-item", "repeat"), new Node.NextRating("next-item", "repeat"))) {
            assertProblem("next-item", "future leaks", edit(nodes -> with(
                    add(add(nodes, new Node.LastStep("last", "encoder")), new Node.RepeatVector("repeat", "last")), head)));
        }
        assertProblem("next-item", "tells no behaviours apart", replace("next-item", new Node.NextBehaviour("next-item", "encoder")));
        assertProblem("next-item", "have no value", replace("next-item", new Node.NextRating("next-item", "encoder")));
    }

    @Test
    void convolutionHasAFilterForEachOutputAndNeedsVectors() {
        // filters 10 · (kernel 3 · embedding 8 + 1)
        GraphCheck check = check(replace("encoder", new Node.CausalConvolution("encoder", "embedding", 10, 3, 2, Node.Activation.RELU)));
        assertEquals(List.of(), check.problems());
        assertEquals(250, check.parameters().get("encoder"));
        assertEquals(new Shape.Steps(10), check.shapes().get("encoder"));
        assertProblem("encoder", "one vector a step", replace("encoder", new Node.CausalConvolution("encoder", "items", 10, 3, 2, Node.Activation.RELU)));
        assertThrows(Fault.Request.class, () -> new Node.CausalConvolution("encoder", "embedding", 10, 65, 2, Node.Activation.RELU));
        assertThrows(Fault.Request.class, () -> new Node.CausalConvolution("encoder", "embedding", 0, 3, 2, Node.Activation.RELU));
    }

    @Test
    void embeddingStartsFromVectorsThatTheLogHasAndOfItemsOnly() {
        assertProblem("embedding", "no vectors \"titles\"", replace("embedding", new Node.Embedding("embedding", "items", 8, false, Optional.of("titles"))));
        Channels known = new Channels(100, 3, false, 0, Map.of(), Map.of(), Set.of(), Set.of(), Map.of("titles", 16), 20);
        Graph own = replace("embedding", new Node.Embedding("embedding", "items", 8, false, Optional.of("titles")));
        assertEquals(List.of(), GraphCheck.check(own, known).problems());
        Graph others = new Graph(List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 8, false), new InputNode.BehaviourInput("done"),
                new Node.Embedding("deeds", "done", 8, false, Optional.of("titles")), new Node.Sum("sum", List.of("embedding", "deeds")),
                Node.NextItem.own("next-item", "sum")));
        assertTrue(GraphCheck.check(others, known).problems("deeds").getFirst().message().contains("which are of items"));
    }

    @Test
    void headIsTiedToAnEmbeddingOnItsWay() {
        assertTrue(check(replace("next-item", tied("embedding"))).passes());
        assertEquals(0, check(replace("next-item", tied("embedding"))).parameters().get("next-item"));
        assertProblem("next-item", "not in the graph", replace("next-item", tied("nowhere")));
        assertProblem("next-item", "not an embedding", replace("next-item", tied("encoder")));
        assertProblem("next-item", "8 wide", edit(nodes -> with(with(nodes, new Node.Gru("encoder", "embedding", 9)), tied("embedding"))));
        assertProblem("next-item", "nothing of that embedding", edit(nodes -> with(add(nodes, new Node.Embedding("other", "items", 8, false)), tied("other"))));
    }

    @Test
    void attentionBeforeANextItemHeadMustBeCausal() {
        assertTrue(check(edit(nodes -> with(nodes, attention(4, true)))).passes());
        assertProblem("next-item", "every step sees the steps after it", edit(nodes -> with(nodes, attention(4, false))));
        assertProblem("encoder", "3 heads do not divide the width 8", edit(nodes -> with(nodes, attention(3, true))));
    }

    @Test
    void sasrecHasTheParametersOfItsPublishedImplementation() {
        // embedding 101·64 = 6,464; positions 50·64 = 3,200; a block 4·64·65 + 4·64 + 2·64·65 = 25,216, twice; last norm 128; the head none
        GraphCheck check = check(Sasrec.defaults().graph());
        assertTrue(check.passes());
        assertEquals(6_464 + 3_200 + 2 * 25_216 + 128, check.total());
        // a LiGR block: 4·64·65 + 4·64 + 2·256·65 + 64·257 + 2·64·65 = 74,944
        assertEquals(74_944, check(Ligr.defaults().graph()).parameters().get("block-1"));
    }

    private static Node attention(int heads, boolean causal) {
        return new Node.SelfAttention(
                "encoder", "embedding", heads, 16, Node.SelfAttention.Norm.PRE, Node.SelfAttention.FeedForward.GELU, false, causal, 0.1, 0.1);
    }

    private static Node tied(String table) {
        return new Node.NextItem("next-item", "encoder", Optional.of(table), Loss.defaults());
    }

    @Test
    void reconstructionRefusesToCopyItsInput() {
        assertProblem("next-item", "no fixed-length vector", replace("next-item", new Node.ReconstructItems("next-item", "encoder")));
        assertProblem("next-item", "would only learn to copy", edit(nodes -> with(
                add(add(add(nodes, new Node.LastStep("last", "encoder")), new Node.RepeatVector("repeat", "last")), new Node.Concat("both", List.of("embedding", "repeat"))),
                new Node.ReconstructItems("next-item", "both"))));
    }

    @Test
    void vectorsThatAreSaidAgainMustBeFrozen() {
        Graph trained = new Graph(with(
                new LstmAutoencoder(8, 8, LstmAutoencoder.Decoder.REPEATED, LstmAutoencoder.Target.VECTORS).graph().nodes(),
                new Node.Embedding("embedding", "items", 8, false)));
        assertProblem("reconstruction", "collapse to zero", trained);
        Graph elsewhere = new Graph(with(
                new LstmAutoencoder(8, 8, LstmAutoencoder.Decoder.REPEATED, LstmAutoencoder.Target.VECTORS).graph().nodes(),
                new Node.ReconstructVectors("reconstruction", "decoder", "encoder")));
        assertProblem("reconstruction", "not an embedding", elsewhere);
    }

    @Test
    void graphRefusesToTrainWithAllReasonsInOneMessage() {
        GraphCheck check = check(replace("encoder", new Node.Gru("encoder", "nowhere", 8)));
        Fault.Request fault = assertThrows(Fault.Request.class, check::orThrow);
        assertTrue(fault.getMessage().contains("encoder: Its input \"nowhere\""), fault.getMessage());
    }

    @Test
    void forecastCountsParametersAndTheWorstBatch() {
        // parameters 93,860 floats = 375,440 bytes; gradients twice and two moments: 4 times that.
        // B·T = 10·20 = 200 steps: embedding 64; dropout 64 + 64; GRU 9·128 + 64; dropout 128 + 128; head 128, together 1,792 floats a step.
        GraphForecast forecast = GraphForecast.of(new GruNext(64, 128, 1, 0.2).graph(), ITEMS, 20, 10);
        assertEquals(375_440, forecast.parameterBytes());
        assertEquals(4 * 375_440, forecast.optimizerBytes());
        assertEquals(4L * 200 * 1_792, forecast.activationBytes());
        assertEquals(4L * 128 * 2 * 100, forecast.outputBytes());
        // 128 steps of two threads up to 2²³ / 128 = 65,536 items, 64 from 131,072 items on
        assertEquals(4L * 64 * 2 * 200_000, GraphForecast.of(new GruNext(8, 8, 1, 0).graph(), 200_000, 20, 10).outputBytes());

        GraphForecast gathered = GraphForecast.of(new GruNext(64, 128, 1, 0.2).graph(), Channels.ofItems(ITEMS, 20), 10, 4);
        assertEquals(5 * 375_440, gathered.optimizerBytes(), "and the sum of four batches' gradients");
        assertEquals(forecast.activationBytes(), gathered.activationBytes(), "one batch is in work at a time");
    }

    @Test
    void forecastOfDrawnNegativesDoesNotCountLogitsOfAllItems() {
        // width 8, 10 negatives, V = 1,000,000: the table's gradient and two moments once each; the rest of the parameters as ever
        Graph sampled = new GraphChoice.Gsasrec(8, 1, 1, 0, new Loss.GeneralisedBce(10, 0.75)).graph();
        GraphForecast forecast = GraphForecast.of(sampled, 1_000_000, 20, 10);
        long table = 4L * 8 * 1_000_001;
        long others = forecast.parameterBytes() - table;
        assertEquals(3 * table + 4 * others, forecast.optimizerBytes());
        // two threads: 128 · (2 · 8 + 10) + 10 · 9 floats; 32 · 10 · 9 floats; and 2²⁴ scores where the model is measured
        assertEquals(4L * (2 * (128 * 26 + 90) + 32 * 90 + (1 << 24)), forecast.outputBytes());
    }

    private static GraphCheck check(Graph graph) {
        return GraphCheck.check(graph, ITEMS, 50);
    }

    private static void assertProblem(String node, String words, Graph graph) {
        List<GraphCheck.Problem> problems = check(graph).problems();
        assertTrue(
                problems.stream().anyMatch(problem -> problem.node().equals(node) && problem.message().contains(words) && !problem.remedy().isBlank()),
                "expected at \"" + node + "\": " + words + "; got " + problems);
    }

    private static Graph edit(UnaryOperator<List<Node>> change) {
        return new Graph(change.apply(new GruNext(8, 8, 1, 0).graph().nodes()));
    }

    private static Graph replace(String name, Node by) {
        assertEquals(name, by.name());
        return edit(nodes -> with(nodes, by));
    }

    private static List<Node> with(List<Node> nodes, Node by) {
        return nodes.stream().map(node -> node.name().equals(by.name()) ? by : node).toList();
    }

    private static List<Node> add(List<Node> nodes, Node node) {
        List<Node> more = new ArrayList<>(nodes);
        more.add(node);
        return more;
    }

    @Test
    void bothDirectionsAreForHeadsThatMayKnowTheFuture() {
        List<Node> reading = List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 8, false), new Node.Gru("forward", "embedding", 8),
                new Node.ReverseSteps("turned", "embedding"), new Node.Gru("from-behind", "turned", 8), new Node.ReverseSteps("backward", "from-behind"),
                new Node.Concat("both", List.of("forward", "backward")));
        List<Node> next = new ArrayList<>(reading);
        next.add(Node.NextItem.own("head", "both"));
        GraphCheck.Problem leak = GraphCheck.check(new Graph(next), 100, 10).problems("head").getFirst();
        assertTrue(leak.message().startsWith("The future leaks in"), leak::toString);
        List<Node> masked = new ArrayList<>(reading);
        masked.add(new Node.MaskedItem("head", "both", Optional.empty(), 0.2, 0.1));
        assertTrue(GraphCheck.check(new Graph(masked), 100, 10).passes());
        List<Node> again = new ArrayList<>(reading);
        again.addAll(List.of(
                new Node.AttentionPooling("vector", "both", 4), new Node.RepeatVector("repeat", "vector"), new Node.Gru("decoder", "repeat", 8),
                new Node.ReconstructItems("head", "decoder")));
        GraphCheck check = GraphCheck.check(new Graph(again), 100, 10);
        assertTrue(check.passes(), check::toString);
        assertEquals(4 * (16 + 2), check.parameters().get("vector"));
    }

    @Test
    void gateTakesTwoInputsOfOneWidth() {
        List<Node> nodes = List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 8, false), new Node.Gru("gru", "embedding", 8),
                new Node.Gate("gate", List.of("gru", "embedding")), Node.NextItem.own("head", "gate"));
        GraphCheck check = GraphCheck.check(new Graph(nodes), 100, 10);
        assertTrue(check.passes(), check::toString);
        assertEquals(8 * (2 * 8 + 1), check.parameters().get("gate"));
        List<Node> one = nodes.stream().map(node -> node instanceof Node.Gate gate ? gate.withInputs(List.of("gru")) : node).toList();
        assertTrue(GraphCheck.check(new Graph(one), 100, 10).problems("gate").getFirst().message().contains("takes two inputs"));
    }
}
