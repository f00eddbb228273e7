package trailbench.graph;

/// How much native memory a training run will want, in bytes, before it starts.
///
/// Counts what the fused layers keep: parameters, their gradients and the two moments of Adam; the activations of a batch with no
/// padding at all (the worst case), and the slabs in which the output is worked out. The Java heap and the libraries come on top.
///
/// @param parameterBytes  parameters
/// @param optimizerBytes  gradients, both moments of Adam, one more copy of the gradients for the second thread but of those that
///                        are kept by row, and one for the sum where a step takes several batches
/// @param activationBytes activations and their gradients for one batch
/// @param outputBytes     slabs of logits
public record GraphForecast(long parameterBytes, long optimizerBytes, long activationBytes, long outputBytes) {
    private static final int LEAST_SLAB_ROWS = 64;
    private static final int MOST_SLAB_ROWS = 128;
    private static final int SLAB_FLOATS = 1 << 23;

    /// Groups of targets with negatives of their own whose gradients are held at once.
    public static final int SAMPLED_GROUPS = 32;

    private static final int THREADS = 2;
    /// Scores that are worked out at once where models are measured.
    private static final long SCORES = 1 << 24;

    /// Steps whose logits are held at once, for each thread. Products want many; of a great catalogue they would not leave the memory that the rest needs.
    ///
    /// @param items V
    public static int slabRows(int items) {
        return Math.clamp(SLAB_FLOATS / Math.max(1, items), LEAST_SLAB_ROWS, MOST_SLAB_ROWS);
    }

    public long totalBytes() {
        return parameterBytes + optimizerBytes + activationBytes + outputBytes;
    }

    /// @param graph     passes [GraphCheck]
    /// @param items     V
    /// @param maxLength T
    /// @param batch     B
    public static GraphForecast of(Graph graph, int items, int maxLength, int batch) {
        return of(graph, Channels.ofItems(items, maxLength), batch);
    }

    /// Of steps that take one batch.
    ///
    /// @param graph passes [GraphCheck]
    /// @param batch B
    public static GraphForecast of(Graph graph, Channels channels, int batch) {
        return of(graph, channels, batch, 1);
    }

    /// @param graph      passes [GraphCheck]
    /// @param batch      B
    /// @param accumulate batches a step
    public static GraphForecast of(Graph graph, Channels channels, int batch, int accumulate) {
        GraphCheck check = GraphCheck.check(graph, channels).orThrow();
        long steps = (long) batch * channels.maxLength();
        long floats = 0;
        for (Node node : graph.nodes()) {
            floats += activationFloats(node, check.shapes().get(node.name()), inputWidth(node, check), vectorWidth(node, channels), steps, batch);
        }
        long outputs =
                switch (graph.head()) {
                    case Node.ReconstructVectors _, Node.NextRating _ -> 0;
                    case Node.NextBehaviour _ -> (long) slabRows(channels.behaviours()) * THREADS * channels.behaviours();
                    case Node.NextItem next when next.loss() instanceof Loss.Sampled sampled ->
                        sampledFloats(sampled, inputWidth(next, check)) + Math.max(channels.items(), Math.min(256L * channels.items(), SCORES));
                    default -> (long) slabRows(channels.items()) * THREADS * channels.items();
                };
        long parameters = 4 * check.total();
        long gathered = accumulate > 1 ? parameters : 0;
        return new GraphForecast(parameters, parameters * (THREADS + 2) - 4 * byRow(graph, check) * (THREADS - 1) + gathered, 4 * floats, 4 * outputs);
    }

    /// Parameters whose gradient is kept once, by row.
    private static long byRow(Graph graph, GraphCheck check) {
        return graph.nodes().stream()
                .filter(node -> graph.learnsByRow() && (node instanceof Node.NextItem || node instanceof Node.Embedding table && !table.frozen()))
                .mapToLong(node -> check.parameters().get(node.name()))
                .sum();
    }

