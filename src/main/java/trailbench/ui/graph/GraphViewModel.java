package trailbench.ui.graph;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.ExperimentGraph;
import trailbench.graph.Connections;
import trailbench.graph.Drawing;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphLayout;
import trailbench.graph.Node;
import trailbench.graph.NodeKind;
import trailbench.graph.Options;
import trailbench.graph.Reason;
import trailbench.graph.Spot;
import trailbench.ui.fx.Messages;
import trailbench.ui.graph.GraphDraft.Picture;
import trailbench.ui.graph.History.Step;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The commands of the editor. What they change is the [GraphDraft], what they speak of often the [GraphSelection].
public final class GraphViewModel {
    private static final int PASTED = 6 * GraphLayout.GRID;

    private final WorkbenchModel model;
    private final GraphWords words;
    private final GraphDraft draft;

    public GraphViewModel(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = GraphWords.of(words);
        this.draft = new GraphDraft(model, words);
    }

    ReadOnlyObjectProperty<@Nullable Picture> pictureProperty() {
        return draft.pictureProperty();
    }

    GraphSelection selection() {
        return draft.selection();
    }

    ReadOnlyStringProperty problemProperty() {
        return draft.problemProperty();
    }

    ReadOnlyObjectProperty<Optional<Step>> undoableProperty() {
        return draft.undoableProperty();
    }

    ReadOnlyObjectProperty<Optional<Step>> redoableProperty() {
        return draft.redoableProperty();
    }

    GraphWords words() {
        return words;
    }

    WorkbenchModel model() {
        return model;
    }

    // ---- nodes

    /// Adds a node and selects it. If one node is selected that the new one can read, it reads it.
    ///
    /// @param at where it stands; empty for below what is selected
    void add(NodeKind kind, Optional<Spot> at) {
        Picture shown = draft.picture();
        if (shown == null) {
            return;
        }
        Node fresh = kind.fresh(shown.drawing().free(kind.key()));
        Optional<String> before = at.isEmpty() && selection().names().size() == 1 ? Optional.of(selection().names().getFirst()) : Optional.empty();
        Drawing with = shown.drawing().added(fresh, at.orElseGet(() -> shown.drawing().room(before)));
        Drawing joined = before.flatMap(from -> new Connections(with, shown.channels()).port(from, fresh.name()).map(port -> with.connected(from, fresh.name(), port)))
                .orElse(with);
        draft.put(Step.of("add", fresh.name()), joined);
        selection().select(List.of(fresh.name()));
    }

    /// Puts a new node into an edge, or beside it if it cannot read what flows there.
    void addInto(Drawing.Edge edge, NodeKind kind, Spot at) {
        Picture shown = draft.picture();
        if (shown == null) {
            return;
        }
        Node fresh = kind.fresh(shown.drawing().free(kind.key()));
        Connections connections = new Connections(shown.drawing().added(fresh, at), shown.channels());
        if (edge.port().reference() || kind.ports().isEmpty() || !connections.refusal(edge.from(), fresh.name(), kind.ports().getFirst()).isEmpty()) {
            add(kind, Optional.of(at));
            return;
        }
        draft.put(Step.of("insert", fresh.name()), shown.drawing().inserted(edge, fresh, at));
        selection().select(List.of(fresh.name()));
    }

    /// Deletes what is selected.
    void delete() {
        Drawing.Edge edge = selection().edgeProperty().get();
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
        Picture shown = draft.picture();
        if (shown != null && !selection().names().isEmpty()) {
            take(Step.of("duplicate", named(selection().names())), shown.drawing().pasted(shown.drawing().part(selection().names()), PASTED, PASTED));
        }
    }

