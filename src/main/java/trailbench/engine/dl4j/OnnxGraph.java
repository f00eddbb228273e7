package trailbench.engine.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.dl4j.AttentionConf.Key;
import trailbench.engine.dl4j.OnnxFile.Attribute;
import trailbench.engine.dl4j.OnnxFile.Dim;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.graph.Node.SelfAttention;
import trailbench.graph.Node.SelfAttention.Norm;
import trailbench.kernel.Floats;
import trailbench.kernel.LayerNorm;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Says a trained network in ONNX's operators: one history in, a score for every item and the history's vector out.
///
/// A history is not padded: `items` `[T]` are its item numbers from 1, oldest first, T from 1 to the longest window. Inside, steps are `[T, E]`. Dropout
/// is gone. Sums are ordered otherwise than ours, so scores agree to some 1e-5, not bit for bit.
final class OnnxGraph {
    private static final float HIDDEN = -1e9f;
    private static final float GELU_SCALE = (float) Math.sqrt(2 / Math.PI);

    private final ModelOptions options;
    private final ComputationGraph network;
    private final OnnxFile file = new OnnxFile();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> widths = new HashMap<>();
    private String items = "";

    private OnnxGraph(ModelOptions options, ComputationGraph network) {
        this.options = options;
        this.network = network;
    }

    /// @return the file
    /// @throws Fault.Request if the graph holds a node that has no words there yet, or reads what such a file is not told; which, and why
    static byte[] of(ModelOptions options, ComputationGraph network, String version) {
        OnnxGraph made = new OnnxGraph(options, network);
        made.items = made.file.input("items", Dim.free("T"));
        options.graph().ordered().forEach(node -> made.values.put(node.name(), made.say(node)));
        return made.file.bytes("trailbench", version, Map.of(
                "items", Integer.toString(options.items()),
                "longest", Integer.toString(options.maxLength()),
                "input", "items: item numbers from 1, oldest first, the last " + options.maxLength() + " of a history, not padded",
                "output", "scores: of item i + 1 at i, higher is more likely; vector: of the history"));
    }

    private String say(Node node) {
        String name = node.name();
        String value = switch (node) {
            case InputNode.ItemInput _ -> items;
            case InputNode other -> throw refused(other, Trouble.said("it reads more than items, and the file's input tells items alone"));
            case Node.Embedding embedding -> {
                widths.put(name, embedding.width());
                yield file.apply("Gather", List.of(parameter(name, "W", options.items() + 1L, embedding.width()), in(embedding)));
            }
            case Node.Dropout dropout -> same(dropout);
            case Node.SequenceDropout dropout -> same(dropout);
            case Node.Positions positions -> positions(positions);
            case Node.LayerNorm norm -> {
                int width = keep(norm, width(norm));
                yield norm(in(norm), parameter(name, "g", width), parameter(name, "b", width));
            }
            case Node.Dense dense -> {
                int width = keep(dense, dense.units());
                yield activated(linear(in(dense), parameter(name, "W", width(dense), width), parameter(name, "b", width)), dense);
            }
            case Node.SimpleRnn rnn -> recurrent(rnn, "RNN", rnn.units(), new int[] {0}, new int[0]);
            case Node.Lstm lstm -> recurrent(lstm, "LSTM", lstm.units(), new int[] {0, 3, 1, 2}, new int[0]); // ours: i f g o, theirs: i o f g
            case Node.Gru gru -> recurrent(gru, "GRU", gru.units(), new int[] {1, 0, 2}, new int[] {1, 0, 2}); // ours: r z n, theirs: z r n
            case SelfAttention block -> block(block);
            case Node.LastStep last -> {
                keep(last, width(last));
                yield last(in(last));
            }
            case Node.MeanSteps mean -> {
                keep(mean, width(mean));
                yield file.apply("ReduceMean", in(mean), Attribute.of("axes", new long[] {0}), Attribute.of("keepdims", 1L));
            }
            case Node.Concat concat -> {
                widths.put(name, concat.inputs().stream().mapToInt(this::widthOf).sum());
                yield file.apply("Concat", concat.inputs().stream().map(this::valueOf).toList(), Attribute.of("axis", 1L));
            }
            case Node.Sum sum -> {
                widths.put(name, widthOf(sum.inputs().getFirst()));
                yield file.apply("Sum", sum.inputs().stream().map(this::valueOf).toList());
            }
            case Node.NextItem head -> head(head);
            default -> throw refused(node, Trouble.said("this kind of node is not said in ONNX's operators yet"));
        };
        return value;
    }

    private static Fault.Request refused(Node node, Trouble why) {
        return new Fault.Request(
                "The node \"%s\" (%s) cannot be written as ONNX: %s. Export a bundle (--out FILE.trailbench-model), which holds every graph.",
                node.name(), node.getClass().getSimpleName(), why);
    }

    private String valueOf(String node) {
        String value = values.get(node);
        if (value == null) {
            throw new IllegalStateException(node + " was not said");
        }
        return value;
    }

    private int widthOf(String node) {
        return widths.getOrDefault(node, 0);
    }

