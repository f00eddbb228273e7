package trailbench.engine;

import java.util.List;
import java.util.Optional;

/// Where the numbers of a step left the finite ones.
///
/// @param first        the first value that is not finite; empty if the same step gave finite numbers when it was looked at again
/// @param layers       in the order in which the graph runs
/// @param largestLogit greatest absolute score of any item after any sequence of the batches; empty where nothing is scored
public record Diagnosis(Optional<NonFinite> first, List<Layer> layers, Optional<Double> largestLogit) {
    public static final Diagnosis NOTHING = new Diagnosis(Optional.empty(), List.of(), Optional.empty());

    /// What was looked at, in this order.
    public enum Place {
        PARAMETER,
        OUTPUT,
        LOSS,
        GRADIENT
    }

    /// @param layer name of the node
    /// @param batch which of the step's batches, from 0; 0 for a parameter
    public record NonFinite(Place place, String layer, int batch) {}

    /// Euclidean norms of one node in the batch that was looked at last; NaN or infinite where values are not finite.
    ///
    /// @param parameters of all its parameters; 0 if it has none
    /// @param output     of what it gives; empty if it was not reached
    /// @param gradient   of its parameters' gradients
    public record Layer(String name, double parameters, Optional<Double> output, double gradient) {}
}
