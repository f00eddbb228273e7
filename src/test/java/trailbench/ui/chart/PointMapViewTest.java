package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;

class PointMapViewTest {
    private final PointMapModel model = new PointMapModel();

    private record Shown(PointMapView view, Scene scene) {}

    private Shown show(int points, Theme theme) {
        return Toolkit.onWindowThread(() -> {
            PointMapView view = new PointMapView(model, Locale.ENGLISH);
            model.show(SyntheticMap.of(points, 4));
            Scene scene = Toolkit.scene(view, theme, Locale.ENGLISH, 1_000, 700);
            view.applyCss();
            view.layout();
            return new Shown(view, scene);
        });
    }

    private static void mouse(PointMapView view, EventType<MouseEvent> type, Point2D at) {
        boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
        Event.fireEvent(view, new MouseEvent(type, at.getX(), at.getY(), 0, 0, MouseButton.PRIMARY, 1, false, false, false, false,
                down, false, false, true, false, true, new PickResult(view, at.getX(), at.getY())));
    }

    private static void key(PointMapView view, KeyCode code) {
        Event.fireEvent(view, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    @Test
    void cursorOverAPointShowsItsTitleAndColumns() {
        Shown shown = show(2_000, Theme.LIGHT);
        Toolkit.onWindowThread(() -> mouse(shown.view(), MouseEvent.MOUSE_MOVED, shown.view().place(11)));
        Toolkit.picture(shown.scene(), "map-hover-light");
        assertTrue(shown.view().lookup(".map-card").isVisible());
        Toolkit.onWindowThread(() -> mouse(shown.view(), MouseEvent.MOUSE_EXITED, new Point2D(0, 0)));
        assertFalse(shown.view().lookup(".map-card").isVisible());
    }

    @Test
    void clickPicksAndDragMovesWithoutPicking() {
        Shown shown = show(500, Theme.LIGHT);
        Toolkit.onWindowThread(() -> {
            Point2D before = shown.view().place(4);
            mouse(shown.view(), MouseEvent.MOUSE_PRESSED, new Point2D(100, 100));
            mouse(shown.view(), MouseEvent.MOUSE_DRAGGED, new Point2D(130, 140));
            mouse(shown.view(), MouseEvent.MOUSE_RELEASED, new Point2D(130, 140));
            assertEquals(0, before.add(30, 40).distance(shown.view().place(4)), 1e-6);
            assertEquals(PointMapModel.NONE, model.selectedProperty().get());
            mouse(shown.view(), MouseEvent.MOUSE_PRESSED, shown.view().place(4));
            mouse(shown.view(), MouseEvent.MOUSE_RELEASED, shown.view().place(4));
            assertEquals(4, model.selectedProperty().get());
        });
    }

    @Test
    void keysZoomMoveAndFit() {
        Shown shown = show(500, Theme.LIGHT);
        Toolkit.onWindowThread(() -> {
            Point2D fitted = shown.view().place(4);
            key(shown.view(), KeyCode.RIGHT);
            assertEquals(fitted.getX() - 60, shown.view().place(4).getX(), 1e-9);
            key(shown.view(), KeyCode.PLUS);
            // 1.3 times further from the middle of 1,000 pixels
            assertEquals(500 + 1.3 * (fitted.getX() - 60 - 500), shown.view().place(4).getX(), 1e-6);
            key(shown.view(), KeyCode.DIGIT0);
            assertEquals(0, fitted.distance(shown.view().place(4)), 1e-6);
        });
    }

    @Test
    void neighboursAreDrawnAsLinesAndReachAcrossTheMap() {
        Shown shown = show(2_000, Theme.DARK);
        Toolkit.onWindowThread(() -> {
            model.colourByProperty().set("category");
            model.selectedProperty().set(0);
            model.neighboursProperty().set(IntStream.of(9, 30, 77, 150, 301, 412, 640, 900)
                    .mapToObj(p -> new PointMapModel.Near(p, model.mapProperty().get().ids().get(p), model.mapProperty().get().titles().get(p), 1 - p / 1_000.0, p / 500.0, p > 500))
                    .toList());
        });
        Toolkit.picture(shown.scene(), "map-neighbours-dark");
        assertTrue(shown.view().getAccessibleText().contains("Picked: "), shown.view().getAccessibleText());
    }

    @Test
    void exportWritesAPosterOfWhatIsInSight() throws Exception {
        Shown shown = show(3_000, Theme.LIGHT);
        Path file = Path.of("target/screenshots/map-export.png");
        Toolkit.onWindowThread(() -> {
            model.colourByProperty().set("price");
            model.toggle(0);
            shown.view().exportPng(file);
        });
        var image = ImageIO.read(file.toFile());
        assertEquals(List.of(2_400, 1_500), List.of(image.getWidth(), image.getHeight()));
        assertTrue(Files.size(file) > 50_000);
    }

    @Test
    void hundredThousandPointsAreDrawn() {
        Shown shown = show(100_000, Theme.DARK);
        Toolkit.onWindowThread(() -> model.colourByProperty().set("category"));
        Toolkit.picture(shown.scene(), "map-100000-dark");
        long milliseconds = Toolkit.onWindowThread(() -> {
            long start = System.nanoTime();
            for (int frame = 0; frame < 20; frame++) {
                shown.view().pan(3, 1);
                shown.view().layout();
            }
            return (System.nanoTime() - start) / 20_000_000;
        });
        assertTrue(milliseconds < 1_000, milliseconds + " ms a picture");
    }
}
