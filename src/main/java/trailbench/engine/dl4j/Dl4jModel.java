package trailbench.engine.dl4j;

import static trailbench.work.Fault.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Attention;
import trailbench.engine.Diagnosis;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Model;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.graph.Shape;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.kernel.Pointwise;
import trailbench.sequence.Batch;
import trailbench.sequence.Context;
import trailbench.sequence.History;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A DL4J network of our layers, trained and asked.
///
/// [Trainer] trains it; here it answers, is looked into and is saved.
final class Dl4jModel implements Model {
    private static final long MOST_SHOWN_SCORES = 1 << 24;

    private final ModelOptions options;
    private final Graph graph;
    private final ComputationGraph network;
    private final Lanes lanes;
    private final Crew crew;
    private final HeadLayer<?> head;
    private final Node encoder;
    private final Optional<AttentionLayer> lastBlock;
    private final RowLearner rows;
    private final Trainer trainer;
    private final Inputs inputs;
    private final Optional<Masking> masking;

    Dl4jModel(ModelOptions options, ComputationGraph network, Lanes lanes) {
        this.options = options;
        this.graph = options.graph();
        this.network = network;
        this.lanes = lanes;
        this.crew = PackedLayer.join(network, lanes);
        this.head = (HeadLayer<?>) network.getLayer(graph.head().name());
        this.encoder = encoder(graph);
        this.lastBlock = lastBlock(graph, network);
        head.learnFrom(options.popularity(), options.balance());
        this.rows = new RowLearner(head.tablesByRow(), options.optimizer(), lanes);
        this.inputs = new Inputs(options, network);
        this.masking = graph.head() instanceof Node.MaskedItem masked ? Optional.of(Masking.of(masked, options)) : Optional.empty();
        this.trainer = new Trainer(options, network, crew, head, rows, new DenseLearner(network, options.optimizer(), lanes), inputs, masking);
    }

    /// The node whose last step is the sequence's vector: what is cut down to a last step, or what the items are scored with. A node that
    /// pools the steps gives that vector itself.
    private static Node encoder(Graph graph) {
        return graph.ordered().stream()
                .filter(Graph::makesAVector)
                .map(node -> node instanceof Node.LastStep ? graph.node(node.inputs().getFirst()) : node)
                .findFirst()
                .orElseGet(() -> beforeDropout(graph, graph.node(graph.head().inputs().getFirst())));
    }

    /// The transformer block of which a score needs each sequence's last row alone: between it and the head stand only nodes that work row by
    /// row, and nobody else reads it.
    private static Optional<AttentionLayer> lastBlock(Graph graph, ComputationGraph network) {
        Node node = graph.head();
        while (node instanceof Node.NextItem || node instanceof Node.MaskedItem || node instanceof Node.LayerNorm || node instanceof Node.Dropout
                || node instanceof Node.Dense) {
            String input = node.inputs().getFirst();
            if (graph.nodes().stream().filter(user -> user.inputs().contains(input)).count() != 1) {
                return Optional.empty();
            }
            node = graph.node(input);
        }
        return node instanceof Node.SelfAttention ? Optional.of((AttentionLayer) network.getLayer(node.name())) : Optional.empty();
    }

    private static Node beforeDropout(Graph graph, Node node) {
        return node instanceof Node.Dropout || node instanceof Node.SequenceDropout
                ? beforeDropout(graph, graph.node(node.inputs().getFirst()))
                : node;
    }

    @Override
    public StepResult train(List<Batch> batches, Update update) {
        return trainer.train(batches, update);
    }

    @Override
    public StepResult trainPrivately(PrivateStep step, Update update) {
        return trainer.trainPrivately(step, update);
    }

    @Override
    public double learningRate() {
        return options.optimizer().learningRate();
    }

    @Override
    public Diagnosis diagnose(List<Batch> batches, Update update) {
        return new Autopsy(network, graph).of(IntStream.range(0, batches.size())
                .<Autopsy.Pass>mapToObj(index -> new Autopsy.Pass() {
                    private final Batch batch = trainer.forTraining(batches.get(index), update.draw() + index);

                    @Override
                    public Map<String, INDArray> forwards() {
                        trainer.feed(batch, update.draw() + index);
                        return network.feedForward(true, true, false);
                    }

                    @Override
                    public double backwards() {
                        return trainer.computeGradient(batch, update.draw() + index);
                    }

                    @Override
                    public Optional<INDArray> scores() {
                        return !graph.ranks() ? Optional.empty()
                                : Optional.ofNullable(run(batch.items(), batch.size(), batch.context(), false).get(graph.head().name()));
                    }
                })
                .toList());
    }

