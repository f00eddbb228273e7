package trailbench.ui.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trailbench.experiment.Prepared;
import trailbench.graph.GraphChoice;
import trailbench.sequence.ColdItems;
import trailbench.sequence.SequenceOptions.Windows;
import trailbench.sequence.Split;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.sequences.SequenceFields.WindowKind;
import trailbench.ui.shell.ExperimentEdits;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.WorkbenchModel;

class SequencesViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeWorkbench workbench = new FakeWorkbench();
    private final FakeProject project = new FakeProject(Path.of("mine"), "Mine", false);
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private final WorkbenchModel model =
            new WorkbenchModel(workbench, projects, FxExecutor.direct(dialogs::fault), dialogs, Settings.inMemory());
    private final SequencesViewModel room = new SequencesViewModel(model, Messages.of(SequencesViewModel.class, Locale.ENGLISH));

    @BeforeEach
    void open() {
        projects.known.add(project);
        project.experiments.add(FakeShop.experiment("gru-next"));
        model.desk().open(Path.of("mine"));
    }

    @Test
    void pictureComesWithThePreparedLogAndCountsEveryEventOnce() {
        room.shown();

        SequencePicture picture = room.pictureProperty().get();
        Prepared prepared = model.preparedLog().get();
        int events = 0;
        for (int[] bin : picture.timeline().counts()) {
            events += bin[0] + bin[1] + bin[2];
        }
        assertEquals(prepared.store().events(), events);
        assertEquals(60, picture.lengths().counts().stream().mapToInt(Integer::intValue).sum(), "every user has one length");
        assertEquals("60", picture.tiles().getFirst().value());
    }

    @Test
    void windowsAreCountedAnewWhenTheirLengthChangesAndTheLogIsNotPreparedAgain() {
        room.shown();
        room.fields().maxLength.set(5);
        room.fields().windows.set(WindowKind.SLIDING);
        String sliding = room.pictureProperty().get().tiles().get(1).value();
        room.fields().stride.set(1);

        assertEquals(new Windows.Sliding(1), model.draft().sequences().windows());
        assertFalse(sliding.equals(room.pictureProperty().get().tiles().get(1).value()));
        assertEquals(List.of("prepare gru-next"), workbench.asked);
        assertFalse(room.staleBinding().get());
    }

    @Test
    void anotherSplitIsShownOnceItIsPrepared() {
        room.shown();

        room.fields().split.kind.set(SplitFields.Kind.TEMPORAL);
        assertTrue(room.staleBinding().get());
        room.prepare();

        assertFalse(room.staleBinding().get());
        assertEquals(Split.defaults(), project.experiment("gru-next").split());
    }

    @Test
    void everyKindOfSplitCanBeChosenAndItsOptionsEdited() {
        SplitFields split = room.fields().split;
        for (SplitFields.Kind kind : SplitFields.Kind.values()) {
            split.kind.set(kind);
            assertEquals(kind, SplitFields.Kind.of(model.draft().split()));
        }
        split.validationFiles.set(" a.valid.csv, b/c.csv,");
        split.testFiles.set("a.test.csv");
        assertEquals(new Split.Given(List.of(Path.of("a.valid.csv"), Path.of("b/c.csv")), List.of(Path.of("a.test.csv"))), model.draft().split());
        assertEquals("a.valid.csv, b/c.csv", split.validationFiles.get().replace('\\', '/'));
        split.kind.set(SplitFields.Kind.K_FOLD);
        split.userFold.set(5);
        split.userFolds.set(3);
        split.seed.set(7);
        assertEquals(new Split.KFold(3, 3, 7), model.draft().split(), "a fold that is gone gives way to the last one");
        split.kind.set(SplitFields.Kind.RATIO);
        split.testShare.set(0.2);
        split.validationShare.set(0.9);
        assertEquals(new Split.Ratio(0.1, 0.2), model.draft().split());
        assertEquals(1, dialogs.faults.size(), "0.2 and 0.9 leave nothing for training, and that is told");
        split.kind.set(SplitFields.Kind.LAST_DAYS);
        split.days.set(7);
        split.whole.set(Split.LastDays.Whole.SEQUENCES);
        assertEquals(new Split.LastDays(7, Split.LastDays.Whole.SEQUENCES), model.draft().split());
        split.kind.set(SplitFields.Kind.ROLLING);
        split.rollingFold.set(2);
        split.rollingShare.set(0.05);
        split.rollingFolds.set(4);
        assertEquals(new Split.Rolling(4, 2, 0.05), model.draft().split());
    }

    @Test
    void leavingUnknownItemsOutMakesOtherCasesOfTheSameLog() {
        room.shown();
        room.fields().split.coldItems.set(ColdItems.DROP);
        assertEquals(ColdItems.DROP, model.draft().evaluation().coldItems());
        assertTrue(room.staleBinding().get());
    }

    @Test
    void aDayIsTakenAsItsFirstInstantAndAnythingElseIsToldInTheRoom() {
        room.fields().split.kind.set(SplitFields.Kind.TEMPORAL);

        room.setInstant(room.fields().split.testAt, "2011-11-01");
        assertEquals(new Split.Temporal(Optional.empty(), Optional.of(Instant.parse("2011-11-01T00:00:00Z"))), model.draft().split());

        room.setInstant(room.fields().split.testAt, "soon");
        assertTrue(room.problemProperty().get().startsWith("“soon” is no day or instant."), room.problemProperty().get());

        room.setInstant(room.fields().split.testAt, " ");
        assertEquals("", room.problemProperty().get());
        assertEquals(Split.defaults(), model.draft().split());
    }

    @Test
    void windowsThatAModelCannotUseAreToldInTheRoom() {
        room.shown();
        room.fields().windows.set(WindowKind.NEXT_VALUE);
        model.edit(e -> ExperimentEdits.withGraph(e, GraphChoice.LstmAutoencoder.defaults()));

        assertFalse(room.problemProperty().get().isEmpty());
        assertTrue(dialogs.faults.isEmpty());
    }

    @Test
    void stripsShowTheLastEventsWithPaddingAndPart() {
        room.shown();

        SequencePicture.Strip shortest = room.pictureProperty().get().strips().getFirst();
        assertEquals(SequencePicture.Part.TEST, shortest.baskets().getLast().part());
        assertTrue(shortest.padding() > 0, "a short history does not fill 50 steps");
    }

    @Test
    void binsAreTheFinestOfWhichNinetySuffice() {
        long day = 86_400_000L;
        long start = Instant.parse("2011-01-01T00:00:00Z").toEpochMilli();
        // 90 days are 90 daily bins, 91 days are 13 or 14 weekly ones
        assertEquals(90, TimeBins.of(start, start + 90 * day - 1).count());
        assertEquals("bin.week", TimeBins.of(start, start + 91 * day).words());
        // a log without times: 600 rows in 60 bins of 10
        TimeBins rows = TimeBins.of(1, 600);
        assertEquals(60, rows.count());
        assertEquals(10, rows.width());
        assertEquals(59, rows.of(600));
        assertFalse(rows.timed());
    }
}