    private String in(Node.OneInput node) {
        return valueOf(node.input());
    }

    private int width(Node.OneInput node) {
        return widthOf(node.input());
    }

    private int keep(Node node, int width) {
        widths.put(node.name(), width);
        return width;
    }

    private String same(Node.OneInput node) {
        keep(node, width(node));
        return in(node);
    }

    // ---- parameters

    /// A parameter as it is, row-major.
    private String parameter(String node, String key, long... dims) {
        return file.constant(node + "." + key, dims, numbers(node, key));
    }

    private float[] numbers(String node, String key) {
        INDArray array = network.getLayer(node).getParam(key);
        Floats floats = Native.floats(array);
        float[] numbers = new float[Math.toIntExact(array.length())];
        floats.toArray(0, numbers, 0, numbers.length);
        return numbers;
    }

    private String scalar(float value) {
        return file.constant("float:" + value, new long[0], value);
    }

    // ---- steps

    private String times(String a, String b) {
        return file.apply("Mul", List.of(a, b));
    }

    private String plus(String a, String b) {
        return file.apply("Add", List.of(a, b));
    }

    private String linear(String value, String weights, String bias) {
        return plus(file.apply("MatMul", List.of(value, weights)), bias);
    }

    private String norm(String value, String gain, String offset) {
        return file.apply("LayerNormalization", List.of(value, gain, offset), Attribute.of("axis", -1L), Attribute.of("epsilon", (float) LayerNorm.EPSILON));
    }

    private String slice(String value, long axis, String from, String to) {
        return file.apply("Slice", List.of(value, from, to, file.constant(axis)));
    }

    /// `[T, E]` to `[1, E]`; of a vector, itself.
    private String last(String steps) {
        return slice(steps, 0, file.constant(-1L), file.constant(Long.MAX_VALUE));
    }

    /// T, `[1]`.
    private String length() {
        return file.apply("Shape", items);
    }

    private String positions(Node.Positions node) {
        int width = keep(node, width(node));
        long most = options.maxLength();
        String table = parameter(node.name(), "P", most, width);
        String places = slice(table, 0, file.apply("Sub", List.of(file.constant(most), length())), file.constant(most));
        return plus(node.scaled() ? times(in(node), scalar((float) Math.sqrt(width))) : in(node), places);
    }

    private String activated(String value, Node.Dense node) {
        return switch (node.activation()) {
            case IDENTITY -> value;
            case TANH -> file.apply("Tanh", value);
            case RELU -> file.apply("Relu", value);
            case GELU -> gelu(value);
        };
    }

    /// By tanh, as ours.
    private String gelu(String x) {
        String cube = times(times(x, x), times(x, scalar(0.044715f)));
        String bent = file.apply("Tanh", times(plus(x, cube), scalar(GELU_SCALE)));
        return times(times(x, scalar(0.5f)), plus(bent, scalar(1)));
    }

    /// A recurrent layer. Of a GRU, whose reset gate comes after the recurrent product, the recurrent bias stands apart; of the others it is zero.
    ///
    /// @param order which of our gates is their first, second …
    /// @param apart the same of the recurrent bias; empty where there is none
    private String recurrent(Node.OneInput node, String operator, int units, int[] order, int[] apart) {
        int in = width(node);
        int gates = order.length;
        keep(node, units);
        String own = node.name();
        String w = file.constant(own + ".W", new long[] {1, (long) gates * units, in}, turned(numbers(own, "W"), in, units, order));
        String r = file.constant(own + ".R", new long[] {1, (long) gates * units, units}, turned(numbers(own, "R"), units, units, order));
        float[] bias = new float[2 * gates * units];
        System.arraycopy(turned(numbers(own, "b"), 1, units, order), 0, bias, 0, gates * units);
        if (apart.length > 0) {
            System.arraycopy(turned(numbers(own, "rb"), 1, units, apart), 0, bias, gates * units, gates * units);
        }
        String b = file.constant(own + ".B", new long[] {1, bias.length}, bias);
        String sequence = file.apply("Unsqueeze", List.of(in(node), file.constant(1L)));
        Attribute hidden = Attribute.of("hidden_size", (long) units);
        String y = apart.length > 0
                ? file.apply(operator, List.of(sequence, w, r, b), hidden, Attribute.of("linear_before_reset", 1L))
                : file.apply(operator, List.of(sequence, w, r, b), hidden);
        return file.apply("Squeeze", List.of(y, file.constant(1L, 2L)));
    }

    /// `[in, gates · units]` to `[gates · units, in]`, gates in another order.
    private static float[] turned(float[] ours, int in, int units, int[] order) {
        int columns = order.length * units;
        float[] theirs = new float[ours.length];
        for (int gate = 0; gate < order.length; gate++) {
            for (int unit = 0; unit < units; unit++) {
                for (int i = 0; i < in; i++) {
                    theirs[(gate * units + unit) * in + i] = ours[i * columns + order[gate] * units + unit];
                }
            }
        }
        return theirs;
    }

    // ---- a transformer's block; its formulas stand at Norm

