package trailbench.ui.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.sequence.LeakFinding;
import trailbench.sequence.LeakFinding.Severity;
import trailbench.sequence.LeakKind;
import trailbench.sequence.Leaks;
import trailbench.sequence.Split;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

class LeaksViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeWorkbench workbench = new FakeWorkbench();
    private final FakeProject project = new FakeProject(Path.of("mine"), "Mine", false);
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model =
            new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
    private final LeaksViewModel leaks = new LeaksViewModel(model);

    @BeforeEach
    void open() {
        projects.known.add(project);
        project.experiments.add(FakeShop.experiment("gru-next"));
        model.desk().open(Path.of("mine"));
    }

    @Test
    void whatWasPreparedIsInspectedOnceItIsLookedAt() {
        model.preparedLog().prepare();
        assertNull(leaks.leaksProperty().get(), "nobody looks");
        leaks.shown();
        Leaks found = leaks.leaksProperty().get();
        assertNotNull(found);
        assertEquals(Severity.RED, found.of(LeakKind.TRAINED_LATER).severity(), "the shop is split by leave-one-out");

        model.edit(e -> ExperimentEdits.withSplit(e, Split.defaults()));
        assertSame(found, leaks.leaksProperty().get(), "what was found stays until the new split is prepared");
    }

    @Test
    void mendingChangesTheDraftAndPreparesIt() {
        model.preparedLog().prepare();
        leaks.shown();
        LeakFinding red = leaks.leaksProperty().get().of(LeakKind.TRAINED_LATER);

        leaks.mend(red);

        assertEquals(Split.defaults(), model.draft().split());
        assertEquals(List.of("prepare gru-next", "prepare gru-next"), workbench.asked);
        assertEquals(List.of(), dialogs.faults);
        assertEquals(Boolean.TRUE, model.preparedLog().freshBinding().get());
    }

    @Test
    void cleaningThatIsMendedIsTheDraftsCleaning() {
        model.preparedLog().prepare();
        leaks.shown();
        LeakFinding items = leaks.leaksProperty().get().of(LeakKind.USER_KEPT_BY_HELD_OUT);
        assertNotEquals(Severity.GREEN, items.severity());

        leaks.mend(items);

        assertEquals(1, model.draft().log().clean().minUserEvents());
        assertEquals(FakeShop.recipe().clean().minItemEvents(), model.draft().log().clean().minItemEvents());
    }
}
