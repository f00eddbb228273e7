package trailbench.engine.dl4j;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import trailbench.engine.Engine;
import trailbench.engine.Features;
import trailbench.engine.Model;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.kernel.Lanes;

/// Makes models on DeepLearning4J.
public final class Dl4jEngine implements Engine {
    private final int lanes;

    /// Works on as many lanes as there are processors, up to eight.
    public Dl4jEngine() {
        this(0);
    }

    /// @param lanes threads that share the work of a model; 0 for one a processor, up to eight
    public Dl4jEngine(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void load() {
        Native.load();
    }

    @Override
    public Model create(ModelOptions options) {
        ComputationGraph network = network(options);
        fill(network, options);
        return new Dl4jModel(options, network, lanes == 0 ? Lanes.ofProcessors() : Lanes.of(lanes));
    }

    /// Puts in what is not drawn: how numbers are scaled, and joined vectors.
    private static void fill(ComputationGraph network, ModelOptions options) {
        Map<String, Features.Numbers> numbers = options.features().numbers();
        Map<String, float[]> vectors = options.features().vectors();
        for (Node node : options.graph().nodes()) {
            switch (node) {
                case InputNode.NumberInput _, InputNode.ValueInput _ ->
                    ((NumberLayer) network.getLayer(node.name())).scale(numbers.get(node.name()).mean(), numbers.get(node.name()).deviation());
                case Node.NextRating _ ->
                    ((ValueHeadLayer) network.getLayer(node.name())).scale(numbers.get(node.name()).mean(), numbers.get(node.name()).deviation());
                case InputNode.VectorInput input -> {
                    float[] given = vectors.get(input.vectors());
                    Native.floats(network.getLayer(node.name() + GraphCompiler.TABLE).getParam("W")).fromArray(given, 0, 0, given.length);
                }
                case Node.Embedding embedding ->
                    embedding.vectors().ifPresent(name -> ((EmbeddingLayer) network.getLayer(node.name())).startFrom(vectors.get(name), options.items()));
                default -> {}
            }
        }
    }

    @Override
    public Model open(Path zip, ModelOptions options) {
        ComputationGraph network = network(options);
        Dl4jModel model = new Dl4jModel(options, network, lanes == 0 ? Lanes.ofProcessors() : Lanes.of(lanes));
        try {
            ModelZip.read(zip, network, model.rows());
        } catch (RuntimeException failed) {
            model.close();
            throw failed;
        }
        return model;
    }

    private static ComputationGraph network(ModelOptions options) {
        ComputationGraph network = new ComputationGraph(GraphCompiler.compile(options));
        network.init();
        return network;
    }
}
