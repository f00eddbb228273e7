package trailbench.engine.dl4j;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.engine.dl4j.ConvolutionConfs.CausalConf;
import trailbench.engine.dl4j.ConvolutionConfs.DilatedConf;
import trailbench.engine.dl4j.ConvolutionConfs.WindowConf;
import trailbench.engine.dl4j.HeadConfs.ItemHeadConf;
import trailbench.engine.dl4j.HeadConfs.SampledHeadConf;
import trailbench.engine.dl4j.HeadConfs.ValueHeadConf;
import trailbench.engine.dl4j.HeadConfs.VectorHeadConf;
import trailbench.engine.dl4j.PoolConfs.AttentivePoolConf;
import trailbench.engine.dl4j.PoolConfs.MeanConf;
import trailbench.engine.dl4j.RecurrentConf.GruConf;
import trailbench.engine.dl4j.RecurrentConf.LstmConf;
import trailbench.engine.dl4j.RecurrentConf.RnnConf;
import trailbench.engine.dl4j.StepConfs.LastStepConf;
import trailbench.engine.dl4j.StepConfs.PreviousStepConf;
import trailbench.engine.dl4j.StepConfs.RepeatConf;
import trailbench.engine.dl4j.StepConfs.ReverseConf;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Shape;

/// Writes a graph down as the configuration of a DL4J `ComputationGraph` of our layers, node by node under the node's own name.
final class GraphCompiler {
    /// What stands before a head that compares with vectors: its input and its targets side by side.
    private static final String WITH_TARGETS = "-with-targets";
    /// What stands before a gate: its two inputs.
    private static final String SIDE_BY_SIDE = "-side-by-side";

    /// What is fed to an input that is a layer itself.
    private static final String FED = "-fed";

    /// The frozen vectors that a joined vector is looked up in.
    static final String TABLE = "-table";

    private GraphCompiler() {}

    /// The input node that is fed through one of the network's inputs.
    static Node fed(Graph graph, String networkInput) {
        return graph.nodes().stream()
                .filter(node -> node.name().equals(networkInput) || (node.name() + FED).equals(networkInput) && !(node instanceof InputNode.ItemInput))
                .findFirst()
                .orElseThrow();
    }

    /// @throws trailbench.work.Fault.Request if the graph has problems
    static ComputationGraphConfiguration compile(ModelOptions options) {
        GraphCheck check = GraphCheck.check(options.graph(), options.channels()).orThrow();
        ComputationGraphConfiguration.GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(options.seed())
                .updater(updater(options.optimizer()))
                .miniBatch(false) // losses are means over targets, not over windows
                .trainingWorkspaceMode(WorkspaceMode.NONE) // our layers keep their own memory
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .dataType(DataType.FLOAT)
                .graphBuilder();
        for (Node node : options.graph().ordered()) {
            add(builder, node, check, options);
        }
        return builder.setOutputs(options.graph().head().name()).build();
    }

