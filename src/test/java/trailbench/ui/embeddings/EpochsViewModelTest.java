package trailbench.ui.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.embedding.EpochHealth;
import trailbench.embedding.Health;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.MapOptions;
import trailbench.embedding.Timeline;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.ui.chart.SyntheticMap;
import trailbench.ui.embeddings.EpochsViewModel.Stage;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Progress;

class EpochsViewModelTest {
    static final Timeline TIMELINE =
            new Timeline(List.of(1, 5), List.of(SyntheticMap.of(80, 1), SyntheticMap.of(80, 1)), new float[2][80], new float[80]);
    static final HealthCurves HEALTH = new HealthCurves(
            16, 80, List.of(new EpochHealth(1, new Health(9, 0.1, -2, 1, 0), 1.2, 0.3, 0, List.of(), Optional.empty()), new EpochHealth(5, new Health(7, 0.2, -1.5, 2, 0), 0.8, 0.5, 3, List.of(), Optional.empty())));

    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
    private final FakeProject.FakeRun run = new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next"));
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final FakeWorkbench workbench = new FakeWorkbench() {
        @Override
        public Timeline timeline(Project project, RunFolder run, List<Integer> epochs, MapOptions options, Progress progress) {
            asked.add("timeline " + epochs + " of " + options.points());
            return TIMELINE;
        }

        @Override
        public HealthCurves health(Project project, RunFolder run, Progress progress) {
            asked.add("health");
            return HEALTH;
        }
    };
    private final WorkbenchModel model = new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());

    private EpochsViewModel open() {
        project.runs.add(run);
        projects.known.add(project);
        model.desk().open(Path.of("shop"));
        EpochsViewModel epochs = new EpochsViewModel(model, Messages.of(EpochsViewModel.class, Locale.ENGLISH));
        epochs.setShown(true);
        return epochs;
    }

    @Test
    void runThatKeptNoEpochsSaysSo() {
        run.kept = List.of(3);
        assertEquals(Stage.NOT_KEPT, open().stageProperty().get());
    }

    @Test
    void whatWasMadeBeforeIsShownAtOnce() {
        run.kept = List.of(1, 5);
        run.timelines.put("all", TIMELINE);
        run.health = Optional.of(HEALTH);
        EpochsViewModel epochs = open();
        assertEquals(Stage.KEPT, epochs.stageProperty().get());
        assertSame(TIMELINE, epochs.timelineProperty().get());
        assertSame(HEALTH, epochs.healthProperty().get());
    }

    @Test
    void epochsAreLaidOutAndMeasuredOnRequest() {
        run.kept = List.of(1, 5);
        EpochsViewModel epochs = open();
        assertNull(epochs.timelineProperty().get());
        epochs.layOut(MapOptions.defaults());
        epochs.measure();
        assertEquals(List.of("timeline [] of 2000", "health"), workbench.asked);
        assertSame(TIMELINE, epochs.timelineProperty().get());
        assertSame(HEALTH, epochs.healthProperty().get());
        assertNull(epochs.jobProperty().get());
    }
}
