package trailbench.app;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;
import trailbench.experiment.RoomPicture;
import trailbench.experiment.Workbench;
import trailbench.project.Project;
import trailbench.ui.chart.PngFile;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Pulse;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.WindowDialogs;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Opens the window on a project without a display, waits until it rests, and keeps its picture.
final class RoomPictures {
    /// Pulses without any work in progress after which the window is at rest.
    private static final int RESTING_PULSES = 10;
    /// Pulses after which runs that are not listed are taken for runs that cannot be read.
    private static final int LISTING_PULSES = 50;
    /// For the window to come to rest, at first and after each step.
    private static final long LIMIT_SECONDS = 240;
    /// JavaFX's headless screen has a million pixels, whatever their order.
    private static final int HIGHEST = 990;
    private static final int WIDEST = 1_920;
    /// The page without a project; in its picture the named project is a recent one.
    private static final String WELCOME = "welcome";

    private RoomPictures() {}

    static void write(RoomPicture.Request request, Workbench workbench) {
        Optional<Place> place = Stream.of(Place.values()).filter(each -> each.id().equals(request.room())).findFirst();
        Fault.require(
                place.isPresent() || request.room().equals(WELCOME),
                "There is no room \"%s\". The rooms: %s; and the page %s.",
                request.room(), String.join(", ", Stream.of(Place.values()).map(Place::id).toList()), WELCOME);
        requireOnScreen(request.width(), request.height());
        Fault.require(request.scale() >= 1 && request.scale() <= 2, "--scale %s is not between 1 and 2", request.scale());
        Fault.require(
                List.of("en", "zh-CN").contains(request.language()), "--language %s is neither en nor zh-CN", request.language());
        CountDownLatch drawn = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicLong stepped = new AtomicLong(System.nanoTime());
        HeadlessPictures.onFxThread(() -> open(request, place, workbench, failure, drawn, stepped));
        try {
            while (!drawn.await(1, TimeUnit.SECONDS)) {
                if (System.nanoTime() - stepped.get() > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
                    throw new Fault.Work("The room %s was still at work after %s s; no picture was made.", request.room(), LIMIT_SECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Progress.Cancelled();
        }
        Optional.ofNullable(failure.get()).ifPresent(fault -> {
            throw fault instanceof Fault known ? known : new IllegalStateException(fault);
        });
    }

    static void requireOnScreen(int width, int height) {
        Fault.require(
                height <= HIGHEST && width <= WIDEST,
                "--size %sx%s is larger than %sx%s, where the screen of a program without a display ends. Take a smaller one; --scale 2 doubles its pixels.",
                width, height, WIDEST, HIGHEST);
    }

    private static void open(
            RoomPicture.Request request, Optional<Place> place, Workbench workbench, AtomicReference<Throwable> failure, CountDownLatch drawn,
            AtomicLong stepped) {
        Settings settings = Settings.inMemory();
        settings.theme(request.dark() ? Theme.DARK : Theme.LIGHT);
        settings.language(Locale.forLanguageTag(request.language()));
        settings.window(new Settings.WindowSize(request.width(), request.height(), false));
        Stage stage = new Stage();
        WorkbenchModel model = Rooms.model(new WindowDialogs(stage, settings::language), workbench, settings, fault -> {
            failure.set(fault);
            drawn.countDown();
        });
        if (place.isEmpty()) {
            settings.addRecentProject(request.project().toAbsolutePath().normalize());
        }
        new WorkbenchWindow(stage, model, Rooms.all(model, folder -> {}), Optional.of(Wiring.samples().resolve(DesktopApplication.SAMPLE))).show();
        place.ifPresent(room -> {
            model.desk().open(request.project());
            model.placeProperty().set(room);
        });
        Rest rest = new Rest(model, place.isPresent());
        Deque<Runnable> steps = new ArrayDeque<>();
        request.at().ifPresent(ids -> Stream.of(ids.split(",")).forEach(id -> steps.add(() -> goTo(stage.getScene().getRoot(), id.strip()))));
        steps.add(() -> PngFile.write(picture(stage, request.scale()), request.png()));
        Pulse[] pulse = new Pulse[1];
        pulse[0] = new Pulse(() -> {
            if (!rest.isLongEnough()) {
                return;
            }
            try {
                steps.remove().run();
                rest.begin();
                stepped.set(System.nanoTime());
            } catch (RuntimeException failed) {
                failure.set(failed);
                steps.clear();
            }
            if (steps.isEmpty()) {
                pulse[0].stop();
                stage.close();
                drawn.countDown();
            }
        });
        pulse[0].start();
    }

    /// Presses a button, shows a tab, makes a choice (`colourBy=cluster`); of anything else, scrolls to its upper edge.
    static void goTo(Parent root, String step) {
        int equals = step.indexOf('=');
        if (equals > 0) {
            choose(root, step.substring(0, equals), step.substring(equals + 1));
            return;
        }
        String id = step;
        Optional<Tab> tab = root.lookupAll(".tab-pane").stream()
                .flatMap(pane -> ((TabPane) pane).getTabs().stream())
                .filter(each -> id.equals(each.getId()))
                .findFirst();
        if (tab.isPresent()) {
            tab.get().getTabPane().getSelectionModel().select(tab.get());
            return;
        }
        Node node = find(root, id);
        if (node instanceof ButtonBase button) {
            button.fire();
            return;
        }
        for (Node above = node.getParent(); above != null; above = above.getParent()) {
            if (above instanceof ScrollPane pane && pane.getContent() instanceof Region content) {
                double top = content.sceneToLocal(node.localToScene(node.getLayoutBounds())).getMinY();
                double below = content.getHeight() - pane.getViewportBounds().getHeight();
                pane.setVvalue(below <= 0 ? 0 : Math.clamp(top / below, 0, 1));
                return;
            }
        }
    }

    private static Node find(Parent root, String id) {
        return root.lookupAll("#" + id).stream()
                .filter(Node::isVisible)
                .findFirst()
                .orElseThrow(() -> new Fault.Request("Nothing in this room has the id \"%s\".", id));
    }

    private static void choose(Parent root, String id, String choice) {
        if (find(root, id) instanceof ComboBox<?> box) {
            choose(box, id, choice);
        } else {
            throw new Fault.Request("\"%s\" offers no choices. Name the id alone.", id);
        }
    }

    /// By its words, or, in any language, by what it stands for.
    private static <T> void choose(ComboBox<T> box, String id, String choice) {
        Function<T, String> words = item -> box.getConverter().toString(item);
        box.setValue(box.getItems().stream()
                .filter(item -> words.apply(item).equals(choice) || String.valueOf(item).equals(choice))
                .findFirst()
                .orElseThrow(() -> new Fault.Request(
                        "\"%s\" offers no \"%s\". Choose among: %s.", id, choice, box.getItems().stream().map(words).collect(Collectors.joining(", ")))));
    }

    /// Counts the pulses since the window knows the project's runs and nothing is being done in it.
    ///
    /// A run that goes on is read ever again. Beside one, what was begun before the window knew its runs, and with it, has to be done.
    private static final class Rest {
        private final WorkbenchModel model;
        private final boolean withProject;
        private int pulses;
        private int unlisted;
        private long begunBefore = -1;

        /// @param withProject false for the welcome page, which has none
        Rest(WorkbenchModel model, boolean withProject) {
            this.model = model;
            this.withProject = withProject;
        }

        /// Counts anew.
        void begin() {
            pulses = 0;
        }

        boolean isLongEnough() {
            pulses = isResting() ? pulses + 1 : 0;
            return pulses >= RESTING_PULSES;
        }

        private boolean isResting() {
            Project project = model.project();
            if (!withProject && project == null) {
                return model.executor().isResting();
            }
            if (project == null || model.runs().size() != project.runs().size() && unlisted++ < LISTING_PULSES) {
                return false;
            }
            FxExecutor executor = model.executor();
            if (begunBefore < 0) {
                begunBefore = executor.begun();
            }
            boolean live = model.runs().stream().anyMatch(RunEntry::live);
            return live ? executor.jobs().isEmpty() && executor.isDone(begunBefore) : executor.isResting();
        }
    }

    private static WritableImage picture(Stage stage, double scale) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(new Scale(scale, scale));
        parameters.setFill(stage.getScene().getFill());
        return stage.getScene().getRoot().snapshot(parameters, null);
    }
}
