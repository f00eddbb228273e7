package trailbench.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trailbench.engine.Engine;
import trailbench.engine.Model;
import trailbench.engine.Optimizer;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.graph.Graph;
import trailbench.graph.GraphChoice;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Sampler;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.Split;
import trailbench.sequence.SplitBounds;
import trailbench.sequence.WindowSet;

/// The real engine, with dropout on, over all items and against drawn negatives, stopped in the middle of an epoch.
class ResumedGruTest {
    private static final int USERS = 60;
    private static final int EVENTS = 12;
    private static final int ITEMS = 20;
    private static final double DROPOUT = 0.3;

    @TempDir
    Path folder;

    /// 60 users of 12 events each among 20 items: the next item is mostly the one after.
    private static SequenceStore store() {
        Random random = new Random(5);
        int[] items = new int[USERS * EVENTS];
        for (int i = 0; i < items.length; i++) {
            boolean jumps = i % EVENTS == 0 || random.nextInt(5) == 0;
            items[i] = jumps ? 1 + random.nextInt(ITEMS) : 1 + items[i - 1] % ITEMS;
        }
        return new SequenceStore(
                IntStream.rangeClosed(0, USERS).map(user -> user * EVENTS).toArray(),
                items,
                IntStream.range(0, items.length).mapToLong(i -> i).toArray(),
                IntStream.range(0, items.length).toArray(),
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList());
    }

    private List<RunEvent> run(String name, Loss loss, double dropout, long stopAtStep) {
        TrainingOptions options = new TrainingOptions(new Optimizer.Adam(0.01), 16, 3, Optional.empty(), 5, 42);
        SequenceStore store = store();
        SequenceOptions sequences = SequenceOptions.defaults();
        SplitBounds bounds = SplitBounds.of(store, new Split.LeaveOneOut());
        TrainingJob job = new TrainingJob(
                new Dl4jEngine(),
                model(loss, dropout, options),
                BatchSource.of(WindowSet.training(store, bounds, sequences, false), options.batch(), options.seed()),
                WindowSet.validation(store, bounds, sequences, false).inOrder(options.batch()),
                Validator.NONE, options, folder.resolve(name));
        RunControl control = new RunControl();
        List<RunEvent> events = new ArrayList<>();
        new TrainingLoop(job, 0, control, event -> {
                    events.add(event);
                    if (event instanceof RunEvent.Step step && step.step() == stopAtStep) {
                        control.say(RunControl.Word.STOP);
                    }
                }, RunClock.system())
                .run();
        return events;
    }

    private static Engine.ModelOptions model(Loss loss, double dropout, TrainingOptions options) {
        List<Node> nodes = new ArrayList<>(new GraphChoice.GruNext(8, 12, 1, dropout).graph().nodes());
        nodes.replaceAll(node -> node instanceof Node.NextItem head ? new Node.NextItem(head.name(), head.input(), head.tied(), loss) : node);
        return new Engine.ModelOptions(
                new Graph(nodes), ITEMS, SequenceOptions.defaults().maxLength(), options.optimizer(), options.clipNorm(), options.seed());
    }

    private float[][] itemVectors(String name, Loss loss) {
        TrainingOptions options = TrainingOptions.defaults();
        Path zip = Checkpoint.read(folder.resolve(name), Checkpoint.LAST).orElseThrow().model();
        try (Model model = new Dl4jEngine().open(zip, model(loss, DROPOUT, options))) {
            return model.itemVectors();
        }
    }

    private static List<Double> losses(List<RunEvent> events) {
        return events.stream().filter(RunEvent.Step.class::isInstance).map(event -> ((RunEvent.Step) event).loss()).toList();
    }

    static Stream<Loss> losses() {
        return Stream.of(new Loss.CrossEntropy(), new Loss.SampledSoftmax(5, new Sampler.Uniform(), true));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gruRunResumedInsideAnEpochEqualsTheUninterruptedOneBitForBit(Loss loss) {
        List<RunEvent> whole = run("whole", loss, DROPOUT, 0);
        // 60 windows in batches of 16 are 4 steps an epoch: step 6 is in the middle of the second
        List<RunEvent> first = run("resumed", loss, DROPOUT, 6);
        List<RunEvent> second = run("resumed", loss, DROPOUT, 0);
        assertEquals(6, assertInstanceOf(RunEvent.Stopped.class, first.getLast()).step());

        List<Double> joined = new ArrayList<>(losses(first));
        joined.addAll(losses(second));
        assertEquals(losses(whole), joined);
        assertNotEquals(losses(run("without-dropout", loss, 0, 0)), joined, "dropout changes nothing");
        float[][] expected = itemVectors("whole", loss);
        float[][] actual = itemVectors("resumed", loss);
        for (int item = 0; item < ITEMS; item++) {
            assertArrayEquals(expected[item], actual[item]);
        }
        RunEvent.Epoch wholeEnd = lastEpoch(whole);
        RunEvent.Epoch resumedEnd = lastEpoch(second);
        assertEquals(wholeEnd.trainingLoss(), resumedEnd.trainingLoss());
        assertEquals(wholeEnd.validationLoss(), resumedEnd.validationLoss());
    }

    private static RunEvent.Epoch lastEpoch(List<RunEvent> events) {
        return (RunEvent.Epoch) events.stream().filter(RunEvent.Epoch.class::isInstance).reduce((a, b) -> b).orElseThrow();
    }
}
