package trailbench.engine.dl4j;

import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.serde.JsonMappers;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
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

    /// DL4J's reader and writer of configurations needs no native library: a second thread loads it meanwhile.
    @Override
    public void load() {
        Thread.ofPlatform().daemon().name("load-configurations").start(JsonMappers::getMapper);
        Native.load();
    }

    @Override
    public Model create(ModelOptions options) {
        ComputationGraph network = new ComputationGraph(GraphCompiler.compile(options));
        network.init();
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
        ComputationGraph network = undrawn(options);
        Dl4jModel model = new Dl4jModel(options, network, lanes == 0 ? Lanes.ofProcessors() : Lanes.of(lanes));
        try {
            ModelZip.read(zip, network, model.rows());
        } catch (RuntimeException failed) {
            model.close();
            throw failed;
        }
        return model;
    }

    /// A network whose parameters are to be read: none is drawn.
    private static ComputationGraph undrawn(ModelOptions options) {
        ComputationGraphConfiguration configuration = GraphCompiler.compile(options);
        long count = configuration.getVertices().values().stream().mapToLong(vertex -> vertex.numParams(true)).sum();
        ComputationGraph network = new ComputationGraph(configuration);
        network.init(Nd4j.createUninitialized(DataType.FLOAT, 1, count), false);
        return network;
    }
}
