package trailbench.ui.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.ui.chart.DrawnCurves;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;

/// The smoothing and the logarithmic scale of the live curve, in the Train room, by keys and by its button.
class CurveControlsWindowTest {
    private final TrainFixture shop = new TrainFixture();
    private final FakeProject.FakeRun earlier = shop.run("20260301-081500-gru-next");
    private final FakeProject.FakeRun later = shop.run("20260301-101500-gru-next");
    private TrainView room;
    private Scene scene;

    @BeforeEach
    void open() {
        earlier.events.addAll(TrainFixture.events(4));
        later.events.addAll(TrainFixture.events(9));
        scene = Toolkit.onWindowThread(() -> {
            Messages words = Messages.of(TrainView.class, Locale.ENGLISH);
            room = new TrainView(new TrainViewModel(shop.model, words), words);
            Scene made = Toolkit.scene((Parent) room.view(), Theme.LIGHT, Locale.ENGLISH, 1_072, 700);
            Stage stage = new Stage();
            stage.setScene(made);
            stage.show();
            shop.open();
            room.shown();
            return made;
        });
        look(later);
    }

    @AfterEach
    void close() {
        Toolkit.onWindowThread(() -> {
            room.released();
            scene.getWindow().hide();
        });
    }

    /// Lets the room's pulse read the run.
    private void look(FakeProject.FakeRun run) {
        Toolkit.onWindowThread(() -> shop.model.selectRun(run));
        Toolkit.settle(30);
    }

    private Node chart() {
        return scene.getRoot().lookup("#stepHolder");
    }

    private List<double[]> drawn() {
        return Toolkit.onWindowThread(() -> DrawnCurves.heights(chart()));
    }

    private void press(KeyCode key) {
        Toolkit.onWindowThread(() -> {
            Slider slider = (Slider) chart().lookup(".slider");
            slider.requestFocus();
            Event.fireEvent(slider, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
            Event.fireEvent(slider, new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
        });
        Toolkit.settle(3);
    }

    private void pressLog() {
        Toolkit.onWindowThread(() -> chart().lookupAll(".toggle-button").stream()
                .map(ToggleButton.class::cast)
                .filter(button -> "Log".equals(button.getText()))
                .forEach(ToggleButton::fire));
        Toolkit.settle(3);
    }

    /// How far a line goes up and down from point to point.
    private static double unrest(double[] line) {
        double way = 0;
        for (int point = 1; point < line.length; point++) {
            way += Math.abs(line[point] - line[point - 1]);
        }
        return way / (line.length - 1);
    }

    @Test
    void sliderCalmsTheDrawnCurveAndGoesOnDoingSoForAnotherRun() {
        press(KeyCode.HOME);
        List<double[]> asMeasured = drawn();
        assertEquals(1, asMeasured.size(), "nothing is smoothed, so there is no second line");

        press(KeyCode.RIGHT);
        List<double[]> little = drawn();
        assertEquals(2, little.size(), "the measured values stay, faint, behind the average");
        assertArrayEquals(asMeasured.getFirst(), little.getFirst());
        assertTrue(unrest(little.getLast()) < unrest(little.getFirst()), "a little calmer");

        press(KeyCode.END);
        List<double[]> much = drawn();
        assertTrue(unrest(much.getLast()) < unrest(little.getLast()) / 10, () -> unrest(much.getLast()) + " after " + unrest(little.getLast()));

        look(earlier);
        List<double[]> other = drawn();
        assertEquals(2, other.size());
        double first = other.getFirst()[0];
        assertTrue(Arrays.stream(asMeasured.getFirst()).min().orElseThrow() < Arrays.stream(other.getFirst()).min().orElseThrow(),
                "the earlier run did not come as far down: it is drawn, not the later");
        assertTrue(Arrays.stream(other.getLast()).allMatch(height -> Math.abs(height - first) < 2), "an average of this run alone");
        assertTrue(unrest(other.getLast()) < unrest(other.getFirst()) / 10, "as calm as the slider still says");
    }

    @Test
    void logarithmicScaleDrawsPowersOfTenAndStaysForAnotherRun() {
        press(KeyCode.HOME);
        double[] plain = drawn().getFirst();
        pressLog();
        double[] powers = drawn().getFirst();
        assertArrayEquals(Arrays.stream(plain).map(Math::log10).toArray(), powers, 1e-12);

        look(earlier);
        double[] other = drawn().getFirst();
        assertTrue(Arrays.stream(other).allMatch(height -> height > Math.log10(4) && height < Math.log10(9)), "losses from 5 to 8, as powers");
        pressLog();
        assertArrayEquals(other, Arrays.stream(drawn().getFirst()).map(Math::log10).toArray(), 1e-12);

        look(later);
        assertArrayEquals(plain, drawn().getFirst(), "switched off for all runs");
    }
}
