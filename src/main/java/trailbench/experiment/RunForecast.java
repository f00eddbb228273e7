package trailbench.experiment;

import java.util.List;
import java.util.Optional;

/// What a run of an experiment will take, from a few batches that were trained for it and thrown away.
///
/// @param parameters     of the model
/// @param epochs         at most so many
/// @param batches        an epoch
/// @param targets        an epoch
/// @param predictedBytes native memory as counted from the graph, before anything is tried
/// @param limits         what a worker on this machine is given
/// @param measured       empty if the count says that it does not fit: then nothing was tried
/// @param changes        what makes it fit, each by itself; empty if it fits
public record RunForecast(
        long parameters,
        int epochs,
        int batches,
        long targets,
        long predictedBytes,
        Limits limits,
        Optional<Measured> measured,
        List<Change> changes) {

    /// @param heapBytes    of the Java heap
    /// @param nativeBytes  beside it
    /// @param machineBytes memory of the machine
    public record Limits(long heapBytes, long nativeBytes, long machineBytes) {}

    /// @param steps             batches that were timed, after some that were not, in steps of `training.accumulate`
    /// @param targetsPerSecond  over these
    /// @param epochSeconds      training alone
    /// @param validationSeconds measured once; empty if it took longer than this was to take
    /// @param heapBytes         most that the heap held
    /// @param nativeBytes       most that the process held beside the heap; empty where the system does not say
    public record Measured(
            int steps, double targetsPerSecond, double epochSeconds, Optional<Double> validationSeconds, long heapBytes, Optional<Long> nativeBytes) {

        /// Seconds of all epochs, validation included as far as it is known.
        public double runSeconds(int epochs) {
            return epochs * (epochSeconds + validationSeconds.orElse(0.0));
        }
    }

    /// @param field       of the experiment, as `--set` takes it
    /// @param nativeBytes predicted with this value
    public record Change(String field, String value, long nativeBytes) {}

    public boolean fits() {
        return measured.isPresent();
    }
}
