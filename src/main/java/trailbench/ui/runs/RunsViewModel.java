package trailbench.ui.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Subscription;
import trailbench.experiment.VerifyOptions;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.Provenance;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.runs.Comparison;
import trailbench.runs.ComparisonText;
import trailbench.runs.FigureCurve;
import trailbench.runs.RunIndex;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;
import trailbench.runs.TableText;
import trailbench.runs.TextForm;
import trailbench.training.RunState;
import trailbench.ui.fx.Dialogs;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The runs of the project as a table, the selected ones laid over one another, and what can be done with them.
public final class RunsViewModel {
    /// More lines than the theme has colours cannot be told apart.
    static final int MOST_OVERLAID = 8;

    /// What the files of the selected runs say.
    ///
    /// @param differences fields in which the runs differ
    /// @param experiment  its YAML, of the first selected run
    /// @param provenance  empty for a run that wrote none
    /// @param checkpoints that the first selected run can be forked from
    record Details(
            List<RunSummary> runs, Overlay overlay, List<Comparison.Difference> differences, String experiment, Optional<Provenance> provenance,
            List<String> checkpoints) {}

    private final WorkbenchModel model;
    private final Messages words;
    private final Function<Experiment, String> experimentText;
    private final Consumer<Path> reveal;
    private final RunMarking marking;
    private final RunForks forks;
    private final RunExports exports;
    private final QueueViewModel queue;
    private final SearchViewModel search;

    private final RunList list;
    private final BooleanProperty trash = new SimpleBooleanProperty();
    private List<RunEntry> trashed = List.of();
    private final ReadOnlyObjectWrapper<List<RunRow>> selected = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<RunRow>> pointedAt = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Details>> details = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final InvalidationListener glance;
    private final Subscription subscriptions;
    private int question;

    /// @param experimentText writes an experiment as YAML
    /// @param reveal         shows a folder in the system's file browser
    public RunsViewModel(WorkbenchModel model, Messages words, Function<Experiment, String> experimentText, Consumer<Path> reveal) {
        this.model = model;
        this.words = words;
        this.experimentText = experimentText;
        this.reveal = reveal;
        this.list = new RunList(() -> entries().stream().map(RunEntry::summary).toList(), model.settings(), words, this::readDetails);
        this.glance = runs -> list.show();
        this.marking = new RunMarking(model, this::changed);
        this.forks = new RunForks(model, words);
        this.exports = new RunExports(model, words);
        this.queue = new QueueViewModel(model, words);
        model.runs().addListener(glance);
        trash.subscribe(shown -> readTrash()); // lists at once; a thousand runs are not laid out three times
        this.search = new SearchViewModel(model, this, words);
        subscriptions = model.projectProperty().subscribe(opened -> projectChanged());
    }

    private void projectChanged() {
        marking.deeds().clear();
        trashed = List.of();
        trash.set(false);
        list.openAll();
    }

    // ---- the table

    /// Which runs are listed, and how.
    RunList list() {
        return list;
    }

    /// True while the runs in the trash are listed.
    BooleanProperty trashProperty() {
        return trash;
    }

    private List<RunEntry> entries() {
        return trash.get() ? trashed : model.runs();
    }

    private Optional<RunEntry> entry(RunRow row) {
        return row.run().flatMap(run -> entries().stream().filter(entry -> entry.id().equals(run.id())).findFirst());
    }

    // ---- what is selected

    /// In the order of the table, runs only.
    ReadOnlyObjectProperty<List<RunRow>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// Empty while nothing is selected or the files are being read.
    ReadOnlyObjectProperty<Optional<Details>> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    void select(List<RunRow> chosen) {
        List<RunRow> runs = chosen.stream().filter(row -> row.run().isPresent()).toList();
        if (!runs.equals(selected.get())) {
            selected.set(runs);
            forks.forget();
            said.set("");
            readDetails();
        }
    }

