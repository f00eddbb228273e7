package trailbench.ui.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import trailbench.experiment.RunQueue;
import trailbench.runs.RunSummary;
import trailbench.training.RunState;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.QueueDesk;
import trailbench.ui.shell.RunEntry;
import trailbench.ui.shell.WorkbenchModel;

/// The queue of the project: what goes on, then what waits, in its order.
final class QueueViewModel {
    private final WorkbenchModel model;
    private final QueueDesk desk;
    private final Messages words;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.EMPTY);
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final InvalidationListener glance = seen -> show();
    private final Subscription subscription;

    /// @param place of a run that waits, 1 for the first; 0 of one that goes on
    /// @param about what it has that the others have not
    record Row(int place, String id, String experiment, RunState state, String about) {
        boolean waits() {
            return place > 0;
        }
    }

    enum Mode {
        /// Nothing waits.
        EMPTY,
        /// Somebody works it off.
        SERVED,
        /// Runs wait, and nobody begins them.
        IDLE,
        PAUSED
    }

    QueueViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.desk = model.queue();
        this.words = words;
        model.runs().addListener(glance);
        subscription = desk.stateProperty().subscribe(now -> show());
    }

    void release() {
        model.runs().removeListener(glance);
        subscription.unsubscribe();
    }

    ObservableList<Row> rows() {
        return rows;
    }

    ReadOnlyObjectProperty<Mode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    /// What the queue does now, and what can be done about it.
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    int limit() {
        return desk.stateProperty().get().options().limit();
    }

    int waiting() {
        return desk.stateProperty().get().waiting().size();
    }

    /// What works the queue off in a terminal.
    String command() {
        return model.project() == null ? "" : "trailbench queue run " + model.recipeFolder();
    }

    private void show() {
        RunQueue.State state = desk.stateProperty().get();
        Map<String, RunSummary> runs = new HashMap<>();
        model.runs().forEach(entry -> runs.put(entry.id(), entry.summary()));
        List<String> differing = differing(Stream.concat(state.going().stream(), state.waiting().stream()).flatMap(id -> Stream.ofNullable(runs.get(id))).toList());
        List<Row> now = new ArrayList<>();
        for (RunEntry entry : model.runs()) {
            if (state.going().contains(entry.id())) {
                now.addFirst(row(0, entry.summary(), differing)); // oldest first
            }
        }
        for (int i = 0; i < state.waiting().size(); i++) {
            RunSummary run = runs.get(state.waiting().get(i));
            if (run != null) {
                now.add(row(i + 1, run, differing));
            }
        }
        if (!now.equals(rows)) {
            rows.setAll(now);
        }
        mode.set(state.options().paused() && !state.waiting().isEmpty() ? Mode.PAUSED : state.waiting().isEmpty() ? Mode.EMPTY : state.served() ? Mode.SERVED : Mode.IDLE);
        sentence.set(words.text("queue.sentence." + mode.get().name().toLowerCase(java.util.Locale.ROOT), state.waiting().size(), state.going().size(), state.options().limit()));
    }

    private static List<String> differing(List<RunSummary> runs) {
        return runs.stream()
                .flatMap(run -> run.fields().keySet().stream())
                .distinct()
                .filter(field -> !field.equals("experiment") && runs.stream().map(run -> run.fields().getOrDefault(field, "")).distinct().count() > 1)
                .toList();
    }

    private Row row(int place, RunSummary run, List<String> differing) {
        Stream<String> origin = run.fork().stream().map(fork -> words.text("queue.fork", fork.parent(), fork.step()));
        Stream<String> fields = differing.stream()
                .filter(field -> run.fields().containsKey(field))
                .map(field -> field.substring(field.lastIndexOf('.') + 1) + " " + run.fields().get(field));
        List<String> about = Stream.concat(origin, fields).toList();
        return new Row(place, run.id(), run.experiment(), place > 0 ? RunState.QUEUED : run.state(), String.join(" · ", about));
    }

    // ---- what is done

    void start() {
        desk.start();
    }

    void pause() {
        desk.pause();
    }

    void limit(int runs) {
        if (runs != limit()) {
            desk.limit(runs);
        }
    }

    /// @param by places towards the end, or negative towards the front
    void move(Row row, int by) {
        if (row.waits()) {
            desk.move(row.id(), by);
        }
    }

    void first(Row row) {
        move(row, -waiting());
    }

    void remove(Row row) {
        if (row.waits()) {
            desk.remove(row.id());
        }
    }
}
