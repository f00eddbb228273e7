package trailbench.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import trailbench.experiment.Preparation;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.project.UserFolders;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.WindowDialogs;
import trailbench.ui.shell.Rehearsal;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// The program's own window on the headless platform, with a watch on the pulses of its thread.
public final class MeasuredWindow implements AutoCloseable {
    private static final long POLL_NANOS = 20_000_000;

    private final Stage stage;
    private final WorkbenchModel model;
    private final Rehearsal rehearsal;
    private volatile Throwable fault;
    private final PulseWatch watch;

    private MeasuredWindow(Path folder, boolean rehearses) {
        Settings settings = Settings.inMemory();
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        stage = new Stage();
        WorkerWorkbench workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main").givingWay());
        WindowDialogs dialogs = new WindowDialogs(stage, settings::language);
        model = Rooms.model(dialogs, workbench, settings, met -> fault = met);
        Optional<Path> sample = Optional.of(Wiring.samples().resolve(DesktopApplication.SAMPLE)).filter(Files::isDirectory);
        WorkbenchWindow window = new WorkbenchWindow(stage, model, Rooms.all(model, path -> {}), sample);
        window.show();
        rehearsal = Rooms.rehearsal(dialogs, workbench, settings, sample, met -> fault = met);
        if (rehearses) {
            window.rehearse(rehearsal);
        }
        watch = new PulseWatch(Thread.currentThread());
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                watch.beat();
            }
        }.start();
    }

    /// Starts the toolkit and shows the welcome page. Rooms are not rehearsed: every pause belongs to what is measured.
    ///
    /// @param folder for the user's cache and log files
    public static MeasuredWindow open(Path folder) throws InterruptedException {
        return open(folder, false);
    }

    /// As the program does it: [#open], and rooms are rehearsed while nothing is being done.
    public static MeasuredWindow openRehearsing(Path folder) throws InterruptedException {
        return open(folder, true);
    }

    private static MeasuredWindow open(Path folder, boolean rehearses) throws InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        CountDownLatch up = new CountDownLatch(1);
        Platform.startup(up::countDown);
        up.await();
        Platform.setImplicitExit(false);
        return onThread(() -> new MeasuredWindow(folder, rehearses));
    }

    public WorkbenchModel model() {
        return model;
    }

    /// On the window's thread.
    public Scene scene() {
        return stage.getScene();
    }

    /// True once all rooms are rehearsed; on the window's thread.
    public boolean rehearsed() {
        return rehearsal.isOver();
    }

    /// Does something on the window's thread and waits for it.
    public <T> T ask(Supplier<T> work) {
        return onThread(work);
    }

    /// Waits until something is so, as the window's thread sees it.
    ///
    /// @return seconds that it took
    public double until(BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!onThread(holds::getAsBoolean)) {
            if (fault != null) {
                throw new IllegalStateException("the window met a fault", fault);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /// Seconds that the window's thread has had a processor so far: what others do on the machine at the same time is not in it.
    public double work() {
        return onThread(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9);
    }

    /// Waits until what the window's thread has laid out by now is drawn: for two more pulses.
    public void untilDrawn() {
        long before = onThread(watch::pulses);
        until(() -> watch.pulses() >= before + 2);
    }

    /// Begins to count pauses anew.
    public void watch() {
        onThread(() -> {
            watch.begin();
            return true;
        });
    }

    /// What was counted since [#watch].
    public String pauses() {
        return onThread(watch::report);
    }

    @Override
    public void close() {
        onThread(() -> {
            model.desk().closeProject();
            stage.close();
            return true;
        });
        Platform.exit();
    }

    private static <T> T onThread(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException | Error failed) {
                done.completeExceptionally(failed);
            }
        });
        return done.join();
    }
}
