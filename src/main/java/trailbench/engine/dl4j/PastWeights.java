package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import trailbench.engine.Attention;
import trailbench.graph.Graph;
import trailbench.graph.Node;

/// Reads what the attending layers of a network left after a forward pass over one history.
final class PastWeights {
    private PastWeights() {}

    /// Of each attending node, in the graph's order.
    ///
    /// @param packing of what went through
    /// @param events of the history; the latest of them, `seen`, went through the network, followed by masks if those are more steps
    /// @param back   how many steps before the last
    static List<Attention> of(Graph graph, ComputationGraph network, Packing packing, int events, int seen, int back) {
        List<Attention> found = new ArrayList<>();
        for (Node node : graph.ordered()) {
            GraphVertex vertex = network.getVertex(node.name());
            if (vertex != null && vertex.hasLayer() && vertex.getLayer() instanceof Attending layer) {
                float[][] steps = layer.weights(packing, back);
                float[][] heads = new float[steps.length][events];
                for (int head = 0; head < heads.length; head++) {
                    System.arraycopy(steps[head], 0, heads[head], events - seen, seen);
                }
                found.add(new Attention(node.name(), heads));
            }
        }
        return List.copyOf(found);
    }
}