    /// Selects a run, as if it were clicked in the table; nothing happens if the table does not list it.
    void show(String id) {
        list.rows().stream().filter(row -> row.run().filter(run -> run.id().equals(id)).isPresent()).findFirst().ifPresent(row -> {
            pointedAt.set(Optional.empty()); // the same row once more is news too
            pointedAt.set(Optional.of(row));
        });
    }

    /// The row that was last asked for from elsewhere: the table selects it.
    ReadOnlyObjectProperty<Optional<RunRow>> pointedAtProperty() {
        return pointedAt.getReadOnlyProperty();
    }

    private Optional<RunEntry> one() {
        return selected.get().stream().findFirst().flatMap(this::entry);
    }

    private List<RunEntry> chosen() {
        return selected.get().stream().flatMap(row -> entry(row).stream()).toList();
    }

    /// The answer to an older question is thrown away.
    private void readDetails() {
        int asked = ++question;
        List<RunEntry> runs = chosen().stream().limit(MOST_OVERLAID).toList();
        if (runs.isEmpty()) {
            details.set(Optional.empty());
            return;
        }
        model.executor().quietly(() -> detailsOf(runs), read -> {
            if (asked == question) {
                details.set(Optional.of(read));
            }
        });
    }

    private Details detailsOf(List<RunEntry> runs) {
        List<RunSummary> summaries = runs.stream().map(RunEntry::summary).toList();
        RunFolder first = runs.getFirst().folder();
        return new Details(
                summaries, new Overlay(histories(runs)), Comparison.differences(summaries), experimentText.apply(first.experiment()), first.provenance(),
                first.checkpointNames());
    }

    private static List<FigureCurve.History> histories(List<RunEntry> runs) {
        return runs.stream().map(RunEntry::folder).map(run -> new FigureCurve.History(run.id(), run.inherited(), run.events())).toList();
    }

    // ---- what is done

    /// Reads the files again; the room calls it when it comes on screen.
    void refresh() {
        model.glanceAtRuns();
        search.readSearches();
        if (trash.get()) {
            readTrash();
        }
        readDetails();
    }

    private void changed() {
        model.glanceAtRuns();
        readTrash();
    }

    private void readTrash() {
        Project open = model.project();
        if (open == null || !trash.get()) {
            list.show();
            return;
        }
        model.executor().quietly(() -> trashOf(open), read -> {
            trashed = read;
            list.show();
        });
    }

    private static List<RunEntry> trashOf(Project project) {
        return project.trashed().stream().map(run -> new RunEntry(run, RunIndex.read(List.of(run)).getFirst())).toList();
    }

    void open(Place place) {
        if (!trash.get()) {
            one().ifPresent(entry -> {
                model.selectRun(entry.folder());
                model.placeProperty().set(place);
            });
        }
    }

    void goToTrain() {
        model.placeProperty().set(Place.TRAIN);
    }

    boolean canResume() {
        return !trash.get()
                && one().filter(entry -> entry.state() == RunState.STOPPED || entry.state() == RunState.FAILED)
                        .filter(entry -> entry.folder().hasCheckpoint())
                        .isPresent();
    }

    void resume() {
        if (canResume()) {
            one().ifPresent(entry -> model.resume(entry.folder()));
        }
    }

    /// A run that has ended and is not in the trash.
    boolean canVerify() {
        return !trash.get() && one().filter(entry -> entry.state().isFinal()).isPresent();
    }

    /// Does the first selected run again, beside the window, and shows what came of it.
    void verify() {
        Project open = model.project();
        if (open == null || !canVerify()) {
            return;
        }
        one().ifPresent(entry -> model.executor().run(
                words.text("job.verify", entry.id()), progress -> model.workbench().verify(open, entry.folder(), VerifyOptions.defaults(), progress),
                found -> {
                    model.glanceAtRuns();
                    said.set(entry.id() + ": " + new ColumnWords(words).verdict(found));
                }));
    }

