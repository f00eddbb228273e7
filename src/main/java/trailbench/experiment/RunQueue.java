package trailbench.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import trailbench.project.Experiment;
import trailbench.project.QueueOptions;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.training.RunState;
import trailbench.work.Progress;

/// The queue of a project: runs that wait for their turn, and whoever gives it to them.
///
/// It is files in the project, so it outlives every program. One process at a time serves it; each run is begun once, whoever begins it.
public interface RunQueue {

    /// What the queue's files say now.
    State state();

    /// As [#state()], for a caller that has just looked at all runs: no journal is read again.
    ///
    /// @param runs all of the project; the queue keeps them, since they remember what their journals said
    /// @param open those that are not over
    default State state(List<RunFolder> runs, List<RunFolder> open) {
        return state();
    }

    /// Makes runs that wait behind all others.
    ///
    /// @throws trailbench.work.Fault.Request if one of the experiments cannot be trained; nothing is added then
    List<RunFolder> add(List<Experiment> experiments, RunMarks marks);

    /// Makes a run that begins with a checkpoint of another and waits behind all others.
    ///
    /// @param checkpoint one of [RunFolder#checkpointNames]
    /// @param changes    fields of the experiment with their new values in YAML; none that would change the graph or the data
    RunFolder addFork(RunFolder parent, String checkpoint, Map<String, String> changes);

    /// Puts these first, in this order.
    ///
    /// @param first ids of runs; those that do not wait any more are passed over
    void arrange(List<String> first);

    /// Changes limit and pause; who serves the queue sees it within a second.
    void set(QueueOptions options);

    /// Has a process of its own serve the queue, which outlives this one, and returns when it does. Nothing happens if somebody serves it already.
    void start();

    /// Serves the queue until no run waits, or it is paused, and all runs that were begun here are over. Cancelling begins no more runs; those
    /// that go on are left alone.
    ///
    /// @throws trailbench.work.Fault.Request if somebody serves it already
    void serve(Consumer<Happening> told, Progress progress);

    /// @param served  true while somebody serves the queue
    /// @param waiting ids of the runs that wait, first to last
    /// @param going   ids of the runs that have a worker, whoever started it
    record State(QueueOptions options, boolean served, List<String> waiting, List<String> going) {}

    /// @param state RUNNING of a run that was begun; otherwise how it ended
    /// @param words why it failed; empty if it did not
    record Happening(RunFolder run, RunState state, String words) {}
}
