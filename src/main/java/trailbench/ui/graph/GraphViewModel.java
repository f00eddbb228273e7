package trailbench.ui.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.ExperimentChannels;
import trailbench.experiment.Prepared;
import trailbench.graph.Channels;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphForecast;
import trailbench.graph.GraphLayout;
import trailbench.graph.Node;
import trailbench.project.Experiment;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The draft's graph: its preset, its nodes, what is wrong with it, and the way back.
public final class GraphViewModel {
    enum Preset {
        LSTM_AUTOENCODER,
        GRU_NEXT,
        LSTM_NEXT,
        GRU4REC,
        NARM,
        CASER,
        NEXTITNET,
        SASREC,
        GSASREC,
        BERT4REC,
        LIGR,
        DRAWN
    }

    /// All that is drawn at once.
    ///
    /// @param items        V that parameters are counted for
    /// @param assumed      true if V is [ExperimentChannels#ASSUMED_COUNT], because the log was not prepared yet
    /// @param memoryBytes  forecast of a run's native memory; empty while the graph cannot be trained
    record Picture(GraphChoice choice, Graph graph, GraphCheck check, GraphLayout layout, int items, boolean assumed, OptionalLong memoryBytes) {}

    private final WorkbenchModel model;
    private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final StringProperty selected = new SimpleStringProperty("");
    private final Deque<GraphChoice> before = new ArrayDeque<>();
    private final Deque<GraphChoice> after = new ArrayDeque<>();
    private final ReadOnlyIntegerWrapper undoable = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper redoable = new ReadOnlyIntegerWrapper();
    private final Subscription subscriptions;
    private String experiment = "";

    public GraphViewModel(WorkbenchModel model) {
        this.model = model;
        subscriptions = Subscription.combine(
                model.draftProperty().subscribe(draft -> look()), model.preparedLog().property().subscribe(prepared -> look()));
    }

    /// Null while no experiment is open.
    ReadOnlyObjectProperty<@Nullable Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /// What a record had against the last edit; empty if nothing.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Name of the node in the inspector; empty if none.
    StringProperty selectedProperty() {
        return selected;
    }

    BooleanBinding canUndo() {
        return undoable.greaterThan(0);
    }

    BooleanBinding canRedo() {
        return redoable.greaterThan(0);
    }

    /// The node in the inspector; none if its name is not in the graph any more.
    Optional<Node> selectedNode() {
        Picture shown = picture.get();
        return shown == null
                ? Optional.empty()
                : shown.graph().nodes().stream().filter(node -> node.name().equals(selected.get())).findFirst();
    }

    Preset preset() {
        Picture shown = picture.get();
        return shown == null ? Preset.GRU_NEXT : preset(shown.choice());
    }

    private static Preset preset(GraphChoice choice) {
        return switch (choice) {
            case GraphChoice.LstmAutoencoder _ -> Preset.LSTM_AUTOENCODER;
            case GraphChoice.GruNext _ -> Preset.GRU_NEXT;
            case GraphChoice.LstmNext _ -> Preset.LSTM_NEXT;
            case GraphChoice.Gru4rec _ -> Preset.GRU4REC;
            case GraphChoice.Narm _ -> Preset.NARM;
            case GraphChoice.Caser _ -> Preset.CASER;
            case GraphChoice.Nextitnet _ -> Preset.NEXTITNET;
            case GraphChoice.Sasrec _ -> Preset.SASREC;
            case GraphChoice.Gsasrec _ -> Preset.GSASREC;
            case GraphChoice.Bert4rec _ -> Preset.BERT4REC;
            case GraphChoice.Ligr _ -> Preset.LIGR;
            case GraphChoice.Drawn _ -> Preset.DRAWN;
        };
    }

