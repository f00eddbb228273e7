package trailbench.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import trailbench.experiment.Preparation;
import trailbench.experiment.WorkerProcesses;
import trailbench.experiment.WorkerWorkbench;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.training.RunState;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.fx.WindowDialogs;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// A process with the program's window, in which somebody works without a pause until it is killed. It says in a file what it begins and what is done.
///
/// Arguments: the project, the file to say it in, a folder for the user's cache, a seed, and the first deed if it is not drawn.
public final class UsedWindow {
    static final String OPENED = "opened";
    static final String BEGUN = "begun ";
    static final String DONE = "done";
    static final String FAULT = "fault ";

    private static final int MOST_EXPERIMENTS = 12;
    private static final int MOST_WAITING = 3;
    private static final long POLL_NANOS = 2_000_000;

    private final Path diary;
    private final SplittableRandom random;
    private WorkbenchModel model;

    private UsedWindow(Path diary, long seed) {
        this.diary = diary;
        random = new SplittableRandom(seed);
    }

    public static void main(String[] arguments) {
        Path project = Path.of(arguments[0]);
        UsedWindow used = new UsedWindow(Path.of(arguments[1]), Long.parseLong(arguments[3]));
        used.open(project, Path.of(arguments[2]));
        if (arguments.length > 4) {
            used.perform(Deed.of(Deed.Kind.valueOf(arguments[4]), 0));
        }
        while (true) {
            used.perform(Toolkit.onWindowThread(used::draw));
        }
    }

    private void open(Path project, Path user) {
        UserFolders folders = new UserFolders(user.resolve("documents"), user.resolve("user-cache"), user.resolve("logs"));
        Settings settings = Settings.inMemory();
        Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            WorkerWorkbench workbench = new WorkerWorkbench(new Preparation(folders), new WorkerProcesses("trailbench.app.Main"));
            model = Rooms.model(new WindowDialogs(stage, settings::language), workbench, settings, met -> say(FAULT + met));
            new WorkbenchWindow(stage, model, Rooms.all(model, path -> {}), Optional.empty()).show();
            model.desk().open(project);
        });
        await(() -> model.project() != null);
        if (model.project().readOnly()) {
            say(FAULT + "the project is read-only");
        }
        await(() -> model.runs().size() == model.project().runs().size());
        say(OPENED);
    }

    private void perform(Deed deed) {
        say(BEGUN + deed);
        long works = Toolkit.onWindowThread(() -> {
            begin(deed);
            return model.executor().begun();
        });
        await(() -> model.executor().isDone(works));
        say(DONE);
    }

    private void begin(Deed deed) {
        Project project = model.project();
        switch (deed.kind()) {
            case EDIT -> {
                model.selectExperiment(deed.target());
                model.edit(deed::edited);
                model.save();
            }
            case DUPLICATE -> {
                model.selectExperiment(Deed.EXPERIMENT);
                model.duplicateExperiment(deed.target());
                model.edit(deed::edited);
                model.save();
            }
            case STAR, TAG, NOTE -> beside(() -> project.run(deed.target()).mark(deed.marked(project.run(deed.target()).marks())));
            case TRASH -> beside(() -> project.trash(project.run(deed.target())));
            case RESTORE -> beside(() -> project.restore(deed.target()));
            case SEARCH -> model.queue().add(deed.search(project.experiment(Deed.EXPERIMENT)), List.of(), fault -> say(FAULT + fault), () -> {});
            case QUEUE -> {
                model.selectExperiment(Deed.EXPERIMENT);
                model.queue().addDraft();
            }
            case TRAIN -> {
                model.selectExperiment(Deed.EXPERIMENT);
                model.train();
            }
            case ROOM -> model.placeProperty().set(Place.values()[deed.value() % Place.values().length]);
        }
    }

    /// As the Runs room does it.
    private void beside(Runnable work) {
        model.executor().quietly(() -> {
            work.run();
            return true;
        }, done -> model.glanceAtRuns());
    }

    /// What can be done now; what is slow, seldom.
    private Deed draw() {
        KeptProject now = KeptProject.read(model.project());
        int value = random.nextInt(1_000_000);
        List<String> over = model.runs().stream().filter(run -> run.state() == RunState.FINISHED).map(RunEntry::id).filter(now.runs()::containsKey).toList();
        return switch (random.nextInt(24)) {
            case 0, 1, 2 -> now.experiments().size() < MOST_EXPERIMENTS ? new Deed(Deed.Kind.DUPLICATE, "copy-" + now.experiments().size(), value) : edit(now, value);
            case 3, 4, 5 -> onOne(Deed.Kind.STAR, over, value);
            case 6, 7, 8 -> onOne(Deed.Kind.TAG, over, value);
            case 9, 10, 11 -> onOne(Deed.Kind.NOTE, over, value);
            case 12, 13 -> over.size() > 1 ? onOne(Deed.Kind.TRASH, over, value) : edit(now, value);
            case 14, 15 -> now.trashed().isEmpty() ? edit(now, value) : onOne(Deed.Kind.RESTORE, List.copyOf(now.trashed().keySet()), value);
            case 16, 17 -> Deed.of(Deed.Kind.SEARCH, value);
            case 18 -> model.queue().stateProperty().get().waiting().size() < MOST_WAITING ? Deed.of(Deed.Kind.QUEUE, value) : edit(now, value);
            case 19 -> random.nextInt(3) == 0 && model.runs().stream().noneMatch(RunEntry::live) ? Deed.of(Deed.Kind.TRAIN, value) : edit(now, value);
            case 20 -> Deed.of(Deed.Kind.ROOM, value);
            default -> edit(now, value);
        };
    }

    private Deed edit(KeptProject now, int value) {
        return onOne(Deed.Kind.EDIT, List.copyOf(now.experiments().keySet()), value);
    }

    private Deed onOne(Deed.Kind kind, List<String> targets, int value) {
        return targets.isEmpty() ? new Deed(Deed.Kind.EDIT, Deed.EXPERIMENT, value) : new Deed(kind, targets.get(random.nextInt(targets.size())), value);
    }

    private static void await(BooleanSupplier holds) {
        while (!Toolkit.onWindowThread(holds::getAsBoolean)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void say(String line) {
        try {
            Files.writeString(diary, line.lines().findFirst().orElse("") + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
