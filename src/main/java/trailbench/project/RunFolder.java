package trailbench.project;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import trailbench.embedding.PointMap;
import trailbench.evaluation.Evaluation;
import trailbench.training.RunEvent;
import trailbench.training.RunState;

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

    record EventsSince(List<RunEvent> events, long offset) {}

    Optional<Provenance> provenance();

    Optional<Evaluation> evaluation();

    /// File names under `maps/`, without their ending, newest last.
    List<String> maps();

    PointMap map(String name);

    boolean hasCheckpoint();
}