    private String block(SelfAttention node) {
        int width = keep(node, width(node));
        String x = in(node);
        boolean post = node.norm() == Norm.POST;
        String a = post ? x : norm(x, part(node, Key.GAIN, width), part(node, Key.OFFSET, width));
        String mixed = linear(attention(node, width, a, node.norm() == Norm.QUERY ? x : a), part(node, Key.MIX, width, width), part(node, Key.MIX_BIAS, width));
        String y = plus(node.norm() == Norm.QUERY ? a : x, gated(node, width, x, mixed, Key.GATE, Key.GATE_BIAS));
        String z = norm(y, part(node, post ? Key.GAIN : Key.GAIN_2, width), part(node, post ? Key.OFFSET : Key.OFFSET_2, width));
        String base = node.norm() == Norm.PRE ? y : z;
        String sum = plus(base, gated(node, width, base, feedForward(node, width, z), Key.GATE_2, Key.GATE_BIAS_2));
        return post ? norm(sum, part(node, Key.GAIN_2, width), part(node, Key.OFFSET_2, width)) : sum;
    }

    private String part(SelfAttention node, String key, long... dims) {
        return parameter(node.name(), key, dims);
    }

    private String gated(SelfAttention node, int width, String reads, String more, String weights, String bias) {
        return node.gated() ? times(file.apply("Sigmoid", linear(reads, part(node, weights, width, width), part(node, bias, width))), more) : more;
    }

    private String feedForward(SelfAttention node, int width, String z) {
        long rows = node.feedForward() == SelfAttention.FeedForward.SWIGLU ? 2L * node.inner() : node.inner();
        String raw = linear(z, part(node, Key.UP, width, rows), part(node, Key.UP_BIAS, rows));
        String inner = switch (node.feedForward()) {
            case RELU -> file.apply("Relu", raw);
            case GELU -> gelu(raw);
            case SWIGLU -> {
                String first = columns(raw, 0, node.inner());
                yield times(times(first, file.apply("Sigmoid", first)), columns(raw, node.inner(), 2L * node.inner()));
            }
        };
        return linear(inner, part(node, Key.DOWN, node.inner(), width), part(node, Key.DOWN_BIAS, width));
    }

    private String columns(String value, long from, long to) {
        return slice(value, 1, file.constant(from), file.constant(to));
    }

    /// `[T, E]` queries and `[T, E]` what keys and values are made of to `[T, E]` heads side by side.
    private String attention(SelfAttention node, int width, String queries, String others) {
        int size = width / node.heads();
        String weights = part(node, Key.QKV, width, 3L * width);
        String bias = part(node, Key.QKV_BIAS, 3L * width);
        List<String> qkv = IntStream.range(0, 3)
                .mapToObj(which -> linear(which == 0 ? queries : others, columns(weights, (long) which * width, (which + 1L) * width),
                        slice(bias, 0, file.constant((long) which * width), file.constant((which + 1L) * width))))
                .map(part -> file.apply("Reshape", List.of(part, file.constant(0L, node.heads(), size))))
                .toList();
        String q = file.apply("Transpose", qkv.get(0), Attribute.of("perm", 1, 0, 2));
        String k = file.apply("Transpose", qkv.get(1), Attribute.of("perm", 1, 2, 0));
        String v = file.apply("Transpose", qkv.get(2), Attribute.of("perm", 1, 0, 2));
        String scores = times(file.apply("MatMul", List.of(q, k)), scalar((float) (1 / Math.sqrt(size))));
        String seen = node.causal() ? plus(scores, later()) : scores;
        String mixed = file.apply("MatMul", List.of(file.apply("Softmax", seen, Attribute.of("axis", -1L)), v));
        return file.apply("Reshape", List.of(file.apply("Transpose", mixed, Attribute.of("perm", 1, 0, 2)), file.constant(0L, width)));
    }

    /// `[T, T]`: far below 0 where a column is later than its row, 0 elsewhere.
    private String later() {
        String square = file.apply("Concat", List.of(length(), length()), Attribute.of("axis", 0L));
        String all = file.apply("ConstantOfShape", square, Attribute.ofTensor("value", HIDDEN));
        return file.apply("Trilu", List.of(all, file.scalar(1)), Attribute.of("upper", 1L));
    }

    private String head(Node.NextItem node) {
        int width = keep(node, width(node));
        String vector = last(in(node));
        String scores;
        if (node.tied().isPresent()) {
            String table = slice(parameter(node.tied().get(), "W", options.items() + 1L, width), 0, file.constant(1L), file.constant(options.items() + 1L));
            scores = file.apply("MatMul", List.of(vector, file.apply("Transpose", table, Attribute.of("perm", 1, 0))));
        } else {
            String table = parameter(node.name(), "W", options.items(), width);
            scores = plus(file.apply("MatMul", List.of(vector, file.apply("Transpose", table, Attribute.of("perm", 1, 0)))), parameter(node.name(), "b", options.items()));
        }
        file.output("scores", file.apply("Reshape", List.of(scores, file.constant(-1L))), Dim.of(options.items()));
        file.output("vector", file.apply("Reshape", List.of(vector, file.constant(-1L))), Dim.of(width));
        return scores;
    }
}
