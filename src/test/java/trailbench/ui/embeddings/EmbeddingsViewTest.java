package trailbench.ui.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.junit.jupiter.api.Test;
import trailbench.embedding.EpochHealth;
import trailbench.embedding.Health;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.MapMethod;
import trailbench.embedding.Neighbours;
import trailbench.embedding.PointMap;
import trailbench.embedding.AmountProbe;
import trailbench.embedding.Probe;
import trailbench.embedding.Timeline;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.chart.MapSelection;
import trailbench.ui.chart.PointMapView;
import trailbench.ui.chart.PointSet;
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
            return (PointMapView) scene.getRoot().lookupAll(".point-map").stream().filter(PointMapView.class::isInstance).findFirst().orElseThrow();
        }
    }

    /// Neighbours on the map stand in for those of the original space.
    private static final class MapWorkbench extends FakeWorkbench {
        @Override
        public List<Neighbour> neighbours(Project project, RunFolder run, String itemId, int k, Neighbours.Measure measure) {
            int asked = SHOP.ids().indexOf(itemId);
            return IntStream.range(0, SHOP.size())
                    .filter(i -> i != asked)
                    .boxed()
                    .sorted((a, b) -> Double.compare(distance(a, asked), distance(b, asked)))
                    .limit(k)
                    .map(i -> new Neighbour(SHOP.ids().get(i), SHOP.titles().get(i), 1 / (1 + distance(i, asked) / 8), distance(i, asked)))
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
                assertTrue(room.map().getAccessibleText().contains("2,000"), room.map().getAccessibleText());
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
                        List.of(new Probe("category", 8, 120, .3 + epoch / 50.0, .28)), Optional.of(List.of(new AmountProbe("price", 120, true, .1 + epoch / 50.0)))))
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
        assertEquals(10, room.viewModel().map().neighboursProperty().get().size());
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

    /// A lasso round a point, the search among what is left, and the legend as a filter.
    @Test
    void lassoSearchAndLegendNarrowTheMapDown() {
        Room room = room(Map.of("tsne-2000", SHOP), Theme.LIGHT, Locale.ENGLISH);
        Toolkit.picture(room.scene(), "embeddings-journey-start");
        PointMapView map = room.map();
        Toolkit.onWindowThread(() -> {
            ((ToggleButton) room.scene().lookup("#map-tool-lasso")).fire();
            Point2D middle = map.place(3);
            List<Point2D> corners = List.of(new Point2D(-80, -60), new Point2D(90, -60), new Point2D(90, 70), new Point2D(-80, 70));
            drag(map, MouseEvent.MOUSE_PRESSED, middle.add(corners.getFirst()));
            corners.forEach(corner -> drag(map, MouseEvent.MOUSE_DRAGGED, middle.add(corner)));
            drag(map, MouseEvent.MOUSE_RELEASED, middle.add(corners.getLast()));
            long inside = IntStream.range(0, SHOP.size())
                    .mapToObj(point -> map.place(point).subtract(middle))
                    .filter(at -> at.getX() > -80 && at.getX() < 90 && at.getY() > -60 && at.getY() < 70)
                    .count();
            assertEquals(inside, room.viewModel().map().selection().chosen().size());
            assertTrue(room.viewModel().map().selection().chosen().contains(3));
        });
        Toolkit.picture(room.scene(), "embeddings-lasso-light");
        assertTrue(map.getAccessibleText().contains("points are selected"), map.getAccessibleText());
        Toolkit.onWindowThread(() -> {
            ((ButtonBase) room.scene().lookup("#map-isolate")).fire();
            ((TextField) room.scene().lookup("#map-search-field")).setText("baking");
        });
        assertTrue(room.viewModel().map().matchesProperty().get().points().length > 0);
        Toolkit.picture(room.scene(), "embeddings-isolated-light");
        Toolkit.onWindowThread(() -> {
            room.viewModel().map().queryProperty().set("");
            ((ButtonBase) room.scene().lookup("#map-isolate")).fire();
            room.viewModel().map().selection().clear();
            room.viewModel().map().colourByProperty().set("category");
            room.viewModel().map().contoursProperty().set(true);
            room.scene().getRoot().applyCss();
            Node row = room.scene().lookup(".map-legend-row");
            Event.fireEvent(row, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
        Toolkit.picture(room.scene(), "embeddings-only-light");
        assertFalse(room.viewModel().map().hiddenEntries().contains(0));
        assertEquals(room.viewModel().map().colouringProperty().get().entries().size() - 1, room.viewModel().map().hiddenEntries().size());
    }

    private static void drag(PointMapView map, EventType<MouseEvent> type, Point2D place) {
        Point2D at = map.localToScene(place);
        Event.fireEvent(map, new MouseEvent(type, at.getX(), at.getY(), 0, 0, MouseButton.PRIMARY, 1, false, false, false, false,
                type != MouseEvent.MOUSE_RELEASED, false, false, true, false, true, new PickResult(map, at.getX(), at.getY())));
    }

    @Test
    void twoMapsStandSideBySide() {
        Map<String, PointMap> maps = new LinkedHashMap<>();
        maps.put("pca-2000", new PointMap(new MapMethod.Pca(.3, .2), SHOP.of(), SHOP.ids(), SHOP.titles(), SHOP.y(), SHOP.x(), SHOP.columns()));
        maps.put("tsne-2000", SHOP);
        Room room = room(maps, Theme.DARK, Locale.SIMPLIFIED_CHINESE);
        Toolkit.picture(room.scene(), "embeddings-before-pair");
        Toolkit.onWindowThread(() -> {
            ((ToggleButton) room.scene().lookup("#map-compare")).fire();
            room.viewModel().map().colourByProperty().set("category");
            room.viewModel().map().selection().choose(PointSet.of(IntStream.range(0, 60).toArray()), MapSelection.Mode.REPLACE);
        });
        Toolkit.picture(room.scene(), "embeddings-pair-dark-zh");
        assertEquals(60, room.viewModel().second().map().selection().chosen().size());
        assertTrue(((ComboBox<?>) room.scene().lookup("#second-map")).getValue() != null);
    }

    @Test
    void searchMarksWhatItFinds() {
        Room room = room(Map.of("tsne-2000", SHOP), Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> room.viewModel().map().queryProperty().set("retrospot bag"));
        int[] found = room.viewModel().map().matchesProperty().get().points();
        assertTrue(found.length > 0);
        for (int point : found) {
            String title = SHOP.titles().get(point);
            assertTrue(title.toLowerCase(Locale.ROOT).contains("retrospot"), title); // the bag may stand in another column
        }
        Toolkit.picture(room.scene(), "embeddings-search-light");
    }

    @Test
    void formAndEmptyRoomAreShown() {
        Room empty = room(Map.of(), Theme.LIGHT, Locale.ENGLISH);
        assertTrue(Toolkit.onWindowThread(() -> empty.scene().lookup("#form").isVisible() && !empty.scene().lookup("#explore").isVisible()));
        Toolkit.picture(empty.scene(), "embeddings-form-light-en");
        Toolkit.picture(room(Map.of(), Theme.DARK, Locale.SIMPLIFIED_CHINESE).scene(), "embeddings-form-dark-zh");
    }
}
