package trailbench.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import trailbench.graph.GraphCheck.Problem;

/// Walks a graph from its inputs and says what comes out of each node, and how many parameters it holds.
final class ShapeInference {
    private final Channels channels;
    private final int items;
    private final int maxLength;
    private final boolean masks;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Long> parameters = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Problem> mismatches = new LinkedHashMap<>();

    ShapeInference(Graph graph, Channels channels) {
        this.channels = channels;
        this.items = channels.items();
        this.maxLength = channels.maxLength();
        this.masks = graph.nodes().stream().anyMatch(Node.MaskedItem.class::isInstance);
        for (Node node : graph.ordered()) {
            List<Optional<Shape>> inputs = node.inputs().stream().map(input -> Optional.ofNullable(shapes.get(input))).toList();
            if (inputs.stream().allMatch(Optional::isPresent)) {
                infer(node, inputs.stream().map(Optional::orElseThrow).toList());
            }
        }
    }

    Map<String, Shape> shapes() {
        return shapes;
    }

    Map<String, Long> parameters() {
        return parameters;
    }

    List<Problem> problems() {
        return problems;
    }

    /// Problems by node where what comes in is no input for such a node, whatever its width: numbers, steps and vectors mistaken for each other.
    Map<String, Problem> mismatches() {
        return mismatches;
    }

