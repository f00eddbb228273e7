package trailbench.engine;

import java.nio.file.Path;
import trailbench.graph.Graph;

/// Makes models from graphs.
public interface Engine {

    /// A new model with freshly drawn parameters.
    Model create(ModelOptions options);

    /// The model of a checkpoint, with the state of its optimiser: training goes on as if it had never stopped.
    ///
    /// @throws trailbench.work.Fault.Request if the file is not a model of this graph
    Model open(Path zip, ModelOptions options);

    /// @param graph     passes [trailbench.graph.GraphCheck]
    /// @param items     V
    /// @param maxLength T, the longest window
    /// @param optimizer how parameters follow gradients
    /// @param clipNorm  the gradient's norm over all parameters is scaled down to this; 0 for no limit
    /// @param seed      draws initial parameters; dropout draws from (seed, step)
    record ModelOptions(Graph graph, int items, int maxLength, Optimizer optimizer, double clipNorm, long seed) {}
}
