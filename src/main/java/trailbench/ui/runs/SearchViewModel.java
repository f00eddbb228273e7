package trailbench.ui.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.RunForecast;
import trailbench.experiment.SearchField;
import trailbench.experiment.SearchRuns;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.Search;
import trailbench.ui.chart.ParallelFrame;
import trailbench.ui.chart.ParallelModel;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Searches of the project: one is looked at as parallel coordinates, or a new one is put together and queued.
final class SearchViewModel {
    private static final System.Logger LOG = System.getLogger(SearchViewModel.class.getName());
    private static final int RANDOM = 20;

    private final WorkbenchModel model;
    private final RunsViewModel runs;
    private final Messages words;
    private final Quantities quantities;
    private final ParallelModel chart = new ParallelModel();

    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<String>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private List<Search> searches = List.of();
    private String stamp = "";
    private boolean looking;

    private final ObservableList<SearchDraft> axes = FXCollections.observableArrayList();
    private final BooleanProperty onScreen = new SimpleBooleanProperty();
    private final BooleanProperty random = new SimpleBooleanProperty();
    private final IntegerProperty count = new SimpleIntegerProperty(RANDOM);
    private final LongProperty seed = new SimpleLongProperty(1);
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<SearchRuns.Variant>> variants = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper estimate = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
    private final InvalidationListener glance = seen -> showChosen();
    private final Subscription subscriptions;
    private @Nullable SearchPicture picture;
    private @Nullable Experiment drafted;
    private String ownFilter = "";
    /// True until the searches of the project were read once: then its last is chosen.
    private boolean fresh = true;

    SearchViewModel(WorkbenchModel model, RunsViewModel runs, Messages words) {
        this.model = model;
        this.runs = runs;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        model.runs().addListener(glance);
        subscriptions = Subscription.combine(
                model.projectProperty().subscribe(opened -> {
                    chosen.set(Optional.empty());
                    fresh = true;
                    readSearches();
                }),
                model.draftProperty().subscribe(this::draftChanged));
        chosen.subscribe(now -> {
            chart.clearBrushes();
            showChosen();
            filterTable();
        });
        chart.brushesProperty().subscribe(brushed -> filterTable());
        onScreen.subscribe(now -> filterTable());
        chart.selectedProperty().subscribe(run -> run.ifPresent(runs::show));
        axes.addListener((InvalidationListener) changed -> check());
        random.subscribe(now -> check());
        count.subscribe(now -> check());
        seed.subscribe(now -> check());
        name.subscribe(now -> check());
    }

    void release() {
        model.runs().removeListener(glance);
        subscriptions.unsubscribe();
    }

    // ---- searches that there are

    /// Names of the project's searches.
    ObservableList<String> names() {
        return names;
    }

    /// The search that is looked at; empty while a new one is put together.
    ObjectProperty<Optional<String>> chosenProperty() {
        return chosen;
    }

    /// True while searches are looked at: then, and only then, the table lists the runs of the one that is chosen.
    BooleanProperty onScreenProperty() {
        return onScreen;
    }

    ParallelModel chart() {
        return chart;
    }

    /// What stands in the way of comparing the figures; empty if nothing.
    ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /// Reads the searches' files again, beside the window; the room calls it when it comes on screen.
    void readSearches() {
        Project open = model.project();
        if (open == null) {
            show(List.of());
            return;
        }
        model.executor().quietly(() -> new Read(open.searchStamp(), Optional.of(open.searches())), read -> take(open, read));
    }

    /// Reads them if one has changed since, was added or taken away: in a terminal, perhaps. The room's pulse calls it while it is on screen.
    void sample() {
        Project open = model.project();
        if (open == null || looking) {
            return;
        }
        looking = true;
        String known = stamp;
        model.executor().quietly(() -> readIfChanged(open, known), read -> {
            looking = false;
            take(open, read);
        });
    }

    /// The searches as of a stamp; empty if they were known, or cannot be read.
    private record Read(String stamp, Optional<List<Search>> searches) {}