    @Override
    public LossSum loss(Batch given) {
        Batch batch = masking.map(mask -> mask.forValidation(given)).orElse(given);
        INDArray input = headInput(batch);
        HeadLayer.Targets targets = head.targets(batch);
        return new LossSum(head.lossSum(input, targets), targets.count());
    }

    @Override
    public Reconstruction reconstruct(Batch batch) {
        require(graph.reconstructs(), "This graph predicts the next item and reconstructs nothing. Choose an autoencoder.");
        INDArray input = headInput(batch);
        return new Reconstructor(head, lanes, table(), options.items()).reconstruct(input, head.targets(batch));
    }

    @Override
    public float[][] answer(Batch batch) {
        INDArray input = headInput(batch);
        HeadLayer.Targets targets = head.targets(batch);
        int[] order = inBatchOrder(batch);
        float[][] said =
                switch (head) {
                    case ValueHeadLayer values -> eachAlone(values.said(input, targets));
                    case ItemHeadLayer classes when graph.asks() == Graph.Asks.BEHAVIOURS -> classes.probabilities(input, targets);
                    default -> throw new Fault.Request("This graph says nothing of behaviours or values. Choose a graph with such a head.");
                };
        float[][] ordered = new float[said.length][];
        for (int i = 0; i < ordered.length; i++) {
            ordered[order[i]] = said[i];
        }
        return ordered;
    }

    /// For each target in the order of packed rows, which of the batch's targets it is.
    private int[] inBatchOrder(Batch batch) {
        int[] number = new int[batch.targets().length];
        for (int place = 0, next = 0; place < number.length; place++) {
            number[place] = batch.targets()[place] == 0 ? -1 : next++;
        }
        return Arrays.stream(Packing.of(batch.items(), batch.size(), lanes.count()).source()).map(place -> number[place]).filter(i -> i >= 0).toArray();
    }

