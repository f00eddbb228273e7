package trailbench.ui.shell;

import java.time.Instant;
import java.util.Optional;
import trailbench.project.RunFolder;
import trailbench.training.RunEvent;
import trailbench.training.RunState;

/// What a run looked like at the last glance. The folder is the same object at every glance, so it can be compared and kept.
///
/// @param experiment the name of the experiment that it ran
/// @param started    the worker's latest first word
/// @param step       its latest step
/// @param epoch      its latest finished epoch
/// @param best       its best epoch so far
public record RunEntry(
        RunFolder folder,
        String id,
        Instant created,
        String experiment,
        RunState state,
        Optional<RunEvent.Started> started,
        Optional<RunEvent.Step> step,
        Optional<RunEvent.Epoch> epoch,
        Optional<RunEvent.Epoch> best) {

    /// True while its worker is at work or waits.
    public boolean live() {
        return !state.isFinal();
    }
}
