package trailbench.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.Diagnosis;
import trailbench.format.Json;
import trailbench.training.BlackBox;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The Train room in the window, with a live run, a finished one, a broken one and none. Leaves pictures in `target/screenshots`.
class TrainWindowTest {

    private record Elsewhere(String id, Node view) implements Room {
        @Override
        public void shown() {}

        @Override
        public void hidden() {}
    }

    private static List<RoomEntry> rooms(WorkbenchModel model) {
        return Arrays.stream(Place.values())
                .map(place -> new RoomEntry(place, locale -> place == Place.TRAIN ? room(model, locale) : new Elsewhere(place.id(), new Label(place.id()))))
                .toList();
    }

    private static Room room(WorkbenchModel model, Locale locale) {
        Messages words = Messages.of(TrainView.class, locale);
        return new TrainView(new TrainViewModel(model, words), words);
    }

    private static Scene open(TrainFixture shop) {
        return Toolkit.onWindowThread(() -> {
            Stage stage = new Stage();
            new WorkbenchWindow(stage, shop.model, rooms(shop.model), Optional.empty()).show();
            shop.open();
            shop.model.placeProperty().set(Place.TRAIN);
            return stage.getScene();
        });
    }

    private static void close(Scene scene) {
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    @Test
    void liveRunShowsInBothThemesAndLanguages() {
        for (Theme theme : Theme.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                TrainFixture shop = new TrainFixture();
                shop.settings.theme(theme);
                shop.settings.language(locale);
                shop.run("20260301-101500-gru-next").events.addAll(TrainFixture.events(17));
                Scene scene = open(shop);
                Toolkit.settle(10);
                Path picture = Toolkit.picture(scene, "train-" + theme.name().toLowerCase(Locale.ROOT) + "-" + locale.getLanguage());
                assertTrue(Files.exists(picture));
                close(scene);
            }
        }
    }

    @Test
    void curveGrowsWhileTheWindowIsOpen() {
        TrainFixture shop = new TrainFixture();
        FakeProject.FakeRun run = shop.run("20260301-101500-gru-next");
        run.events.addAll(TrainFixture.events(1));
        Scene scene = open(shop);
        Toolkit.settle(4);
        Node chart = Toolkit.onWindowThread(() -> scene.getRoot().lookup("#metricHolder .curve-chart"));
        Toolkit.onWindowThread(() -> run.events.addAll(TrainFixture.events(2).subList(172, 343)));
        Toolkit.settle(30); // half a second: several pulses of the room
        assertSame(chart, Toolkit.onWindowThread(() -> scene.getRoot().lookup("#metricHolder .curve-chart")), "charts are not made anew");
        String text = Toolkit.onWindowThread(() -> ((Label) scene.getRoot().lookup("#progressText")).getText());
        assertEquals("Epoch 2 of 20 · step 340 of 3,400", text);
        close(scene);
    }

