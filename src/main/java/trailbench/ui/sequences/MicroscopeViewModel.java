package trailbench.ui.sequences;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.log.LogTrace.LeftOut;
import trailbench.experiment.LeftOutRows;
import trailbench.experiment.Prepared;
import trailbench.experiment.TrainingWindows;
import trailbench.graph.GraphChoice;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.sequence.SequenceBook;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.UserSequence;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// Decides which user the Sequence Microscope shows, and finds what it shows beside the window.
final class MicroscopeViewModel {
    /// Users that a search lists.
    static final int MOST_FOUND = 50;
    private static final long SEED = 42;

    private final WorkbenchModel model;
    private final Messages words;
    private final StringProperty query = new SimpleStringProperty("");
    private final IntegerProperty epoch = new SimpleIntegerProperty(1);
    private final ReadOnlyObjectWrapper<List<String>> found = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable UserSequence> sequence = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper users = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper draws = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<List<LeftOut>>> leftOut = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Subscription subscriptions;
    private boolean onScreen;
    private @Nullable Wanted opened;
    private @Nullable SequenceBook book;
    private int user;
    private @Nullable Looked looked;

    /// What a book is made from.
    private record Wanted(Prepared prepared, SequenceOptions options, GraphChoice graph, long seed, Map<String, Double> weights, Optional<List<LogRecipe.Behaviour>> behaviours) {
        static Wanted of(Prepared prepared, Experiment draft) {
            return new Wanted(prepared, draft.sequences(), draft.graph(), draft.training().seed(), draft.training().behaviourWeights(), draft.log().behaviours());
        }
    }

    private record Opened(Optional<SequenceBook> book, String problem) {}

    /// A log that was read once more.
    private record Looked(Prepared prepared, LogRecipe recipe, LeftOutRows rows) {}

    MicroscopeViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        query.subscribe(text -> search());
        epoch.subscribe(number -> read());
        subscriptions = Subscription.combine(
                model.draftProperty().subscribe(draft -> refresh()), model.preparedLog().property().subscribe(prepared -> refresh()));
    }

    void shown() {
        onScreen = true;
        refresh();
    }

    void hidden() {
        onScreen = false;
    }

    void released() {
        subscriptions.unsubscribe();
    }

    private void refresh() {
        Experiment draft = model.draft();
        Prepared prepared = model.preparedLog().get();
        if (!onScreen) {
            return;
        }
        if (draft == null || prepared == null) {
            opened = null;
            open(null);
            return;
        }
        Wanted wanted = Wanted.of(prepared, draft);
        if (wanted.equals(opened)) {
            return;
        }
        opened = wanted;
        model.executor().quietly(() -> make(draft, prepared), made -> {
            if (wanted.equals(opened)) {
                problem.set(made.problem());
                draws.set(wanted.options().targets() == SequenceOptions.Targets.NEXT_BASKET && !draft.graph().graph().targetsItsInputs());
                open(made.book().orElse(null));
            }
        });
    }

    private Opened make(Experiment draft, Prepared prepared) {
        try {
            return new Opened(Optional.of(TrainingWindows.book(draft, prepared)), "");
        } catch (Fault.Request refused) {
            return new Opened(Optional.empty(), words.fault(refused));
        }
    }

    /// Goes on with the user who was looked at, if the book knows them.
    private void open(@Nullable SequenceBook made) {
        SequenceBook before = book;
        String id = before == null || before.users() == 0 ? "" : before.id(user);
        book = made;
        users.set(made == null ? 0 : made.users());
        search();
        if (made == null || made.users() == 0) {
            sequence.set(null);
            return;
        }
        choose(made.find(id).orElse(0));
    }

    private void search() {
        SequenceBook searched = book;
        String text = query.get();
        if (searched == null || text.isBlank()) {
            found.set(List.of());
            return;
        }
        model.executor().quietly(() -> searched.search(text, MOST_FOUND).stream().map(searched::id).toList(), ids -> {
            if (book == searched && text.equals(query.get())) {
                found.set(ids);
            }
        });
    }

    /// A user that the search has found, with what is known of them.
    String found(String id) {
        SequenceBook searched = book;
        OptionalInt user = searched == null ? OptionalInt.empty() : searched.find(id);
        String known = searched == null || user.isEmpty() ? "" : MicroscopeWords.known(searched.known(user.getAsInt()));
        return known.isEmpty() ? id : id + " · " + known;
    }

    /// Shows the user of that id, and ends the search.
    void choose(String id) {
        query.set("");
        change(known -> known.find(id).orElse(user));
    }

    void next() {
        change(known -> (user + 1) % known.users());
    }

    void previous() {
        change(known -> Math.floorMod(user - 1, known.users()));
    }

    void random() {
        change(known -> random.nextInt(known.users()));
    }

    private void change(ToIntFunction<SequenceBook> to) {
        SequenceBook known = book;
        if (known != null && known.users() > 0) {
            choose(to.applyAsInt(known));
        }
    }

    private void choose(int chosen) {
        user = chosen;
        read();
        leftOut.set(Optional.empty());
        tellLeftOut();
    }

    private void read() {
        SequenceBook known = book;
        int asked = user;
        int at = Math.max(1, epoch.get());
        if (known != null && asked < known.users()) {
            model.executor().quietly(() -> known.of(asked, at), read -> {
                if (book == known && user == asked && Math.max(1, epoch.get()) == at) {
                    sequence.set(read);
                }
            });
        }
    }

    /// Reads the log once more for the rows that are in no sequence; or cancels that.
    void lookOrCancel() {
        Job running = job.get();
        Project open = model.project();
        Experiment draft = model.draft();
        Prepared prepared = model.preparedLog().get();
        if (running != null) {
            running.cancel();
            return;
        }
        if (open == null || draft == null || prepared == null) {
            return;
        }
        Job started = model.executor().run(
                words.text("microscope.job"), progress -> model.workbench().leftOut(open, draft, progress),
                rows -> {
                    looked = new Looked(prepared, draft.log(), rows);
                    tellLeftOut();
                });
        job.set(started);
        started.whenEnded(() -> job.set(null));
    }

    private void tellLeftOut() {
        Looked at = looked;
        Experiment draft = model.draft();
        SequenceBook known = book;
        int asked = user;
        if (at == null || draft == null || known == null || at.prepared() != model.preparedLog().get() || !at.recipe().reading().equals(draft.log().reading())) {
            return;
        }
        String id = known.ownerId(asked);
        model.executor().quietly(() -> at.rows().of(id), rows -> {
            if (user == asked && book == known) {
                leftOut.set(Optional.of(rows));
            }
        });
    }

    /// What is typed into the search.
    StringProperty queryProperty() {
        return query;
    }

    /// Whose drawn targets are shown, from 1.
    IntegerProperty epochProperty() {
        return epoch;
    }

    /// Ids that the search has found.
    ReadOnlyObjectProperty<List<String>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// The user who is shown; null until the log is prepared.
    ReadOnlyObjectProperty<@Nullable UserSequence> sequenceProperty() {
        return sequence.getReadOnlyProperty();
    }

    ReadOnlyIntegerProperty usersProperty() {
        return users.getReadOnlyProperty();
    }

    /// True if targets are drawn anew in each epoch.
    ReadOnlyBooleanProperty drawsProperty() {
        return draws.getReadOnlyProperty();
    }

    /// The user's rows that are in no sequence; empty until the log was looked through.
    ReadOnlyObjectProperty<Optional<List<LeftOut>>> leftOutProperty() {
        return leftOut.getReadOnlyProperty();
    }

    /// The look through the log that goes on, or null.
    ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
