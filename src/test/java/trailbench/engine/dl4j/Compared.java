package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.dl4j.reference.Masks;
import trailbench.engine.dl4j.reference.Parameters;
import trailbench.engine.dl4j.reference.Reference;
import trailbench.engine.dl4j.reference.Sequence;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.kernel.Draws;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.kernel.Pointwise;
import trailbench.sequence.Batch;
import trailbench.sequence.Context;

/// A network beside its reference: the same parameters, the same batch, the same draws of dropout and negatives.
final class Compared implements AutoCloseable {
    /// Of the run: dropout and negatives draw by it.
    private static final int STEP = 3;

    private final ModelOptions options;
    private final Batch batch;
    private final ComputationGraph network;
    private final Lanes lanes;
    private final Inputs inputs;
    private final Map<String, double[][]> parameters = new TreeMap<>();
    private final FloatBuffer onesBuffer = new FloatBuffer();
    private final Map<Masks.Where, double[][]> masks = new HashMap<>();
    private final Map<Integer, int[]> negatives = new HashMap<>();

    Compared(ModelOptions options, Batch batch, int count) {
        this.options = options;
        this.batch = batch;
        network = new ComputationGraph(GraphCompiler.compile(options));
        network.init();
        lanes = Lanes.of(count);
        PackedLayer.join(network, lanes);
        head().learnFrom(options.popularity(), options.balance());
        head().take(batch);
        network.getConfiguration().setIterationCount(STEP);
        inputs = new Inputs(options, network);
        new TreeMap<>(network.paramTable()).forEach((key, array) -> {
            spread(key, array);
            parameters.put(key, doubles(array));
        });
    }

    /// Away from zero, from one and from symmetry; but the vector of what is unknown stays zero.
    private void spread(String key, INDArray array) {
        Random random = new Random(key.hashCode());
        Floats values = Native.floats(array);
        long from = isEmbedding(key) ? array.size(1) : 0;
        for (long i = from; i < values.length(); i++) {
            values.set(i, values.get(i) + 0.3f * (float) random.nextGaussian());
        }
    }

    boolean isEmbedding(String key) {
        return network.getLayer(node(key)) instanceof EmbeddingLayer;
    }

    boolean isFrozen(String key) {
        return key.endsWith("-table_W") || key.endsWith("_s") || options.graph().node(node(key)) instanceof Node.Embedding embedding && embedding.frozen();
    }

    private static String node(String key) {
        return key.substring(0, key.lastIndexOf('_'));
    }

    private HeadLayer<?> head() {
        return (HeadLayer<?>) network.getLayer(options.graph().head().name());
    }

    /// The parameters of the reference; whoever changes them changes its loss.
    Map<String, double[][]> parameters() {
        return parameters;
    }

    /// Runs the network forwards and backwards.
    double loss() {
        inputs.feed(network, batch.items(), batch.size(), batch.context());
        network.setLabels(Nd4j.createFromArray(batch.targets()).reshape(batch.size(), batch.steps()));
        network.computeGradientAndScore();
        return network.score();
    }

    /// What the last [#loss] left.
    double[][] gradient(String key) {
        return doubles(network.gradient().getGradientFor(key));
    }

    /// What every layer puts out, by node, for each sequence `[T, width]` or `[1, width]`; DL4J does not tell what joins put out.
    Map<String, List<double[][]>> outputs(boolean training) {
        return outputs(batch, training, STEP);
    }

    /// Of another batch, in another step of the run.
    Map<String, List<double[][]>> outputs(Batch batch, boolean training, int step) {
        for (Layer layer : network.getLayers()) {
            layer.setIterationCount(step); // a forward pass alone does not tell them
        }
        inputs.feed(network, batch.items(), batch.size(), batch.context());
        Map<String, INDArray> arrays = network.feedForward(training, false, false);
        Map<String, List<double[][]>> outputs = new TreeMap<>();
        for (Node node : options.graph().nodes()) {
            boolean layer = node instanceof InputNode.NumberInput || node instanceof InputNode.ValueInput || node instanceof InputNode.VectorInput;
            if (layer || !(node instanceof InputNode || node instanceof Node.Concat || node instanceof Node.Sum)) {
                outputs.put(node.name(), bySequence(arrays.get(node.name()), batch));
            }
        }
        return outputs;
    }

    private List<double[][]> bySequence(INDArray array, Batch batch) {
        double[][] rows = doubles(Native.rowMajor(array));
        Packing packing = Packing.of(batch.items(), batch.size(), lanes.count());
        List<List<double[]>> outputs = new ArrayList<>();
        for (int b = 0; b < batch.size(); b++) {
            outputs.add(new ArrayList<>(rows.length == batch.size() ? List.of(rows[b]) : List.of()));
        }
        if (rows.length != batch.size()) {
            double[][] padded = new double[batch.items().length][];
            for (int row = 0; row < rows.length; row++) {
                padded[packing.source(row)] = rows[row];
            }
            for (int place = 0; place < padded.length; place++) {
                if (batch.items()[place] != 0) {
                    outputs.get(place / batch.steps()).add(padded[place]);
                }
            }
        }
        return outputs.stream().map(steps -> steps.toArray(double[][]::new)).toList();
    }

    private static double[][] doubles(INDArray array) {
        int columns = Math.toIntExact(array.size(1));
        float[] row = new float[columns];
        double[][] doubles = new double[Math.toIntExact(array.size(0))][columns];
        for (int i = 0; i < doubles.length; i++) {
            Native.floats(array).toArray((long) i * columns, row, 0, columns);
            for (int j = 0; j < columns; j++) {
                doubles[i][j] = row[j];
            }
        }
        return doubles;
    }

