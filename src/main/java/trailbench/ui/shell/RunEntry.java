package trailbench.ui.shell;

import java.time.Instant;
import java.util.Optional;
import trailbench.project.RunFolder;
import trailbench.runs.RunSummary;
import trailbench.training.RunEvent;
import trailbench.training.RunState;

/// What a run looked like at the last glance. The folder is the same object at every glance, so it can be compared and kept.
public record RunEntry(RunFolder folder, RunSummary summary) {

    public String id() {
        return summary.id();
    }

    public Instant created() {
        return summary.created();
    }

    /// The name of the experiment that it ran.
    public String experiment() {
        return summary.experiment();
    }

    public RunState state() {
        return summary.state();
    }

    /// The worker's latest first word.
    public Optional<RunEvent.Started> started() {
        return summary.journal().started();
    }

    /// Its latest step.
    public Optional<RunEvent.Step> step() {
        return summary.journal().step();
    }

    /// Its latest finished epoch.
    public Optional<RunEvent.Epoch> epoch() {
        return summary.journal().last();
    }

    /// Its best epoch so far.
    public Optional<RunEvent.Epoch> best() {
        return summary.journal().best();
    }

    /// True while its worker is at work or waits.
    public boolean live() {
        return state().isGoing();
    }
}
