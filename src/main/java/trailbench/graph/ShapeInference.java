package trailbench.graph;

import static trailbench.graph.Reason.Kind.CHOOSE_AMONG;
import static trailbench.graph.Reason.Kind.CHOOSE_HEADS;
import static trailbench.graph.Reason.Kind.CHOOSE_ITEM_FEATURE;
import static trailbench.graph.Reason.Kind.CHOOSE_USER_FEATURE;
import static trailbench.graph.Reason.Kind.CHOOSE_VECTORS;
import static trailbench.graph.Reason.Kind.CONNECT_STEPS;
import static trailbench.graph.Reason.Kind.CONNECT_TO_INPUT;
import static trailbench.graph.Reason.Kind.GIVE_ONE_WIDTH;
import static trailbench.graph.Reason.Kind.HEADS_DO_NOT_DIVIDE;
import static trailbench.graph.Reason.Kind.ITEM_FEATURE_NO_NUMBERS;
import static trailbench.graph.Reason.Kind.LENGTHEN_WINDOWS;
import static trailbench.graph.Reason.Kind.MAKE_EQUALLY_WIDE;
import static trailbench.graph.Reason.Kind.NAME_BEHAVIOUR;
import static trailbench.graph.Reason.Kind.NAME_BEHAVIOUR_OR_HEAD;
import static trailbench.graph.Reason.Kind.NAME_ITEM_FEATURE;
import static trailbench.graph.Reason.Kind.NAME_ITEM_NUMBERS;
import static trailbench.graph.Reason.Kind.NAME_TIME;
import static trailbench.graph.Reason.Kind.NAME_USER_FEATURE;
import static trailbench.graph.Reason.Kind.NAME_USER_NUMBERS;
import static trailbench.graph.Reason.Kind.NAME_VALUE;
import static trailbench.graph.Reason.Kind.NAME_VALUE_OR_HEAD;
import static trailbench.graph.Reason.Kind.NAME_VECTORS;
import static trailbench.graph.Reason.Kind.NO_BEHAVIOURS;
import static trailbench.graph.Reason.Kind.NO_ITEM_FEATURE;
import static trailbench.graph.Reason.Kind.NO_ROOM_FOR_MASK;
import static trailbench.graph.Reason.Kind.NO_TIMES;
import static trailbench.graph.Reason.Kind.NO_USERS;
import static trailbench.graph.Reason.Kind.NO_USER_FEATURE;
import static trailbench.graph.Reason.Kind.NO_VALUES;
import static trailbench.graph.Reason.Kind.NO_VECTORS;
import static trailbench.graph.Reason.Kind.PUT_EMBEDDING;
import static trailbench.graph.Reason.Kind.PUT_LAST_STEP;
import static trailbench.graph.Reason.Kind.PUT_REPEAT;
import static trailbench.graph.Reason.Kind.REMOVE_INPUT;
import static trailbench.graph.Reason.Kind.TIED_WIDTH;
import static trailbench.graph.Reason.Kind.UNEQUAL_WIDTHS;
import static trailbench.graph.Reason.Kind.USER_FEATURE_NO_NUMBERS;
import static trailbench.graph.Reason.Kind.WANTS_NUMBERS;
import static trailbench.graph.Reason.Kind.WANTS_ONE_VECTOR;
import static trailbench.graph.Reason.Kind.WANTS_STEPS;
import static trailbench.graph.Reason.Kind.WANTS_VECTORS;

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
                    node, channels.behaviours(), channels.behaviours() >= 2, Reason.of(NO_BEHAVIOURS), Reason.of(NAME_BEHAVIOUR));
            case InputNode.TimeGapInput _ -> input(
                    node, InputNode.TimeGapInput.BUCKETS, channels.timed(), Reason.of(NO_TIMES), Reason.of(NAME_TIME));
            case InputNode.HourInput hour -> input(
                    node, hour.cycle().hours(), channels.timed(), Reason.of(NO_TIMES), Reason.of(NAME_TIME));
            case InputNode.UserInput _ -> input(node, channels.users(), channels.users() >= 1, Reason.of(NO_USERS), Reason.of(REMOVE_INPUT));
            case InputNode.FeatureInput feature -> input(
                    node, channels.features().getOrDefault(feature.feature(), 0), channels.features().containsKey(feature.feature()),
                    Reason.of(NO_ITEM_FEATURE, feature.feature()),
                    channels.features().isEmpty() ? Reason.of(NAME_ITEM_FEATURE) : Reason.of(CHOOSE_ITEM_FEATURE, String.join(", ", channels.features().keySet())));
            case InputNode.UserFeatureInput feature -> input(
                    node, channels.userFeatures().getOrDefault(feature.feature(), 0), channels.userFeatures().containsKey(feature.feature()),
                    Reason.of(NO_USER_FEATURE, feature.feature()),
                    channels.userFeatures().isEmpty()
                            ? Reason.of(NAME_USER_FEATURE)
                            : Reason.of(CHOOSE_USER_FEATURE, String.join(", ", channels.userFeatures().keySet())));
            case InputNode.NumberInput number -> number(number);
            case InputNode.ValueInput value -> {
                if (channels.valued()) {
                    put(node, new Shape.Steps(value.width()), 2L * value.width() + 2);
                } else {
                    problem(node, Reason.of(NO_VALUES), Reason.of(NAME_VALUE));
                }
            }
            case InputNode.VectorInput vectors -> {
                if (channels.vectors().containsKey(vectors.vectors())) {
                    long width = channels.vectors().get(vectors.vectors());
                    long rows = items + (masks ? 1 : 0) + 1L;
                    put(node, new Shape.Steps(vectors.width()), rows * width + vectors.width() * (width + 1L));
                } else {
                    noVectors(node, vectors.vectors());
                }
            }
            case Node.Embedding embedding -> {
                if (inputs.getFirst() instanceof Shape.Numbers(int count)) {
                    embedding.vectors().filter(name -> !channels.vectors().containsKey(name)).ifPresent(name -> noVectors(node, name));
                    put(node, new Shape.Steps(embedding.width()), (count + 1L) * embedding.width());
                } else {
                    wrong(node, WANTS_NUMBERS, inputs.getFirst(), CONNECT_TO_INPUT);
                }
            }
            case Node.Dropout _, Node.SequenceDropout _ -> {
                if (inputs.getFirst() instanceof Shape.Numbers) {
                    wrong(node, WANTS_VECTORS, inputs.getFirst(), PUT_EMBEDDING);
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
                    case Shape.Numbers _ -> wrong(node, WANTS_VECTORS, inputs.getFirst(), PUT_EMBEDDING);
                }
            }
            case Node.SelfAttention attention -> attention(attention, inputs.getFirst());
            case Node.DilatedConvolution block -> overSteps(node, inputs.getFirst(), width -> width, width -> 2 * width * (block.kernel() * width + 3));
            case Node.CausalConvolution convolution -> overSteps(
                    node, inputs.getFirst(), _ -> convolution.filters(), width -> convolution.filters() * ((long) convolution.kernel() * width + 1));
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
                    wrong(node, WANTS_ONE_VECTOR, inputs.getFirst(), PUT_LAST_STEP);
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
                    case Shape.Numbers _ -> wrong(node, WANTS_VECTORS, inputs.getFirst(), PUT_EMBEDDING);
                }
            }
            case Node.NextItem _, Node.MaskedItem _ -> {
                if (node instanceof Node.MaskedItem && maxLength < 2) {
                    problem(node, Reason.of(NO_ROOM_FOR_MASK), Reason.of(LENGTHEN_WINDOWS));
                }
                Graph.tied(node).ifPresentOrElse(
                        table -> tied(node, inputs.getFirst(), table), () -> head(node, inputs.getFirst(), items));
            }
            case Node.NextBehaviour _ -> {
                if (channels.behaviours() < 2) {
                    problem(node, Reason.of(NO_BEHAVIOURS), Reason.of(NAME_BEHAVIOUR_OR_HEAD));
                }
                head(node, inputs.getFirst(), Math.max(1, channels.behaviours()));
            }
            case Node.NextRating _ -> {
                if (!channels.valued()) {
                    problem(node, Reason.of(NO_VALUES), Reason.of(NAME_VALUE_OR_HEAD));
                }
                overSteps(node, inputs.getFirst(), _ -> 1, width -> width + 3L);
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
        Reason.Kind what = known
                ? ofItems ? ITEM_FEATURE_NO_NUMBERS : USER_FEATURE_NO_NUMBERS
                : ofItems ? NO_ITEM_FEATURE : NO_USER_FEATURE;
        problem(
                node, Reason.of(what, node.feature()),
                numbers.isEmpty() ? Reason.of(ofItems ? NAME_ITEM_NUMBERS : NAME_USER_NUMBERS) : Reason.of(CHOOSE_AMONG, String.join(", ", numbers)));
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
            problem(node, Reason.of(HEADS_DO_NOT_DIVIDE, node.heads(), width), Reason.of(CHOOSE_HEADS));
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
                problem(node, Reason.of(TIED_WIDTH, table, columns, input), Reason.of(MAKE_EQUALLY_WIDE, columns));
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
                problem(node, Reason.of(UNEQUAL_WIDTHS, inputs.getFirst(), input), Reason.of(GIVE_ONE_WIDTH));
                return;
            }
        }
        put(node, inputs.getFirst(), parameters.applyAsLong(((Shape.Steps) inputs.getFirst()).width()));
    }

    /// @param known false if the log lacks it, and then `what` and `mend` say so
    private void input(Node node, int count, boolean known, Reason what, Reason mend) {
        if (known) {
            put(node, new Shape.Numbers(count), 0);
        } else {
            problem(node, what, mend);
        }
    }

    private void put(Node node, Shape shape, long count) {
        shapes.put(node.name(), shape);
        parameters.put(node.name(), count);
    }

    private void wrongSteps(Node node, Shape got) {
        wrong(node, WANTS_STEPS, got, switch (got) {
            case Shape.Numbers _ -> PUT_EMBEDDING;
            case Shape.Vector _ -> PUT_REPEAT;
            case Shape.Steps _ -> CONNECT_STEPS;
        });
    }

    private void noVectors(Node node, String vectors) {
        problem(
                node, Reason.of(NO_VECTORS, vectors),
                channels.vectors().isEmpty() ? Reason.of(NAME_VECTORS) : Reason.of(CHOOSE_VECTORS, String.join(", ", channels.vectors().keySet())));
    }

    private void problem(Node node, Reason what, Reason mend) {
        problems.add(new Problem(node.name(), what, mend));
    }

    private void wrong(Node node, Reason.Kind wants, Shape got, Reason.Kind mend) {
        Problem problem = new Problem(node.name(), Reason.of(wants, got), Reason.of(mend));
        problems.add(problem);
        mismatches.put(node.name(), problem);
    }
}
