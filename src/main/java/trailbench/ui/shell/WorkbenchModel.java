package trailbench.ui.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import trailbench.evaluation.EvaluationOptions;
import trailbench.experiment.RunQueue;
import trailbench.experiment.Workbench;
import trailbench.graph.GraphChoice;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.Projects;
import trailbench.project.RunFolder;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;
import trailbench.training.RunControl;
import trailbench.training.TrainingOptions;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;

/// What all rooms share: the open project, the experiment being edited, its prepared log, the runs and the selected one.
///
/// Used on the window's thread only. Rooms observe its properties, edit the draft, and start work here or through [#executor].
public final class WorkbenchModel {
    private final Workbench workbench;
    private final FxExecutor executor;
    private final Dialogs dialogs;
    private final Settings settings;
    private final ProjectDesk desk;
    private final RunWatch watch = new RunWatch();
    private final QueueDesk queue = new QueueDesk(this);

    private final ReadOnlyObjectWrapper<@Nullable Project> project = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Experiment> experiments = FXCollections.observableArrayList();
    private final ObservableList<Experiment> experimentsView = FXCollections.unmodifiableObservableList(experiments);
    private final ReadOnlyObjectWrapper<@Nullable Experiment> draft = new ReadOnlyObjectWrapper<>();
    private final ObservableList<RunEntry> runs = FXCollections.observableArrayList();
    /// Held here: a listener on a view that nobody holds falls silent with the next garbage collection.
    private final ObservableList<RunEntry> runsView = FXCollections.unmodifiableObservableList(runs);
    private final ReadOnlyObjectWrapper<@Nullable RunFolder> selectedRun = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.DATA);
    private final BooleanBinding changed = Bindings.createBooleanBinding(this::draftDiffers, draft, experiments);
    private final PreparedLog preparedLog;
    private final List<Runnable> afterGlance = new ArrayList<>();
    private boolean glancing;

    public WorkbenchModel(
            Workbench workbench, Projects projects, FxExecutor executor, Dialogs dialogs, Settings settings) {
        this.workbench = workbench;
        this.executor = executor;
        this.dialogs = dialogs;
        this.settings = settings;
        this.desk = new ProjectDesk(this, projects);
        this.preparedLog = new PreparedLog(this);
    }

    // ---- the project

    /// The open project; null while the welcome page is shown.
    public ReadOnlyObjectProperty<@Nullable Project> projectProperty() {
        return project.getReadOnlyProperty();
    }

    public @Nullable Project project() {
        return project.get();
    }

    /// New, open, save as, recent: what happens to whole projects.
    public ProjectDesk desk() {
        return desk;
    }

    /// Goes on with a project that may be written to: the open one, or, if that is read-only, a copy in a folder that the user chooses.
    /// Without an open project the user is asked where to make one. Nothing happens if the user changes their mind.
    ///
    /// @param purpose what needs the folder, in the user's words, as the end of a sentence ("to keep the run")
    public void requireWritable(String purpose, Consumer<Project> then) {
        desk.requireWritable(purpose, then);
    }

    /// Takes over a project that was opened; the one before is closed. A draft of the same name survives a copy.
    void adopt(Project opened, boolean keepDraft) {
        Project before = project.get();
        Experiment kept = keepDraft ? draft.get() : null;
        RunFolder run = keepDraft ? selectedRun.get() : null;
        String runId = run == null ? "" : run.id();
        afterGlance.clear();
        executor.quietly(() -> {
            watch.begin(opened);
            return opened;
        }, begun -> {});
        project.set(opened);
        experiments.setAll(opened.experiments());
        preparedLog.projectChanged(keepDraft);
        draft.set(kept != null ? kept : experiments.isEmpty() ? null : experiments.getFirst());
        runs.clear();
        queue.forget();
        selectedRun.set(null);
        settings.addRecentProject(opened.folder());
        if (before != null && before != opened) {
            before.close();
        }
        glance(() -> runs.stream().filter(entry -> entry.id().equals(runId)).findFirst()
                .or(this::newestRunOfDraft)
                .or(() -> runs.stream().findFirst())
                .ifPresent(entry -> selectedRun.set(entry.folder())));
    }

    private Optional<RunEntry> newestRunOfDraft() {
        Experiment current = draft.get();
        return current == null
                ? Optional.empty()
                : runs.stream().filter(entry -> entry.experiment().equals(current.experiment())).findFirst();
    }

    void closeProject() {
        Project before = project.get();
        afterGlance.clear();
        project.set(null);
        experiments.clear();
        draft.set(null);
        preparedLog.projectChanged(false);
        runs.clear();
        queue.forget();
        selectedRun.set(null);
        if (before != null) {
            before.close();
        }
    }

    // ---- the experiment

    /// The experiments as saved, in the order of their names.
    public ObservableList<Experiment> experiments() {
        return experimentsView;
    }

    /// The experiment being looked at and edited; null if the project has none yet.
    public ReadOnlyObjectProperty<@Nullable Experiment> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    public @Nullable Experiment draft() {
        return draft.get();
    }

    /// True if the draft differs from what is saved.
    public BooleanBinding changedBinding() {
        return changed;
    }

    /// Replaces the draft by an edited copy; does nothing if there is none.
    public void edit(UnaryOperator<Experiment> change) {
        Experiment before = draft.get();
        if (before != null) {
            draft.set(change.apply(before));
        }
    }

    /// Looks at another experiment of the project. Unsaved edits of the one before are kept only if the user saves them when asked.
    public void selectExperiment(String name) {
        Experiment current = draft.get();
        if (current != null && current.experiment().equals(name) || !desk.mayLeaveDraft()) {
            return;
        }
        experiments.stream().filter(other -> other.experiment().equals(name)).findFirst().ifPresent(draft::set);
    }

    /// Adds an experiment on a log with everything else at its default, and looks at it. It is saved with the first "Save".
    public void startExperiment(String name, LogRecipe log) {
        draft.set(new Experiment(unusedName(name), log, SequenceOptions.defaults(), Split.defaults(), GraphChoice.defaults(),
                TrainingOptions.defaults(), EvaluationOptions.defaults()));
    }

    /// Goes on with a copy of the draft under a new name.
    public void duplicateExperiment(String name) {
        edit(e -> new Experiment(unusedName(name), e.log(), e.sequences(), e.split(), e.graph(), e.training(), e.evaluation()));
    }

    /// Saves the draft into the project; asks for a copy of a read-only one first.
    public void save() {
        requireWritable(words().text("purpose.save"), this::saveInto);
    }

    /// Throws the edits of the draft away.
    public void revert() {
        Experiment edited = draft.get();
        if (edited != null) {
            draft.set(experiments.stream().filter(saved -> saved.experiment().equals(edited.experiment())).findFirst()
                    .or(() -> experiments.stream().findFirst()).orElse(null));
        }
    }

    void saveInto(Project writable) {
        Experiment edited = draft.get();
        if (edited != null) {
            writable.save(edited);
            experiments.setAll(writable.experiments());
        }
    }

    /// A name that no saved experiment has: the wished one, or with a number behind it. Only letters, digits, `-`, `_` and `.` stay,
    /// and the first is a letter or a digit.
    String unusedName(String wished) {
        String base = wished.strip().replaceAll("[^\\p{L}\\p{N}_.-]+", "-").replaceAll("^[-._]+|-+$", "");
        String stem = base.isEmpty() ? "experiment" : base;
        List<String> taken = new ArrayList<>(experiments.stream().map(Experiment::experiment).toList());
        String name = stem;
        for (int number = 2; taken.contains(name); number++) {
            name = stem + "-" + number;
        }
        return name;
    }

    private boolean draftDiffers() {
        Experiment edited = draft.get();
        return edited != null && !experiments.contains(edited);
    }

    // ---- the prepared log

    /// The draft's log made into sequences.
    public PreparedLog preparedLog() {
        return preparedLog;
    }

    // ---- the runs

    /// All runs of the project as of the last glance, newest first.
    public ObservableList<RunEntry> runs() {
        return runsView;
    }

    /// The run that Train, Evaluate and Embeddings speak of; null if there is none.
    public ReadOnlyObjectProperty<@Nullable RunFolder> selectedRunProperty() {
        return selectedRun.getReadOnlyProperty();
    }

    public @Nullable RunFolder selectedRun() {
        return selectedRun.get();
    }

    public void selectRun(@Nullable RunFolder run) {
        selectedRun.set(run);
    }

    /// The latest glance at a run, if it is one of the project's.
    public Optional<RunEntry> entry(RunFolder run) {
        return runs.stream().filter(entry -> entry.id().equals(run.id())).findFirst();
    }

    /// Looks at the runs' files beside the window. One glance at a time.
    public void glanceAtRuns() {
        glance(executor::quietly);
    }

    /// The same, called by the window's pulse ever again: the window is at rest meanwhile, unless somebody waits for what is seen.
    void glanceAgain() {
        glance(afterGlance.isEmpty() ? executor::look : executor::quietly);
    }

    private void glance(BiConsumer<Supplier<Glance>, Consumer<Glance>> beside) {
        Project open = project.get();
        if (open == null || glancing) {
            return;
        }
        List<Runnable> due = List.copyOf(afterGlance);
        afterGlance.clear();
        glancing = true;
        beside.accept(() -> glanceAt(open), seen -> {
            glancing = false;
            if (project.get() == open) {
                seen.runs().ifPresent(this::show);
                seen.queue().ifPresent(queue::show);
                due.forEach(Runnable::run);
            }
            if (!afterGlance.isEmpty()) {
                glanceAtRuns();
            }
        });
    }

    private record Glance(Optional<List<RunEntry>> runs, Optional<RunQueue.State> queue) {}

    private Glance glanceAt(Project open) {
        Optional<List<RunEntry>> seen = watch.glance(open);
        return new Glance(seen, queueOf(open, seen));
    }

    /// Empty if its files cannot be read now: the log of the glance at the runs tells why.
    private Optional<RunQueue.State> queueOf(Project open, Optional<List<RunEntry>> seen) {
        try {
            return Optional.of(queue.look(open, seen));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /// The runs that wait for their turn.
    public QueueDesk queue() {
        return queue;
    }

    /// Does `then` after a glance that begins from now on: one that is under way may have passed by what `then` looks for.
    private void glance(Runnable then) {
        afterGlance.add(then);
        glanceAtRuns();
    }

    private void show(List<RunEntry> seen) {
        if (!runs.equals(seen)) {
            runs.setAll(seen);
        }
    }

    /// Saves the draft, starts a run of it in a process of its own, selects the run and goes to Train.
    public void train() {
        Experiment edited = draft.get();
        if (edited == null) {
            return;
        }
        requireWritable(words().text("purpose.train"), writable -> {
            if (changed.get()) {
                saveInto(writable);
            }
            executor.run(words().text("job.train", edited.experiment()), progress -> workbench.train(writable, edited), started -> goTo(writable, started));
        });
    }

    /// Goes on with a stopped or broken run.
    public void resume(RunFolder run) {
        requireWritable(words().text("purpose.resume"), writable -> executor.run(
                words().text("job.resume", run.id()), progress -> workbench.resume(writable, writable.run(run.id())),
                started -> goTo(writable, started)));
    }

    /// Starts a run that begins with a checkpoint of another, and goes to it.
    ///
    /// @param refused takes what is wrong with the wish
    public void fork(RunFolder parent, String checkpoint, Map<String, String> changes, Consumer<Throwable> refused) {
        requireWritable(words().text("purpose.train"), writable -> executor.run(
                words().text("job.fork", parent.id()), progress -> workbench.fork(writable, writable.run(parent.id()), checkpoint, changes),
                started -> goTo(writable, started), refused));
    }

    /// Says a control word to a run, beside the window.
    public void control(RunFolder run, Workbench.Control word) {
        executor.quietly(() -> {
            workbench.control(run, word);
            return word;
        }, said -> glanceAtRuns());
    }

    /// Changes options of a run that goes on.
    public void change(RunFolder run, RunControl.Change change) {
        executor.quietly(() -> {
            workbench.change(run, change);
            return change;
        }, said -> glanceAtRuns());
    }

    /// Goes to a run, unless another project was opened while it started.
    private void goTo(Project of, RunFolder started) {
        if (project.get() != of) {
            return;
        }
        glance(() -> {
            selectedRun.set(entry(started).map(RunEntry::folder).orElse(started));
            place.set(Place.TRAIN);
        });
    }

    // ---- what rooms need beside

    /// The room on screen; setting it goes there.
    public ObjectProperty<Place> placeProperty() {
        return place;
    }

    public Workbench workbench() {
        return workbench;
    }

    public FxExecutor executor() {
        return executor;
    }

    public Dialogs dialogs() {
        return dialogs;
    }

    public Settings settings() {
        return settings;
    }

    /// The folder that relative file names of an experiment's recipe start from.
    public Path recipeFolder() {
        Project open = project.get();
        return (open == null ? Path.of("") : open.folder()).toAbsolutePath();
    }

    Messages words() {
        return Messages.of(WorkbenchModel.class, settings.language());
    }
}
