package trailbench.ui.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.junit.jupiter.api.Test;
import trailbench.embedding.PointMap;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.chart.PointMapView;
import trailbench.ui.chart.SyntheticMap;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

class EmbeddingsViewTest {
    private static final PointMap SHOP = SyntheticMap.of(2_000, 1);

    private boolean busy;

    private record Room(EmbeddingsViewModel viewModel, Scene scene) {
        PointMapView map() {
            return (PointMapView) scene.lookup(".point-map");
        }
    }

    /// Neighbours on the map stand in for those of the original space.
    private static final class MapWorkbench extends FakeWorkbench {
        @Override
        public List<Neighbour> neighbours(Project project, RunFolder run, String itemId, int k) {
            int asked = SHOP.ids().indexOf(itemId);
            return IntStream.range(0, SHOP.size())
                    .filter(i -> i != asked)
                    .boxed()
                    .sorted((a, b) -> Double.compare(distance(a, asked), distance(b, asked)))
                    .limit(k)
                    .map(i -> new Neighbour(SHOP.ids().get(i), SHOP.titles().get(i), 1 / (1 + distance(i, asked) / 8)))
                    .toList();
        }

        private static double distance(int a, int b) {
            return Math.hypot(SHOP.x()[a] - SHOP.x()[b], SHOP.y()[a] - SHOP.y()[b]);
        }
    }

    private Room room(Map<String, PointMap> maps, Theme theme, Locale locale) {
        return Toolkit.onWindowThread(() -> {
            FakeDialogs dialogs = new FakeDialogs();
            FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
            FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
            FakeProject.FakeRun run = new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next"));
            run.maps.putAll(maps);
            project.runs.add(run);
            projects.known.add(project);
            WorkbenchModel model =
                    new WorkbenchModel(new MapWorkbench(), projects, new FxExecutor(Runnable::run, this::work, dialogs::fault, System::nanoTime), dialogs, Settings.inMemory());
            model.desk().open(Path.of("shop"));
            Messages words = Messages.of(EmbeddingsView.class, locale);
            EmbeddingsViewModel viewModel = new EmbeddingsViewModel(model, words);
            EmbeddingsView view = new EmbeddingsView(viewModel, words);
            return new Room(viewModel, Toolkit.scene((Parent) view.view(), theme, locale, 1_072, 712));
        });
    }

    /// Work that a busy machine has not begun yet.
    private void work(Runnable work) {
        if (!busy) {
            work.run();
        }
    }

    @Test
    void progressStandsOverTheMapWhileAnotherIsMade() {
        Room room = room(Map.of("pca-2000", SHOP), Theme.LIGHT, Locale.ENGLISH);
        busy = true;
        Toolkit.onWindowThread(() -> {
            room.viewModel().formShownProperty().set(true);
            room.viewModel().makeMap();
        });
        Toolkit.picture(room.scene(), "embeddings-making");
        assertTrue(room.scene().lookup("#working").isVisible());
        assertTrue(room.scene().lookup("#form").isDisabled());
    }

    @Test
    void mapIsShownInBothThemesAndLanguages() {
        for (Theme theme : Theme.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                Room room = room(Map.of("tsne-2000", SHOP), theme, locale);
                Toolkit.onWindowThread(() -> room.viewModel().map().colourByProperty().set("category"));
                Toolkit.picture(room.scene(), name("embeddings", theme, locale));
            }
        }
    }

    private static String name(String what, Theme theme, Locale locale) {
        return what + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + locale.getLanguage();
    }

    @Test
    void clickOnAPointShowsTheItemAndItsNeighbours() {
        Room room = room(Map.of("tsne-2000", SHOP), Theme.DARK, Locale.ENGLISH);
        Toolkit.picture(room.scene(), "embeddings-before-click");
        Toolkit.onWindowThread(() -> click(room.map(), room.map().place(3)));
        assertEquals(3, room.viewModel().map().selectedProperty().get());
        assertEquals(12, room.viewModel().map().neighboursProperty().get().size());
        Toolkit.picture(room.scene(), "embeddings-selected-dark");
        Room light = room(Map.of("tsne-2000", SHOP), Theme.LIGHT, Locale.SIMPLIFIED_CHINESE);
        Toolkit.onWindowThread(() -> light.viewModel().map().selectedProperty().set(7));
        Toolkit.picture(light.scene(), "embeddings-selected-light-zh");
        assertTrue(light.map().getAccessibleText().contains("2,000"), light.map().getAccessibleText());
    }

    private static void click(PointMapView map, Point2D at) {
        for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            Event.fireEvent(map, new MouseEvent(type, at.getX(), at.getY(), 0, 0, MouseButton.PRIMARY, 1, false, false, false, false,
                    type == MouseEvent.MOUSE_PRESSED, false, false, true, false, true, new PickResult(map, at.getX(), at.getY())));
        }
    }

    @Test
    void clickInTheLegendHidesAnEntry() {
        Room room = room(Map.of("tsne-2000", SHOP), Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> {
            room.viewModel().map().colourByProperty().set("category");
            room.scene().getRoot().applyCss();
            ((ToggleButton) room.scene().lookup(".map-legend-row")).fire();
        });
        assertEquals(Set.of(0), room.viewModel().map().hiddenEntries());
        Toolkit.picture(room.scene(), "embeddings-hidden-entry");
    }

    @Test
    void searchMarksWhatItFinds() {
        Room room = room(Map.of("tsne-2000", SHOP), Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> room.viewModel().map().queryProperty().set("retrospot bag"));
        Toolkit.picture(room.scene(), "embeddings-search-light");
    }

    @Test
    void formAndEmptyRoomAreShown() {
        Toolkit.picture(room(Map.of(), Theme.LIGHT, Locale.ENGLISH).scene(), "embeddings-form-light-en");
        Toolkit.picture(room(Map.of(), Theme.DARK, Locale.SIMPLIFIED_CHINESE).scene(), "embeddings-form-dark-zh");
    }
}