    /// What came of the last thing that was asked of the selected run; empty if nothing was.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    void revealFolder() {
        one().ifPresent(entry -> reveal.accept(entry.folder().path()));
    }

    // ---- marks, trash, undo

    UndoList deeds() {
        return marking.deeds();
    }

    void star(RunRow row) {
        boolean starred = row.run().filter(run -> run.marks().starred()).isPresent();
        mark(entry(row).stream().toList(), marks -> marks.withStar(!starred), words.text(starred ? "deed.unstar" : "deed.star"));
    }

    /// @param text tags with commas or spaces between them, for all selected runs; what is no tag is told
    void tag(String text) {
        List<String> tags = List.of(text.strip().split("[,，\\s]+")).stream().filter(tag -> !tag.isEmpty()).toList();
        try {
            RunMarks checked = RunMarks.NONE.withTags(tags);
            mark(chosen(), marks -> marks.withTags(checked.tags()), words.text("deed.tag"));
        } catch (Fault.Request noTag) {
            model.executor().fault(noTag);
        }
    }

    /// Writes the notes of the first selected run.
    void note(String text) {
        mark(one().stream().toList(), marks -> marks.withNotes(text), words.text("deed.note"));
    }

    private void mark(List<RunEntry> runs, UnaryOperator<RunMarks> change, String deed) {
        boolean same = runs.stream().allMatch(run -> change.apply(run.summary().marks()).equals(run.summary().marks()));
        if (!trash.get() && !same) {
            marking.mark(runs, change, deed, words.text("purpose.mark"));
        }
    }

    /// Moves the selected runs to the trash; those that go on are told to be stopped first.
    void throwAway() {
        List<RunEntry> runs = chosen();
        if (!trash.get() && !runs.isEmpty()) {
            marking.trash(runs, words.text("deed.trash", runs.size()), words.text("purpose.mark"));
        }
    }

    void restore() {
        List<RunEntry> runs = chosen();
        if (trash.get() && !runs.isEmpty()) {
            marking.restore(runs, words.text("deed.restore", runs.size()), words.text("purpose.mark"));
        }
    }

    /// Asks once more, then deletes for good; that cannot be taken back, nor can anything that was done before.
    void emptyTrash() {
        int count = trashed.size();
        if (!trash.get() || count == 0) {
            return;
        }
        model.dialogs().choose(words.text("empty.title"), words.text("empty.sentence", count), List.of(new Dialogs.Choice<>(words.text("empty.answer", count), true, false)))
                .ifPresent(sure -> model.requireWritable(words.text("purpose.mark"), project -> {
                    marking.deeds().clear();
                    model.executor().run(words.text("job.empty"), progress -> project.emptyTrash(), gone -> changed());
                }));
    }

    // ---- queue, searches

    QueueViewModel queue() {
        return queue;
    }

    SearchViewModel search() {
        return search;
    }

    // ---- forks, exports

    RunForks forks() {
        return forks;
    }

    /// @param changes one `FIELD=VALUE` a line
    void fork(String checkpoint, String changes) {
        if (!trash.get()) {
            one().ifPresent(entry -> forks.fork(entry.folder(), checkpoint, changes));
        }
    }

    /// What repeats the fork in a terminal.
    String forkCommand(String checkpoint, String changes) {
        return RunForks.command(one().map(entry -> entry.folder().path().toString()).orElse("RUN"), checkpoint, changes);
    }

    void exportTable(TextForm form) {
        RunTable shown = list.tableProperty().get();
        exports.write("runs", form, () -> TableText.of(shown, form, title()));
    }

    /// Of the selected runs, with the curves as they are laid over one another.
    void exportComparison(TextForm form, String figure, FigureCurve.Align align) {
        List<RunEntry> runs = chosen();
        if (!runs.isEmpty()) {
            exports.write("comparison", form, () -> ComparisonText.of(
                    Comparison.of(runs.stream().map(RunEntry::summary).toList(), histories(runs), figure, align), form, title()));
        }
    }

    private String title() {
        Project open = model.project();
        return open == null ? "" : open.title();
    }

    void release() {
        model.runs().removeListener(glance);
        queue.release();
        search.release();
        subscriptions.unsubscribe();
    }
}
