package trailbench.bench;

import java.util.Arrays;
import java.util.Map;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
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
            case Node.ItemInput _, Node.Embedding _, Node.Dropout _, Node.LastStep _, Node.RepeatVector _, Node.PreviousStep _, Node.Concat _ -> 0;
            case Node.Lstm lstm -> events * 4 * lstm.units() * (width(shapes, lstm.input()) + lstm.units());
            case Node.Gru gru -> events * 3 * gru.units() * (width(shapes, gru.input()) + gru.units());
            case Node.Dense dense -> events * dense.units() * width(shapes, dense.input());
            case Node.NextItem _, Node.ReconstructItems _ ->
                (long) batch.targetCount() * items * width(shapes, node.inputs().getFirst());
            case Node.ReconstructVectors head ->
                (long) batch.targetCount() * width(shapes, head.target()) * width(shapes, head.input());
        };
    }

    private static long width(Map<String, Shape> shapes, String name) {
        return switch (shapes.get(name)) {
            case Shape.Steps(int width) -> width;
            case Shape.Vector(int width) -> width;
            case Shape.Numbers _ -> throw new IllegalArgumentException(name + " has no width");
        };
    }
}