    private static Read readIfChanged(Project open, String known) {
        String now = known;
        try {
            now = open.searchStamp();
            return new Read(now, now.equals(known) ? Optional.empty() : Optional.of(open.searches()));
        } catch (Fault unreadable) {
            LOG.log(System.Logger.Level.WARNING, "The searches of " + open.folder() + " cannot be read", unreadable);
            return new Read(now, Optional.empty());
        }
    }

    private void take(Project of, Read read) {
        if (model.project() == of) {
            stamp = read.stamp();
            read.searches().ifPresent(this::show);
        }
    }

    private void show(List<Search> read) {
        searches = read;
        List<String> now = read.stream().map(Search::search).toList();
        if (!now.equals(names)) {
            names.setAll(now);
        }
        if (fresh && !now.isEmpty()) {
            chosen.set(Optional.of(now.getLast()));
        }
        fresh &= model.project() == null;
        check();
        showChosen();
    }

    private Optional<Search> search() {
        return chosen.get().flatMap(wanted -> searches.stream().filter(each -> each.search().equals(wanted)).findFirst());
    }

    private void showChosen() {
        Optional<Search> search = search();
        picture = search.map(found -> new SearchPicture(found, model.runs().stream().map(RunEntry::summary).toList(), words)).orElse(null);
        SearchPicture drawn = picture;
        ParallelFrame now = drawn == null ? ParallelFrame.EMPTY : drawn.frame();
        if (!now.equals(chart.frameProperty().get())) {
            chart.show(now);
        }
        warning.set(drawn == null ? "" : drawn.warning());
    }

    /// The table lists the runs of the search that is looked at, and of those the ones inside all brushes. A question that somebody typed stays.
    private void filterTable() {
        SearchPicture drawn = picture;
        String question = drawn == null || !onScreen.get() ? "" : drawn.question(chart.brushesProperty().get());
        String typed = runs.list().filterProperty().get();
        boolean ours = typed.isEmpty() || typed.equals(ownFilter);
        if (ours && !(drawn != null && drawn.runs().isEmpty())) {
            ownFilter = question;
            runs.list().filterProperty().set(question);
        }
    }

    /// Queues the runs that a search lacks: those that failed or were stopped, and those that it never had.
    void queueMissing() {
        Project open = model.project();
        search().ifPresent(found -> {
            if (open != null) {
                List<RunFolder> members = model.runs().stream().filter(entry -> entry.summary().marks().tags().contains(found.search())).map(RunEntry::folder).toList();
                model.executor().run(words.text("job.search", found.search()), progress -> SearchRuns.missing(found, members), lacking -> {
                    if (lacking.isEmpty()) {
                        model.executor().fault(new Fault.Request("%s", words.text("search.complete", found.search())));
                    } else {
                        model.queue().add(found, lacking.stream().map(SearchRuns.Variant::experiment).toList(), model.executor()::fault, () -> {});
                    }
                });
            }
        });
    }

    // ---- a new search

    /// Begins to put a search together.
    void begin() {
        chosen.set(Optional.empty());
    }

    private void draftChanged(@Nullable Experiment now) {
        Experiment before = drafted;
        drafted = now;
        if (now == null || before == null || !before.experiment().equals(now.experiment())) {
            axes.clear();
            name.set("");
            estimate.set("");
        }
        check();
    }

    /// The fields that are not searched yet.
    List<SearchField> free() {
        Experiment draft = drafted;
        List<String> taken = axes.stream().map(axis -> axis.field().path()).toList();
        return draft == null ? List.of() : SearchField.of(draft).stream().filter(field -> !taken.contains(field.path())).toList();
    }

    ObservableList<SearchDraft> axes() {
        return axes;
    }

    void add(SearchField field) {
        axes.add(SearchDraft.of(field));
    }

    void change(int axis, SearchDraft now) {
        if (!axes.get(axis).equals(now)) {
            axes.set(axis, now);
        }
    }

    void remove(int axis) {
        axes.remove(axis);
    }

