package trailbench.experiment;

import static trailbench.work.Fault.require;

/// How a run is done again.
///
/// @param epochs    epochs that are done again, from the first; 0 for all that the run did
/// @param tolerance ε: the relative difference up to which two numbers count as the same run on other hardware
public record VerifyOptions(int epochs, double tolerance) {
    public VerifyOptions {
        require(epochs >= 0, "epochs %s is negative", epochs);
        require(0 <= tolerance && tolerance < 1, "tolerance %s is not in [0, 1)", tolerance);
    }

    public static VerifyOptions defaults() {
        return new VerifyOptions(0, 1e-5);
    }
}
