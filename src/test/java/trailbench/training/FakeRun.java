package trailbench.training;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import trailbench.engine.Engine;
import trailbench.engine.Model;
import trailbench.engine.Optimizer;
import trailbench.graph.GraphChoice;
import trailbench.privacy.SecretDraws;
import trailbench.sequence.Batch;
import trailbench.work.Progress;

/// A run of [#EPOCHS] epochs of [#BATCHES] batches with a [FakeEngine] in a folder.
final class FakeRun {
    static final int EPOCHS = 3;
    static final int BATCHES = 4;

    final Path folder;
    final FakeEngine engine = new FakeEngine();
    final RunControl control = new RunControl();
    final List<RunEvent> events = new ArrayList<>();
    /// Hears each event after it is written.
    Consumer<RunEvent> listener = event -> {};
    /// Happens between two batches of what a validation ranks.
    Runnable beforeRanking = () -> {};
    Optional<TrainingOptions.EarlyStopping> earlyStopping = Optional.empty();
    double clipNorm;
    int keepCheckpoints;
    int warmUp;
    Schedule schedule = Schedule.defaults();
    int accumulate = 1;
    double checkpointMinutes = 10;
    int epochs = EPOCHS;
    PrivacyOptions privacy = PrivacyOptions.defaults();
    /// Of a private run.
    byte[] key = new byte[SecretDraws.KEY_BYTES];
    /// Values of `ndcg@10`, epoch by epoch; not measured if empty.
    List<Double> ndcg = List.of();

    FakeRun(Path folder) {
        this.folder = folder;
    }

    /// A millisecond passes with each look.
    static RunClock clock() {
        AtomicLong millis = new AtomicLong();
        return new RunClock(() -> Instant.EPOCH, () -> millis.incrementAndGet() * 1_000_000);
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    RunEvent run() {
        TrainingOptions options = new TrainingOptions(
                new Optimizer.Adam(0.001), warmUp, schedule, 1, accumulate, epochs, earlyStopping, clipNorm, 0, 42, 0, Map.of(), keepCheckpoints, checkpointMinutes, privacy);
        TrainingJob job = new TrainingJob(
                engine, new Engine.ModelOptions(GraphChoice.defaults().graph(), 9, 5, options.optimizer(), options.clipNorm(), options.seed()),
                new ShuffledBatches(), List.of(FakeEngine.batch(1, 2, 3)), new ScriptedValidator(), options, checkpoints(), privately(options, key));
        RunClock clock = clock();
        try (RunJournal journal = new RunJournal(folder, clock)) {
            return new TrainingLoop(job, journal.segment(), control, event -> {
                        journal.accept(event);
                        events.add(event);
                        listener.accept(event);
                    }, clock)
                    .run();
        }
    }

    private static Optional<PrivateUsers> privately(TrainingOptions options, byte[] key) {
        return options.privacy() instanceof PrivacyOptions.Noisy noisy
                ? Optional.of(PrivateUsers.of(SomeUsers.windows(), noisy, options, new SecretDraws(key)))
                : Optional.empty();
    }

    <E extends RunEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static final class ShuffledBatches implements BatchSource {
        @Override
        public int windows() {
            return BATCHES;
        }

        @Override
        public int batchCount() {
            return BATCHES;
        }

        @Override
        public Iterable<Batch> epoch(int epoch, int firstBatch) {
            List<Batch> batches = new ArrayList<>(IntStream.rangeClosed(1, BATCHES).mapToObj(i -> FakeEngine.batch(i, i + 1)).toList());
            Collections.shuffle(batches, new Random(epoch));
            return batches.subList(firstBatch, BATCHES);
        }
    }

    private final class ScriptedValidator implements Validator {
        private int epoch;

        @Override
        public Set<String> metrics() {
            return ndcg.isEmpty() ? Set.of() : Set.of("ndcg@10");
        }

        @Override
        public Map<String, Double> validate(Model model, Progress progress) {
            progress.checkpoint();
            beforeRanking.run();
            progress.checkpoint();
            return ndcg.isEmpty() ? Map.of() : Map.of("ndcg@10", ndcg.get(epoch++));
        }
    }
}
