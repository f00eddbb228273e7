package trailbench.ui.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.evaluation.OrderTest;
import trailbench.sequence.Split;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

class OrderTestViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeWorkbench workbench = new FakeWorkbench();
    private final FakeProject project = new FakeProject(Path.of("mine"), "Mine", false);
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model =
            new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
    private final OrderTestViewModel room = new OrderTestViewModel(model, Messages.of(OrderTestViewModel.class, Locale.ENGLISH));

    @BeforeEach
    void open() {
        projects.known.add(project);
        project.experiments.add(FakeShop.experiment("gru-next"));
        model.desk().open(Path.of("mine"));
    }

    @Test
    void theVerdictOfADrawnShopIsThatNothingWasFound() {
        assertNull(room.answerProperty().get());
        room.runOrCancel();
        OrderTestViewModel.Answer answer = room.answerProperty().get();
        assertNotNull(answer);
        assertEquals(OrderTest.Verdict.UNDECIDED, answer.test().verdict(), answer.test()::sentence); // its items are drawn without any order
        assertTrue(room.sentence(answer.test()).startsWith("No signal of order was found. That does not show that order means nothing"));
        assertNull(room.jobProperty().get());
        assertEquals(List.of("order-test gru-next"), workbench.asked);
    }

    @Test
    void anAnswerIsStaleOnceTheSplitChanges() {
        room.runOrCancel();
        assertFalse(room.staleBinding().get());
        model.edit(e -> ExperimentEdits.withSplit(e, Split.defaults()));
        assertTrue(room.staleBinding().get());
        room.runOrCancel();
        assertFalse(room.staleBinding().get());
    }
}
