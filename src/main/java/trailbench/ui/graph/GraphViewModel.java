package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.ExperimentChannels;
import trailbench.experiment.ExperimentGraph;
import trailbench.experiment.Prepared;
import trailbench.graph.Channels;
import trailbench.graph.Connections;
import trailbench.graph.Drawing;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphForecast;
import trailbench.graph.GraphLayout;
import trailbench.graph.Node;
import trailbench.graph.NodeKind;
import trailbench.graph.Options;
import trailbench.graph.Spot;
import trailbench.project.Experiment;
import trailbench.ui.graph.History.Step;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The draft's graph: what it is, what is wrong with it, what is selected, the commands of the editor, and the way back.
///
/// The draft's [GraphChoice] is the only state. A command makes another one and gives the step a name.
public final class GraphViewModel {
    private static final int PASTED = 6 * GraphLayout.GRID;

    /// All that is drawn at once.
    ///
    /// @param channels     what the graph is checked against
    /// @param assumed      true if its counts are [ExperimentChannels#ASSUMED_COUNT], because the log was not prepared yet
    /// @param memoryBytes  forecast of a run's native memory; empty while the graph cannot be trained
    record Picture(GraphChoice choice, Drawing drawing, GraphCheck check, Channels channels, boolean assumed, OptionalLong memoryBytes) {
        Connections connections() {
            return new Connections(drawing, channels);
        }
    }

    private final WorkbenchModel model;
    private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ObjectProperty<List<String>> selection = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Drawing.@Nullable Edge> selectedEdge = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Optional<Step>> undoable = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Step>> redoable = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final History history = new History();
    private final Subscription subscriptions;
    private String experiment = "";
    private boolean putting;

    public GraphViewModel(WorkbenchModel model) {
        this.model = model;
        subscriptions = Subscription.combine(
                model.draftProperty().subscribe(draft -> look()), model.preparedLog().property().subscribe(prepared -> look()));
    }

    // ---- what is shown

    /// Null while no experiment is open.
    ReadOnlyObjectProperty<@Nullable Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// Why the last command was refused; empty if it was not.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Names of the selected nodes, the one of the inspector last.
    ObjectProperty<List<String>> selectionProperty() {
        return selection;
    }

    /// The selected edge; null if none. Nodes and an edge are not selected together.
    ObjectProperty<Drawing.@Nullable Edge> selectedEdgeProperty() {
        return selectedEdge;
    }

    ReadOnlyObjectProperty<Optional<Step>> undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Step>> redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /// The node in the inspector: the only one that is selected.
    Optional<Node> selectedNode() {
        Picture shown = picture.get();
        return shown == null || selection.get().size() != 1
                ? Optional.empty()
                : shown.drawing().graph().nodes().stream().filter(node -> node.name().equals(selection.get().getFirst())).findFirst();
    }

    WorkbenchModel model() {
        return model;
    }

    // ---- selecting

    void select(Collection<String> names) {
        selectedEdge.set(null);
        selection.set(List.copyOf(names));
    }

    /// Takes a node to the selection, or out of it.
    void toggle(String name) {
        List<String> names = new ArrayList<>(selection.get());
        if (!names.remove(name)) {
            names.add(name);
        }
        select(names);
    }

    void select(Drawing.Edge edge) {
        selection.set(List.of());
        selectedEdge.set(edge);
    }

    void selectAll() {
        Picture shown = picture.get();
        if (shown != null) {
            select(shown.drawing().graph().nodes().stream().map(Node::name).toList());
        }
    }

    /// Selects the next node that has to be mended, after the one that is selected.
    void nextProblem() {
        Picture shown = picture.get();
        if (shown != null) {
            List<String> wrong = shown.drawing().graph().nodes().stream().map(Node::name).filter(name -> !shown.check().problems(name).isEmpty()).toList();
            int at = selection.get().isEmpty() ? -1 : wrong.indexOf(selection.get().getLast());
            if (!wrong.isEmpty()) {
                select(List.of(wrong.get((at + 1) % wrong.size())));
            }
        }
    }

    // ---- nodes

    /// Adds a node and selects it. If one node is selected that the new one can read, it reads it.
    ///
    /// @param at where it stands; empty for below what is selected
    void add(NodeKind kind, Optional<Spot> at) {
        Picture shown = picture.get();
        if (shown == null) {
            return;
        }
        Node fresh = kind.fresh(shown.drawing().free(kind.key()));
        Optional<String> before = at.isEmpty() && selection.get().size() == 1 ? Optional.of(selection.get().getFirst()) : Optional.empty();
        Drawing with = shown.drawing().added(fresh, at.orElseGet(() -> shown.drawing().room(before)));
        Drawing joined = before.flatMap(from -> new Connections(with, shown.channels()).port(from, fresh.name()).map(port -> with.connected(from, fresh.name(), port)))
                .orElse(with);
        put(Step.of("add", fresh.name()), joined);
        select(List.of(fresh.name()));
    }

