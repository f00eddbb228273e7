package trailbench.engine.dl4j;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Model;
import trailbench.graph.Graph;
import trailbench.graph.Node;
import trailbench.kernel.Floats;

/// The numbers of a network, node by node: its parameters, and what a forward pass has left.
final class NodeValues {
    private final ComputationGraph network;
    private final Graph graph;

    NodeValues(ComputationGraph network, Graph graph) {
        this.network = network;
        this.graph = graph;
    }

    /// @param outputs of layers, by name; joins keep their own
    void show(Map<String, INDArray> outputs, Model.Viewer viewer) {
        for (Node node : graph.ordered()) {
            GraphVertex vertex = network.getVertex(node.name());
            if (vertex == null) {
                continue;
            }
            if (vertex.hasLayer() && vertex.getLayer().numParams() > 0) {
                viewer.parameters(node.name(), values(vertex.getLayer().paramTable().values()));
            }
            output(vertex, outputs).ifPresent(output -> viewer.outputs(node.name(), values(List.of(output))));
        }
    }

    /// What goes into the network are numbers of items, and no output.
    private Optional<INDArray> output(GraphVertex vertex, Map<String, INDArray> outputs) {
        if (vertex instanceof JoinVertex join) {
            return Optional.of(join.joined());
        }
        boolean input = network.getConfiguration().getNetworkInputs().contains(vertex.getVertexName());
        return input ? Optional.empty() : Optional.ofNullable(outputs.get(vertex.getVertexName()));
    }

    private static Model.Values values(Collection<INDArray> arrays) {
        return consumer -> {
            for (INDArray array : arrays) {
                if (!array.isEmpty() && array.dataType().isFPType()) {
                    each(Native.floats(Native.rowMajor(array)), consumer);
                }
            }
        };
    }

    private static void each(Floats floats, Model.FloatConsumer consumer) {
        for (long i = 0; i < floats.length(); i++) {
            consumer.accept(floats.get(i));
        }
    }
}