    /// Another preset starts at its defaults, but keeps the widths and depths that it shares with the one before.
    void setPreset(Preset wished) {
        Picture shown = picture.get();
        if (shown != null && wished != preset()) {
            choose(switch (wished) {
                case LSTM_AUTOENCODER -> autoencoder(shown.choice());
                case GRU_NEXT -> nextItem(shown.choice(), GraphChoice.GruNext.defaults());
                case LSTM_NEXT -> {
                    GraphChoice.GruNext like = nextItem(shown.choice(), GraphChoice.GruNext.defaults());
                    yield new GraphChoice.LstmNext(like.embedding(), like.hidden(), like.layers(), like.dropout());
                }
                case GRU4REC -> {
                    GraphChoice.Gru4rec usual = GraphChoice.Gru4rec.defaults();
                    GraphChoice.GruNext like = like(shown.choice(), usual.width(), usual.width(), usual.layers(), usual.dropout());
                    yield new GraphChoice.Gru4rec(like.embedding(), like.layers(), like.dropout(), usual.loss());
                }
                case NARM -> {
                    GraphChoice.Narm usual = GraphChoice.Narm.defaults();
                    GraphChoice.GruNext like = like(shown.choice(), usual.embedding(), usual.hidden(), 1, usual.dropout());
                    yield new GraphChoice.Narm(like.embedding(), like.hidden(), usual.embeddingDropout(), like.dropout(), usual.loss());
                }
                case CASER -> {
                    GraphChoice.Caser usual = GraphChoice.Caser.defaults();
                    GraphChoice.GruNext like = like(shown.choice(), usual.embedding(), usual.embedding(), 1, usual.dropout());
                    yield new GraphChoice.Caser(
                            like.embedding(), usual.length(), usual.horizontal(), usual.vertical(), like.dropout(), usual.loss());
                }
                case NEXTITNET -> {
                    GraphChoice.Nextitnet usual = GraphChoice.Nextitnet.defaults();
                    GraphChoice.GruNext like = like(shown.choice(), usual.width(), usual.width(), 1, usual.dropout());
                    yield new GraphChoice.Nextitnet(like.embedding(), usual.blocks(), like.dropout(), usual.loss());
                }
                case SASREC -> sasrec(shown.choice());
                case GSASREC -> GraphChoice.Gsasrec.defaults(); // its width and dropout belong to its loss
                case BERT4REC -> {
                    GraphChoice.Sasrec like = sasrec(shown.choice());
                    GraphChoice.Bert4rec usual = GraphChoice.Bert4rec.defaults();
                    yield new GraphChoice.Bert4rec(like.width(), like.blocks(), usual.heads(), like.dropout(), usual.share(), usual.last());
                }
                case LIGR -> {
                    GraphChoice.Sasrec like = sasrec(shown.choice());
                    yield new GraphChoice.Ligr(like.width(), like.blocks(), like.heads(), like.dropout(), like.loss());
                }
                case DRAWN -> new GraphChoice.Drawn(shown.graph().nodes());
            });
        }
    }

    private static GraphChoice autoencoder(GraphChoice from) {
        GraphChoice.LstmAutoencoder usual = GraphChoice.LstmAutoencoder.defaults();
        GraphChoice.GruNext like = nextItem(from, new GraphChoice.GruNext(usual.embedding(), usual.hidden(), 1, 0));
        return new GraphChoice.LstmAutoencoder(like.embedding(), like.hidden(), usual.decoder(), usual.target());
    }

    private static GraphChoice.GruNext like(GraphChoice from, int embedding, int hidden, int layers, double dropout) {
        return nextItem(from, new GraphChoice.GruNext(embedding, hidden, layers, dropout));
    }

    private static GraphChoice.GruNext nextItem(GraphChoice from, GraphChoice.GruNext usual) {
        return switch (from) {
            case GraphChoice.LstmAutoencoder a -> new GraphChoice.GruNext(a.embedding(), a.hidden(), usual.layers(), usual.dropout());
            case GraphChoice.GruNext g -> g;
            case GraphChoice.LstmNext l -> new GraphChoice.GruNext(l.embedding(), l.hidden(), l.layers(), l.dropout());
            case GraphChoice.Gru4rec g -> new GraphChoice.GruNext(g.width(), g.width(), g.layers(), g.dropout());
            case GraphChoice.Narm n -> new GraphChoice.GruNext(n.embedding(), n.hidden(), usual.layers(), n.dropout());
            case GraphChoice.Caser c -> new GraphChoice.GruNext(c.embedding(), usual.hidden(), usual.layers(), c.dropout());
            case GraphChoice.Nextitnet n -> new GraphChoice.GruNext(n.width(), usual.hidden(), usual.layers(), n.dropout());
            case GraphChoice.Sasrec s -> new GraphChoice.GruNext(s.width(), usual.hidden(), usual.layers(), usual.dropout());
            case GraphChoice.Gsasrec g -> new GraphChoice.GruNext(g.width(), usual.hidden(), usual.layers(), usual.dropout());
            case GraphChoice.Bert4rec b -> new GraphChoice.GruNext(b.width(), usual.hidden(), usual.layers(), usual.dropout());
            case GraphChoice.Ligr l -> new GraphChoice.GruNext(l.width(), usual.hidden(), usual.layers(), usual.dropout());
            case GraphChoice.Drawn _ -> usual;
        };
    }

