package trailbench.ui.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.graph.GraphChoice;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.SequenceOptions.Targets;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.sequence.UserSequence;
import trailbench.sequence.UserSequence.Slot;
import trailbench.sequence.UserSequence.Window;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

class MicroscopeViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeWorkbench workbench = new FakeWorkbench();
    private final FakeProject project = new FakeProject(Path.of("mine"), "Mine", false);
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model =
            new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
    private final Messages words = Messages.of(MicroscopeViewModel.class, Locale.ENGLISH);
    private final MicroscopeViewModel microscope = new MicroscopeViewModel(model, words);

    @BeforeEach
    void open() {
        projects.known.add(project);
        project.experiments.add(FakeShop.experiment("gru-next"));
        model.desk().open(Path.of("mine"));
        model.preparedLog().prepare();
        microscope.shown();
    }

    private UserSequence shown() {
        return Objects.requireNonNull(microscope.sequenceProperty().get());
    }

    @Test
    void oneUserAfterTheOtherAndRoundAgain() {
        assertEquals("12346", shown().id());
        microscope.previous();
        assertEquals("12405", shown().id());
        microscope.next();
        microscope.next();
        assertEquals("12347", shown().id());
        microscope.random();
        assertNotEquals("12347", shown().id());
    }

    @Test
    void searchFindsPartsOfIdsAndAChoiceEndsIt() {
        microscope.queryProperty().set("240");
        assertEquals(List.of("12400", "12401", "12402", "12403", "12404", "12405"), microscope.foundProperty().get());
        microscope.choose("12402");
        assertEquals("12402", shown().id());
        assertEquals("", microscope.queryProperty().get());
        assertEquals(List.of(), microscope.foundProperty().get());
    }

    @Test
    void windowsFollowTheDraftAndTheUserStays() {
        microscope.choose("12350");
        assertEquals(1, shown().windows().size());
        model.edit(e -> ExperimentEdits.withSequences(e, new SequenceOptions(3, new Windows.NextValue(), Targets.NEXT_ITEM)));
        assertEquals("12350", shown().id());
        assertEquals(3, shown().steps());
        assertTrue(shown().windows().size() > 1);
    }

    @Test
    void targetsOfAnotherEpochAreDrawnAnew() {
        assertFalse(microscope.drawsProperty().get());
        model.edit(e -> ExperimentEdits.withSequences(e, new SequenceOptions(50, new Windows.Last(), Targets.NEXT_BASKET)));
        assertTrue(microscope.drawsProperty().get());
        List<Integer> first = targets();
        for (int epoch = 2; epoch <= 10 && targets().equals(first); epoch++) {
            microscope.epochProperty().set(epoch);
        }
        assertNotEquals(first, targets());
    }

    private List<Integer> targets() {
        return shown().windows().stream().map(Window::slots).flatMap(List::stream).map(Slot::target).toList();
    }

    @Test
    void rowsThatAreInNoSequenceAreLookedForOnceAndToldOfEachUser() {
        assertEquals(Optional.empty(), microscope.leftOutProperty().get());
        microscope.lookOrCancel();
        assertEquals(2, microscope.leftOutProperty().get().orElseThrow().size());
        microscope.next();
        assertEquals(Optional.of(List.of()), microscope.leftOutProperty().get());
        assertEquals(List.of("prepare gru-next", "left-out gru-next"), workbench.asked);
        String told = new MicroscopeWords(words).leftOut(FakeShop.leftOut("12346").get(1));
        assertTrue(told.startsWith("online-retail.csv.gz line 88,310\nrejected: repeats an earlier row\n= online-retail.csv.gz:88307"), told);
    }

    @Test
    void windowsThatTheGraphCannotReadAreToldInThePlaceOfTheUser() {
        model.edit(e -> ExperimentEdits.withGraph(
                ExperimentEdits.withSequences(e, new SequenceOptions(5, new Windows.NextValue(), Targets.NEXT_ITEM)),
                GraphChoice.LstmAutoencoder.defaults()));
        assertTrue(microscope.problemProperty().get().contains("next-value"), microscope.problemProperty().get());
        assertEquals(null, microscope.sequenceProperty().get());
        assertTrue(dialogs.faults.isEmpty());
    }

    @Test
    void everyStepIsToldInWords() {
        UserSequence sequence = shown();
        Window window = sequence.windows().getFirst();
        MicroscopeWords said = new MicroscopeWords(words);
        assertEquals("Step 1 of 50: padding. It holds no event, the mask is 0, and the model does not read it.", said.step(sequence, window, 0));
        String last = said.step(sequence, window, 49);
        assertTrue(last.startsWith("Step 50 of 50: event " + window.slots().getLast().event() + ", "), last);
        assertTrue(last.contains("\nTarget: event " + window.slots().getLast().target() + ", "), last);
    }
}
