package trailbench.engine.dl4j.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trailbench.engine.dl4j.reference.Masks.Place;
import trailbench.engine.dl4j.reference.Masks.Where;
import trailbench.graph.Graph;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;

/// A graph worked out node by node, one sequence at a time.
///
/// @param items      V
/// @param masks      of dropout; [Masks#NONE] while scoring
/// @param negatives  item numbers of each draw, which [Loss.Sampled#SHARING] targets share
/// @param counts     `[V + 1]` targets of each item in the training windows; empty if unknown
/// @param balance    a target weighs (count of its item)^-balance, 1 on average over the training windows
public record Reference(
        Graph graph, int items, Parameters parameters, Masks masks, IntFunction<int[]> negatives, int[] counts, double balance) {

    /// Mean of weight · loss over the targets of a batch.
    public double loss(List<Sequence> sequences) {
        double sum = 0;
        int count = 0;
        double[] shares = graph.head() instanceof Node.NextItem next && next.loss() instanceof Loss.Sampled sampled
                ? Losses.shares(sampled.sampler(), items, counts)
                : new double[0];
        for (Sequence sequence : sequences) {
            Map<String, double[][]> outputs = outputs(sequence);
            for (int t = 0; t < sequence.steps(); t++) {
                int target = sequence.targets()[t];
                if (target != 0) {
                    double loss = graph.head() instanceof Node.NextRating
                            ? squaredDifference(outputs, t, sequence.wanted()[t])
                            : loss(outputs, t, target, count, shares);
                    sum += sequence.weights()[t] * weight(target) * loss;
                    count++;
                }
            }
        }
        return sum / count;
    }

    /// An item that never was a target weighs as one that was it once.
    private double weight(int target) {
        if (balance == 0) {
            return 1;
        }
        double targets = Arrays.stream(counts).sum();
        double weighted = Arrays.stream(counts).filter(count -> count > 0).mapToDouble(count -> count * Math.pow(count, -balance)).sum();
        return targets / weighted * Math.pow(Math.max(1, counts[target]), -balance);
    }

    /// Of the scaled value from what the head says.
    private double squaredDifference(Map<String, double[][]> outputs, int t, double wanted) {
        String head = graph.head().name();
        double[] scaling = parameters.vector(head, "s");
        double difference = outputs.get(head)[t][0] - (wanted - scaling[0]) / scaling[1];
        return difference * difference;
    }

    private double loss(Map<String, double[][]> outputs, int t, int target, int number, double[] shares) {
        Node head = graph.head();
        double[] h = outputs.get(head.inputs().getFirst())[t];
        return switch (head) {
            case Node.ReconstructVectors vectors ->
                Losses.squaredError(outputs.get(head.name())[t], parameters.matrix(vectors.target(), "W")[target]);
            case Node.NextItem next when next.loss() instanceof Loss.Sampled sampled -> {
                int[] others = Arrays.stream(negatives.apply(number / Loss.Sampled.SHARING)).filter(item -> item != target).toArray();
                yield Losses.against(
                        sampled, logit(h, target), Arrays.stream(others).mapToDouble(item -> logit(h, item)).toArray(),
                        Arrays.stream(others).mapToDouble(item -> shares[item]).toArray(), items);
            }
            default -> Losses.crossEntropy(logits(h), target - 1);
        };
    }

    /// Of items 1 to V, or of behaviours 1 to K.
    private double[] logits(double[] h) {
        int classes = graph.head() instanceof Node.NextBehaviour head ? parameters.matrix(head.name(), "W").length : items;
        return IntStream.rangeClosed(1, classes).mapToDouble(item -> logit(h, item)).toArray();
    }

    private double logit(double[] h, int item) {
        String head = graph.head().name();
        Optional<String> tied = Graph.tied(graph.head());
        return tied.isPresent()
                ? Linear.dot(h, parameters.matrix(tied.get(), "W")[item])
                : Linear.dot(h, parameters.matrix(head, "W")[item - 1]) + parameters.vector(head, "b")[item - 1];
    }

    /// What every node puts out, `[T, width]`, or `[1, width]` for one vector a sequence. A head over items puts out the scores after the last
    /// step, `[1, V]`.
    public Map<String, double[][]> outputs(Sequence sequence) {
        Map<String, double[][]> outputs = new HashMap<>();
        for (Node node : graph.ordered()) {
            if (!(node instanceof InputNode) || node instanceof InputNode.NumberInput || node instanceof InputNode.ValueInput || node instanceof InputNode.VectorInput) {
                outputs.put(node.name(), output(node, sequence, outputs));
            }
        }
        return outputs;
    }

    /// z · w + b; zero for an unknown number.
    private double[] number(String name, double x) {
        double[] scaling = parameters.matrix(name, "s")[0];
        double z = (x - scaling[0]) / scaling[1];
        double[] w = parameters.matrix(name, "W")[0];
        double[] b = parameters.vector(name, "b");
        return IntStream.range(0, w.length).mapToDouble(i -> Double.isNaN(x) ? 0 : z * w[i] + b[i]).toArray();
    }

    private double[][] output(Node node, Sequence sequence, Map<String, double[][]> outputs) {
        String name = node.name();
        if (node instanceof InputNode.NumberInput || node instanceof InputNode.ValueInput) {
            return Arrays.stream(sequence.values().get(name)).mapToObj(x -> number(name, x)).toArray(double[][]::new);
        }
        if (node instanceof InputNode.VectorInput) {
            double[][] table = parameters.matrix(name + "-table", "W");
            double[][] vectors = Arrays.stream(sequence.numbers().get(name)).mapToObj(item -> table[item]).toArray(double[][]::new);
            return parameters.linear(name, "W", "b").of(vectors);
        }
        String input = node.inputs().getFirst();
        if (node instanceof Node.Embedding) {
            double[][] table = parameters.matrix(name, "W");
            return Arrays.stream(sequence.numbers().get(input)).mapToObj(number -> table[number]).toArray(double[][]::new);
        }
        double[][] x = outputs.get(input);
        int last = x.length - 1;
        return switch (node) {
            case InputNode _, Node.Embedding _ -> throw new IllegalStateException(name);
            case Node.Dropout(_, _, double rate) -> dropped(x, name, isVector(node) ? Place.VECTORS : Place.STEPS, sequence, rate);
            case Node.SequenceDropout(_, _, double rate) -> dropped(x, name, Place.OF_SEQUENCES, sequence, rate);
            case Node.SimpleRnn rnn ->
                new SimpleRnn(parameters.matrix(name, "W"), recurrent(name, rnn.recurrentRate(), sequence), parameters.vector(name, "b")).of(x);
            case Node.Gru gru ->
                new Gru(parameters.matrix(name, "W"), recurrent(name, gru.recurrentRate(), sequence), parameters.vector(name, "b"), parameters.vector(name, "rb"))
                        .of(x);
            case Node.Lstm lstm ->
                new Lstm(parameters.matrix(name, "W"), recurrent(name, lstm.recurrentRate(), sequence), parameters.vector(name, "b")).of(x);
            case Node.Positions(_, _, boolean scaled) -> new Positions(parameters.matrix(name, "P"), scaled).of(x);
            case Node.LayerNorm _ -> parameters.norm(name, "g", "b").of(x);
            case Node.SelfAttention attention -> new SelfAttention(attention, parameters, masks, sequence.index()).of(x);
            case Node.DilatedConvolution(_, _, int kernel, int dilation) ->
                new DilatedConvolution(half(name, 1), half(name, 2), kernel, dilation).of(x);
            case Node.CausalConvolution(_, _, int _, int kernel, int dilation, Node.Activation activation) ->
                new CausalConvolution(parameters.matrix(name, "W"), parameters.vector(name, "b"), kernel, dilation).of(x, Pointwise.of(activation));
            case Node.WindowConvolution(_, _, int length, int _, int _) ->
                new WindowConvolution(
                                IntStream.rangeClosed(1, length).mapToObj(height -> parameters.matrix(name, "H" + height)).toList(),
                                parameters.vector(name, "b"), parameters.matrix(name, "V"))
                        .of(x);
            case Node.AdditiveAttention _ ->
                new AdditiveAttention(parameters.matrix(name, "present"), parameters.matrix(name, "earlier"), parameters.vector(name, "v")).of(x);
            case Node.LastStep _ -> new double[][] {x[last]};
            case Node.MeanSteps _ -> new double[][] {Pooling.mean(x)};
            case Node.AttentionPooling _ ->
                new double[][] {new Pooling(parameters.matrix(name, "W"), parameters.vector(name, "b"), parameters.vector(name, "v")).of(x)};
            case Node.ReverseSteps _ -> IntStream.range(0, x.length).mapToObj(t -> x[last - t]).toArray(double[][]::new);
            case Node.Gate _ -> gate(x, outputs.get(node.inputs().getLast()), parameters.linear(name, "W", "b"));
            case Node.RepeatVector _ -> Stream.generate(() -> x[0]).limit(sequence.steps()).toArray(double[][]::new);
            case Node.PreviousStep _ ->
                IntStream.range(0, x.length).mapToObj(t -> t == 0 ? new double[x[0].length] : x[t - 1]).toArray(double[][]::new);
            case Node.Concat _ -> concat(node.inputs().stream().map(outputs::get).toList());
            case Node.Sum _ -> node.inputs().stream().map(outputs::get).reduce(Linear::sum).orElseThrow();
            case Node.Dense(_, _, int _, Node.Activation activation) ->
                Pointwise.each(parameters.linear(name, "W", "b").of(x), Pointwise.of(activation));
            case Node.NextItem _, Node.MaskedItem _, Node.NextBehaviour _, Node.ReconstructItems _ -> new double[][] {logits(x[last])};
            case Node.NextRating _ -> Arrays.stream(x)
                    .map(h -> new double[] {Linear.dot(h, parameters.vector(name, "W")) + parameters.vector(name, "b")[0]})
                    .toArray(double[][]::new);
            case Node.ReconstructVectors _ -> parameters.linear(name, "W", "b").of(x);
        };
    }

    /// True for one vector a sequence, which a sequence of one step does not tell by its length.
    private boolean isVector(Node node) {
        return switch (node) {
            case Node.LastStep _, Node.MeanSteps _, Node.AttentionPooling _ -> true;
            case Node.Dropout _, Node.Dense _, Node.LayerNorm _ -> isVector(graph.node(node.inputs().getFirst()));
            default -> false;
        };
    }

    private double[][] dropped(double[][] x, String node, Place place, Sequence sequence, double rate) {
        return Linear.product(x, masks.of(new Where(node, place, sequence.index(), 0), x.length, x[0].length, rate));
    }

    /// R, its row k times what dropout leaves of coordinate k: (m · h)R = h(diag(m)R).
    private double[][] recurrent(String node, double rate, Sequence sequence) {
        double[][] r = parameters.matrix(node, "R");
        double[] kept = masks.of(new Where(node, Place.OF_SEQUENCES, sequence.index(), 0), 1, r.length, rate)[0];
        return IntStream.range(0, r.length)
                .mapToObj(k -> Arrays.stream(r[k]).map(value -> kept[k] * value).toArray())
                .toArray(double[][]::new);
    }

    private DilatedConvolution.Half half(String node, int number) {
        return new DilatedConvolution.Half(
                parameters.matrix(node, "W" + number), parameters.vector(node, "b" + number),
                parameters.norm(node, "gain" + number, "offset" + number));
    }

    /// `g · a + (1 - g) · b` with `g = σ(W [a, b] + c)`
    private static double[][] gate(double[][] a, double[][] b, Linear map) {
        double[][] gates = map.of(concat(List.of(a, b)));
        double[][] mixed = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < a[t].length; i++) {
                double g = Pointwise.sigmoid(gates[t][i]);
                mixed[t][i] = g * a[t][i] + (1 - g) * b[t][i];
            }
        }
        return mixed;
    }

    private static double[][] concat(List<double[][]> parts) {
        double[][] joined = new double[parts.getFirst().length][];
        for (int t = 0; t < joined.length; t++) {
            int step = t;
            joined[t] = parts.stream().flatMapToDouble(part -> Arrays.stream(part[step])).toArray();
        }
        return joined;
    }
}
