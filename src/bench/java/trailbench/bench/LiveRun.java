package trailbench.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import trailbench.app.MeasuredWindow;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.training.RunEvent;
import trailbench.ui.shell.Place;

/// A real run of the sample's recommender in its worker, watched in the real window (headless platform): pauses of the window's thread, seconds
/// from "Train" to the first point, latencies of pause, stop after the epoch, and stop.
///
/// `src/bench/run.sh --main=trailbench.bench.LiveRun [minutes=10]`
final class LiveRun {
    private static final Path FOLDER = Path.of("target", "bench", "live-run").toAbsolutePath();
    private static final Path SAMPLE = Path.of("projects", "online-retail").toAbsolutePath();
    private static final int PAUSES = 7;
    private static final int POLL_MILLIS = 20;

    private final MeasuredWindow window;

    private LiveRun(MeasuredWindow window) {
        this.window = window;
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        double minutes = arguments.length > 0 && !arguments[0].isBlank() ? Double.parseDouble(arguments[0]) : 10;
        endWorkers(); // of a sitting that was killed
        delete(FOLDER);
        Runtime.getRuntime().addShutdownHook(new Thread(LiveRun::endWorkers));
        Path project = project();
        try (MeasuredWindow window = MeasuredWindow.open(FOLDER)) {
            new LiveRun(window).measure(project, minutes);
        }
        System.exit(0);
    }

    private static Path project() {
        try (Project made = new FolderProjects().create(FOLDER.resolve("project"), "Live run")) {
            Experiment experiment = Yaml.read(SAMPLE.resolve("experiments/gru-next.yaml"), Experiment.class);
            made.save(Yaml.with(experiment, Map.of(
                    "log.files", "[" + SAMPLE.resolve("online-retail.csv.gz") + "]", "training.epochs", "100000", "training.early_stopping", "null")));
            return made.folder();
        }
    }

    private void measure(Path project, double minutes) throws InterruptedException {
        window.ask(() -> {
            window.model().desk().open(project);
            return true;
        });
        window.until(() -> window.model().project() != null);
        window.ask(() -> {
            window.model().placeProperty().set(Place.TRAIN);
            return true;
        });
        window.until(() -> button("#train") != null && !button("#train").isDisabled());
        Label progress = (Label) window.ask(() -> window.scene().lookup("#progressText"));
        window.watch();
        press("#train");
        say("from \"Train\" to the first point, %.2f s; until then: %s", window.until(() -> progress.getText().startsWith("Epoch ")), window.pauses());
        Thread.sleep(Duration.ofSeconds(5)); // the first drawing loads the charts' classes
        say("and in the next five seconds: %s", window.pauses());
        window.watch();
        Thread.sleep(Duration.ofMillis((long) (minutes * 60_000)));
        say("%.1f minutes of training, %,d events in the journal: %s", minutes, run().events().size(), window.pauses());
        pauses();
        stopAfterTheEpoch();
        window.watch();
        long before = segments();
        press("#fromCheckpoint");
        say("from \"Resume\" to the first word of the run, %.2f s", untilSegments(before + 1));
        window.until(() -> button("#stop").isVisible());
        Thread.sleep(3_000);
        stop();
        say("meanwhile: %s", window.pauses());
        window.watch();
        Label name = (Label) window.ask(() -> window.scene().lookup("#runName"));
        String one = name.getText();
        press("#train");
        say("from \"Train\" to the first point of another run, the log prepared, %.2f s; until then: %s",
                window.until(() -> !name.getText().equals(one) && progress.getText().startsWith("Epoch ")), window.pauses());
    }