    /// The selected nodes as YAML; empty if none is.
    Optional<String> copy() {
        Picture shown = draft.picture();
        return shown == null || selection().names().isEmpty() ? Optional.empty() : Optional.of(ExperimentGraph.yaml(shown.drawing().part(selection().names()).choice()));
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
            Picture shown = draft.picture();
            if (shown != null) {
                take(Step.of("paste"), shown.drawing().pasted(Drawing.of(graph), PASTED, PASTED));
            }
        });
    }

    /// Takes the graph of a text in the place of this one.
    void open(String text, String source) {
        parsed(text, source).ifPresent(graph -> {
            draft.put(Step.of("open", source), graph);
            selection().select(List.of());
        });
    }

    private Optional<GraphChoice> parsed(String text, String source) {
        try {
            return Optional.of(ExperimentGraph.parse(text, source));
        } catch (Fault.Request refused) {
            draft.refuse(words.words().fault(refused));
            return Optional.empty();
        }
    }

    private void take(Step step, Drawing.Pasted pasted) {
        draft.put(step, pasted.drawing());
        selection().select(pasted.names());
    }

    /// The graph node by node as YAML.
    Optional<String> yaml() {
        return Optional.ofNullable(draft.picture()).map(shown -> ExperimentGraph.yaml(shown.drawing().choice()));
    }

    // ---- edges

    /// @return why not; empty if they are connected now
    Optional<String> connect(String from, String to, NodeKind.Port port) {
        Picture shown = draft.picture();
        if (shown == null) {
            return Optional.empty();
        }
        Optional<String> refusal = inWords(shown.connections().refusal(from, to, port));
        draft.refuse(refusal.orElse(""));
        if (refusal.isEmpty()) {
            draft.put(Step.of("connect", from, to), shown.drawing().connected(from, to, port));
        }
        return refusal;
    }

    void disconnect(Drawing.Edge edge) {
        Picture shown = draft.picture();
        if (shown != null) {
            draft.put(Step.of("disconnect", edge.from(), edge.to()), shown.drawing().disconnected(edge));
            selection().edgeProperty().set(null);
        }
    }

    /// Takes an edge from one port to another in one step.
    Optional<String> reconnect(Drawing.Edge edge, String to, NodeKind.Port port) {
        Picture shown = draft.picture();
        if (shown == null || edge.to().equals(to) && edge.port().equals(port)) {
            return Optional.empty();
        }
        Drawing apart = shown.drawing().disconnected(edge);
        Optional<String> refusal = inWords(new Connections(apart, shown.channels()).refusal(edge.from(), to, port));
        draft.refuse(refusal.orElse(""));
        if (refusal.isEmpty()) {
            draft.put(Step.of("connect", edge.from(), to), apart.connected(edge.from(), to, port));
        }
        return refusal;
    }

    // ---- places

    void move(Collection<String> names, int right, int down) {
        Picture shown = draft.picture();
        if (shown != null && (right != 0 || down != 0)) {
            draft.put(Step.of("move", named(names)), shown.drawing().moved(names, right, down));
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
        Picture shown = draft.picture();
        if (shown != null) {
            draft.put(Step.of("tidy"), shown.drawing().tidied());
        }
    }

    // ---- options

    /// Sets an option of a node.
    ///
    /// @return why not; empty if it is set
    Optional<String> set(String node, String path, Object value) {
        Picture shown = draft.picture();
        return shown == null
                ? Optional.empty()
                : refusal(() -> {
                    Drawing changed = shown.drawing().replaced(node, (Node) Options.with((Record) shown.drawing().graph().node(node), path, value));
                    draft.put(Step.of("set", node, path), changed);
                });
    }

    /// Gives a node another name; what reads it follows.
    Optional<String> rename(String node, String name) {
        Picture shown = draft.picture();
        String wished = name.strip();
        if (shown == null || wished.equals(node)) {
            return Optional.empty();
        }
        return refusal(() -> {
            Fault.require(!wished.isEmpty(), "%s", words.text("rename.empty"));
            Fault.require(!shown.drawing().has(wished), "%s", words.text("rename.taken", wished));
            draft.put(Step.of("rename", node, wished), shown.drawing().replaced(node, (Node) Options.with((Record) shown.drawing().graph().node(node), "name", wished)));
            selection().select(List.of(wished));
        });
    }

    /// Sets an option of the preset.
    Optional<String> set(String path, Object value) {
        Picture shown = draft.picture();
        return shown == null
                ? Optional.empty()
                : refusal(() -> {
                    GraphChoice changed = (GraphChoice) Options.with((Record) shown.choice(), path, value);
                    changed.graph();
                    draft.put(Step.of("preset-set", path), changed);
                });
    }

    private Optional<String> inWords(List<Reason> reasons) {
        return reasons.isEmpty() ? Optional.empty() : Optional.of(words.names().reasons(reasons));
    }

    private Optional<String> refusal(Runnable change) {
        try {
            change.run();
            return Optional.empty();
        } catch (Fault.Request refused) {
            return Optional.of(words.words().fault(refused));
        }
    }

    // ---- the whole graph

    /// Starts anew from a preset.
    void choosePreset(GraphChoice preset) {
        draft.put(Step.of("preset", preset.key()), preset);
        selection().select(List.of());
    }

    void undo() {
        draft.undo();
    }

    void redo() {
        draft.redo();
    }

    /// The log is prepared while the graph is looked at: only then is the number of items known.
    void shown() {
        model.preparedLog().wanted(true);
    }

    void hidden() {
        model.preparedLog().wanted(false);
    }

    void release() {
        draft.release();
    }

    // ---- how

    private interface Change {
        Drawing of(Drawing drawing, List<String> names);
    }

    private void onSelection(String key, Change change) {
        Picture shown = draft.picture();
        if (shown != null && !selection().names().isEmpty()) {
            draft.put(Step.of(key, named(selection().names())), change.of(shown.drawing(), selection().names()));
        }
    }

    /// One node by its name, more by their number.
    private static String named(Collection<String> names) {
        return names.size() == 1 ? names.iterator().next() : Integer.toString(names.size());
    }
}
