package trailbench.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.QueueOptions;
import trailbench.project.RunMarks;
import trailbench.training.RunState;
import trailbench.ui.runs.QueueViewModel.Mode;
import trailbench.ui.runs.QueueViewModel.Row;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;

/// The queue as the Runs room shows it.
class QueueViewModelTest {
    private final RunsFixture shop = new RunsFixture();
    private final RunsViewModel room = shop.open();
    private final QueueViewModel queue = room.queue();

    private void queue(int... batches) {
        List<Experiment> experiments = java.util.Arrays.stream(batches)
                .mapToObj(batch -> Yaml.with(FakeShop.experiment("gru-next"), Map.of("training.batch", Integer.toString(batch))))
                .toList();
        shop.workbench.queue(shop.project).add(experiments, RunMarks.NONE);
        shop.model.glanceAtRuns();
    }

    private List<String> waiting() {
        return queue.rows().stream().filter(Row::waits).map(Row::about).map(about -> about.replaceAll(".*batch (\\d+).*", "$1")).toList();
    }

    @Test
    void whatGoesOnStandsAboveWhatWaits() {
        assertEquals(List.of(shop.live.id()), queue.rows().stream().map(Row::id).toList());
        assertEquals(Mode.EMPTY, queue.modeProperty().get());
        queue(8, 16);
        assertEquals(List.of(0, 1, 2), queue.rows().stream().map(Row::place).toList());
        assertEquals(List.of(RunState.RUNNING, RunState.QUEUED, RunState.QUEUED), queue.rows().stream().map(Row::state).toList());
        assertTrue(queue.rows().get(1).about().contains("batch 8"), queue.rows().get(1).about());
        assertEquals(Mode.IDLE, queue.modeProperty().get());
        assertTrue(queue.sentenceProperty().get().startsWith("2 runs wait, and nobody begins them"), queue.sentenceProperty().get());
    }

    @Test
    void forkSaysWhatItGoesOnFrom() {
        FakeProject.FakeRun fork = shop.fork(7);
        fork.state = RunState.RUNNING;
        shop.model.glanceAtRuns();
        Row row = queue.rows().stream().filter(each -> each.id().equals(fork.id())).findFirst().orElseThrow();
        assertTrue(row.about().startsWith("fork of " + shop.finished.id() + " at step 1,190"), row.about());
    }

    @Test
    void runsMoveAndAreTakenOutIntoTheTrash() {
        queue(8, 16, 32);
        queue.move(queue.rows().get(3), -1);
        assertEquals(List.of("8", "32", "16"), waiting());
        queue.first(queue.rows().get(3));
        assertEquals(List.of("16", "8", "32"), waiting());
        queue.move(queue.rows().get(3), 1); // the last stays
        queue.move(queue.rows().get(0), 1); // one that goes on has no place
        assertEquals(List.of("16", "8", "32"), waiting());
        queue.remove(queue.rows().get(2));
        assertEquals(List.of("16", "32"), waiting());
        assertEquals(1, shop.project.trashed.size());
        queue.remove(queue.rows().get(0));
        assertEquals(1, shop.project.trashed.size());
    }

    @Test
    void queueIsStartedPausedAndLimited() {
        queue(8);
        queue.start();
        assertEquals(Mode.SERVED, queue.modeProperty().get());
        queue.limit(2);
        assertEquals(2, queue.limit());
        queue.pause();
        assertEquals(Mode.PAUSED, queue.modeProperty().get());
        assertEquals(new QueueOptions(2, true), shop.workbench.queue.options);
        queue.start();
        assertEquals(Mode.SERVED, queue.modeProperty().get());
        assertEquals(new QueueOptions(2, false), shop.workbench.queue.options);
    }

    @Test
    void draftIsSavedAndQueuedAndTheQueueStarts() {
        shop.model.queue().addDraft();
        assertEquals(1, queue.waiting());
        assertTrue(shop.workbench.asked.containsAll(List.of("queue gru-next", "start queue")), shop.workbench.asked::toString);
    }
}