    /// Asked beside the window's thread: reading a journal whole takes longer than a pulse.
    ///
    /// @return seconds until the run has been begun or resumed so many times
    private double untilSegments(long count) throws InterruptedException {
        long start = System.nanoTime();
        while (segments() < count) {
            Thread.sleep(POLL_MILLIS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private long segments() {
        return run().events().stream().filter(RunEvent.Started.class::isInstance).count();
    }

    /// Each from the press of the button: until the worker waits, by its own clock, and until the window says so.
    private void pauses() throws InterruptedException {
        List<Double> worker = new ArrayList<>();
        List<Double> shown = new ArrayList<>();
        for (int i = 0; i < PAUSES; i++) {
            Instant pressed = Instant.now();
            press("#pause");
            shown.add(1000 * window.until(() -> button("#goOn").isVisible()));
            worker.add(millis(pressed, last(RunEvent.Paused.class).at()));
            press("#goOn");
            window.until(() -> button("#pause").isVisible());
            Thread.sleep(1_000);
        }
        say("pause: the worker waits after %s, the window says so after %s", summary(worker), summary(shown));
    }

    /// From the end of the epoch that was to be finished: it was validated, and its checkpoint written, before.
    private void stopAfterTheEpoch() {
        window.ask(() -> {
            MenuItem item = ((SplitMenuButton) window.scene().lookup("#stop")).getItems().getFirst();
            item.fire();
            return true;
        });
        window.until(() -> button("#fromCheckpoint").isVisible());
        Instant shown = Instant.now();
        RunEvent.Stopped stopped = last(RunEvent.Stopped.class);
        say("stop after the epoch: the run has stopped %.0f ms after the epoch was measured, the window says so %.0f ms later",
                millis(last(RunEvent.Epoch.class).at(), stopped.at()), millis(stopped.at(), shown));
    }

    private void stop() {
        long worker = worker();
        Instant pressed = Instant.now();
        press("#stop");
        double shown = 1000 * window.until(() -> button("#fromCheckpoint").isVisible());
        double stopped = millis(pressed, last(RunEvent.Stopped.class).at());
        double checkpoint = millis(pressed, last(RunEvent.Checkpoint.class).at());
        ProcessHandle.of(worker).ifPresent(process -> process.onExit().join());
        say("stop: after the step in work its checkpoint is written after %.0f ms, the run has stopped after %.0f ms, the window says so after %.0f ms, the process is gone after %.0f ms",
                checkpoint, stopped, shown, millis(pressed, Instant.now()));
    }

    private long worker() {
        return worker(run().path()).orElseThrow(() -> new IllegalStateException("the worker is gone")).pid();
    }

    /// The process that trains a run, if one does.
    private static Optional<ProcessHandle> worker(Path run) {
        try {
            String control = Files.readString(run.resolve("control.json"));
            long pid = Long.parseLong(control.replaceAll("(?s).*\"pid\"\\s*:\\s*(\\d+).*", "$1"));
            return FolderRun.open(run).isWorkerAlive() ? ProcessHandle.of(pid) : Optional.empty();
        } catch (IOException over) {
            return Optional.empty();
        }
    }

    /// A worker outlives the window, and this program, if nobody stops it.
    private static void endWorkers() {
        Path runs = FOLDER.resolve("project").resolve("runs");
        if (Files.isDirectory(runs)) {
            try (Stream<Path> all = Files.list(runs)) {
                all.flatMap(run -> worker(run).stream()).forEach(ProcessHandle::destroyForcibly);
            } catch (IOException hidden) {
                throw new UncheckedIOException(hidden);
            }
        }
    }

    private ButtonBase button(String selector) {
        return (ButtonBase) window.scene().lookup(selector);
    }

    private void press(String selector) {
        window.ask(() -> {
            button(selector).fire();
            return true;
        });
    }

    private FolderRun run() {
        return FolderRun.open(window.model().runs().getFirst().folder().path());
    }

    private <E extends RunEvent> E last(Class<E> type) {
        return run().events().stream().filter(type::isInstance).map(type::cast).reduce((earlier, later) -> later).orElseThrow();
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private static String summary(List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        return String.format(Locale.ROOT, "%.0f ms in the middle of %d times, %.0f ms at most", sorted.get(sorted.size() / 2), sorted.size(), sorted.getLast());
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
