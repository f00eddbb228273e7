package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.work.Fault;

/// What only a window can show: the drawn lines, the theme's colours, the words on screen. Leaves pictures in `target/screenshots`.
class CurveChartWindowTest {

    @Test
    void chartDrawsLightAndDarkInBothLanguages() throws Exception {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (Theme theme : Theme.values()) {
                Scene scene = Toolkit.onWindowThread(() -> {
                    VBox box = new VBox(24, steps(locale, 20_000), metrics(locale));
                    box.getChildren().forEach(chart -> VBox.setVgrow(chart, Priority.ALWAYS));
                    box.getStyleClass().addAll("room", "workbench");
                    return Toolkit.scene(box, theme, locale, 900, 700);
                });
                Path picture = Toolkit.picture(scene, "chart-" + locale.getLanguage() + "-" + theme.name().toLowerCase(Locale.ROOT));
                assertTrue(colours(ImageIO.read(picture.toFile())) > 50, "a picture with lines in it");
            }
        }
    }

    @Test
    void chartGoesOnWithOtherLinesOverTheSameAxis() {
        CurveChart chart = Toolkit.onWindowThread(() -> metrics(Locale.ENGLISH));
        Scene scene = Toolkit.onWindowThread(() -> Toolkit.scene(new VBox(chart), Theme.LIGHT, Locale.ENGLISH, 900, 400));
        Toolkit.onWindowThread(() -> {
            scene.getRoot().applyCss(); // a legend is inside what scrolls
            ((ToggleButton) scene.getRoot().lookup(".legend-entry")).setSelected(false);
        });
        Curve loss = new Curve("Validation loss", 1);
        CurveFrame other = new CurveFrame("Loss by epoch", CurveFrame.Axis.EPOCH, Better.LOWER, List.of(loss), Optional.of(loss));
        Toolkit.onWindowThread(() -> chart.show(other));
        assertFalse(Toolkit.onWindowThread(() -> scene.getRoot().lookup(".legend").isVisible()), "one line needs no legend");
        Toolkit.onWindowThread(() -> {
            loss.append(1, 7.5);
            loss.append(2, 6.5);
            chart.redraw();
        });
        Toolkit.picture(scene, "chart-other");
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(".toggle-button").stream()
                .anyMatch(button -> "Logarithmic scale · Loss by epoch".equals(button.getAccessibleText()))), "buttons speak of the new lines");
        assertEquals(List.of(loss), Toolkit.onWindowThread(() -> ((CurvePlot) scene.getRoot().lookup(".curve-plot")).visible()));
        assertEquals("Validation loss was lowest at epoch 2 with 6.500.", Toolkit.onWindowThread(chart::sentence));
        CurveFrame steps = new CurveFrame("Loss by step", CurveFrame.Axis.STEP, Better.LOWER, List.of(loss), Optional.of(loss));
        assertThrows(Fault.Request.class, () -> Toolkit.onWindowThread(() -> chart.show(steps)));
    }

    @Test
    void buttonsOfTwoChartsAreToldApartByTheirSpokenWords() {
        Scene scene = Toolkit.onWindowThread(() -> Toolkit.scene(new VBox(steps(Locale.ENGLISH, 10), metrics(Locale.ENGLISH)), Theme.LIGHT, Locale.ENGLISH, 900, 700));
        Toolkit.picture(scene, "chart-buttons");
        List<String> spoken = Toolkit.onWindowThread(() -> scene.getRoot().lookupAll(".toggle-button").stream()
                .map(ToggleButton.class::cast)
                .filter(button -> "Log".equals(button.getText()))
                .map(Node::getAccessibleText)
                .toList());
        assertEquals(List.of("Logarithmic scale · Training loss by step", "Logarithmic scale · Validation"), spoken);
    }

    @Test
    void chartThatIsDrawnAgainLooksTheSame() throws IOException {
        CurveChart chart = Toolkit.onWindowThread(() -> metrics(Locale.ENGLISH));
        Scene scene = Toolkit.onWindowThread(() -> Toolkit.scene(new VBox(chart), Theme.LIGHT, Locale.ENGLISH, 900, 400));
        Path once = Toolkit.picture(scene, "chart-once");
        CurvePlot plot = (CurvePlot) scene.getRoot().lookup(".curve-plot");
        Toolkit.onWindowThread(plot::redraw);
        assertEquals(-1, Files.mismatch(once, Toolkit.picture(scene, "chart-twice")));
    }

    @Test
    void crosshairReadsTheValuesAtTheEpochThatTheArrowKeysReach() {
        Scene scene = Toolkit.onWindowThread(() -> Toolkit.scene(new VBox(metrics(Locale.ENGLISH)), Theme.LIGHT, Locale.ENGLISH, 900, 400));
        Toolkit.picture(scene, "chart-crosshair"); // lays out and draws
        String header = Toolkit.onWindowThread(() -> {
            Node crosshair = scene.getRoot().lookup(".curve-crosshair");
            crosshair.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, false, false));
            crosshair.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, false, false));
            return ((Label) scene.getRoot().lookup(".values-header")).getText();
        });
        assertEquals("epoch 19", header); // the last epoch is 20: first press reads it, the second goes one back
        Toolkit.picture(scene, "chart-crosshair");
    }

    @Test
    void wheelLooksCloserDraggingMovesAlongAndADoubleClickShowsAll() {
        Scene scene = Toolkit.onWindowThread(() -> Toolkit.scene(new VBox(steps(Locale.ENGLISH, 20_000)), Theme.LIGHT, Locale.ENGLISH, 900, 400));
        Toolkit.picture(scene, "chart-zoom-before");
        Node crosshair = scene.getRoot().lookup(".curve-crosshair");
        CurvePlot plot = (CurvePlot) scene.getRoot().lookup(".curve-plot");
        double whole = Toolkit.onWindowThread(plot::xPerPixel);
        Toolkit.onWindowThread(() -> {
            for (int notch = 0; notch < 5; notch++) {
                crosshair.fireEvent(scroll(40));
            }
        });
        Toolkit.picture(scene, "chart-zoom");
        assertEquals(Math.pow(0.8, 5), Toolkit.onWindowThread(plot::xPerPixel) / whole, 0.01);
        double left = Toolkit.onWindowThread(() -> plot.valueX(plot.area().getMinX()));
        Toolkit.onWindowThread(() -> {
            crosshair.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, 400, 1));
            crosshair.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, 300, 1));
        });
        Toolkit.picture(scene, "chart-panned");
        double moved = Toolkit.onWindowThread(() -> (plot.valueX(plot.area().getMinX()) - left) / plot.xPerPixel());
        assertEquals(100, moved, 1, "a hundred pixels to the left");
        Toolkit.onWindowThread(() -> crosshair.fireEvent(mouse(MouseEvent.MOUSE_CLICKED, 300, 2)));
        Toolkit.picture(scene, "chart-whole");
        assertEquals(whole, Toolkit.onWindowThread(plot::xPerPixel), 1e-9);
    }

    private static ScrollEvent scroll(double by) {
        return new ScrollEvent(
                ScrollEvent.SCROLL, 450, 100, 450, 100, false, false, false, false, false, false, 0, by, 0, by,
                ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null);
    }

    private static MouseEvent mouse(EventType<MouseEvent> type, double x, int clicks) {
        return new MouseEvent(
                type, x, 100, x, 100, MouseButton.PRIMARY, clicks, false, false, false, false, true, false, false, false, false, false, null);
    }

    @Test
    void linesFollowTheThemeWhileTheChartIsShown() throws Exception {
        Scene scene = Toolkit.onWindowThread(() -> Toolkit.scene(new VBox(metrics(Locale.ENGLISH)), Theme.LIGHT, Locale.ENGLISH, 900, 400));
        int lightGreen = 0xFF1A7F37; // Primer's -color-success-fg, the second line
        int darkGreen = 0xFF3FB950;
        assertTrue(holds(Toolkit.picture(scene, "chart-theme-before"), lightGreen));
        Toolkit.onWindowThread(Theme.DARK::apply);
        Path after = Toolkit.picture(scene, "chart-theme-after");
        assertTrue(holds(after, darkGreen) && !holds(after, lightGreen), "the lines are drawn again in the dark theme's colours");
    }

    private static boolean holds(Path picture, int colour) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).anyMatch(pixel -> pixel == colour);
    }

    private static long colours(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }

    private static CurveChart steps(Locale locale, int points) {
        Curve loss = new Curve(locale == Locale.ENGLISH ? "Training loss" : "训练损失", 0);
        Random random = new Random(7);
        for (int step = 1; step <= points; step++) {
            loss.append(step, 3.1 + 5 * Math.exp(-step / 4_000.0) + 0.25 * random.nextGaussian());
        }
        return new CurveChart(
                new CurveFrame(locale == Locale.ENGLISH ? "Training loss by step" : "逐步训练损失", CurveFrame.Axis.STEP, Better.LOWER, List.of(loss), Optional.of(loss)),
                locale);
    }

    private static CurveChart metrics(Locale locale) {
        Curve ndcg = new Curve("NDCG@10", 1);
        Curve recall = new Curve("Recall@10", 2);
        for (int epoch = 1; epoch <= 20; epoch++) {
            ndcg.append(epoch, 0.131 - 0.0006 * (epoch - 14) * (epoch - 14));
            recall.append(epoch, 0.22 - 0.0007 * (epoch - 15) * (epoch - 15));
        }
        CurveChart chart = new CurveChart(
                new CurveFrame("Validation", CurveFrame.Axis.EPOCH, Better.HIGHER, List.of(ndcg, recall), Optional.of(ndcg)), locale);
        chart.setBest(OptionalDouble.of(14));
        return chart;
    }
}