    private static float[][] eachAlone(float[] values) {
        float[][] rows = new float[values.length][1];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = values[i];
        }
        return rows;
    }

    @Override
    public int items() {
        return options.items();
    }

    @Override
    public void score(List<History> histories, float[][] scores) {
        require(graph.ranks(), "This graph predicts no next item. Choose a graph with a next-item head.");
        visit(histories, (indices, items, context) -> {
            lastBlock.ifPresent(block -> block.answer(true));
            INDArray logits;
            try {
                logits = run(items, indices.length, context, false).get(graph.head().name());
            } finally {
                lastBlock.ifPresent(block -> block.answer(false));
            }
            Floats floats = Native.floats(logits);
            if (Pointwise.hasNaN(floats)) {
                throw new Fault.Work("The model scores items with NaN. Its training diverged: train anew with a lower learning rate.");
            }
            crew.lanes().run(lane -> {
                for (int b = lane; b < indices.length; b += crew.lanes().count()) {
                    float[] row = scores[indices[b]];
                    row[0] = Float.NEGATIVE_INFINITY;
                    floats.toArray((long) b * options.items(), row, 1, options.items());
                }
            });
        });
    }

    @Override
    public List<Attention> attention(History history) {
        return attention(history, 0);
    }

    /// @param back steps before the last one, which is a mask where the head wants one
    List<Attention> attention(History history, int back) {
        List<Attention> found = new ArrayList<>();
        visit(List.of(history), (indices, items, context) -> {
            run(items, 1, context, true);
            int seen = items.length - (masking.isPresent() ? 1 : 0);
            found.addAll(PastWeights.of(graph, network, Packing.of(items, 1, lanes.count()), history.length(), seen, back));
        });
        return List.copyOf(found);
    }

    @Override
    public int sequenceWidth() {
        Shape shape = GraphCheck.check(graph, options.channels()).shapes().get(encoder.name());
        return switch (shape) {
            case Shape.Steps(int width) -> width;
            case Shape.Vector(int width) -> width;
            case Shape.Numbers _ -> throw new IllegalStateException("numbers encode nothing");
        };
    }

    @Override
    public float[][] encode(List<History> histories) {
        int width = sequenceWidth();
        float[][] vectors = new float[histories.size()][width];
        visit(histories, (indices, items, context) -> {
            Map<String, INDArray> outputs = run(items, indices.length, context, true);
            INDArray rows = Native.rowMajor(
                    network.getVertex(encoder.name()) instanceof JoinVertex join ? join.joined() : outputs.get(encoder.name()));
            int[] last = Graph.makesAVector(encoder)
                    ? IntStream.range(0, indices.length).toArray()
                    : Packing.of(items, indices.length, lanes.count()).lastRows();
            for (int b = 0; b < indices.length; b++) {
                Native.floats(rows).toArray((long) last[b] * width, vectors[indices[b]], 0, width);
            }
        });
        return vectors;
    }

    @Override
    public float[][] itemVectors() {
        INDArray table = table();
        int width = Math.toIntExact(table.size(1));
        float[][] vectors = new float[options.items()][width];
        for (int item = 1; item <= vectors.length; item++) {
            Native.floats(table).toArray((long) item * width, vectors[item - 1], 0, width);
        }
        return vectors;
    }

    @Override
    public void show(Batch given, Viewer viewer) {
        Batch batch = masking.map(mask -> mask.forValidation(given)).orElse(given);
        boolean withoutHead = graph.reconstructs() || (long) batch.size() * options.items() > MOST_SHOWN_SCORES;
        new NodeValues(network, graph).show(run(batch.items(), batch.size(), batch.context(), withoutHead), viewer);
    }

    @Override
    public long parameters() {
        Map<String, Long> counts = GraphCheck.check(graph, options.channels()).parameters();
        return graph.nodes().stream().mapToLong(node -> trained(node, counts.get(node.name()))).sum();
    }

    /// How many of a node's stored parameters learn.
    private long trained(Node node, long stored) {
        return switch (node) {
            case Node.Embedding embedding when embedding.frozen() -> 0;
            case InputNode.NumberInput number -> 2L * number.width();
            case InputNode.ValueInput value -> 2L * value.width();
            case Node.NextRating _ -> stored - 2;
            case InputNode.VectorInput input -> input.width() * (options.channels().vectors().get(input.vectors()) + 1L);
            default -> stored;
        };
    }

    @Override
    public void save(Path zip) {
        try {
            ModelZip.write(network, rows, zip);
        } catch (IOException failed) {
            throw new Fault.Work(Trouble.of(Trouble.Kind.MODEL_NOT_WRITTEN, zip, Trouble.reason(failed)), failed);
        }
    }

    @Override
    public void saveForAsking(Path zip, boolean withoutUsers) {
        ModelOptions asking = withoutUsers ? options.forAsking().withoutUsers() : options.forAsking();
        ComputationGraph asked = new ComputationGraph(GraphCompiler.compile(asking));
        asked.init();
        if (withoutUsers) {
            Map<String, INDArray> own = network.paramTable();
            asked.paramTable().forEach((name, into) -> copyKnown(own.get(name), into));
        } else {
            asked.params().assign(network.params());
        }
        try {
            ModelZip.write(asked, new RowLearner(List.of(), asking.optimizer(), lanes), zip);
        } catch (IOException failed) {
            throw new Fault.Work(Trouble.of(Trouble.Kind.MODEL_NOT_WRITTEN, zip, Trouble.reason(failed)), failed);
        }
    }

    @Override
    public byte[] onnx(String version) {
        require(graph.ranks(), "This graph scores no items. Choose a graph with a next-item head.");
        return OnnxGraph.of(options, network, version);
    }

    /// Of a table that is shorter now the first row alone, which is that of the unknown; the others are 0.
    private static void copyKnown(INDArray from, INDArray into) {
        if (from.length() == into.length()) {
            into.assign(from.reshape(into.shape()));
        } else {
            into.assign(0);
            into.getRow(0).assign(from.getRow(0));
        }
    }

    @Override
    public void close() {
        lanes.close();
    }

    RowLearner rows() {
        return rows;
    }

    /// The network's own view of itself, for tests.
    ComputationGraph network() {
        return network;
    }

    /// The table of the first embedding of items `[V + 1, E]`.
    private INDArray table() {
        Node embedding = graph.ordered().stream()
                .filter(node -> node instanceof Node.Embedding && graph.node(node.inputs().getFirst()) instanceof InputNode.ItemInput)
                .findFirst()
                .orElseThrow();
        return network.getLayer(embedding.name()).getParam("W");
    }

    /// Outputs by node without dropout; valid until the next call.
    private Map<String, INDArray> run(int[] items, int size, Context context, boolean withoutHead) {
        crew.work(size == 1);
        inputs.feed(network, items, size, context);
        return network.feedForward(false, withoutHead, false);
    }

    /// What comes into the head, without dropout.
    private INDArray headInput(Batch batch) {
        run(batch.items(), batch.size(), batch.context(), true);
        return Native.rowMajor(head.input());
    }

    /// Histories in batches; before a masked head, each with a mask after it.
    private void visit(List<History> histories, Histories.Visitor visitor) {
        if (masking.isEmpty()) {
            Histories.visit(histories, options.maxLength(), graph.readsContext(), visitor);
            return;
        }
        Masking mask = masking.get();
        Histories.visit(
                histories, options.maxLength() - 1, graph.readsContext(),
                (indices, items, context) -> visitor.accept(indices, mask.append(items, indices.length), mask.append(context, indices.length)));
    }
}