    /// Puts a new node into an edge, or beside it if it cannot read what flows there.
    void addInto(Drawing.Edge edge, NodeKind kind, Spot at) {
        Picture shown = picture.get();
        if (shown == null) {
            return;
        }
        Node fresh = kind.fresh(shown.drawing().free(kind.key()));
        Connections connections = new Connections(shown.drawing().added(fresh, at), shown.channels());
        if (edge.port().reference() || kind.ports().isEmpty() || connections.refusal(edge.from(), fresh.name(), kind.ports().getFirst()).isPresent()) {
            add(kind, Optional.of(at));
            return;
        }
        put(Step.of("insert", fresh.name()), shown.drawing().inserted(edge, fresh, at));
        select(List.of(fresh.name()));
    }

    /// Deletes what is selected.
    void delete() {
        Drawing.Edge edge = selectedEdge.get();
        if (edge != null) {
            disconnect(edge);
        } else {
            onSelection("delete", (drawing, names) -> drawing.without(names));
        }
    }

    /// Deletes what is selected; what read it reads what it read.
    void dissolve() {
        onSelection("dissolve", (drawing, names) -> drawing.dissolved(names));
    }

    void duplicate() {
        Picture shown = picture.get();
        if (shown != null && !selection.get().isEmpty()) {
            take(Step.of("duplicate", named(selection.get())), shown.drawing().pasted(shown.drawing().part(selection.get()), PASTED, PASTED));
        }
    }

    /// The selected nodes as YAML; empty if none is.
    Optional<String> copy() {
        Picture shown = picture.get();
        return shown == null || selection.get().isEmpty() ? Optional.empty() : Optional.of(ExperimentGraph.yaml(shown.drawing().part(selection.get()).choice()));
    }

    Optional<String> cut() {
        Optional<String> text = copy();
        text.ifPresent(copied -> onSelection("cut", (drawing, names) -> drawing.without(names)));
        return text;
    }

    /// Adds the nodes of a text.
    ///
    /// @param text YAML of nodes that were copied, of a graph or of an experiment
    void paste(String text) {
        parsed(text, "clipboard").ifPresent(graph -> {
            Picture shown = picture.get();
            if (shown != null) {
                take(Step.of("paste"), shown.drawing().pasted(Drawing.of(graph), PASTED, PASTED));
            }
        });
    }

    /// Takes the graph of a text in the place of this one.
    void open(String text, String source) {
        parsed(text, source).ifPresent(graph -> {
            choose(graph, Step.of("open", source));
            select(List.of());
        });
    }