    @Test
    void brokenRunShowsItsCauseAndTheWayOn() {
        TrainFixture shop = new TrainFixture();
        FakeProject.FakeRun run = shop.run("20260301-101500-gru-next");
        run.events.addAll(TrainFixture.events(6));
        run.events.add(new RunEvent.Failed(TrainFixture.AT.plusSeconds(130),
                "The disk is full: checkpoints/last could not be written. Free some space, then resume from the last checkpoint."));
        run.state = RunState.FAILED;
        Scene scene = open(shop);
        Toolkit.settle(10);
        Toolkit.picture(scene, "train-failed");
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup("#fromCheckpoint").isVisible()));
        close(scene);
    }

    @Test
    void causeIsToldInTheLanguageOfTheWindow() {
        TrainFixture shop = new TrainFixture();
        FakeProject.FakeRun run = shop.run("20260301-101500-gru-next");
        run.events.addAll(TrainFixture.events(2));
        run.events.add(RunEvent.Failed.of(TrainFixture.AT.plusSeconds(130), new Fault.Request(Trouble.of(Trouble.Kind.NOTHING_TO_TRAIN))));
        run.state = RunState.FAILED;
        shop.settings.language(Locale.SIMPLIFIED_CHINESE);
        Scene scene = open(shop);
        Toolkit.settle(10);
        assertEquals(
                "没有可训练的内容：划分之前没有用户有足够的事件。请降低 log.clean 中的下限，或推后划分",
                Toolkit.onWindowThread(() -> ((Label) scene.getRoot().lookup("#failureText")).getText()));
        close(scene);
    }

    @Test
    void roomWithoutARunSaysWhatWillBeHere() {
        TrainFixture shop = new TrainFixture();
        Scene scene = open(shop);
        Toolkit.settle(10);
        Toolkit.picture(scene, "train-empty");
        assertTrue(Toolkit.onWindowThread(() -> scene.getRoot().lookup("#empty").isVisible()));
        close(scene);
    }

    @Test
    void eachChartShowsWhatIsChosenForIt() {
        TrainFixture shop = new TrainFixture();
        shop.run("20260301-101500-gru-next").events.addAll(TrainFixture.events(9));
        Scene scene = open(shop);
        Toolkit.settle(10);
        Toolkit.onWindowThread(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> choice = (ComboBox<String>) scene.getRoot().lookup("#panel-0");
            assertEquals(
                    List.of("step-loss", "epoch-loss", "metrics@5", "metrics@10", "rate", "gradient", "ratio", "speed"), List.copyOf(choice.getItems()));
            choice.setValue("rate");
        });
        Toolkit.settle(4);
        assertEquals("Learning rate fell from 0.0010 to 3.00e-4 over 1,530 steps.", Toolkit.onWindowThread(() ->
                ((Label) scene.getRoot().lookup("#stepHolder .sentence")).getText()));
        Toolkit.picture(scene, "train-rate");
        close(scene);
    }

    @Test
    void runningRunIsChangedThroughItsFields() {
        TrainFixture shop = new TrainFixture();
        shop.run("20260301-101500-gru-next").events.addAll(TrainFixture.events(9));
        Scene scene = open(shop);
        Toolkit.settle(10);
        Toolkit.onWindowThread(() -> {
            ((ToggleButton) scene.getRoot().lookup("#change")).fire();
            NumberField rate = (NumberField) scene.getRoot().lookup("#changeRate");
            assertEquals(0.0003, rate.getValue(), "what it goes by now");
            rate.setText("0.00005");
            rate.fireEvent(new ActionEvent());
        });
        Toolkit.settle(4);
        Toolkit.picture(scene, "train-change");
        Toolkit.onWindowThread(() -> ((Button) scene.getRoot().lookup("#applyChanges")).fire());
        assertEquals(
                "change 20260301-101500-gru-next Change[learningRate=Optional[5.0E-5], patience=Optional.empty, epochs=Optional.empty]",
                shop.workbench.asked.getLast());
        close(scene);
    }

    @Test
    void weightsAndActivationsAreShownWhenSomebodyLooks() {
        for (Theme theme : Theme.values()) {
            TrainFixture shop = new TrainFixture();
            shop.settings.theme(theme);
            shop.settings.language(theme == Theme.LIGHT ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
            shop.run("20260301-101500-gru-next").events.addAll(TrainFixture.events(9));
            Scene scene = open(shop);
            Toolkit.settle(10);
            Toolkit.onWindowThread(() -> ((ToggleButton) scene.getRoot().lookup("#histograms")).fire());
            Toolkit.settle(4);
            String name = "train-histograms-" + theme.name().toLowerCase(Locale.ROOT);
            Toolkit.picture(scene, name + "-empty");
            shop.workbench.histograms = Optional.of(TrainFixture.histograms());
            Toolkit.onWindowThread(() -> ((Button) scene.getRoot().lookup("#look")).fire());
            Toolkit.settle(4);
            Toolkit.picture(scene, name);
            assertEquals("histograms 20260301-101500-gru-next", shop.workbench.asked.getLast());
            Toolkit.onWindowThread(() -> {
                assertEquals(5, ((javafx.scene.layout.Pane) scene.getRoot().lookup("#cards")).getChildren().size());
                String spoken = scene.getRoot().lookupAll(".histogram-chart").iterator().next().getAccessibleText();
                assertEquals(theme == Theme.LIGHT
                        ? "Weights of embedding: 235,840 numbers from -0.3500 to 0.3500, mean 0.0000, standard deviation 0.1000, 0.4 % of them zero."
                        : "embedding 的权重：235,840 个数值，从 -0.3500 到 0.3500，均值 0.0000，标准差 0.1000，其中 0.4 % 为零。", spoken);
                ((ToggleButton) scene.getRoot().lookup("#histograms")).fire();
                assertTrue(scene.getRoot().lookup("#chartsHolder").isVisible());
            });
            close(scene);
        }
    }

    @Test
    void divergedRunShowsItsBlackBoxAndForksWithTheCure(@TempDir Path folder) {
        TrainFixture shop = new TrainFixture();
        FakeProject.FakeRun run = shop.run("20260301-101500-gru-next");
        run.events.addAll(TrainFixture.events(5));
        run.events.add(new RunEvent.Failed(TrainFixture.AT.plusSeconds(130), "Training diverged in epoch 6: step 861 gave the loss NaN."));
        run.state = RunState.FAILED;
        run.folder = Optional.of(folder);
        Json.write(folder.resolve(BlackBox.FILE), box());
        Scene scene = open(shop);
        Toolkit.settle(10);
        Toolkit.picture(scene, "train-blackbox");
        Toolkit.onWindowThread(() -> {
            assertTrue(scene.getRoot().lookup("#blackBoxHolder").isVisible());
            ((Button) scene.getRoot().lookup("#forkWithCure")).fire();
        });
        String asked = shop.workbench.asked.stream().filter(each -> each.startsWith("fork")).findFirst().orElseThrow();
        assertTrue(asked.startsWith("fork 20260301-101500-gru-next last {"), asked);
        assertTrue(asked.contains("training.clip_norm=1.0") && asked.contains("training.optimizer.learning_rate=1.0E-4"), asked);
        close(scene);
    }

    private static BlackBox box() {
        List<BlackBox.Good> before = java.util.stream.LongStream.rangeClosed(855, 860)
                .mapToObj(step -> new BlackBox.Good(step, 5.2 + step - 855, 0.8 * Math.pow(4, step - 855), 0.001)).toList();
        return new BlackBox(
                TrainFixture.AT, 6, 861, true, 0.001, Double.NaN, Double.NaN, before, List.of(new BlackBox.Contents(11, 64, 50, 2_113, 0)),
                new Diagnosis(
                        Optional.of(new Diagnosis.NonFinite(Diagnosis.Place.OUTPUT, "encoder", 0)),
                        List.of(new Diagnosis.Layer("embedding", 214.6, Optional.of(81.2), Double.NaN), new Diagnosis.Layer("encoder", 12_431.5, Optional.of(Double.NaN), Double.NaN)),
                        Optional.of(1_204.0)),
                List.of(new BlackBox.Suspect(BlackBox.Cause.EXPLODING_LOGITS, 1_204), new BlackBox.Suspect(BlackBox.Cause.EXPLODING_GRADIENT, 64),
                        new BlackBox.Suspect(BlackBox.Cause.LEARNING_RATE, 0.001)));
    }
}
