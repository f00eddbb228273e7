package trailbench.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Ties;
import trailbench.sequence.ColdItems;
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

class EvaluateViewTest {
    private static Scene scene(Optional<Evaluation> evaluation, Theme theme, Locale locale) {
        return Toolkit.onWindowThread(() -> {
            FakeDialogs dialogs = new FakeDialogs();
            FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
            FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
            FakeProject.FakeRun run = new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next"));
            run.evaluation = evaluation;
            project.runs.add(run);
            projects.known.add(project);
            WorkbenchModel model =
                    new WorkbenchModel(new FakeWorkbench(), projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
            model.desk().open(Path.of("shop"));
            Messages words = Messages.of(EvaluateView.class, locale);
            EvaluateView view = new EvaluateView(new EvaluateViewModel(model, words), words);
            return Toolkit.scene((Parent) view.view(), theme, locale, 1_072, 712);
        });
    }

    @Test
    void figuresAreShownInBothThemesAndLanguages() {
        for (Theme theme : Theme.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                Scene scene = scene(Optional.of(FakeFigures.ranking(0.1243)), theme, locale);
                Toolkit.picture(scene, "evaluate-" + theme.name().toLowerCase(Locale.ROOT) + "-" + locale.getLanguage());
                TableView<?> table = (TableView<?>) scene.lookup("#table");
                assertEquals(5, table.getItems().size());
                assertEquals(4, table.getColumns().size()); // scorer, recall, NDCG, MRR
                assertTrue(((Label) scene.lookup("#tablePassport")).getText().contains(locale == Locale.ENGLISH ? "943 cases" : "943 个样本"));
            }
        }
    }

    @Test
    void menuOfTheProtocolMarksWhatTheFiguresWereMadeByAndThenWhatIsChosen() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            boolean english = locale == Locale.ENGLISH;
            Scene scene = scene(
                    Optional.of(FakeFigures.ranking(new Candidates.Popularity(1_000, 1_234), Ties.OPTIMISTIC, false, ColdItems.DROP)), Theme.LIGHT, locale);
            Toolkit.picture(scene, "evaluate-protocol-" + locale.getLanguage());
            ProtocolMenu menu = (ProtocolMenu) scene.lookup("#protocol");
            assertEquals(
                    english
                            ? List.of("The target and 1,000 drawn by popularity, seed 1234 (sampled)", "1, 5, 10, 20", "Target first", "Are candidates", "Are left out")
                            : List.of("目标与按热门度抽取的 1,000 个，种子 1234（抽样）", "1, 5, 10, 20", "目标在前", "作为候选", "不计入"),
                    marked(menu));
            Toolkit.onWindowThread(() -> ((Menu) menu.getItems().getFirst()).getItems().getFirst().fire());
            assertEquals(english ? "All items" : "全部物品", marked(menu).getFirst());
            assertEquals(4, ((Menu) menu.getItems().getFirst()).getItems().size(), "what the figures were made by is still there");
        }
    }

    private static List<String> marked(ProtocolMenu menu) {
        return menu.getItems().stream()
                .flatMap(part -> ((Menu) part).getItems().stream())
                .filter(item -> ((RadioMenuItem) item).isSelected())
                .map(MenuItem::getText)
                .toList();
    }

    @Test
    void autoencoderAndWorseModelAndEmptyRoomAreShown() {
        Toolkit.picture(scene(Optional.of(FakeFigures.reconstructing()), Theme.LIGHT, Locale.ENGLISH), "evaluate-autoencoder");
        Scene worse = scene(Optional.of(FakeFigures.ranking(0.0888)), Theme.DARK, Locale.ENGLISH);
        Toolkit.picture(worse, "evaluate-worse");
        assertEquals("Does not beat the baselines", ((Label) worse.lookup("#badge")).getText());
        Scene empty = scene(Optional.empty(), Theme.LIGHT, Locale.ENGLISH);
        Toolkit.picture(empty, "evaluate-empty");
        assertTrue(empty.lookup("#empty").isVisible());
    }
}
