package trailbench.ui.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.ExperimentChannels;
import trailbench.experiment.Prepared;
import trailbench.graph.Channels;
import trailbench.graph.Connections;
import trailbench.graph.Drawing;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphForecast;
import trailbench.project.Experiment;
import trailbench.ui.fx.Messages;
import trailbench.ui.graph.History.Step;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The graph of the open draft as it is drawn, and the way back. The draft's [GraphChoice] is the only state: a step makes another one and has a
/// name.
final class GraphDraft {
    /// All that is drawn at once.
    ///
    /// @param channels     what the graph is checked against
    /// @param assumed      true if its counts are [ExperimentChannels#ASSUMED_COUNT], because the log was not prepared yet
    /// @param memoryBytes  forecast of a run's native memory; empty while the graph cannot be trained
    /// @param lacking      items without a vector, by the name of the joined vectors; empty until the log is prepared
    record Picture(
            GraphChoice choice, Drawing drawing, GraphCheck check, Channels channels, boolean assumed, OptionalLong memoryBytes, Map<String, Integer> lacking) {
        Connections connections() {
            return new Connections(drawing, channels);
        }
    }

    private final WorkbenchModel model;
    private final Messages words;
    private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Step>> undoable = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Step>> redoable = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final GraphSelection selection = new GraphSelection(picture.getReadOnlyProperty());
    private final History history = new History();
    private final Subscription subscriptions;
    private String experiment = "";
    private boolean putting;

    GraphDraft(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        subscriptions = Subscription.combine(
                model.draftProperty().subscribe(draft -> look()), model.preparedLog().property().subscribe(prepared -> look()));
    }

    /// Null while no experiment is open.
    ReadOnlyObjectProperty<@Nullable Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    @Nullable Picture picture() {
        return picture.get();
    }

    GraphSelection selection() {
        return selection;
    }

    /// Why the last command was refused; empty if it was not.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void refuse(String reason) {
        problem.set(reason);
    }

    ReadOnlyObjectProperty<Optional<Step>> undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Step>> redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    void put(Step step, Drawing drawing) {
        Picture shown = picture.get();
        if (shown != null && !drawing.equals(shown.drawing())) {
            put(step, drawing.choice());
        }
    }

    void put(Step step, GraphChoice choice) {
        Picture shown = picture.get();
        if (shown != null && !choice.equals(shown.choice())) {
            history.add(step, shown.choice(), choice);
            replace(choice);
        }
    }

    void undo() {
        history.undo().ifPresent(this::replace);
    }

    void redo() {
        history.redo().ifPresent(this::replace);
    }

    void release() {
        subscriptions.unsubscribe();
    }

    private void replace(GraphChoice choice) {
        problem.set("");
        putting = true;
        try {
            model.edit(e -> new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), choice, e.training(), e.evaluation()));
        } finally {
            putting = false;
        }
        count();
    }

    private void count() {
        undoable.set(history.undoable());
        redoable.set(history.redoable());
    }

    private void look() {
        Experiment draft = model.draft();
        Picture before = picture.get();
        if (draft == null || !draft.experiment().equals(experiment)) {
            history.clear();
            selection.select(List.of());
            problem.set("");
            experiment = draft == null ? "" : draft.experiment();
        } else if (!putting && before != null && !before.choice().equals(draft.graph())) {
            history.add(Step.of("elsewhere"), before.choice(), draft.graph());
        }
        picture.set(draft == null ? null : picture(draft));
        selection.forgetTheGone();
        count();
    }

    private Picture picture(Experiment draft) {
        Prepared prepared = model.preparedLog().freshBinding().get() ? model.preparedLog().get() : null;
        Channels channels = prepared == null ? ExperimentChannels.assumed(draft) : ExperimentChannels.of(draft, prepared);
        Drawing drawing = drawn(() -> Drawing.of(draft.graph()));
        GraphCheck check = GraphCheck.check(drawing.graph(), channels);
        OptionalLong memory = check.passes()
                ? OptionalLong.of(GraphForecast.of(drawing.graph(), channels, draft.training().batch(), draft.training().accumulate()).totalBytes())
                : OptionalLong.empty();
        return new Picture(draft.graph(), drawing, check, channels, prepared == null, memory, prepared == null ? Map.of() : ExperimentChannels.lacking(prepared));
    }

    /// A file may hold a preset whose numbers make no node; its reason is told and nothing is drawn.
    private Drawing drawn(Supplier<Drawing> drawing) {
        try {
            return drawing.get();
        } catch (Fault.Request refused) {
            problem.set(words.fault(refused));
            return new Drawing(new Graph(List.of()), Map.of());
        }
    }
}