    private Optional<GraphChoice> parsed(String text, String source) {
        try {
            return Optional.of(ExperimentGraph.parse(text, source));
        } catch (Fault.Request refused) {
            problem.set(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private void take(Step step, Drawing.Pasted pasted) {
        put(step, pasted.drawing());
        select(pasted.names());
    }

    /// The graph node by node as YAML.
    Optional<String> yaml() {
        return Optional.ofNullable(picture.get()).map(shown -> ExperimentGraph.yaml(shown.drawing().choice()));
    }

    // ---- edges

    /// @return why not; empty if they are connected now
    Optional<String> connect(String from, String to, NodeKind.Port port) {
        Picture shown = picture.get();
        if (shown == null) {
            return Optional.empty();
        }
        Optional<String> refusal = shown.connections().refusal(from, to, port);
        problem.set(refusal.orElse(""));
        if (refusal.isEmpty()) {
            put(Step.of("connect", from, to), shown.drawing().connected(from, to, port));
        }
        return refusal;
    }

    void disconnect(Drawing.Edge edge) {
        Picture shown = picture.get();
        if (shown != null) {
            put(Step.of("disconnect", edge.from(), edge.to()), shown.drawing().disconnected(edge));
            selectedEdge.set(null);
        }
    }

    /// Takes an edge from one port to another in one step.
    Optional<String> reconnect(Drawing.Edge edge, String to, NodeKind.Port port) {
        Picture shown = picture.get();
        if (shown == null || edge.to().equals(to) && edge.port().equals(port)) {
            return Optional.empty();
        }
        Drawing apart = shown.drawing().disconnected(edge);
        Optional<String> refusal = new Connections(apart, shown.channels()).refusal(edge.from(), to, port);
        problem.set(refusal.orElse(""));
        if (refusal.isEmpty()) {
            put(Step.of("connect", edge.from(), to), apart.connected(edge.from(), to, port));
        }
        return refusal;
    }

    // ---- places

    void move(Collection<String> names, int right, int down) {
        Picture shown = picture.get();
        if (shown != null && (right != 0 || down != 0)) {
            put(Step.of("move", named(names)), shown.drawing().moved(names, right, down));
        }
    }

    /// Moves what is selected by steps of the grid; a key held down is one step to undo.
    void nudge(int right, int down) {
        onSelection("nudge", (drawing, names) -> drawing.moved(names, right * GraphLayout.GRID, down * GraphLayout.GRID));
    }

    void align(Drawing.Line line) {
        onSelection("align", (drawing, names) -> drawing.aligned(names, line));
    }

    void tidy() {
        Picture shown = picture.get();
        if (shown != null) {
            put(Step.of("tidy"), shown.drawing().tidied());
        }
    }

    // ---- options

    /// Sets an option of a node.
    ///
    /// @return why not; empty if it is set
    Optional<String> set(String node, String path, Object value) {
        Picture shown = picture.get();
        return shown == null
                ? Optional.empty()
                : refusal(() -> {
                    Drawing changed = shown.drawing().replaced(node, (Node) Options.with((Record) shown.drawing().graph().node(node), path, value));
                    put(Step.of("set", node, path), changed);
                });
    }

    /// Gives a node another name; what reads it follows.
    Optional<String> rename(String node, String name) {
        Picture shown = picture.get();
        String wished = name.strip();
        if (shown == null || wished.equals(node)) {
            return Optional.empty();
        }
        return refusal(() -> {
            Fault.require(!wished.isEmpty(), "A node needs a name.");
            Fault.require(!shown.drawing().has(wished), "Another node is named \"%s\".", wished);
            put(Step.of("rename", node, wished), shown.drawing().replaced(node, (Node) Options.with((Record) shown.drawing().graph().node(node), "name", wished)));
            select(List.of(wished));
        });
    }

    /// Sets an option of the preset.
    Optional<String> set(String path, Object value) {
        Picture shown = picture.get();
        return shown == null
                ? Optional.empty()
                : refusal(() -> {
                    GraphChoice changed = (GraphChoice) Options.with((Record) shown.choice(), path, value);
                    changed.graph();
                    put(Step.of("preset-set", path), changed);
                });
    }

    private static Optional<String> refusal(Runnable change) {
        try {
            change.run();
            return Optional.empty();
        } catch (Fault.Request refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    // ---- the whole graph

    /// Starts anew from a preset.
    void choosePreset(GraphChoice preset) {
        choose(preset, Step.of("preset", preset.key()));
        select(List.of());
    }

    private void choose(GraphChoice wished, Step step) {
        Picture shown = picture.get();
        if (shown != null) {
            put(step, wished);
        }
    }

    void undo() {
        history.undo().ifPresent(this::replace);
    }

    void redo() {
        history.redo().ifPresent(this::replace);
    }

    /// The log is prepared while the graph is looked at: only then is the number of items known.
    void shown() {
        model.preparedLog().wanted(true);
    }

    void hidden() {
        model.preparedLog().wanted(false);
    }

    void release() {
        subscriptions.unsubscribe();
    }

    // ---- how

    private interface Change {
        Drawing of(Drawing drawing, List<String> names);
    }

    private void onSelection(String key, Change change) {
        Picture shown = picture.get();
        if (shown != null && !selection.get().isEmpty()) {
            put(Step.of(key, named(selection.get())), change.of(shown.drawing(), selection.get()));
        }
    }

    /// One node by its name, more by their number.
    private static String named(Collection<String> names) {
        return names.size() == 1 ? names.iterator().next() : Integer.toString(names.size());
    }

    private void put(Step step, Drawing drawing) {
        Picture shown = picture.get();
        if (shown != null && !drawing.equals(shown.drawing())) {
            put(step, drawing.choice());
        }
    }

    private void put(Step step, GraphChoice choice) {
        Picture shown = picture.get();
        if (shown != null && !choice.equals(shown.choice())) {
            history.add(step, shown.choice(), choice);
            replace(choice);
        }
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
            select(List.of());
            problem.set("");
            experiment = draft == null ? "" : draft.experiment();
        } else if (!putting && before != null && !before.choice().equals(draft.graph())) {
            history.add(Step.of("elsewhere"), before.choice(), draft.graph());
        }
        picture.set(draft == null ? null : picture(draft));
        forgetTheGone();
        count();
    }

    private void forgetTheGone() {
        Picture shown = picture.get();
        List<String> there = selection.get().stream().filter(name -> shown != null && shown.drawing().has(name)).toList();
        if (!there.equals(selection.get())) {
            selection.set(there);
        }
        Drawing.Edge edge = selectedEdge.get();
        if (edge != null && (shown == null || !shown.drawing().edges().contains(edge))) {
            selectedEdge.set(null);
        }
    }

    private Picture picture(Experiment draft) {
        Prepared prepared = model.preparedLog().freshBinding().get() ? model.preparedLog().get() : null;
        Channels channels = prepared == null ? ExperimentChannels.assumed(draft) : ExperimentChannels.of(draft, prepared);
        Drawing drawing = drawn(() -> Drawing.of(draft.graph()));
        GraphCheck check = GraphCheck.check(drawing.graph(), channels);
        OptionalLong memory = check.passes()
                ? OptionalLong.of(GraphForecast.of(drawing.graph(), channels, draft.training().batch(), draft.training().accumulate()).totalBytes())
                : OptionalLong.empty();
        return new Picture(draft.graph(), drawing, check, channels, prepared == null, memory);
    }

    /// A file may hold a preset whose numbers make no node; its reason is told and nothing is drawn.
    private Drawing drawn(Supplier<Drawing> drawing) {
        try {
            return drawing.get();
        } catch (Fault.Request refused) {
            problem.set(String.valueOf(refused.getMessage()));
            return new Drawing(new Graph(List.of()), Map.of());
        }
    }
}
