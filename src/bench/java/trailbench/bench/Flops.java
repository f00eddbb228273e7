package trailbench.bench;

import java.util.Arrays;
import java.util.Map;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.graph.Shape;
import trailbench.sequence.Batch;

/// What a training step must compute: the products of its matrices at unpadded positions. Pointwise work is not counted.
///
/// A product of `[m, k]` and `[k, n]` is 2mnk operations, and a training step makes it three times: forward, and for the gradients of both
/// factors.
final class Flops {
    private static final int OPERATIONS = 2 * 3;

    private Flops() {}

    static double of(Work work, int items, Batch batch) {
        Graph graph = work.choice().graph();
        Map<String, Shape> shapes = GraphCheck.check(graph, items, work.maxLength()).shapes();
        long multiplications = 0;
        for (Node node : graph.ordered()) {
            multiplications += multiplications(node, shapes, items, batch);
        }
        return (double) OPERATIONS * multiplications;
    }

    private static long multiplications(Node node, Map<String, Shape> shapes, int items, Batch batch) {
        long events = batch.eventCount();
        return switch (node) {
            case InputNode.ItemInput _, Node.Embedding _, Node.Dropout _, Node.SequenceDropout _, Node.Positions _, Node.LayerNorm _, Node.LastStep _,
                    Node.RepeatVector _, Node.PreviousStep _, Node.Concat _ -> 0;
            case Node.SimpleRnn rnn -> events * rnn.units() * (width(shapes, rnn.input()) + rnn.units());
            case Node.SelfAttention block -> attention(block, width(shapes, block.input()), batch);
            case Node.Lstm lstm -> events * 4 * lstm.units() * (width(shapes, lstm.input()) + lstm.units());
            case Node.Gru gru -> events * 3 * gru.units() * (width(shapes, gru.input()) + gru.units());
            case Node.DilatedConvolution block -> events * 2 * block.kernel() * square(width(shapes, block.input()));
            case Node.WindowConvolution block -> events * window(block, width(shapes, block.input()));
            case Node.AdditiveAttention attention -> {
                long width = width(shapes, attention.input());
                yield events * 2 * attention.units() * width + pairs(batch, true) * width;
            }
            case Node.Dense dense -> events * dense.units() * width(shapes, dense.input());
            case Node.NextItem _, Node.ReconstructItems _ ->
                (long) batch.targetCount() * items * width(shapes, node.inputs().getFirst());
            case Node.ReconstructVectors head ->
                (long) batch.targetCount() * width(shapes, head.target()) * width(shapes, head.input());
            default -> throw new IllegalArgumentException("Nobody has counted the products of a " + node.getClass().getSimpleName());
        };
    }

    /// A filter's value at a step is shared by all windows that hold it.
    private static long window(Node.WindowConvolution block, long width) {
        return (long) block.horizontal() * width * block.length() * (block.length() + 1) / 2 + (long) block.vertical() * block.length() * width;
    }

    private static long attention(Node.SelfAttention block, long width, Batch batch) {
        long maps = block.feedForward() == Node.SelfAttention.FeedForward.SWIGLU ? 3 : 2;
        long gates = block.gated() ? 2 * square(width) : 0;
        return batch.eventCount() * (4 * square(width) + maps * width * block.inner() + gates) + 2 * pairs(batch, block.causal()) * width;
    }

    /// Steps compared with one another: L · (L + 1) / 2 in a sequence of length L if each sees itself and those before it.
    private static long pairs(Batch batch, boolean causal) {
        long pairs = 0;
        for (int b = 0; b < batch.size(); b++) {
            long length = Arrays.stream(batch.items(), b * batch.steps(), (b + 1) * batch.steps()).filter(item -> item != 0).count();
            pairs += causal ? length * (length + 1) / 2 : length * length;
        }
        return pairs;
    }

    private static long square(long number) {
        return number * number;
    }

    private static long width(Map<String, Shape> shapes, String name) {
        return switch (shapes.get(name)) {
            case Shape.Steps(int width) -> width;
            case Shape.Vector(int width) -> width;
            case Shape.Numbers _ -> throw new IllegalArgumentException(name + " has no width");
        };
    }
}
