package trailbench.engine;

import java.nio.file.Path;
import trailbench.graph.Channels;
import trailbench.graph.Graph;

/// Makes models from graphs.
public interface Engine {

    /// Loads what the first model needs, native libraries above all, so that it need not wait for them. From any thread; may be left out.
    default void load() {}

    /// A new model with freshly drawn parameters.
    Model create(ModelOptions options);

    /// The model of a checkpoint, with the state of its optimiser: training goes on as if it had never stopped.
    ///
    /// @throws trailbench.work.Fault.Request if the file is not a model of this graph
    Model open(Path zip, ModelOptions options);

    /// @param graph      passes [trailbench.graph.GraphCheck]
    /// @param channels   how many numbers each input can give
    /// @param features   of items and users, those at least that the graph asks for
    /// @param optimizer  how parameters follow gradients
    /// @param clipNorm   the gradient's norm over all parameters is scaled down to this; 0 for no limit
    /// @param clipValue  after that, each number of the gradient is cut to at most this size; 0 for no limit
    /// @param seed       draws initial parameters; dropout and negatives draw from (seed, step)
    /// @param popularity of the items in the training windows; needed for training where negatives or weights go by it
    /// @param balance    a target weighs (count of its item)^-balance, so that rare items are learnt from too; 0 for equal weights
    record ModelOptions(
            Graph graph,
            Channels channels,
            Features features,
            Optimizer optimizer,
            double clipNorm,
            double clipValue,
            long seed,
            Popularity popularity,
            double balance) {
        /// Of a graph that reads items alone and needs no counts.
        public ModelOptions(Graph graph, int items, int maxLength, Optimizer optimizer, double clipNorm, long seed) {
            this(graph, items, maxLength, optimizer, clipNorm, seed, Popularity.UNKNOWN, 0);
        }

        /// Of a graph that reads items alone.
        public ModelOptions(
                Graph graph, int items, int maxLength, Optimizer optimizer, double clipNorm, long seed, Popularity popularity, double balance) {
            this(graph, Channels.ofItems(items, maxLength), Features.NONE, optimizer, clipNorm, 0, seed, popularity, balance);
        }

        /// Whose gradients are limited by their norm alone.
        public ModelOptions(
                Graph graph, Channels channels, Features features, Optimizer optimizer, double clipNorm, long seed, Popularity popularity, double balance) {
            this(graph, channels, features, optimizer, clipNorm, 0, seed, popularity, balance);
        }

        /// Of the same model, asked only: its optimiser keeps nothing, and nothing is drawn, weighed or limited.
        public ModelOptions forAsking() {
            return new ModelOptions(graph, channels, features, new Optimizer.Sgd(optimizer.learningRate(), 0), 0, 0, seed, Popularity.UNKNOWN, 0);
        }

        /// Of the same model with one user, of whom nothing is known.
        public ModelOptions withoutUsers() {
            Channels nobody = new Channels(
                    channels.items(), channels.behaviours(), channels.timed(), 1, channels.features(), channels.userFeatures(), channels.numbers(), channels.userNumbers(),
                    channels.vectors(), channels.valued(), channels.maxLength());
            return new ModelOptions(graph, nobody, features, optimizer, clipNorm, clipValue, seed, popularity, balance);
        }

        /// V
        public int items() {
            return channels.items();
        }

        /// T, the longest window.
        public int maxLength() {
            return channels.maxLength();
        }
    }
}
