package trailbench.project;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.PointMap;
import trailbench.embedding.Timeline;
import trailbench.evaluation.Evaluation;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Fault;

/// One run's folder under `runs/`. Reads the files anew with each call, so it is right while a worker writes.
public interface RunFolder {
    /// The folder's name: UTC time and the experiment's name.
    String id();

    Path path();

    Instant created();

    /// The experiment as it was when the run began, fully resolved.
    Experiment experiment();

    RunState state();

    /// All complete lines of `events.jsonl`; a torn last line is left out.
    List<RunEvent> events();

    /// The complete lines after byte `offset`, and where to go on: for a window that follows a run.
    EventsSince eventsSince(long offset);

    /// As [#eventsSince], but of the steps only the latest: for whoever sums a run up.
    default EventsSince summarySince(long offset) {
        return eventsSince(offset);
    }

    record EventsSince(List<RunEvent> events, long offset) {}

    Optional<Provenance> provenance();

    Optional<Evaluation> evaluation();

    /// Where the run was forked from; empty for a run that began at the beginning.
    Optional<Fork> fork();

    /// The events of the run's parent, and of the parent's, up to the step that it was forked at, oldest first, without what was done twice;
    /// empty for a run that was not forked, or whose parent is gone.
    List<RunEvent> inherited();

    /// What came of doing the run again, if that was tried.
    Optional<Verification> verification();

    RunMarks marks();

    /// Replaces tags, notes and star, and nothing else.
    ///
    /// @throws trailbench.work.Fault if they cannot be written; what was there stays
    void mark(RunMarks marks);

    /// Sizes and times of the files that say what a run is and did, as one text: as long as it stays, they need not be read again.
    String stamp();

    /// Spares reading what was read before: after `read` bytes of the journal the run stood at `said`.
    default void recall(RunState said, long read) {}

    /// File names under `maps/`, without their ending, newest last.
    List<String> maps();

    PointMap map(String name);

    /// Views of the run's maps that are to be found again.
    MapBookmarks bookmarks();

    /// Replaces them.
    ///
    /// @throws trailbench.work.Fault if they cannot be written; what was there stays
    void keep(MapBookmarks bookmarks);

    /// File names under `timelines/`, without their ending, newest last.
    default List<String> timelines() {
        return List.of();
    }

    /// The maps of several epochs.
    default Timeline timeline(String name) {
        throw new Fault.Request("The run %s has no timeline \"%s\".", id(), name);
    }

    /// How the vectors stood at each checkpoint that was kept, if that was measured.
    default Optional<HealthCurves> health() {
        return Optional.empty();
    }

    /// Epochs of the checkpoints `epoch-N`, rising.
    default List<Integer> keptEpochs() {
        return List.of();
    }

    boolean hasCheckpoint();

    /// Names of the checkpoints that the run can be forked from: `last`, `best`, then `epoch-N` by rising N.
    List<String> checkpointNames();
}