    private static GraphChoice.Sasrec sasrec(GraphChoice from) {
        GraphChoice.Sasrec usual = GraphChoice.Sasrec.defaults();
        return switch (from) {
            case GraphChoice.Sasrec s -> s;
            case GraphChoice.Gsasrec g -> new GraphChoice.Sasrec(g.width(), g.blocks(), g.heads(), usual.dropout(), usual.loss());
            case GraphChoice.Bert4rec b -> new GraphChoice.Sasrec(b.width(), b.blocks(), usual.heads(), b.dropout(), usual.loss());
            case GraphChoice.Ligr l -> new GraphChoice.Sasrec(l.width(), l.blocks(), l.heads(), l.dropout(), l.loss());
            case GraphChoice other -> {
                int width = nextItem(other, new GraphChoice.GruNext(usual.width(), 1, 1, 0)).embedding();
                yield new GraphChoice.Sasrec(width, usual.blocks(), usual.heads(), usual.dropout(), usual.loss());
            }
        };
    }

    /// Replaces the node of the same name; the graph is drawn by hand from then on.
    void edit(Node changed) {
        Picture shown = picture.get();
        if (shown != null) {
            List<Node> nodes = shown.graph().nodes().stream().map(node -> node.name().equals(changed.name()) ? changed : node).toList();
            choose(new GraphChoice.Drawn(nodes));
        }
    }

    /// Takes another graph, unless a node of it cannot be.
    void choose(GraphChoice wished) {
        Picture shown = picture.get();
        if (shown == null || wished.equals(shown.choice())) {
            return;
        }
        try {
            wished.graph();
        } catch (Fault.Request refused) {
            problem.set(String.valueOf(refused.getMessage()));
            return;
        }
        before.push(shown.choice());
        after.clear();
        put(wished);
    }

    void undo() {
        step(before, after);
    }

    void redo() {
        step(after, before);
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

    private void step(Deque<GraphChoice> from, Deque<GraphChoice> to) {
        Picture shown = picture.get();
        if (shown != null && !from.isEmpty()) {
            to.push(shown.choice());
            put(from.pop());
        }
    }

    private void put(GraphChoice choice) {
        problem.set("");
        count();
        model.edit(e -> new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), choice, e.training(), e.evaluation()));
    }

    private void count() {
        undoable.set(before.size());
        redoable.set(after.size());
    }

    private void look() {
        Experiment draft = model.draft();
        if (draft == null || !draft.experiment().equals(experiment)) {
            before.clear();
            after.clear();
            count();
            selected.set("");
            problem.set("");
            experiment = draft == null ? "" : draft.experiment();
        }
        picture.set(draft == null ? null : picture(draft));
    }

    private Picture picture(Experiment draft) {
        Prepared prepared = model.preparedLog().freshBinding().get() ? model.preparedLog().get() : null;
        Channels channels = prepared == null ? ExperimentChannels.assumed(draft) : ExperimentChannels.of(draft, prepared);
        Graph graph = graphOf(draft.graph());
        GraphCheck check = GraphCheck.check(graph, channels);
        OptionalLong memory = check.passes()
                ? OptionalLong.of(GraphForecast.of(graph, channels, draft.training().batch()).totalBytes())
                : OptionalLong.empty();
        return new Picture(draft.graph(), graph, check, GraphLayout.of(graph), channels.items(), prepared == null, memory);
    }

    /// A file may hold a preset whose numbers make no node; its reason is told and nothing is drawn.
    private Graph graphOf(GraphChoice choice) {
        try {
            return choice.graph();
        } catch (Fault.Request refused) {
            problem.set(String.valueOf(refused.getMessage()));
            return new Graph(List.of());
        }
    }
}