    /// @param training with dropout
    Reference reference(boolean training) {
        return new Reference(
                options.graph(), options.items(), new Parameters(parameters), training ? this::mask : Masks.NONE, this::drawn,
                options.popularity().counts(), options.balance());
    }

    /// The batch without its padding.
    List<Sequence> sequences() {
        List<Sequence> sequences = new ArrayList<>();
        for (int b = 0; b < batch.size(); b++) {
            int user = b;
            int[] places = IntStream.range(b * batch.steps(), (b + 1) * batch.steps())
                    .filter(place -> batch.items()[place] != 0)
                    .toArray();
            Map<String, int[]> numbers = new HashMap<>();
            Map<String, double[]> values = new HashMap<>();
            for (Node node : options.graph().nodes()) {
                if (node instanceof InputNode.NumberInput number) {
                    double[] column = options.features().numbers().get(node.name()).values();
                    values.put(node.name(), Arrays.stream(places).mapToDouble(place -> value(number, column, place, user)).toArray());
                } else if (node instanceof InputNode.ValueInput) {
                    values.put(node.name(), Arrays.stream(places).mapToDouble(place -> batch.context().values()[place]).toArray());
                } else if (node instanceof InputNode input) {
                    numbers.put(node.name(), Arrays.stream(places).map(number(input, user)).toArray());
                }
            }
            sequences.add(new Sequence(
                    b, numbers, values, Arrays.stream(places).map(place -> batch.targets()[place]).toArray(),
                    Arrays.stream(places).mapToDouble(place -> batch.weights().length == 0 ? 1 : batch.weights()[place]).toArray(),
                    batch.values().length == 0 ? new double[0] : Arrays.stream(places).mapToDouble(place -> batch.values()[place]).toArray()));
        }
        return sequences;
    }

    private double value(InputNode.NumberInput number, double[] column, int place, int sequence) {
        int row = number.of() == InputNode.NumberInput.Of.ITEM ? batch.items()[place] : batch.context().users()[sequence];
        return row < column.length ? column[row] : Double.NaN;
    }

    /// What an input says of the event at a place of the batch.
    private IntUnaryOperator number(InputNode input, int sequence) {
        Context context = batch.context();
        return switch (input) {
            case InputNode.ItemInput _, InputNode.VectorInput _ -> place -> batch.items()[place];
            case InputNode.NumberInput _, InputNode.ValueInput _ -> throw new IllegalArgumentException(input + " gives values");
            case InputNode.BehaviourInput _ -> place -> context.behaviours()[place];
            case InputNode.TimeGapInput _ ->
                place -> context.gaps()[place] == Context.UNKNOWN ? 0 : InputNode.TimeGapInput.bucket(context.gaps()[place]);
            case InputNode.HourInput hour ->
                place -> context.times()[place] == Context.UNKNOWN ? 0 : hour.numbers().applyAsInt(context.times()[place]);
            case InputNode.UserInput _ -> _ -> context.users()[sequence];
            case InputNode.UserFeatureInput feature -> _ -> options.features().users().get(feature.feature())[context.users()[sequence]];
            case InputNode.FeatureInput feature ->
                place -> batch.items()[place] > options.items() ? 0 : options.features().items().get(feature.feature())[batch.items()[place]];
        };
    }

    private int[] drawn(int group) {
        return negatives.computeIfAbsent(group, _ -> {
            Loss.Sampled loss = (Loss.Sampled) ((Node.NextItem) options.graph().head()).loss();
            int[] drawn = new int[loss.negatives()];
            long key = Draws.key(options.seed(), SampledHeadLayer.TRAINING, STEP);
            new Negatives(loss.sampler(), options.items(), options.popularity()).draw(Draws.key(key, group), drawn, 0, drawn.length);
            return Arrays.stream(drawn).map(index -> index + 1).toArray();
        });
    }

    private double[][] mask(Masks.Where where, int rows, int columns, double rate) {
        return masks.computeIfAbsent(where, _ -> {
            long layer = Draws.key(options.seed(), STEP, where.node().hashCode());
            int sequence = where.sequence();
            double[][] mask = new double[rows][];
            for (int t = 0; t < rows; t++) {
                mask[t] = switch (where.place()) {
                    case STEPS -> ones(layer, (long) place(sequence, rows, t) * columns, columns, rate);
                    case OF_SEQUENCES, VECTORS -> ones(layer, (long) sequence * columns, columns, rate);
                    case WEIGHTS -> ones(Draws.key(layer, 0, sequence, where.head()), (long) t << 16, columns, rate);
                    case MIXED -> ones(Draws.key(layer, 1, sequence), (long) t * columns, columns, rate);
                    case INNER -> ones(Draws.key(layer, 2, sequence), (long) t * columns, columns, rate);
                    case OUTPUT -> ones(Draws.key(layer, 3, sequence), (long) t * columns, columns, rate);
                };
            }
            return mask;
        });
    }

    /// Of step `t` of a left-padded window.
    private int place(int sequence, int length, int t) {
        return (sequence + 1) * batch.steps() - length + t;
    }

    /// Ones after dropout.
    private double[] ones(long key, long first, int count, double rate) {
        Floats ones = onesBuffer.ensure(count);
        for (int i = 0; i < count; i++) {
            ones.set(i, 1);
        }
        Pointwise.dropout(ones, ones, rate, key, first);
        double[] mask = new double[count];
        for (int i = 0; i < count; i++) {
            mask[i] = ones.get(i);
        }
        return mask;
    }

    @Override
    public void close() {
        lanes.close();
    }
}
