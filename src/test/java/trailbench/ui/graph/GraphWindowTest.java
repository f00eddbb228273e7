package trailbench.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import trailbench.graph.GraphChoice;
import trailbench.graph.GraphChoice.LstmAutoencoder;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Sampler;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// The Graph room in the window. Leaves pictures in `target/screenshots`.
class GraphWindowTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final Settings settings = Settings.inMemory();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model = new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, settings);
    private GraphViewModel graph;

    private record Elsewhere(String id, javafx.scene.Node view) implements Room {
        @Override
        public void shown() {}

        @Override
        public void hidden() {}
    }

    private Room room(Locale locale) {
        graph = new GraphViewModel(model);
        return new GraphView(graph, Messages.of(GraphView.class, locale));
    }

    private Scene open(Theme theme, Locale locale) {
        settings.theme(theme);
        settings.language(locale);
        FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
        project.experiments.add(FakeShop.experiment("gru-next"));
        projects.known.clear();
        projects.known.add(project);
        return Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            List<RoomEntry> rooms = Arrays.stream(Place.values())
                    .map(place -> new RoomEntry(place, l -> place == Place.GRAPH ? room(l) : new Elsewhere(place.id(), new Label(place.id()))))
                    .toList();
            new WorkbenchWindow(stage, model, rooms, Optional.empty()).show();
            model.desk().open(Path.of("shop"));
            model.placeProperty().set(Place.GRAPH);
            return stage.getScene();
        });
    }

    private void close(Scene scene) {
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    @Test
    void autoencoderIsDrawnWithShapesCountsAndInspector() {
        Scene scene = open(Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> {
            graph.choose(new LstmAutoencoder(64, 128, LstmAutoencoder.Decoder.TEACHER_FORCED, LstmAutoencoder.Target.VECTORS));
            graph.selectedProperty().set("encoder");
        });
        Toolkit.settle(4);
        Toolkit.picture(scene, "graph-autoencoder");
        assertEquals(9, Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(".node-box").size()));
        close(scene);
    }

    @Test
    void inspectorChangesTheNode() {
        Scene scene = open(Theme.DARK, Locale.SIMPLIFIED_CHINESE);
        Toolkit.onWindowThread(() -> graph.selectedProperty().set("encoder"));
        Toolkit.settle(2);
        Toolkit.picture(scene, "graph-dark-zh");
        Toolkit.onWindowThread(() -> ((NumberField) scene.getRoot().lookup("#knob-units")).setValue(256));
        assertEquals(new Node.Gru("encoder", "embedding-dropout", 256), ((GraphChoice.Drawn) model.draft().graph()).nodes().get(3));
        close(scene);
    }

    @Test
    void lossAndItsNumbersAreChosen() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            Scene scene = open(locale == Locale.ENGLISH ? Theme.LIGHT : Theme.DARK, locale);
            Toolkit.onWindowThread(() -> {
                graph.choose(new GraphChoice.Sasrec(64, 2, 1, 0.1, new Loss.BprMax(256, Sampler.Mixed.defaults(), 1)));
                graph.selectedProperty().set("next-item");
            });
            Toolkit.settle(4);
            Toolkit.picture(scene, "graph-loss-" + locale.getLanguage());
            Toolkit.onWindowThread(() -> ((NumberField) scene.getRoot().lookup("#knob-negatives")).setValue(32));
            Loss.BprMax expected = new Loss.BprMax(32, Sampler.Mixed.defaults(), 1);
            assertTrue(model.draft().graph().graph().nodes().stream().anyMatch(node -> node instanceof Node.NextItem head && head.loss().equals(expected)));
            close(scene);
        }
    }

    @Test
    void invalidGraphIsRedWithItsReason() {
        Scene scene = open(Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> {
            graph.choose(new GraphChoice.Drawn(List.of(
                    new InputNode.ItemInput("items"),
                    new Node.Embedding("embedding", "items", 64, false),
                    new Node.LastStep("vector", "embedding"),
                    Node.NextItem.own("next-item", "vector"))));
            graph.selectedProperty().set("next-item");
        });
        Toolkit.settle(4);
        Toolkit.picture(scene, "graph-wrong");
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup(".node-problem") != null));
        close(scene);
    }
}
