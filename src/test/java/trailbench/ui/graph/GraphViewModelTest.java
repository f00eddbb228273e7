package trailbench.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.graph.GraphChoice;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
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
        graph = new GraphViewModel(model);
    }

    private Node node(String name) {
        return graph.pictureProperty().get().graph().node(name);
    }

    @Test
    void pictureCountsForAThousandItemsUntilTheLogIsPrepared() {
        assertTrue(graph.pictureProperty().get().assumed());
        // embedding (1,000 + 1) · 64, GRU 3 · 128 · (64 + 128 + 2), next item 1,000 · (128 + 1)
        assertEquals(64_064 + 74_496 + 129_000, graph.pictureProperty().get().check().total());

        graph.shown(); // prepares the log: 12 items

        assertFalse(graph.pictureProperty().get().assumed());
        assertEquals(12, graph.pictureProperty().get().items());
    }

    @Test
    void presetKnobChangesTheDraft() {
        Knob.Whole<GraphChoice> hidden = (Knob.Whole<GraphChoice>) Knobs.of(model.draft().graph()).get(1);
        graph.choose(hidden.with().apply(96));
        assertEquals(new GraphChoice.GruNext(64, 96, 1, 0.2), model.draft().graph());
    }

    @Test
    void nodeKnobTurnsThePresetIntoAGraphDrawnByHand() {
        Knob.Whole<Node> units = (Knob.Whole<Node>) Knobs.of(node("encoder")).getFirst();
        graph.edit(units.with().apply(200));
        assertInstanceOf(GraphChoice.Drawn.class, model.draft().graph());
        assertEquals(new Node.Gru("encoder", "embedding-dropout", 200), node("encoder"));
        assertEquals(GraphViewModel.Preset.DRAWN, graph.preset());
    }

    @Test
    void undoAndRedoGoThroughTheGraphsThatWere() {
        GraphChoice first = model.draft().graph();
        graph.choose(new GraphChoice.GruNext(32, 128, 1, 0.2));
        GraphChoice second = model.draft().graph();
        graph.setPreset(GraphViewModel.Preset.LSTM_NEXT);

        graph.undo();
        assertEquals(second, model.draft().graph());
        graph.undo();
        assertEquals(first, model.draft().graph());
        assertFalse(graph.canUndo().get());
        graph.redo();
        assertEquals(second, model.draft().graph());
        assertTrue(graph.canRedo().get());
        graph.choose(first); // another way forward: nothing to redo
        assertFalse(graph.canRedo().get());
    }

    @Test
    void anotherPresetKeepsTheNumbersItShares() {
        graph.choose(new GraphChoice.GruNext(48, 96, 2, 0.3));
        graph.setPreset(GraphViewModel.Preset.LSTM_AUTOENCODER);
        GraphChoice.LstmAutoencoder autoencoder = assertInstanceOf(GraphChoice.LstmAutoencoder.class, model.draft().graph());
        assertEquals(List.of(48, 96), List.of(autoencoder.embedding(), autoencoder.hidden()));
    }

    @Test
    void invalidGraphNamesTheNodeAndTheRemedy() {
        graph.choose(new GraphChoice.Drawn(List.of(new InputNode.ItemInput("items"), Node.NextItem.own("next-item", "nowhere"))));
        var check = graph.pictureProperty().get().check();
        assertFalse(check.passes());
        assertFalse(check.problems("next-item").isEmpty());
        assertTrue(graph.pictureProperty().get().memoryBytes().isEmpty());
    }

    @Test
    void numbersThatMakeNoNodeAreToldAndChangeNothing() {
        GraphChoice before = model.draft().graph();
        graph.choose(new GraphChoice.GruNext(0, 128, 1, 0.2));
        assertEquals(before, model.draft().graph());
        assertEquals("embedding: embedding width 0 is not between 1 and 4,096", graph.problemProperty().get());
    }
}
