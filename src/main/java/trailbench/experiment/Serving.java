package trailbench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.bundle.Preprocessing;
import trailbench.engine.Engine;
import trailbench.log.EventLog;
import trailbench.log.LogReader;
import trailbench.log.LogRecipe;
import trailbench.sequence.SequenceOptions;
import trailbench.serve.ModelServer;
import trailbench.serve.ServeOptions;
import trailbench.serve.Swapping;
import trailbench.serve.UserHistories;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Serves a bundle until it is told to end.
final class Serving {
    private static final long POLL_MILLIS = 200;

    private Serving() {}

    static void serve(Engine engine, Path bundle, ServeOptions options, Optional<Path> log, Progress progress) {
        progress.report(Phase.of(Phase.Kind.LOADING, bundle.getFileName()), 0, 0);
        Swapping swapping = new Swapping(bundle, file -> BundleModel.open(file, engine));
        try (BundleModel model = swapping.opened(Optional.empty())) {
            UserHistories histories = new UserHistories();
            log.ifPresent(file -> read(file, model.contents().preprocessing(), (uid, events) -> histories.add(uid, events, Instant.EPOCH), progress));
            CountDownLatch ended = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            Thread hook = new Thread(() -> {
                ended.countDown();
                awaitQuietly(closed);
            });
            try (ModelServer server = ModelServer.start(model, Optional.of(swapping), options, histories)) {
                Runtime.getRuntime().addShutdownHook(hook);
                progress.report(Phase.of(Phase.Kind.SERVING, server.address()), 0, 0);
                OldGarbage garbage = OldGarbage.ofThisProcess();
                while (!ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    progress.checkpoint();
                    garbage.look();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                closed.countDown();
            }
        }
    }

    private static void awaitQuietly(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads a log as the bundle's own was read; users and items with few events stay, and of a log whose sequences are sessions each user's
    /// last.
    ///
    /// @param user takes each user's id and events, oldest first; the list is used again
    static void read(Path log, Preprocessing preprocessing, BiConsumer<String, List<Event>> user, Progress progress) {
        LogRecipe recipe = preprocessing.live().recipe(List.of(log), progress);
        boolean bySession = preprocessing.sequences().of() == SequenceOptions.Of.SESSIONS;
        Path rejects = temporary();
        try {
            EventLog read = LogReader.read(recipe, Path.of("").toAbsolutePath(), rejects, progress);
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < read.size(); i++) {
                if (bySession && i > 0 && read.sessions().length > 0 && read.sessions()[i] != read.sessions()[i - 1]) {
                    events.clear();
                }
                events.add(event(read, i));
                if (i + 1 == read.size() || read.users()[i + 1] != read.users()[i]) {
                    user.accept(read.userIds().get(read.users()[i]), events);
                    events.clear();
                }
            }
        } finally {
            rejects.toFile().delete();
        }
    }

    private static Event event(EventLog log, int index) {
        return new Event(
                log.itemTable().ids().get(log.items()[index]),
                Optional.of((int) log.behaviours()[index]).filter(behaviour -> 0 <= behaviour && behaviour < log.behaviourNames().size()).map(log.behaviourNames()::get),
                log.timed() ? Optional.of(Instant.ofEpochMilli(log.times()[index])) : Optional.empty(),
                Optional.of(index).filter(_ -> log.values().length > 0).map(at -> (double) log.values()[at]).filter(value -> !value.isNaN()));
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("trailbench-rejects", ".tsv");
        } catch (IOException failed) {
            throw new Fault.Work("The log cannot be read: %s. Free some space in the folder for temporary files.", Trouble.reason(failed), failed);
        }
    }
}
