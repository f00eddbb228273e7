package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Diagnosis;
import trailbench.engine.Diagnosis.NonFinite;
import trailbench.graph.Graph;
import trailbench.graph.Node;
import trailbench.kernel.Floats;

/// Walks through a network after a step whose numbers left the finite ones, in the order in which they were computed.
final class Autopsy {
    private final ComputationGraph network;
    private final Graph graph;

    Autopsy(ComputationGraph network, Graph graph) {
        this.network = network;
        this.graph = graph;
    }

    /// One batch of the step, done again. What a method gives is valid until the next one is called.
    interface Pass {
        /// Outputs by node, with dropout, without the head.
        Map<String, INDArray> forwards();

        /// The loss; the gradients stand in the layers after it.
        double backwards();

        /// What the head says of every item after each sequence; empty if it says nothing of items.
        Optional<INDArray> scores();
    }

    Diagnosis of(List<Pass> passes) {
        Optional<NonFinite> first = firstOfParameters();
        List<Diagnosis.Layer> layers = List.of();
        double largest = Double.NaN;
        for (int index = 0; index < passes.size(); index++) {
            Pass pass = passes.get(index);
            Map<String, Double> outputs = norms(pass.forwards());
            int batch = index;
            first = first.or(() -> firstOfOutputs(outputs, batch));
            double loss = pass.backwards();
            layers = layers(outputs);
            List<Diagnosis.Layer> seen = layers;
            first = first.or(() -> Double.isFinite(loss) ? Optional.empty() : Optional.of(new NonFinite(Diagnosis.Place.LOSS, graph.head().name(), batch)))
                    .or(() -> firstOfGradients(seen, batch));
            Optional<Double> logit = pass.scores().map(scores -> scores.amaxNumber().doubleValue());
            largest = logit.isPresent() && !(logit.get() <= largest) ? logit.get() : largest;
            if (first.isPresent()) {
                break;
            }
        }
        return new Diagnosis(first, layers, Double.isNaN(largest) ? Optional.empty() : Optional.of(largest));
    }

    private Optional<NonFinite> firstOfParameters() {
        return graph.ordered().stream()
                .filter(node -> !Double.isFinite(parameters(node)))
                .findFirst()
                .map(node -> new NonFinite(Diagnosis.Place.PARAMETER, node.name(), 0));
    }

    private Optional<NonFinite> firstOfOutputs(Map<String, Double> outputs, int batch) {
        return graph.ordered().stream()
                .filter(node -> !Double.isFinite(outputs.getOrDefault(node.name(), 0.0)))
                .findFirst()
                .map(node -> new NonFinite(Diagnosis.Place.OUTPUT, node.name(), batch));
    }

    /// Gradients are computed from the head backwards.
    private static Optional<NonFinite> firstOfGradients(List<Diagnosis.Layer> layers, int batch) {
        return layers.reversed().stream()
                .filter(layer -> !Double.isFinite(layer.gradient()))
                .findFirst()
                .map(layer -> new NonFinite(Diagnosis.Place.GRADIENT, layer.name(), batch));
    }

    private static Map<String, Double> norms(Map<String, INDArray> outputs) {
        Map<String, Double> norms = new HashMap<>();
        outputs.forEach((name, output) -> norms.put(name, norm(output)));
        return norms;
    }

    private List<Diagnosis.Layer> layers(Map<String, Double> outputs) {
        List<Diagnosis.Layer> layers = new ArrayList<>();
        for (Node node : graph.ordered()) {
            if (layer(node) != null) {
                layers.add(new Diagnosis.Layer(node.name(), parameters(node), Optional.ofNullable(outputs.get(node.name())), gradients(node)));
            }
        }
        return layers;
    }

    private @Nullable Layer layer(Node node) {
        return network.getVertex(node.name()) != null && network.getVertex(node.name()).hasLayer() ? network.getLayer(node.name()) : null;
    }

    private double parameters(Node node) {
        Layer layer = layer(node);
        return layer == null ? 0 : norm(layer.paramTable().values());
    }

    private double gradients(Node node) {
        Layer layer = layer(node);
        return layer instanceof PackedLayer<?> packed ? norm(packed.gradients()) : 0;
    }

    private static double norm(Iterable<INDArray> arrays) {
        double sum = 0;
        for (INDArray array : arrays) {
            double norm = norm(array);
            sum += norm * norm;
        }
        return Math.sqrt(sum);
    }

    /// In double precision: squares of large floats are no floats any more.
    private static double norm(INDArray array) {
        if (array.isEmpty() || !array.dataType().isFPType()) {
            return 0;
        }
        Floats floats = Native.floats(Native.rowMajor(array));
        double sum = 0;
        for (long i = 0; i < floats.length(); i++) {
            sum += (double) floats.get(i) * floats.get(i);
        }
        return Math.sqrt(sum);
    }
}
