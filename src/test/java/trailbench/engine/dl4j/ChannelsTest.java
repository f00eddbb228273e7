package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Features;
import trailbench.engine.Model;
import trailbench.engine.Optimizer;
import trailbench.engine.Popularity;
import trailbench.graph.Channels;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.sequence.Batch;
import trailbench.sequence.Context;
import trailbench.sequence.History;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TargetWeights;
import trailbench.sequence.Vocabulary;
import trailbench.sequence.WindowSet;

/// Models that read more than items: behaviours, time gaps, hours, users, features of items.
class ChannelsTest {
    static List<Graph> graphs() {
        return ChannelGraphs.all();
    }

    /// Graphs that score items for the step to come.
    static List<Graph> scoringGraphs() {
        return graphs().stream().filter(graph -> !graph.reconstructs()).toList();
    }

    static List<Graph> nextItemGraphs() {
        return graphs().stream().filter(graph -> !graph.targetsItsInputs()).toList();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void parametersAreThoseThatTheGraphCounts(Graph graph) {
        try (Dl4jModel model = create(graph)) {
            GraphCheck check = GraphCheck.check(graph, ChannelGraphs.CHANNELS);
            assertEquals(List.of(), check.problems());
            assertEquals(check.total(), model.network().numParams());
        }
    }

    @ParameterizedTest
    @MethodSource("scoringGraphs")
    void scoresAreTheSameAloneInABatchAndWithAnyPadding(Graph graph) {
        try (Dl4jModel model = trained(graph)) {
            Random random = new Random(3);
            List<History> histories = IntStream.of(5, 1, 7, 3, 7, 2, 4).mapToObj(length -> ChannelGraphs.history(random, length)).toList();
            float[][] together = score(model, histories);
            for (int i = 0; i < together.length; i++) {
                float[] alone = score(model, List.of(histories.get(i)))[0];
                assertArrayEquals(alone, together[i], 1e-5f, "history " + i);
                assertArrayEquals(alone, score(model, List.of(histories.get(i)))[0], "after other sequences");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nextItemGraphs")
    void scoresAreThoseThatTheLossIsMadeOf(Graph graph) {
        // eight events of user 2, of which a window of six inputs is trained: its first gap reaches back beyond the window
        SequenceStore store = new SequenceStore(
                new int[] {0, 1, 9}, new int[] {7, 3, 1, 4, 1, 5, 9, 2, 6}, new long[] {5, 0, 9_000, 10_000, 1 << 22, 1 << 23, 1 << 23, 1 << 24, 1 << 26},
                IntStream.range(0, 9).toArray(), new byte[] {0, 1, 2, 0, 1, 1, 0, 2, 1}, List.of("u1", "u2"));
        var options = new SequenceOptions(6, new SequenceOptions.Windows.Last(), SequenceOptions.Targets.NEXT_ITEM);
        WindowSet windows = WindowSet.training(store, new int[] {1, 9}, options, false).withContext(true);
        Batch batch = windows.inOrder(1).getFirst();
        int[] lastOnly = new int[batch.targets().length];
        lastOnly[lastOnly.length - 1] = batch.targets()[lastOnly.length - 1];
        try (Dl4jModel model = trained(graph)) {
            History history = store.history(1, 8);
            History cut = new History(
                    Arrays.copyOfRange(history.items(), 1, 7), Arrays.copyOfRange(history.baskets(), 1, 7),
                    Arrays.copyOfRange(history.behaviours(), 1, 7), Arrays.copyOfRange(history.times(), 1, 7), 2);
            double loss = model.loss(new Batch(1, 6, batch.items(), lastOnly, new float[0], batch.context())).sum();
            float[] scores = score(model, List.of(cut))[0];
            Context first = Context.unknown(1, 6);
            first.put(0, 0, cut, 0, 6);
            assertEquals(Context.FIRST, first.gaps()[0]);
            assertEquals(9_000, batch.context().gaps()[0]);
            double ofCut = model.loss(new Batch(1, 6, batch.items(), lastOnly, new float[0], first)).sum();
            assertEquals(logSum(scores) - scores[6], ofCut, 1e-5);
            boolean readsGaps = graph.nodes().stream().anyMatch(InputNode.TimeGapInput.class::isInstance);
            assertEquals(readsGaps, Math.abs(loss - ofCut) > 1e-7, "a gap that reaches back is another");
        }
    }

    @Test
    void longHistoryKeepsTheGapBeforeItsFirstStep() {
        try (Dl4jModel model = trained(ChannelGraphs.summed())) {
            History history = ChannelGraphs.history(new Random(8), 12);
            History otherStart = new History(history.items(), history.baskets(), history.behaviours(), history.times().clone(), history.user());
            otherStart.times()[0] -= 1L << 40; // not seen, and the gap before the first step that is seen stays
            assertArrayEquals(score(model, List.of(history))[0], score(model, List.of(otherStart))[0]);
            otherStart.times()[4] -= 1L << 40; // the event before the seven that are seen
            assertNotEquals(score(model, List.of(history))[0][1], score(model, List.of(otherStart))[0][1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"behaviour", "gap", "hour", "kind"})
    void changingAChannelOfFutureEventsChangesNothingBefore(String name) {
        try (Dl4jModel model = trained(ChannelGraphs.summed(5, "behaviour", "gap", "hour", "kind"))) {
            for (int seed = 0; seed < 20; seed++) {
                Random random = new Random(seed);
                History history = ChannelGraphs.history(random, 7);
                int at = 1 + random.nextInt(6);
                History changed = changed(history, name, at);
                float[] before = hidden(model, history);
                float[] after = hidden(model, changed);
                for (int i = 0; i < at * 6; i++) {
                    assertEquals(Float.floatToRawIntBits(before[i]), Float.floatToRawIntBits(after[i]), "seed " + seed + " coordinate " + i);
                }
                assertFalse(Arrays.equals(before, at * 6, (at + 1) * 6, after, at * 6, (at + 1) * 6), "seed " + seed + ": step " + at + " is told");
            }
        }
    }

    /// Another value of one channel at `at` and after; the other channels stay.
    private static History changed(History history, String name, int at) {
        History other = new History(
                history.items().clone(), history.baskets(), history.behaviours().clone(), history.times().clone(), history.user());
        for (int t = at; t < other.length(); t++) {
            switch (name) {
                case "behaviour" -> other.behaviours()[t] = (byte) ((other.behaviours()[t] + 1) % ChannelGraphs.BEHAVIOURS);
                case "gap" -> other.times()[t] += (1L << 36) * (t - at + 1); // whole years: see the hour below
                case "hour" -> other.times()[t] += 3_600_000;
                case "kind" -> other.items()[t] = 1 + other.items()[t] % Tiny.ITEMS;
                default -> throw new IllegalArgumentException(name);
            }
        }
        return other;
    }

    @Test
    void unknownBehavioursTimesAndUsersAreZeroVectors() {
        Graph graph = ChannelGraphs.summed(5, "behaviour", "gap", "hour", "user", "sex");
        try (Dl4jModel model = trained(graph)) {
            float[] unknown = score(model, List.of(History.ofItems(3, 1, 4)))[0];
            byte[] behaviours = {ChannelGraphs.BEHAVIOURS, 100, -1}; // beyond what was trained
            History beyond = new History(new int[] {3, 1, 4}, new int[] {0, 1, 2}, behaviours, new long[0], ChannelGraphs.USERS + 1);
            assertArrayEquals(unknown, score(model, List.of(beyond))[0]);
            History known = new History(new int[] {3, 1, 4}, new int[] {0, 1, 2}, new byte[] {0, 1, 2}, new long[] {0, 5_000, 9_000_000}, 2);
            assertNotEquals(unknown[1], score(model, List.of(known))[0][1]);
            for (String name : List.of("behaviour", "gap", "hour", "user", "sex")) {
                INDArray table = model.network().getParam("embedding-" + name + "_W");
                assertEquals(0, Native.floats(table).slice(0, 5).get(4), name);
                Native.floats(table).zero();
            }
            assertArrayEquals(unknown, score(model, List.of(known))[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"behaviour", "gap", "hour", "user", "sex", "kind"})
    void everyChannelChangesTheResult(String name) {
        Batch batch = ChannelGraphs.batch(false, 1, 7, 5);
        try (Dl4jModel without = create(ChannelGraphs.summed(5, name.equals("hour") ? "gap" : "hour")); Dl4jModel with = create(ChannelGraphs.summed(5, name.equals("hour") ? "gap" : "hour", name))) {
            assertNotEquals(without.train(batch, 0).loss(), with.train(batch, 0).loss());
        }
    }

    @Test
    void zoneAndCycleOfHoursChangeTheResult() {
        Batch batch = ChannelGraphs.batch(false, 1, 7, 5);
        double day = lossWithHours(batch, InputNode.HourInput.Cycle.DAY, "UTC");
        assertNotEquals(day, lossWithHours(batch, InputNode.HourInput.Cycle.WEEK, "UTC"));
        assertNotEquals(day, lossWithHours(batch, InputNode.HourInput.Cycle.DAY, "Asia/Shanghai"));
    }

    private static double lossWithHours(Batch batch, InputNode.HourInput.Cycle cycle, String zone) {
        Graph graph = new Graph(ChannelGraphs.summed(5, "hour").nodes().stream()
                .map(node -> node instanceof InputNode.HourInput ? new InputNode.HourInput("hour", cycle, zone) : node)
                .toList());
        try (Dl4jModel model = create(graph)) {
            return model.loss(batch).sum();
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void resumedTrainingEqualsUninterruptedBitForBit(Graph graph, @TempDir Path folder) {
        Path zip = folder.resolve("model.zip");
        try (Dl4jModel whole = trained(graph)) {
            whole.save(zip);
            try (Dl4jModel resumed = (Dl4jModel) new Dl4jEngine(2).open(zip, ChannelGraphs.options(graph))) {
                for (int step = 20; step < 25; step++) {
                    Batch batch = ChannelGraphs.batch(graph.targetsItsInputs(), step, 7, 3, 5);
                    assertEquals(whole.train(batch, step), resumed.train(batch, step));
                }
            }
        }
    }

    @Test
    void openedModelScalesNumbersAndJoinsVectorsAsItWasTrained(@TempDir Path folder) {
        Graph graph = ChannelGraphs.numbers();
        Path zip = folder.resolve("model.zip");
        ModelOptions options = ChannelGraphs.options(graph);
        Map<String, Features.Numbers> numbers = new HashMap<>();
        options.features().numbers().forEach((name, own) -> numbers.put(name, new Features.Numbers(own.values(), 7, 99)));
        Features others = new Features(options.features().items(), options.features().users(), numbers, Map.of());
        ModelOptions asked = new ModelOptions(
                graph, options.channels(), others, options.optimizer(), options.clipNorm(), options.seed(), options.popularity(), options.balance());
        List<History> histories = List.of(ChannelGraphs.history(new Random(4), 5), ChannelGraphs.history(new Random(5), 3));
        try (Model made = new Dl4jEngine(2).create(options)) {
            made.train(ChannelGraphs.batch(false, 1, 7, 3, 5), 0);
            made.save(zip);
            float[][] expected = new float[2][Tiny.ITEMS + 1];
            made.score(histories, expected);
            try (Model opened = new Dl4jEngine(2).open(zip, asked)) {
                float[][] found = new float[2][Tiny.ITEMS + 1];
                opened.score(histories, found);
                assertArrayEquals(expected[0], found[0]);
                assertArrayEquals(expected[1], found[1]);
                assertEquals(made.parameters(), opened.parameters());
            }
        }
    }

    @Test
    void zipWithDl4jsOwnMergeIsRead(@TempDir Path folder) throws IOException {
        Graph graph = Tiny.autoencoder(LstmAutoencoder.Decoder.TEACHER_FORCED, LstmAutoencoder.Target.ITEMS);
        Path zip = folder.resolve("model.zip");
        try (Dl4jModel model = create(graph)) {
            model.save(zip);
            try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of())) {
                Path json = inside.getPath("configuration.json");
                String ours = Files.readString(json);
                String theirs = ours.replaceAll(
                        "\"@class\"\\s*:\\s*\"trailbench.engine.dl4j.JoinConf\"\\s*,\\s*\"kind\"\\s*:\\s*\"CONCAT\"",
                        "\"@class\" : \"org.deeplearning4j.nn.conf.graph.MergeVertex\", \"mergeAxis\" : 1, \"modified\" : false");
                assertNotEquals(ours, theirs);
                Files.writeString(json, theirs);
            }
            try (Dl4jModel old = (Dl4jModel) new Dl4jEngine(2).open(zip, ChannelGraphs.options(graph))) {
                assertEquals(model.network().params(), old.network().params());
            }
        }
    }

    @Test
    void graphThatReadsMoreThanItemsWantsAContext() {
        try (Dl4jModel model = create(ChannelGraphs.summed())) {
            assertThrows(IllegalArgumentException.class, () -> model.loss(Tiny.batch(false, 1, 3)));
        }
    }

    @Test
    void weightedLossIsTheSumOfWeightTimesLossOverTheTargets() {
        Graph graph = ChannelGraphs.summed();
        try (Dl4jModel model = create(graph)) {
            Batch weighted = ChannelGraphs.batch(false, 2, 4, 2);
            double expected = 0;
            for (int i = 0; i < weighted.targets().length; i++) {
                if (weighted.targets()[i] != Vocabulary.PADDING) {
                    int[] only = new int[weighted.targets().length];
                    only[i] = weighted.targets()[i];
                    expected += weighted.weights()[i]
                            * model.loss(new Batch(2, Tiny.STEPS, weighted.items(), only, new float[0], weighted.context())).sum();
                }
            }
            assertEquals(expected, model.loss(weighted).sum(), 1e-5);
            assertEquals(6, model.loss(weighted).targets());
            assertEquals(expected / 6, model.train(weighted, 0).loss(), 1e-6);
        }
    }

    /// After item 1 comes item 2 by a view, or item 3 by a purchase, as often as each other.
    @Test
    void weightsMoveWhatIsLearntByTheirRatio() {
        int users = 40;
        int[] items = new int[2 * users];
        byte[] behaviours = new byte[2 * users];
        for (int user = 0; user < users; user++) {
            items[2 * user] = 1;
            items[2 * user + 1] = 2 + user % 2;
            behaviours[2 * user + 1] = (byte) (user % 2);
        }
        SequenceStore store = store(users, 2, items, behaviours);
        WindowSet windows = WindowSet.training(store, ends(store), SequenceOptions.defaults(), false);
        WindowSet weighted = windows.weighted(TargetWeights.ofBehaviours(Map.of("purchase", 9.0), List.of("view", "purchase"), windows));
        assertEquals(0.5, share(windows), 0.02);
        assertEquals(0.9, share(weighted), 0.02); // 9 / (1 + 9)
    }

    /// Of item 3 against item 2 after item 1.
    private static double share(WindowSet windows) {
        Graph graph = new Graph(List.of(
                new InputNode.ItemInput("items"), new Node.Embedding("embedding", "items", 4, false),
                new Node.Gru("encoder", "embedding", 4), Node.NextItem.own("next-item", "encoder")));
        ModelOptions options = new ModelOptions(graph, 3, 4, new Optimizer.Adam(0.05), 0, 1);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(1).create(options)) {
            for (int step = 0; step < 300; step++) {
                model.train(windows.inOrder(64).getFirst(), step);
            }
            float[] scores = score(model, List.of(History.ofItems(1)))[0];
            return 1 / (1 + Math.exp(scores[2] - scores[3]));
        }
    }

    /// Item i leads to i + 1 after a view and to i + 2 after a purchase: of users who were not trained on, ln 2 is the best that can be said
    /// without the behaviour.
    @Test
    void signalInABehaviourIsLearntWithItAndNotWithout() {
        double with = lossOnOthers(ChannelGraphs.summed(8, "behaviour"));
        double without = lossOnOthers(ChannelGraphs.summed(8, "hour"));
        assertTrue(with < 0.25, "with behaviour " + with);
        assertTrue(without > 0.6, "without behaviour " + without);
    }

    private static double lossOnOthers(Graph graph) {
        ModelOptions options = new ModelOptions(
                graph, new Channels(10, 2, true, 60, Map.of(), 9), Features.NONE, new Optimizer.Adam(0.02), 5, 1, Popularity.UNKNOWN, 0);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            long step = 0;
            for (int epoch = 1; epoch <= 40; epoch++) {
                for (Batch batch : viewsAndPurchases(7).epoch(30, 1, epoch)) {
                    model.train(batch, step++);
                }
            }
            Batch others = viewsAndPurchases(8).inOrder(60).getFirst();
            return model.loss(others).sum() / others.targetCount();
        }
    }

    private static WindowSet viewsAndPurchases(long seed) {
        Random random = new Random(seed);
        int length = 9;
        int[] events = new int[60 * length];
        byte[] behaviours = new byte[events.length];
        for (int i = 0; i < events.length; i++) {
            behaviours[i] = (byte) random.nextInt(2);
            events[i] = i % length == 0 ? 1 + random.nextInt(10) : 1 + (events[i - 1] + behaviours[i - 1]) % 10;
        }
        SequenceStore store = store(60, length, events, behaviours);
        return WindowSet.training(store, ends(store), SequenceOptions.defaults(), false).withContext(true);
    }

    private static SequenceStore store(int users, int length, int[] items, byte[] behaviours) {
        return new SequenceStore(
                IntStream.rangeClosed(0, users).map(user -> user * length).toArray(), items,
                IntStream.range(0, items.length).mapToLong(i -> 1000L * i).toArray(), IntStream.range(0, items.length).toArray(), behaviours,
                IntStream.range(0, users).mapToObj(user -> "u" + user).toList());
    }

    private static int[] ends(SequenceStore store) {
        return Arrays.copyOfRange(store.offsets(), 1, store.users() + 1);
    }

    private static Dl4jModel create(Graph graph) {
        return (Dl4jModel) new Dl4jEngine(2).create(ChannelGraphs.options(graph));
    }

    private static Dl4jModel trained(Graph graph) {
        Dl4jModel model = create(graph);
        for (int step = 0; step < 20; step++) {
            model.train(ChannelGraphs.batch(graph.targetsItsInputs(), step, 7, 1 + step % 5, 4, 2, 6), step);
        }
        return model;
    }

    private static double logSum(float[] scores) {
        double sum = 0;
        for (int item = 1; item < scores.length; item++) {
            sum += Math.exp(scores[item]);
        }
        return Math.log(sum);
    }

    private static float[][] score(Dl4jModel model, List<History> histories) {
        float[][] scores = new float[histories.size()][model.items() + 1];
        model.score(histories, scores);
        return scores;
    }

    /// Outputs of the encoder, step by step.
    private static float[] hidden(Dl4jModel model, History history) {
        Context context = Context.unknown(1, history.length());
        context.put(0, 0, history, 0, history.length());
        new Inputs(ChannelGraphs.options(ChannelGraphs.summed(5, "behaviour", "gap", "hour", "kind")), model.network())
                .feed(model.network(), history.items(), 1, context);
        INDArray rows = model.network().feedForward(false, true, false).get("encoder");
        float[] row = new float[Math.toIntExact(rows.length())];
        Native.floats(Native.rowMajor(rows)).toArray(0, row, 0, row.length);
        return row;
    }
}