    BooleanProperty randomProperty() {
        return random;
    }

    /// Runs that are drawn.
    IntegerProperty countProperty() {
        return count;
    }

    LongProperty seedProperty() {
        return seed;
    }

    /// Of the new search; empty for one that says what experiment it is of.
    StringProperty nameProperty() {
        return name;
    }

    String proposedName() {
        Experiment draft = drafted;
        String stem = (draft == null ? "" : draft.experiment() + "-") + "search";
        String free = stem;
        for (int number = 2; names.contains(free); number++) {
            free = stem + "-" + number;
        }
        return free;
    }

    /// The runs that would be queued; none while something is wrong.
    ReadOnlyObjectProperty<List<SearchRuns.Variant>> variantsProperty() {
        return variants.getReadOnlyProperty();
    }

    /// What is wrong with the search; empty if nothing.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// How long the runs will take, once that was asked for; empty before.
    ReadOnlyStringProperty estimateProperty() {
        return estimate.getReadOnlyProperty();
    }

    private void check() {
        estimate.set("");
        if (axes.isEmpty() || drafted == null) {
            problem.set("");
            variants.set(List.of());
            return;
        }
        try {
            variants.set(SearchRuns.of(put()));
            problem.set("");
        } catch (Fault.Request wrong) {
            variants.set(List.of());
            problem.set(words.fault(wrong));
        }
    }

    /// @throws Fault.Request if something is wrong with it
    private Search put() {
        Experiment draft = drafted;
        if (draft == null) {
            throw new IllegalStateException("there is no experiment to search");
        }
        String called = name.get().isBlank() ? proposedName() : name.get().strip();
        Fault.require(!names.contains(called), "%s", words.text("search.name.taken", called));
        List<Search.Axis> searched = new ArrayList<>();
        axes.forEach(axis -> searched.add(axis.axis()));
        return new Search(called, random.get() ? new Search.Method.Random(count.get(), seed.get()) : new Search.Method.Grid(), searched, Optional.empty(), draft);
    }

    /// Measures a few batches of the experiment as it is, and says what that means for all runs.
    void forecast() {
        Experiment draft = drafted;
        Project open = model.project();
        List<SearchRuns.Variant> wished = variants.get();
        if (draft == null || open == null || wished.isEmpty()) {
            return;
        }
        model.executor().run(words.text("job.forecast", draft.experiment()), progress -> model.workbench().forecast(open, draft, progress), measured -> {
            if (wished.equals(variants.get())) {
                estimate.set(told(measured, wished.size()));
            }
        });
    }

    private String told(RunForecast one, int all) {
        int atOnce = model.queue().stateProperty().get().options().limit();
        return one.measured()
                .map(measured -> words.text("search.estimate", quantities.duration(Math.round(measured.runSeconds(one.epochs()) * all / atOnce)), atOnce))
                .orElse(words.text("search.estimate.memory"));
    }

    /// Keeps the search, queues its runs and looks at it.
    void queue() {
        if (variants.get().isEmpty()) {
            return;
        }
        Search search = put();
        List<Experiment> wished = variants.get().stream().map(SearchRuns.Variant::experiment).toList();
        model.queue().add(search, wished, refused -> {
            if (refused instanceof Fault.Request) {
                problem.set(words.fault(refused));
            } else {
                model.executor().fault(refused);
            }
        }, () -> {
            axes.clear();
            name.set("");
            List<Search> now = new ArrayList<>(searches);
            now.add(search);
            show(now);
            chosen.set(Optional.of(search.search()));
        });
    }

    /// What repeats the search in a terminal.
    String command() {
        Project open = model.project();
        return open == null ? "" : chosen.get().map(called -> "trailbench search " + open.folder().resolve("searches").resolve(called + ".yaml")).orElse("");
    }

    /// Field to value of a run of the search; for tests and for reading aloud.
    Optional<Map<String, String>> valuesOf(int variant) {
        return variant < variants.get().size() ? Optional.of(variants.get().get(variant).values()) : Optional.empty();
    }
}