    private void infer(Node node, List<Shape> inputs) {
        switch (node) {
            case InputNode.ItemInput _ -> put(node, new Shape.Numbers(items + (masks ? 1 : 0)), 0);
            case InputNode.BehaviourInput _ -> input(
                    node, channels.behaviours(), channels.behaviours() >= 2, "The log tells no behaviours apart.",
                    "Name the column under log.columns.behaviour, or remove this input.");
            case InputNode.TimeGapInput _ -> input(
                    node, InputNode.TimeGapInput.BUCKETS, channels.timed(), "The log has no times.",
                    "Name the column under log.columns.time, or remove this input.");
            case InputNode.HourInput hour -> input(
                    node, hour.cycle().hours(), channels.timed(), "The log has no times.",
                    "Name the column under log.columns.time, or remove this input.");
            case InputNode.UserInput _ -> input(node, channels.users(), channels.users() >= 1, "No users are known.", "Remove this input.");
            case InputNode.FeatureInput feature -> input(
                    node, channels.features().getOrDefault(feature.feature(), 0), channels.features().containsKey(feature.feature()),
                    "The log has no item feature \"" + feature.feature() + "\".",
                    channels.features().isEmpty()
                            ? "It has none at all: name columns under log.columns.features, or remove this input."
                            : "Choose among " + String.join(", ", channels.features().keySet()) + ", or name the column under log.columns.features.");
            case InputNode.UserFeatureInput feature -> input(
                    node, channels.userFeatures().getOrDefault(feature.feature(), 0), channels.userFeatures().containsKey(feature.feature()),
                    "The log has no user feature \"" + feature.feature() + "\".",
                    channels.userFeatures().isEmpty()
                            ? "It has none at all: name a table of users under log.columns.user_tables, or remove this input."
                            : "Choose among " + String.join(", ", channels.userFeatures().keySet()) + ", or name the column under log.columns.user_tables.");
            case InputNode.NumberInput number -> number(number);
            case InputNode.VectorInput vectors -> {
                if (channels.vectors().containsKey(vectors.vectors())) {
                    long width = channels.vectors().get(vectors.vectors());
                    long rows = items + (masks ? 1 : 0) + 1L;
                    put(node, new Shape.Steps(vectors.width()), rows * width + vectors.width() * (width + 1L));
                } else {
                    problems.add(new Problem(
                            node.name(), "The log has no vectors \"" + vectors.vectors() + "\".",
                            channels.vectors().isEmpty()
                                    ? "It has none at all: name a file under log.columns.item_vectors, or remove this input."
                                    : "Choose among " + String.join(", ", channels.vectors().keySet()) + ", or name the file under log.columns.item_vectors."));
                }
            }
            case Node.Embedding embedding -> {
                if (inputs.getFirst() instanceof Shape.Numbers(int count)) {
                    put(node, new Shape.Steps(embedding.width()), (count + 1L) * embedding.width());
                } else {
                    wrong(node, "an embedding takes numbers [B, T]", inputs.getFirst(), "Connect it to an input.");
                }
            }
            case Node.Dropout _, Node.SequenceDropout _ -> {
                if (inputs.getFirst() instanceof Shape.Numbers) {
                    wrong(node, "dropout takes vectors", inputs.getFirst(), "Put an embedding between the input and the dropout.");
                } else {
                    put(node, inputs.getFirst(), 0);
                }
            }
            case Node.SimpleRnn rnn -> recurrent(node, inputs.getFirst(), rnn.units(), 1, 1);
            case Node.Lstm lstm -> recurrent(node, inputs.getFirst(), lstm.units(), 4, 1);
            case Node.Gru gru -> recurrent(node, inputs.getFirst(), gru.units(), 3, 2);
            case Node.Positions _ -> {
                if (inputs.getFirst() instanceof Shape.Steps(int width)) {
                    put(node, inputs.getFirst(), (long) maxLength * width);
                } else {
                    wrongSteps(node, inputs.getFirst());
                }
            }
            case Node.LayerNorm _ -> {
                switch (inputs.getFirst()) {
                    case Shape.Steps(int width) -> put(node, inputs.getFirst(), 2L * width);
                    case Shape.Vector(int width) -> put(node, inputs.getFirst(), 2L * width);
                    case Shape.Numbers _ -> wrong(node, "a layer norm takes vectors", inputs.getFirst(), "Put an embedding before it.");
                }
            }
            case Node.SelfAttention attention -> attention(attention, inputs.getFirst());
            case Node.DilatedConvolution block -> overSteps(node, inputs.getFirst(), width -> width, width -> 2 * width * (block.kernel() * width + 3));
            case Node.WindowConvolution window -> {
                int length = window.length();
                long filters = (long) window.horizontal() * length;
                overSteps(
                        node, inputs.getFirst(), width -> Math.toIntExact(filters + (long) window.vertical() * width),
                        width -> filters * (length + 1) / 2 * width + filters + (long) window.vertical() * length);
            }
            case Node.AdditiveAttention attention -> overSteps(node, inputs.getFirst(), width -> width, width -> attention.units() * (2 * width + 1));
            case Node.AttentionPooling pooling -> {
                if (inputs.getFirst() instanceof Shape.Steps(int width)) {
                    put(node, new Shape.Vector(width), pooling.units() * (width + 2L));
                } else {
                    wrongSteps(node, inputs.getFirst());
                }
            }
            case Node.LastStep _, Node.MeanSteps _ -> {
                if (inputs.getFirst() instanceof Shape.Steps(int width)) {
                    put(node, new Shape.Vector(width), 0);
                } else {
                    wrongSteps(node, inputs.getFirst());
                }
            }
            case Node.RepeatVector _ -> {
                if (inputs.getFirst() instanceof Shape.Vector(int width)) {
                    put(node, new Shape.Steps(width), 0);
                } else {
                    wrong(node, "repeating takes one vector a sequence [B, H]", inputs.getFirst(), "Put a last-step node before it.");
                }
            }
            case Node.PreviousStep _, Node.ReverseSteps _ -> {
                if (inputs.getFirst() instanceof Shape.Steps steps) {
                    put(node, steps, 0);
                } else {
                    wrongSteps(node, inputs.getFirst());
                }
            }
            case Node.Concat _ -> concat(node, inputs);
            case Node.Sum _ -> sum(node, inputs, width -> 0);
            case Node.Gate _ -> sum(node, inputs, width -> width * (2 * width + 1));
            case Node.Dense dense -> {
                switch (inputs.getFirst()) {
                    case Shape.Steps(int width) -> put(node, new Shape.Steps(dense.units()), dense.units() * (width + 1L));
                    case Shape.Vector(int width) -> put(node, new Shape.Vector(dense.units()), dense.units() * (width + 1L));
                    case Shape.Numbers _ -> wrong(node, "a dense node takes vectors", inputs.getFirst(), "Put an embedding before it.");
                }
            }
            case Node.NextItem _, Node.MaskedItem _ -> {
                if (node instanceof Node.MaskedItem && maxLength < 2) {
                    problems.add(new Problem(node.name(), "There is no room for an item beside its mask.", "Let windows have 2 steps or more."));
                }
                Graph.tied(node).ifPresentOrElse(
                        table -> tied(node, inputs.getFirst(), table), () -> head(node, inputs.getFirst(), items));
            }
            case Node.ReconstructItems _ -> head(node, inputs.getFirst(), items);
            case Node.ReconstructVectors vectors -> {
                if (shapes.get(vectors.target()) instanceof Shape.Steps(int width)) {
                    head(node, inputs.getFirst(), width);
                }
            }
        }
    }

    private void number(InputNode.NumberInput node) {
        boolean ofItems = node.of() == InputNode.NumberInput.Of.ITEM;
        Set<String> numbers = ofItems ? channels.numbers() : channels.userNumbers();
        if (numbers.contains(node.feature())) {
            put(node, new Shape.Steps(node.width()), 2L * node.width() + 2);
            return;
        }
        boolean known = (ofItems ? channels.features() : channels.userFeatures()).containsKey(node.feature());
        String whose = ofItems ? "item" : "user";
        problems.add(new Problem(
                node.name(),
                known ? "The " + whose + " feature \"" + node.feature() + "\" holds no numbers." : "The log has no " + whose + " feature \"" + node.feature() + "\".",
                numbers.isEmpty()
                        ? "Name a column of numbers under log.columns." + (ofItems ? "features or item_tables" : "user_tables") + ", or remove this input."
                        : "Choose among " + String.join(", ", numbers) + "."));
    }

