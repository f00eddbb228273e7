package trailbench.cli;

import java.util.Map;
import java.util.Optional;
import trailbench.experiment.Workbench;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Fault;

/// Follows a run that was started, and says at the end where it is. Ctrl+C stops the run, with a checkpoint.
final class RunReport {
    private final Session session;
    private final boolean json;

    RunReport(Session session, boolean json) {
        this.session = session;
        this.json = json;
    }

    int show(Project project, RunFolder run, boolean detach) {
        if (!detach) {
            follow(run);
        }
        if (json) {
            session.printJson(Summary.of(run));
        } else {
            session.print("Run: " + run.path());
            if (!detach) {
                session.print("Next: trailbench evaluate " + run.path());
            }
        }
        return 0;
    }

    /// Follows the run to its end; Ctrl+C meanwhile stops it.
    ///
    /// @throws Fault.Work if the run failed
    RunState follow(RunFolder run) {
        Thread stopping = new Thread(() -> stop(run));
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            return new RunFollower(json ? session.quiet() : session).follow(run);
        } finally {
            remove(stopping);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is at work: it waits for the run's end by itself.
            return;
        }
    }

    /// Ctrl+C: the worker writes a checkpoint and ends; the terminal waits for it.
    private void stop(RunFolder run) {
        if (run.state().isFinal()) {
            return;
        }
        session.print("Stopping " + run.id() + " with a checkpoint. Go on with: trailbench resume " + run.path());
        try {
            session.workbench().control(run, Workbench.Control.STOP);
        } catch (Fault ended) {
            session.print(ended.getMessage());
            return;
        }
        new RunFollower(session.quiet()).follow(run);
    }

    /// What `--json` prints.
    record Summary(String run, RunState state, int epochs, long steps, int bestEpoch, double trainingLoss, double validationLoss, Map<String, Double> bestMetrics, Optional<RunEvent.Privacy> privacy) {
        static Summary of(RunFolder run) {
            Optional<RunEvent.Epoch> last = Optional.empty();
            Optional<RunEvent.Epoch> best = Optional.empty();
            for (RunEvent event : run.events()) {
                if (event instanceof RunEvent.Epoch epoch) {
                    last = Optional.of(epoch);
                    best = epoch.best() ? last : best;
                }
            }
            return new Summary(
                    run.path().toString(),
                    run.state(),
                    last.map(RunEvent.Epoch::epoch).orElse(0),
                    last.map(RunEvent.Epoch::step).orElse(0L),
                    best.map(RunEvent.Epoch::epoch).orElse(0),
                    last.map(RunEvent.Epoch::trainingLoss).orElse(Double.NaN),
                    last.map(RunEvent.Epoch::validationLoss).orElse(Double.NaN),
                    best.map(RunEvent.Epoch::metrics).orElse(Map.of()),
                    last.flatMap(RunEvent.Epoch::privacy));
        }
    }
}
