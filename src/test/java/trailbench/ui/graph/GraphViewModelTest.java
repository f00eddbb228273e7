package trailbench.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.graph.Drawing;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphLayout;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.graph.NodeKind;
import trailbench.graph.Spot;
import trailbench.project.Experiment;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.graph.History.Step;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

class GraphViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model =
            new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
    private GraphViewModel graph;

    @BeforeEach
    void open() {
        FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
        project.experiments.add(FakeShop.experiment("gru-next"));
        projects.known.add(project);
        model.desk().open(Path.of("shop"));
        graph = new GraphViewModel(model, Messages.of(GraphView.class, Locale.ENGLISH));
    }

    private GraphDraft.Picture picture() {
        return graph.pictureProperty().get();
    }

    private Node node(String name) {
        return picture().drawing().graph().node(name);
    }

    private static NodeKind kind(String key) {
        return NodeKind.all().stream().filter(kind -> kind.key().equals(key)).findFirst().orElseThrow();
    }

    @Test
    void pictureCountsForAThousandItemsUntilTheLogIsPrepared() {
        assertTrue(picture().assumed());
        // embedding (1,000 + 1) · 64, GRU 3 · 128 · (64 + 128 + 2), next item 1,000 · (128 + 1)
        assertEquals(64_064 + 74_496 + 129_000, picture().check().total());

        graph.shown(); // prepares the log: 12 items

        assertFalse(picture().assumed());
        assertEquals(12, picture().channels().items());
    }

    @Test
    void refusalSpeaksTheLanguageOfTheWindow() {
        GraphViewModel chinese = new GraphViewModel(model, Messages.of(GraphView.class, Locale.SIMPLIFIED_CHINESE));
        chinese.open("kind: gru-nexr", "a.yaml");
        String said = chinese.problemProperty().get();
        assertTrue(said.startsWith("a.yaml 第 1 行：kind 的值“gru-nexr”未知。可用：lstm-autoencoder"), said);
        chinese.open("[1, 2]", "b.yaml");
        assertEquals("b.yaml 第 1 行：整个文档 是 列表，但应为一组字段", chinese.problemProperty().get());
        assertEquals(Optional.of("encoder：单元数 0 不在 1 到 4,096 之间"), chinese.set("hidden", 0));
    }

    @Test
    void presetKeepsItsFormWhileOnlyItsNumbersChange() {
        assertEquals(Optional.empty(), graph.set("hidden", 96));
        assertEquals(new GraphChoice.GruNext(64, 96, 1, 0.2), model.draft().graph());
        assertTrue(graph.set("hidden", 0).orElseThrow().contains("between 1 and 4,096"));
        assertEquals(new GraphChoice.GruNext(64, 96, 1, 0.2), model.draft().graph());
    }

    @Test
    void editedNodeTurnsThePresetIntoAGraphDrawnByHand() {
        assertEquals(Optional.empty(), graph.set("encoder", "units", 200));
        assertInstanceOf(GraphChoice.Drawn.class, model.draft().graph());
        assertEquals(new Node.Gru("encoder", "embedding-dropout", 200), node("encoder"));
        assertEquals("encoder: 0 units are not between 1 and 4,096", graph.set("encoder", "units", 0).orElseThrow());
        assertEquals(new Node.Gru("encoder", "embedding-dropout", 200), node("encoder"));
    }

    @Test
    void addedNodeReadsTheSelectedOneAndStandsBelowIt() {
        graph.selection().select(List.of("encoder"));
        graph.add(kind("layer-norm"), Optional.empty());
        assertEquals(new Node.LayerNorm("layer-norm", "encoder"), node("layer-norm"));
        assertEquals(List.of("layer-norm"), graph.selection().names());
        int below = picture().drawing().spots().get("encoder").y() + GraphLayout.HEIGHT + GraphLayout.DOWN;
        assertEquals(below, picture().drawing().spots().get("layer-norm").y());
        assertEquals(Optional.of(Step.of("add", "layer-norm")), graph.undoableProperty().get());
    }

    @Test
    void nodeIsPutIntoAnEdgeIfItCanReadWhatFlowsThere() {
        Drawing.Edge edge = picture().drawing().edges().stream().filter(each -> each.to().equals("encoder")).findFirst().orElseThrow();
        graph.addInto(edge, kind("dense"), new Spot(0, 0));
        assertEquals(List.of("dense"), node("encoder").inputs());
        Drawing.Edge numbers = picture().drawing().edges().stream().filter(each -> each.from().equals("items")).findFirst().orElseThrow();
        graph.addInto(numbers, kind("gru"), new Spot(0, 0));
        assertEquals(List.of("items"), node("embedding").inputs());
    }

    @Test
    void everyStepHasANameAndIsUndoneAndDoneAgain() {
        GraphChoice first = model.draft().graph();
        graph.selection().select(List.of("embedding-dropout"));
        graph.dissolve();
        assertEquals(Optional.of(Step.of("dissolve", "embedding-dropout")), graph.undoableProperty().get());
        GraphChoice second = model.draft().graph();
        graph.choosePreset(GraphChoice.Sasrec.defaults());
        assertEquals(Optional.of(Step.of("preset", "sasrec")), graph.undoableProperty().get());

        graph.undo();
        assertEquals(second, model.draft().graph());
        assertEquals(Optional.of(Step.of("preset", "sasrec")), graph.redoableProperty().get());
        graph.undo();
        assertEquals(first, model.draft().graph());
        assertTrue(graph.undoableProperty().get().isEmpty());
        graph.redo();
        assertEquals(second, model.draft().graph());
        graph.move(List.of("encoder"), 8, 8); // another way forward: nothing to redo
        assertTrue(graph.redoableProperty().get().isEmpty());
    }

    @Test
    void keyHeldDownIsOneStep() {
        GraphChoice first = model.draft().graph();
        graph.selection().select(List.of("encoder"));
        for (int i = 0; i < 5; i++) {
            graph.nudge(1, 0);
        }
        graph.undo();
        assertEquals(first, model.draft().graph());
    }

    @Test
    void editMadeInAnotherRoomIsAStepToo() {
        GraphChoice first = model.draft().graph();
        model.edit(e -> new Experiment(
                e.experiment(), e.log(), e.sequences(), e.split(), GraphChoice.LstmNext.defaults(), e.training(), e.evaluation()));
        assertEquals(Optional.of(Step.of("elsewhere")), graph.undoableProperty().get());
        graph.undo();
        assertEquals(first, model.draft().graph());
    }

    @Test
    void copiedNodesArePastedIntoAnotherGraph() {
        graph.selection().select(List.of("embedding-dropout", "encoder"));
        String yaml = graph.copy().orElseThrow();
        assertTrue(yaml.contains("kind: gru"), yaml);
        graph.choosePreset(GraphChoice.LstmNext.defaults());
        graph.paste(yaml);
        assertEquals(List.of("embedding-dropout-2", "encoder-2"), graph.selection().names());
        assertEquals(List.of("embedding-dropout-2"), node("encoder-2").inputs());
        assertEquals(List.of("embedding"), node("embedding-dropout-2").inputs());
    }

    @Test
    void textThatIsNoGraphIsRefusedWithItsReason() {
        GraphChoice before = model.draft().graph();
        graph.paste("hello");
        assertEquals(before, model.draft().graph());
        assertTrue(graph.problemProperty().get().startsWith("clipboard"), graph.problemProperty().get());
        graph.open("graph: {kind: gru-next, hidden: 32}", "other.yaml");
        assertEquals(new GraphChoice.GruNext(64, 32, 1, 0.2), model.draft().graph());
    }

    @Test
    void renamedNodeIsReadUnderItsNewNameAndStaysSelected() {
        graph.selection().select(List.of("encoder"));
        assertEquals(Optional.empty(), graph.rename("encoder", "reader"));
        assertEquals(List.of("reader"), node("output-dropout").inputs());
        assertEquals(List.of("reader"), graph.selection().names());
        assertTrue(graph.rename("reader", "items").orElseThrow().contains("items"));
    }

    @Test
    void refusedConnectionSaysWhyAndChangesNothing() {
        GraphChoice before = model.draft().graph();
        NodeKind.Port port = kind("gru").ports().getFirst();
        assertTrue(graph.connect("items", "encoder", port).orElseThrow().contains("embedding"));
        assertEquals(before, model.draft().graph());
        assertFalse(graph.problemProperty().get().isEmpty());
    }

    @Test
    void edgeIsTakenToAnotherPortInOneStep() {
        Drawing.Edge edge = picture().drawing().edges().stream().filter(each -> each.to().equals("next-item")).findFirst().orElseThrow();
        graph.delete(); // nothing is selected
        GraphChoice before = model.draft().graph();
        graph.add(kind("dense"), Optional.of(new Spot(400, 400)));
        assertEquals(Optional.empty(), graph.reconnect(edge, "dense", kind("dense").ports().getFirst()));
        assertEquals(List.of("output-dropout"), node("dense").inputs());
        assertEquals(List.of(""), node("next-item").inputs());
        graph.undo();
        graph.undo();
        assertEquals(before, model.draft().graph());
    }

    @Test
    void selectionForgetsWhatIsGone() {
        graph.selection().select(List.of("encoder", "items"));
        graph.delete();
        assertEquals(List.of(), graph.selection().names());
        assertTrue(picture().check().problems().stream().anyMatch(problem -> problem.message().equals("Nothing is connected to it.")));
        assertTrue(picture().memoryBytes().isEmpty());
    }

    @Test
    void invalidGraphNamesTheNodeAndTheRemedy() {
        graph.open("{kind: drawn, nodes: [{kind: item-input, name: items}, {kind: next-item, name: next-item, input: nowhere, loss: cross-entropy}]}", "x");
        assertFalse(picture().check().passes());
        assertFalse(picture().check().problems("next-item").isEmpty());
    }

    @Test
    void presetsAreOfTheirPapers() {
        graph.choosePreset(GraphChoice.Gsasrec.defaults());
        assertEquals(GraphChoice.Gsasrec.defaults(), model.draft().graph());
        graph.set("embedding", "width", 32);
        assertInstanceOf(GraphChoice.Drawn.class, model.draft().graph());
        assertInstanceOf(InputNode.ItemInput.class, node("items"));
    }
}
