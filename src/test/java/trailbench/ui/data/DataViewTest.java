package trailbench.ui.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import trailbench.log.LogRecipe;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.ui.fx.Theme;
import trailbench.ui.fx.Toolkit;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.RoomEntry;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.ui.shell.WorkbenchWindow;

/// The Data room in its window.
class DataViewTest {
    private final Settings settings = Settings.inMemory();
    private final FakeDialogs dialogs = new FakeDialogs();
    private DataViewModel room;

    private Scene open(boolean withExperiment, Theme theme, Locale locale) {
        settings.theme(theme);
        settings.language(locale);
        FakeProject project = new FakeProject(Path.of("mine"), "Online retail", false);
        if (withExperiment) {
            project.experiments.add(FakeShop.experiment("gru-next"));
        }
        FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
        projects.known.add(project);
        return Toolkit.onWindowThread(() -> {
            WorkbenchModel model = new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, settings);
            Stage stage = new Stage();
            new WorkbenchWindow(stage, model, List.of(new RoomEntry(Place.DATA, at -> {
                DataView view = new DataView(model, at);
                room = view.viewModel();
                return view;
            })), Optional.empty()).show();
            model.desk().open(Path.of("mine"));
            return stage.getScene();
        });
    }

    @Test
    void recipePreviewAndTallyStandSideBySide() {
        Scene scene = open(true, Theme.LIGHT, Locale.ENGLISH);
        Toolkit.picture(scene, "data-light-en");
        assertEquals("CustomerID", ((ComboBox<?>) scene.lookup("#user")).getValue());
        assertEquals(200, ((TableView<?>) scene.lookup("#preview")).getItems().size());
        assertTrue(dialogs.faults.isEmpty());
        Toolkit.onWindowThread(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> user = (ComboBox<String>) scene.lookup("#user");
            user.setValue("Country");
            ScrollPane form = (ScrollPane) scene.lookup("#formScroll");
            form.setVvalue(0.75);
        });
        Toolkit.picture(scene, "data-edited-light-en");
        Toolkit.onWindowThread(() -> scene.getWindow().hide());

        Scene dark = open(true, Theme.DARK, Locale.SIMPLIFIED_CHINESE);
        Toolkit.picture(dark, "data-dark-zh");
        Toolkit.onWindowThread(() -> dark.getWindow().hide());
    }

    @Test
    void tablesAreOfferedListedAndShown() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            Scene scene = open(true, locale == Locale.ENGLISH ? Theme.LIGHT : Theme.DARK, locale);
            Toolkit.onWindowThread(() -> room.take(List.of(Path.of("goods.csv"), Path.of("users.csv"))));
            Toolkit.picture(scene, "data-offers-" + locale.getLanguage());
            assertEquals(2, ((VBox) scene.lookup("#offers")).getChildren().size());
            Toolkit.onWindowThread(() -> {
                List.copyOf(room.tables().offersProperty().get()).forEach(room.tables()::accept);
                ((ScrollPane) scene.lookup("#formScroll")).setVvalue(0.42);
                dialogs.answers.add(Path.of("titles.parquet"));
                room.vectors().choose();
                dialogs.answers.add(Path.of("pictures.npy"));
                room.vectors().choose();
            });
            Toolkit.picture(scene, "data-tables-" + locale.getLanguage());
            Toolkit.onWindowThread(() -> ((ScrollPane) scene.lookup("#formScroll")).setVvalue(0.6));
            Toolkit.picture(scene, "data-vectors-" + locale.getLanguage());
            assertEquals(2, ((VBox) scene.lookup("#vectors")).getChildren().size());
            assertEquals(2, ((VBox) scene.lookup("#tables")).getChildren().size());
            assertEquals(200, ((TableView<?>) scene.lookup("#table")).getItems().size());
            assertTrue(dialogs.faults.isEmpty());
            Toolkit.onWindowThread(() -> scene.getWindow().hide());
        }
    }

    @Test
    void cleaningStepsAreAddedMovedAndTakenOut() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            Scene scene = open(true, locale == Locale.ENGLISH ? Theme.LIGHT : Theme.DARK, locale);
            Toolkit.onWindowThread(() -> {
                ((MenuButton) scene.lookup("#addStep")).getItems().forEach(MenuItem::fire);
                ((ScrollPane) scene.lookup("#formScroll")).setVvalue(0.8);
            });
            Toolkit.picture(scene, "data-steps-" + locale.getLanguage());
            Toolkit.onWindowThread(() -> ((ScrollPane) scene.lookup("#formScroll")).setVvalue(1));
            Toolkit.picture(scene, "data-steps-end-" + locale.getLanguage());
            List<String> before = stepNames(scene);
            assertEquals(7, before.size());
            Toolkit.onWindowThread(() -> stepButtons(scene).get(3 * 2).fire()); // the third goes before the second
            assertEquals(List.of(before.get(0), before.get(2), before.get(1)), stepNames(scene).subList(0, 3));
            Toolkit.onWindowThread(() -> stepButtons(scene).get(2).fire()); // the first is taken out
            assertEquals(before.get(2), stepNames(scene).getFirst());
            assertEquals(6, stepNames(scene).size());
            assertTrue(dialogs.faults.isEmpty());
            Toolkit.onWindowThread(() -> scene.getWindow().hide());
        }
    }

    @Test
    void behavioursAreMovedWeighedColouredAndLeftOut() {
        Scene scene = open(true, Theme.LIGHT, Locale.ENGLISH);
        Toolkit.onWindowThread(() -> ((ScrollPane) scene.lookup("#formScroll")).setVvalue(0.7));
        Toolkit.picture(scene, "data-funnel-light-en");
        assertEquals(List.of("purchase", "cancellation"), funnel(scene));
        Toolkit.onWindowThread(() -> ((Button) scene.lookup("#funnelRows").lookupAll(".icon-button").stream().skip(1).findFirst().orElseThrow()).fire());
        assertEquals(List.of("cancellation", "purchase"), funnel(scene), "the arrow moves a row down");
        Toolkit.onWindowThread(() -> Event.fireEvent(
                scene.lookup("#funnelRows .funnel-row"),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, true, false)));
        assertEquals(List.of("purchase", "cancellation"), funnel(scene), "and so do Alt and an arrow key");
        Toolkit.onWindowThread(() -> {
            ((NumberField) scene.lookup("#funnelRows .number-field")).setValue(3);
            ColorPicker colour = (ColorPicker) scene.lookup("#funnelRows .colour-cell");
            colour.setValue(Color.web("#123456"));
            colour.fireEvent(new ActionEvent());
        });
        assertFalse(scene.lookup("#stale").isVisible(), "order, weight and colour ask for no preparing");
        Toolkit.onWindowThread(() -> {
            ((CheckBox) scene.lookup("#funnelRows").lookupAll(".check-box").stream().skip(1).findFirst().orElseThrow()).fire();
        });
        LogRecipe recipe = Toolkit.onWindowThread(() -> room.model().draft()).log();
        assertEquals(
                Optional.of(List.of(
                        new LogRecipe.Behaviour("purchase", Optional.of(3.0), Optional.of("#123456")), new LogRecipe.Behaviour("cancellation"))),
                recipe.behaviours());
        assertEquals(List.of("purchase"), recipe.clean().keepBehaviours());
        assertTrue(scene.lookup("#stale").isVisible());
        assertTrue(scene.lookup("#funnelRows .check-box").isDisabled(), "the last one that is kept stays");
        Toolkit.picture(scene, "data-funnel-edited-light-en");
        assertTrue(dialogs.faults.isEmpty());
        Toolkit.onWindowThread(() -> scene.getWindow().hide());

        Scene dark = open(true, Theme.DARK, Locale.SIMPLIFIED_CHINESE);
        Toolkit.onWindowThread(() -> ((ScrollPane) dark.lookup("#formScroll")).setVvalue(0.7));
        Toolkit.picture(dark, "data-funnel-dark-zh");
        Toolkit.onWindowThread(() -> dark.getWindow().hide());
    }

    private static List<String> funnel(Scene scene) {
        return Toolkit.onWindowThread(() -> scene.lookup("#funnelRows").lookupAll(".funnel-row").stream()
                .map(row -> row.lookupAll(".label").stream().filter(label -> label.getParent() == row && !label.getStyleClass().contains("muted"))
                        .map(label -> ((Label) label).getText()).findFirst().orElseThrow())
                .toList());
    }

    /// Without their numbers.
    private static List<String> stepNames(Scene scene) {
        return Toolkit.onWindowThread(() -> scene.lookup("#steps").lookupAll(".strong").stream()
                .map(label -> ((Label) label).getText().replaceFirst("^\\d+ +", "")).toList());
    }

    private static List<Button> stepButtons(Scene scene) {
        return scene.lookup("#steps").lookupAll(".icon-button").stream().map(Button.class::cast).toList();
    }

    @Test
    void reportTakesTheRoomAndGivesItBack() {
        Scene scene = open(true, Theme.LIGHT, Locale.ENGLISH);
        Toolkit.settle(2);
        Toolkit.onWindowThread(((Button) scene.lookup("#openReport"))::fire);
        Toolkit.picture(scene, "data-report-light-en");
        assertFalse(scene.lookup("#content").isVisible());
        assertTrue(scene.lookup("#results").isVisible()); // the room had prepared the saved recipe's log
        Toolkit.onWindowThread(((Button) scene.lookup("#back"))::fire);
        assertTrue(scene.lookup("#content").isVisible());
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }

    @Test
    void anEmptyProjectInvitesToChooseALog() {
        Scene scene = open(false, Theme.LIGHT, Locale.ENGLISH);
        Toolkit.picture(scene, "data-empty-light-en");
        assertTrue(scene.lookup("#empty").isVisible());

        dialogs.answers.add(Path.of("shop.csv.gz"));
        Toolkit.onWindowThread(() -> ((Button) scene.lookup("#empty .button")).fire());
        Toolkit.picture(scene, "data-chosen-light-en");
        assertEquals("InvoiceDate", ((ComboBox<?>) scene.lookup("#time")).getButtonCell().getText());
        List<String> badges = scene.getRoot().lookupAll(".column-head .badge").stream().map(node -> ((Label) node).getText()).toList();
        assertTrue(badges.contains("Item"), badges.toString());
        Toolkit.onWindowThread(() -> scene.getWindow().hide());
    }
}