    /// A node that takes and gives one vector a step.
    ///
    /// @param outputs    width of its output by that of its input
    /// @param parameters their number by the width of its input
    private void overSteps(Node node, Shape input, IntUnaryOperator outputs, LongUnaryOperator parameters) {
        if (input instanceof Shape.Steps(int width)) {
            put(node, new Shape.Steps(outputs.applyAsInt(width)), parameters.applyAsLong(width));
        } else {
            wrongSteps(node, input);
        }
    }

    private void recurrent(Node node, Shape input, int units, int gates, int biases) {
        if (input instanceof Shape.Steps(int width)) {
            put(node, new Shape.Steps(units), (long) gates * units * (width + units + biases));
        } else {
            wrongSteps(node, input);
        }
    }

    private void attention(Node.SelfAttention node, Shape input) {
        if (!(input instanceof Shape.Steps(int width))) {
            wrongSteps(node, input);
        } else if (width % node.heads() != 0) {
            problems.add(new Problem(
                    node.name(),
                    "Its " + node.heads() + " heads do not divide the width " + width + " of its input.",
                    "Choose a number of heads that divides it, or another width."));
        } else {
            long square = width * (width + 1L);
            long up = node.inner() * (width + 1L);
            long down = width * (node.inner() + 1L);
            boolean twice = node.feedForward() == Node.SelfAttention.FeedForward.SWIGLU;
            put(node, input, 4 * square + 4L * width + (twice ? 2 : 1) * up + down + (node.gated() ? 2 * square : 0));
        }
    }

    private void head(Node node, Shape input, int outputs) {
        if (input instanceof Shape.Steps(int width)) {
            put(node, new Shape.Steps(outputs), outputs * (width + 1L));
        } else {
            wrongSteps(node, input);
        }
    }

    private void tied(Node node, Shape input, String table) {
        if (!(input instanceof Shape.Steps(int width))) {
            wrongSteps(node, input);
        } else if (shapes.get(table) instanceof Shape.Steps(int columns)) {
            if (width == columns) {
                put(node, new Shape.Steps(items), 0);
            } else {
                problems.add(new Problem(
                        node.name(),
                        "Wrong shape: it scores with the vectors of \"" + table + "\", which are " + columns + " wide, but its input is " + input + ".",
                        "Make both equally wide, put a dense node of " + columns + " units before it, or give the head a table of its own."));
            }
        }
    }

    private void concat(Node node, List<Shape> inputs) {
        if (inputs.size() < 2) {
            return; // too few inputs: GraphRules says so
        }
        int width = 0;
        for (Shape input : inputs) {
            if (!(input instanceof Shape.Steps steps)) {
                wrongSteps(node, input);
                return;
            }
            width += steps.width();
        }
        put(node, new Shape.Steps(width), 0);
    }

    /// @param parameters their number by the width of the inputs
    private void sum(Node node, List<Shape> inputs, LongUnaryOperator parameters) {
        if (inputs.size() < 2) {
            return; // too few inputs: GraphRules says so
        }
        for (Shape input : inputs) {
            if (!(input instanceof Shape.Steps)) {
                wrongSteps(node, input);
                return;
            }
            if (!input.equals(inputs.getFirst())) {
                problems.add(new Problem(
                        node.name(),
                        "Wrong shape: it takes vectors of one width, but its inputs are " + inputs.getFirst() + " and " + input + ".",
                        "Give their embeddings one width, or lay them end to end with a concat node."));
                return;
            }
        }
        put(node, inputs.getFirst(), parameters.applyAsLong(((Shape.Steps) inputs.getFirst()).width()));
    }

    /// @param known false if the log lacks it, and then `message` and `remedy` say so
    private void input(Node node, int count, boolean known, String message, String remedy) {
        if (known) {
            put(node, new Shape.Numbers(count), 0);
        } else {
            problems.add(new Problem(node.name(), message, remedy));
        }
    }

    private void put(Node node, Shape shape, long count) {
        shapes.put(node.name(), shape);
        parameters.put(node.name(), count);
    }

    private void wrongSteps(Node node, Shape got) {
        String remedy =
                switch (got) {
                    case Shape.Numbers _ -> "Put an embedding between the input and this node.";
                    case Shape.Vector _ -> "Put a repeat-vector node before it.";
                    case Shape.Steps _ -> "Connect it to a node with one vector a step.";
                };
        wrong(node, "this node takes one vector a step [B, T, width]", got, remedy);
    }

    private void wrong(Node node, String wants, Shape got, String remedy) {
        Problem problem = new Problem(node.name(), "Wrong shape: " + wants + ", but its input is " + got + ".", remedy);
        problems.add(problem);
        mismatches.put(node.name(), problem);
    }
}
