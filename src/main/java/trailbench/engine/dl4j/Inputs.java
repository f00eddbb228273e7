package trailbench.engine.dl4j;

import static trailbench.work.Fault.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongToIntFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import trailbench.engine.Engine.ModelOptions;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.sequence.Context;
import trailbench.sequence.Vocabulary;

/// Feeds a batch to a network: for each input node its numbers or values `[B, T]`, and for all the same mask, which is the items themselves.
///
/// What a model has not seen is unknown, number 0, whose vector is zero: a behaviour or a user without a number, an event without a time.
final class Inputs {
    private final ModelOptions options;
    private final List<Node> nodes;
    /// f(x) of each item or user, by node.
    private final Map<String, double[]> values = new HashMap<>();

    Inputs(ModelOptions options, ComputationGraph network) {
        this.options = options;
        this.nodes = network.getConfiguration().getNetworkInputs().stream().map(input -> GraphCompiler.fed(options.graph(), input)).toList();
        for (Node node : nodes) {
            if (node instanceof InputNode.NumberInput number) {
                values.put(node.name(), number.scale().of(options.features().numbers().get(node.name()).values()));
            }
        }
    }

    /// @param items   `[B * T]`
    /// @param size    B
    /// @param context of the same batch; [Context#NONE] where the graph reads items and features alone
    void feed(ComputationGraph network, int[] items, int size, Context context) {
        int highest = options.items() + (options.graph().masks() ? 1 : 0); // the mask comes after the items
        for (int item : items) {
            require(0 <= item && item <= highest, "Item number %s is not between 1 and %s.", item, options.items());
        }
        if (context.isNone() && options.graph().readsContext()) {
            throw new IllegalArgumentException("This graph reads more than items: batches need a context");
        }
        int steps = items.length / size;
        INDArray mask = Nd4j.createFromArray(items).reshape(size, steps);
        INDArray[] masks = new INDArray[nodes.size()];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = mask;
            network.setInput(i, switch (nodes.get(i)) {
                case InputNode.ItemInput _, InputNode.VectorInput _ -> mask;
                case InputNode.ValueInput value -> Nd4j.createFromArray(values(value, items, context)).reshape(size, steps);
                case InputNode.NumberInput number -> Nd4j.createFromArray(values(number, items, steps, context)).reshape(size, steps);
                case Node node -> Nd4j.createFromArray(numbers(node, items, steps, context)).reshape(size, steps);
            });
        }
        network.setLayerMaskArrays(masks, null);
    }

    /// What is known of each event's item or user; NaN if nothing is.
    private float[] values(InputNode.NumberInput node, int[] items, int steps, Context context) {
        double[] column = values.get(node.name());
        boolean ofItems = node.of() == InputNode.NumberInput.Of.ITEM;
        float[] known = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            int row = ofItems ? items[i] : context.users()[i / steps];
            known[i] = items[i] == Vocabulary.PADDING || row >= column.length ? Float.NaN : (float) column[row];
        }
        return known;
    }

    /// f(x) of each event's own number; NaN if it is unknown.
    private static float[] values(InputNode.ValueInput node, int[] items, Context context) {
        double[] own = new double[items.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = items[i] == Vocabulary.PADDING ? Double.NaN : context.values()[i];
        }
        double[] scaled = node.scale().of(own);
        float[] known = new float[own.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = (float) scaled[i];
        }
        return known;
    }

    private int[] numbers(Node node, int[] items, int steps, Context context) {
        return switch (node) {
            case InputNode.BehaviourInput _ -> fill(items, i -> known(context.behaviours()[i], options.channels().behaviours()));
            case InputNode.TimeGapInput _ -> fill(items, i -> known(context.gaps()[i], InputNode.TimeGapInput::bucket));
            case InputNode.HourInput hour -> {
                LongToIntFunction numbers = hour.numbers();
                yield fill(items, i -> known(context.times()[i], numbers));
            }
            case InputNode.UserInput _ -> fill(items, i -> known(context.users()[i / steps], options.channels().users()));
            case InputNode.FeatureInput feature -> {
                int[] column = options.features().items().get(feature.feature());
                yield fill(items, i -> known(column, items[i]));
            }
            case InputNode.UserFeatureInput feature -> {
                int[] column = options.features().users().get(feature.feature());
                yield fill(items, i -> known(column, context.users()[i / steps]));
            }
            default -> throw new IllegalArgumentException(node + " is no input");
        };
    }

    /// A number for each event, 0 for padding.
    private static int[] fill(int[] items, IntUnaryOperator number) {
        int[] numbers = new int[items.length];
        for (int i = 0; i < items.length; i++) {
            numbers[i] = items[i] == Vocabulary.PADDING ? 0 : number.applyAsInt(i);
        }
        return numbers;
    }

    private static int known(int[] column, int row) {
        return row < column.length ? column[row] : 0;
    }

    private static int known(int number, int count) {
        return number <= count ? number : 0;
    }

    private static int known(long millis, LongToIntFunction number) {
        return millis == Context.UNKNOWN ? 0 : number.applyAsInt(millis);
    }
}
