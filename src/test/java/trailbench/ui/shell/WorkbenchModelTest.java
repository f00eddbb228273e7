package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.project.Experiment;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;
import trailbench.training.RunState;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;

class WorkbenchModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeWorkbench workbench = new FakeWorkbench();
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final FakeProject sample = new FakeProject(Path.of("sample"), "Online retail", true);
    private final FakeProject mine = new FakeProject(Path.of("mine"), "Mine", false);
    private final WorkbenchModel model =
            new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());

    @BeforeEach
    void fill() {
        sample.experiments.add(FakeShop.experiment("gru-next"));
        sample.experiments.add(FakeShop.experiment("lstm-autoencoder"));
        mine.experiments.add(FakeShop.experiment("gru-next"));
        projects.known.addAll(List.of(sample, mine));
    }

    private void editLength() {
        model.edit(e -> new Experiment(e.experiment(), e.log(), new SequenceOptions(99, e.sequences().windows(), e.sequences().targets()),
                e.split(), e.graph(), e.training(), e.evaluation()));
    }

    @Test
    void openingShowsTheFirstExperimentAndRemembersTheFolder() {
        model.desk().open(Path.of("sample"));

        assertEquals("gru-next", model.draft().experiment());
        assertFalse(model.changedBinding().get());
        assertEquals(List.of(Path.of("sample")), model.settings().recentProjects());
    }

    @Test
    void aFolderWithoutAProjectIsToldAndForgotten() {
        model.settings().addRecentProject(Path.of("gone"));

        model.desk().open(Path.of("gone"));

        assertEquals("gone holds no project.yaml", dialogs.faults.getFirst().getMessage());
        assertTrue(model.settings().recentProjects().isEmpty());
        assertNull(model.project());
    }

    @Test
    void trainingTheReadOnlySampleAsksForACopyAndLeavesTheSampleAlone() {
        model.desk().open(Path.of("sample"));
        dialogs.answers.addAll(List.of(0, Path.of("copy")));

        model.train();

        assertEquals("copy", String.valueOf(model.project().folder()));
        assertTrue(sample.runs.isEmpty());
        assertTrue(sample.closed);
        assertEquals(List.of("train gru-next"), workbench.asked);
        assertEquals(1, model.runs().size());
        assertSame(model.runs().getFirst().folder(), model.selectedRun());
        assertEquals(Place.TRAIN, model.placeProperty().get());
    }

    @Test
    void nothingHappensWhenTheUserDoesNotWantACopy() {
        model.desk().open(Path.of("sample"));

        model.train();

        assertSame(sample, model.project());
        assertTrue(workbench.asked.isEmpty());
    }

    @Test
    void anEditedDraftIsSavedBeforeItTrains() {
        model.desk().open(Path.of("mine"));
        editLength();
        assertTrue(model.changedBinding().get());

        model.train();

        assertEquals(99, mine.experiment("gru-next").sequences().maxLength());
        assertFalse(model.changedBinding().get());
    }

    @Test
    void leavingAnEditedDraftAsksAndCancelStays() {
        sample.experiments.add(FakeShop.experiment("z"));
        model.desk().open(Path.of("sample"));
        editLength();

        model.selectExperiment("z");
        assertEquals("gru-next", model.draft().experiment());

        dialogs.answers.add(1);
        model.selectExperiment("z");
        assertEquals("z", model.draft().experiment());
    }

    @Test
    void preparedIsFreshUntilTheRecipeOrSplitChanges() {
        model.desk().open(Path.of("mine"));
        model.preparedLog().wanted(true);
        assertTrue(model.preparedLog().freshBinding().get());

        editLength();
        assertTrue(model.preparedLog().freshBinding().get(), "the length of windows is no part of the prepared log");

        model.edit(e -> new Experiment(e.experiment(), e.log(), e.sequences(), Split.defaults(),
                e.graph(), e.training(), e.evaluation()));
        assertFalse(model.preparedLog().freshBinding().get());
        assertEquals(List.of("prepare gru-next"), workbench.asked, "a recipe in the middle of an edit waits for the button");
    }

    @Test
    void logIsPreparedWhenAProjectOpensInARoomThatShowsIt() {
        model.preparedLog().wanted(true);
        model.desk().open(Path.of("mine"));
        assertTrue(model.preparedLog().freshBinding().get());

        model.preparedLog().wanted(false);
        model.desk().open(Path.of("mine"));
        assertFalse(model.preparedLog().freshBinding().get(), "no room asks for it");
    }

    @Test
    void closingAsksWhileARunGoesOnAndStopsItIfTold() {
        FakeProject.FakeRun run = new FakeProject.FakeRun("r", FakeShop.experiment("gru-next"));
        mine.runs.add(run);
        model.desk().open(Path.of("mine"));
        int[] closed = {0};

        model.desk().leave(() -> closed[0]++);
        assertEquals(0, closed[0], "changed their mind");
        dialogs.answers.add(0);
        model.desk().leave(() -> closed[0]++);
        assertEquals(1, closed[0]);
        assertTrue(workbench.asked.isEmpty(), "kept running");
        dialogs.answers.add(1);
        model.desk().leave(() -> closed[0]++);
        assertEquals(List.of("STOP r"), workbench.asked);
        assertEquals(2, closed[0]);

        run.state = RunState.STOPPED;
        model.glanceAtRuns();
        model.desk().leave(() -> closed[0]++);
        assertEquals(3, closed[0], "nothing to ask");
    }

    @Test
    void aRunThatHasEndedMeanwhileDoesNotKeepTheWindowOpen() {
        FakeProject.FakeRun ended = new FakeProject.FakeRun("ended", FakeShop.experiment("gru-next"));
        FakeProject.FakeRun live = new FakeProject.FakeRun("live", FakeShop.experiment("gru-next"));
        mine.runs.addAll(List.of(ended, live));
        model.desk().open(Path.of("mine"));
        ended.state = RunState.FINISHED;
        workbench.gone.add("ended");
        int[] closed = {0};

        dialogs.answers.add(1);
        model.desk().leave(() -> closed[0]++);

        assertEquals(List.of("STOP live"), workbench.asked);
        assertEquals(List.of(), dialogs.faults);
        assertEquals(1, closed[0]);
    }

    @Test
    void aLiveRunThatCannotBeToldKeepsTheWindowOpen() {
        mine.runs.add(new FakeProject.FakeRun("live", FakeShop.experiment("gru-next")));
        workbench.gone.add("live");
        model.desk().open(Path.of("mine"));
        int[] closed = {0};

        dialogs.answers.add(1);
        model.desk().leave(() -> closed[0]++);

        assertEquals("Run live is not at work", dialogs.faults.getFirst().getMessage());
        assertEquals(0, closed[0]);
    }

    @Test
    void aNewProjectFromALogStartsWithTheProposedRecipe() {
        dialogs.answers.addAll(List.of(Path.of("shop.csv.gz"), Path.of("new-shop")));

        model.desk().createFromLog();

        assertEquals("new-shop", model.project().title());
        assertEquals("shop", model.draft().experiment());
        assertEquals(FakeShop.recipe(), model.draft().log());
        assertTrue(model.changedBinding().get());
    }

    @Test
    void aTakenOrOddNameGetsANumberOrDashes() {
        model.desk().open(Path.of("mine"));

        assertEquals("gru-next-2", model.unusedName("gru-next"));
        assertEquals("my-shop", model.unusedName(" my shop! "));
        assertEquals("experiment", model.unusedName("!"));
        assertEquals("hidden", model.unusedName("._-hidden"));
        assertEquals("experiment", model.unusedName(".."));
    }
}
