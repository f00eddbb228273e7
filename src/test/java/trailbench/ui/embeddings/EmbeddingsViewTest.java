package trailbench.ui.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import trailbench.embedding.EpochHealth;
import trailbench.embedding.Health;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.PointMap;
import trailbench.embedding.Probe;
import trailbench.embedding.Timeline;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.chart.PointMapView;
import trailbench.ui.chart.SyntheticMap;
import trailbench.ui.chart.TimelineView;
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
        return room(maps, theme, locale, false);
    }

    private Room room(Map<String, PointMap> maps, Theme theme, Locale locale, boolean withEpochs) {
        return Toolkit.onWindowThread(() -> {
            FakeDialogs dialogs = new FakeDialogs();
            FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
            FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
            FakeProject.FakeRun run = new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next"));
            run.maps.putAll(maps);
            if (withEpochs) {
                run.kept = List.of(1, 5, 10, 20);
                run.timelines.put("all", timeline());
                run.health = Optional.of(health());
            }
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

    @Test
    void epochsAndHealthStandInThePlaceOfTheMap() {
        for (Theme theme : Theme.values()) {
            Locale locale = theme == Theme.LIGHT ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
            Room room = room(Map.of("tsne-2000", SHOP), theme, locale, true);
            Toolkit.onWindowThread(() -> part(room, "epochs"));
            Toolkit.onWindowThread(() -> {
                TimelineView view = (TimelineView) room.scene().lookup(".timeline-view");
                view.positionProperty().set(2.5);
                view.chosen().addAll(Set.of(3, 40, 77));
            });
            Toolkit.picture(room.scene(), name("embeddings-epochs", theme, locale));
            assertFalse(room.scene().lookup("#side").isVisible());
            Toolkit.onWindowThread(() -> part(room, "health"));
            Toolkit.picture(room.scene(), name("embeddings-health", theme, locale));
            Toolkit.onWindowThread(() -> part(room, "map"));
            assertTrue(room.scene().lookup("#side").isVisible());
        }
        Room none = room(Map.of("tsne-2000", SHOP), Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> part(none, "epochs"));
        Toolkit.picture(none.scene(), "embeddings-epochs-none");
    }

    private static void part(Room room, String name) {
        ((ToggleButton) room.scene().lookup("#part-" + name)).fire();
    }

    /// Four epochs in which points come from the middle to where they end.
    private static Timeline timeline() {
        PointMap last = SyntheticMap.of(400, 1);
        List<PointMap> maps = IntStream.rangeClosed(1, 4)
                .mapToObj(at -> last.at(bent(last.x(), last.y(), at / 4f, at), bent(last.y(), last.x(), at / 4f, -at), last.making()))
                .toList();
        float[][] overlap = new float[4][400];
        float[] kept = new float[400];
        for (int i = 0; i < 400; i++) {
            kept[i] = i % 11 / 10f;
            overlap[1][i] = .4f;
            overlap[2][i] = .6f;
            overlap[3][i] = .9f;
        }
        return new Timeline(List.of(1, 5, 10, 20), maps, overlap, kept);
    }

    private static float[] bent(float[] along, float[] other, float share, int turn) {
        float[] bent = new float[along.length];
        for (int i = 0; i < bent.length; i++) {
            bent[i] = share * along[i] + (1 - share) * turn * 0.2f * other[i];
        }
        return bent;
    }

    private static HealthCurves health() {
        return new HealthCurves(64, 400, IntStream.of(1, 5, 10, 20)
                .mapToObj(epoch -> new EpochHealth(
                        epoch, new Health(60 - epoch, epoch / 40.0, -3 + epoch / 20.0, 1 + epoch / 10.0, 0), 2 - epoch / 15.0, epoch / 30.0, epoch == 1 ? 0 : 4,
                        List.of(new Probe("category", 8, 120, .3 + epoch / 50.0, .28))))
                .toList());
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

    private static void click(PointMapView map, Point2D place) {
        Point2D at = map.localToScene(place);
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