    /// Of each thread: the inputs of a group and their gradient, its logits, the vectors of its negatives. Of all: gradients of some groups.
    private static long sampledFloats(Loss.Sampled loss, int width) {
        long thread = Loss.Sampled.SHARING * (2L * width + loss.negatives()) + loss.negatives() * (width + 1L);
        return THREADS * thread + SAMPLED_GROUPS * loss.negatives() * (width + 1L);
    }

    private static int inputWidth(Node node, GraphCheck check) {
        return node.inputs().stream()
                .mapToInt(input -> check.shapes().get(input) instanceof Shape.Steps(int width) ? width : 0)
                .sum();
    }

    /// A block keeps its input, queries, keys, values, both halves' inputs and outputs, and the inner layer; a weight matrix of attention
    /// exists for some rows of one sequence at a time and is not worth counting.
    private static long attentionFloats(Node.SelfAttention node, int width) {
        int inner = node.feedForward() == Node.SelfAttention.FeedForward.SWIGLU ? 3 : node.feedForward() == Node.SelfAttention.FeedForward.GELU ? 2 : 1;
        return width * (9L + (node.gated() ? 4 : 0) + (node.norm() == Node.SelfAttention.Norm.POST ? 1 : 0)) + (long) inner * node.inner();
    }

    /// D of joined vectors.
    private static int vectorWidth(Node node, Channels channels) {
        return node instanceof InputNode.VectorInput input ? channels.vectors().getOrDefault(input.vectors(), 0) : 0;
    }

    /// With recurrent dropout, a copy of the states that enter the product.
    private static int entering(double recurrentDropout) {
        return recurrentDropout > 0 ? 1 : 0;
    }

    /// Output, gradient of the input, and what backpropagation through time has to remember.
    private static long activationFloats(Node node, Shape shape, int inputWidth, int vectorWidth, long steps, int batch) {
        long gradient = steps * inputWidth;
        return switch (node) {
            case InputNode.ItemInput _, InputNode.BehaviourInput _, InputNode.TimeGapInput _, InputNode.HourInput _, InputNode.UserInput _, InputNode.FeatureInput _, InputNode.UserFeatureInput _ -> 0;
            case InputNode.NumberInput number -> steps * (number.width() + 1L);
            case InputNode.ValueInput value -> steps * (value.width() + 1L);
            case InputNode.VectorInput vectors -> steps * (vectors.width() + 2L * vectorWidth);
            case Node.DilatedConvolution _ -> gradient + steps * (7L * inputWidth + 4); // the convolved, their outputs, two gradients, the sum; norms
            case Node.CausalConvolution convolution -> // outputs, their gradient; what came before a GELU
                gradient + steps * (convolution.activation() == Node.Activation.GELU ? 3L : 2L) * convolution.filters();
            case Node.WindowConvolution window ->
                gradient + steps * (3L * window.length() * window.horizontal() + (long) window.vertical() * inputWidth);
            case Node.AttentionPooling pooling -> gradient + steps * (2L * pooling.units() + 1) + (long) batch * inputWidth;
            case Node.Gate _ -> gradient + steps * 3L * inputWidth; // both inputs side by side and their gradient; gates, differences
            case Node.AdditiveAttention attention -> gradient + steps * (inputWidth + 2L * attention.units());
            case Node.SimpleRnn rnn -> gradient + steps * (3L + entering(rnn.recurrentRate())) * rnn.units();
            case Node.Lstm lstm -> gradient + steps * (7L + entering(lstm.recurrentRate())) * lstm.units();
            case Node.Gru gru -> gradient + steps * (9L + entering(gru.recurrentRate())) * gru.units();
            case Node.SelfAttention attention -> gradient + steps * attentionFloats(attention, inputWidth);
            case Node.NextItem _, Node.MaskedItem _, Node.NextBehaviour _, Node.NextRating _, Node.ReconstructItems _ -> gradient;
            default -> gradient
                    + switch (shape) {
                        case Shape.Steps(int width) -> steps * width;
                        case Shape.Vector(int width) -> (long) batch * width;
                        case Shape.Numbers _ -> 0L;
                    };
        };
    }
}
