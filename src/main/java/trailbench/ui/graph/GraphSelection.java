package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import trailbench.graph.Drawing;
import trailbench.graph.Node;

/// What of the drawn graph is selected: some nodes, or one edge.
final class GraphSelection {
    private final ReadOnlyObjectProperty<GraphDraft.@Nullable Picture> picture;
    private final ObjectProperty<List<String>> names = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Drawing.@Nullable Edge> edge = new SimpleObjectProperty<>();

    GraphSelection(ReadOnlyObjectProperty<GraphDraft.@Nullable Picture> picture) {
        this.picture = picture;
    }

    /// Names of the selected nodes, the one of the inspector last.
    ObjectProperty<List<String>> namesProperty() {
        return names;
    }

    List<String> names() {
        return names.get();
    }

    /// The selected edge; null if none. Nodes and an edge are not selected together.
    ObjectProperty<Drawing.@Nullable Edge> edgeProperty() {
        return edge;
    }

    /// The node in the inspector: the only one that is selected.
    Optional<Node> node() {
        GraphDraft.Picture shown = picture.get();
        return shown == null || names.get().size() != 1
                ? Optional.empty()
                : shown.drawing().graph().nodes().stream().filter(node -> node.name().equals(names.get().getFirst())).findFirst();
    }

    void select(Collection<String> chosen) {
        edge.set(null);
        names.set(List.copyOf(chosen));
    }

    void select(Drawing.Edge chosen) {
        names.set(List.of());
        edge.set(chosen);
    }

    /// Takes a node to the selection, or out of it.
    void toggle(String name) {
        List<String> chosen = new ArrayList<>(names.get());
        if (!chosen.remove(name)) {
            chosen.add(name);
        }
        select(chosen);
    }

    void selectAll() {
        GraphDraft.Picture shown = picture.get();
        if (shown != null) {
            select(shown.drawing().graph().nodes().stream().map(Node::name).toList());
        }
    }

    /// Selects the next node that has to be mended, after the one that is selected.
    void nextProblem() {
        GraphDraft.Picture shown = picture.get();
        if (shown != null) {
            List<String> wrong = shown.drawing().graph().nodes().stream().map(Node::name).filter(name -> !shown.check().problems(name).isEmpty()).toList();
            int at = names.get().isEmpty() ? -1 : wrong.indexOf(names.get().getLast());
            if (!wrong.isEmpty()) {
                select(List.of(wrong.get((at + 1) % wrong.size())));
            }
        }
    }

    /// Keeps of what is selected what is still there.
    void forgetTheGone() {
        GraphDraft.Picture shown = picture.get();
        List<String> there = names.get().stream().filter(name -> shown != null && shown.drawing().has(name)).toList();
        if (!there.equals(names.get())) {
            names.set(there);
        }
        Drawing.Edge chosen = edge.get();
        if (chosen != null && (shown == null || !shown.drawing().edges().contains(chosen))) {
            edge.set(null);
        }
    }
}