    private static void add(ComputationGraphConfiguration.GraphBuilder builder, Node node, GraphCheck check, ModelOptions options) {
        String name = node.name();
        int items = options.items();
        boolean byRow = options.graph().learnsByRow();
        switch (node) {
            case InputNode.ItemInput _, InputNode.BehaviourInput _, InputNode.TimeGapInput _, InputNode.HourInput _, InputNode.UserInput _, InputNode.FeatureInput _, InputNode.UserFeatureInput _ ->
                builder.addInputs(name);
            case InputNode.NumberInput(_, _, _, _, int width) -> {
                builder.addInputs(name + FED);
                builder.addLayer(name, new NumberConf(width), name + FED);
            }
            case InputNode.ValueInput(_, _, int width) -> {
                builder.addInputs(name + FED);
                builder.addLayer(name, new NumberConf(width), name + FED);
            }
            case InputNode.VectorInput(_, String vectors, int width) -> {
                int joined = options.channels().vectors().get(vectors);
                builder.addInputs(name + FED);
                builder.addLayer(name + TABLE, new JoinedConf(items + (options.graph().masks() ? 1 : 0), joined), name + FED);
                builder.addLayer(name, new DenseConf(joined, width, Node.Activation.IDENTITY), name + TABLE);
            }
            case Node.Embedding(_, String input, int width, boolean frozen, _) ->
                builder.addLayer(name, new EmbeddingConf(count(check, input), width, frozen, deviation(options.graph()), byRow && !frozen), input);
            case Node.Dropout(_, String input, double rate) -> builder.addLayer(name, new DropoutConf(width(check, input), rate, rows(check, input)), input);
            case Node.SequenceDropout(_, String input, double rate) ->
                builder.addLayer(name, new DropoutConf(width(check, input), rate, DropoutConf.Rows.OF_SEQUENCES), input);
            case Node.DilatedConvolution(_, String input, int kernel, int dilation) ->
                builder.addLayer(name, new DilatedConf(width(check, input), kernel, dilation), input);
            case Node.CausalConvolution(_, String input, int filters, int kernel, int dilation, Node.Activation activation) ->
                builder.addLayer(name, new CausalConf(width(check, input), filters, kernel, dilation, activation), input);
            case Node.WindowConvolution(_, String input, int length, int horizontal, int vertical) ->
                builder.addLayer(name, new WindowConf(width(check, input), length, horizontal, vertical), input);
            case Node.AdditiveAttention(_, String input, int units) -> builder.addLayer(name, new AdditiveConf(width(check, input), units), input);
            case Node.SimpleRnn(_, String input, int units, Optional<Double> dropout) ->
                builder.addLayer(name, new RnnConf(width(check, input), units, dropout.orElse(0.0)), input);
            case Node.Lstm(_, String input, int units, Optional<Double> dropout) ->
                builder.addLayer(name, new LstmConf(width(check, input), units, dropout.orElse(0.0)), input);
            case Node.Gru(_, String input, int units, Optional<Double> dropout) ->
                builder.addLayer(name, new GruConf(width(check, input), units, dropout.orElse(0.0)), input);
            case Node.Positions(_, String input, boolean scaled) ->
                builder.addLayer(name, new PositionsConf(width(check, input), options.maxLength(), scaled), input);
            case Node.LayerNorm(_, String input) -> builder.addLayer(name, new LayerNormConf(width(check, input)), input);
            case Node.SelfAttention attention -> builder.addLayer(name, new AttentionConf(width(check, attention.input()), attention), attention.input());
            case Node.LastStep(_, String input) -> builder.addLayer(name, new LastStepConf(width(check, input)), input);
            case Node.MeanSteps(_, String input) -> builder.addLayer(name, new MeanConf(width(check, input)), input);
            case Node.AttentionPooling(_, String input, int units) -> builder.addLayer(name, new AttentivePoolConf(width(check, input), units), input);
            case Node.ReverseSteps(_, String input) -> builder.addLayer(name, new ReverseConf(width(check, input)), input);
            case Node.Gate(_, List<String> inputs) -> {
                builder.addVertex(name + SIDE_BY_SIDE, new JoinConf(JoinConf.Kind.CONCAT), inputs.toArray(String[]::new));
                builder.addLayer(name, new GateConf(width(check, name)), name + SIDE_BY_SIDE);
            }
            case Node.RepeatVector(_, String input) -> builder.addLayer(name, new RepeatConf(width(check, input)), input);
            case Node.PreviousStep(_, String input) -> builder.addLayer(name, new PreviousStepConf(width(check, input)), input);
            case Node.Concat(_, List<String> inputs) -> builder.addVertex(name, new JoinConf(JoinConf.Kind.CONCAT), inputs.toArray(String[]::new));
            case Node.Sum(_, List<String> inputs) -> builder.addVertex(name, new JoinConf(JoinConf.Kind.SUM), inputs.toArray(String[]::new));
            case Node.Dense(_, String input, int units, Node.Activation activation) ->
                builder.addLayer(name, new DenseConf(width(check, input), units, activation), input);
            case Node.NextItem(_, String input, Optional<String> tied, Loss loss) ->
                builder.addLayer(
                        name,
                        switch (loss) {
                            case Loss.CrossEntropy _ -> new ItemHeadConf(width(check, input), items, tied.orElse(""));
                            case Loss.Sampled sampled -> new SampledHeadConf(width(check, input), items, tied.orElse(""), sampled);
                        },
                        input);
            case Node.MaskedItem(_, String input, Optional<String> tied, double _, double _) ->
                builder.addLayer(name, new ItemHeadConf(width(check, input), items, tied.orElse("")), input);
            case Node.NextBehaviour(_, String input) ->
                builder.addLayer(name, new ItemHeadConf(width(check, input), options.channels().behaviours(), ""), input);
            case Node.NextRating(_, String input) -> builder.addLayer(name, new ValueHeadConf(width(check, input)), input);
            case Node.ReconstructItems(_, String input) -> builder.addLayer(name, new ItemHeadConf(width(check, input), items, ""), input);
            case Node.ReconstructVectors(_, String input, String target) -> {
                builder.addVertex(name + WITH_TARGETS, new JoinConf(JoinConf.Kind.CONCAT), input, target);
                builder.addLayer(name, new VectorHeadConf(width(check, input), width(check, target)), name + WITH_TARGETS);
            }
        }
    }

    /// Blocks of attention learn badly from large beginnings; recurrent layers want something to see.
    private static double deviation(Graph graph) {
        return graph.nodes().stream().anyMatch(Node.SelfAttention.class::isInstance) ? AttentionConf.DEVIATION : EmbeddingConf.DEVIATION;
    }

    /// What the zip says of the optimiser, and how much state DL4J keeps for it; the arithmetic is [Rule]'s.
    private static IUpdater updater(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Adam _, Optimizer.Adamw _ -> new Adam(optimizer.learningRate(), 0.9, 0.999, 1e-8); // DL4J has no AdamW
            case Optimizer.Nadam(double rate, double _) -> new Nadam(rate, 0.9, 0.999, 1e-8);
            case Optimizer.Rmsprop(double rate, double rho, double _) -> new RmsProp(rate, rho, 1e-8);
            case Optimizer.Adagrad(double rate, double _) -> new AdaGrad(rate, 1e-10);
            case Optimizer.Sgd sgd -> sgd.state() == 0 ? new Sgd(sgd.learningRate()) : new Nesterovs(sgd.learningRate(), sgd.momentum());
        };
    }

    /// What the rows stand for that a dropout sees.
    private static DropoutConf.Rows rows(GraphCheck check, String input) {
        return check.shapes().get(input) instanceof Shape.Vector ? DropoutConf.Rows.VECTORS : DropoutConf.Rows.STEPS;
    }

    /// How many numbers an embedding has a row for.
    private static int count(GraphCheck check, String input) {
        if (check.shapes().get(input) instanceof Shape.Numbers(int count)) {
            return count;
        }
        throw new IllegalStateException("%s gives no numbers".formatted(input));
    }

    private static int width(GraphCheck check, String node) {
        Shape shape = check.shapes().get(node);
        return switch (shape) {
            case Shape.Steps(int width) -> width;
            case Shape.Vector(int width) -> width;
            case Shape.Numbers _ -> throw new IllegalStateException("%s gives numbers, not vectors".formatted(node));
        };
    }
}
