package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trailbench.engine.Engine.ModelOptions;
import trailbench.engine.Optimizer;
import trailbench.engine.Popularity;
import trailbench.graph.Graph;
import trailbench.graph.GraphCheck;
import trailbench.graph.GraphChoice;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.graph.Sampler;
import trailbench.sequence.Batch;

/// An option that is read but not used changes nothing. The records themselves say which options there are, so that none is forgotten.
class OptionsTest {
    /// Which nodes are read, not how.
    private static final Set<String> PLACES = Set.of("name", "input", "inputs", "target", "feature");
    private static final Popularity COUNTS = new Popularity(new int[] {0, 40, 20, 10, 8, 6, 5, 4, 3, 2, 1, 1});

    static Stream<Map.Entry<String, GraphChoice>> presets() {
        return PresetGraphs.choices().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyOptionOfAPresetChangesTheResult(Map.Entry<String, GraphChoice> preset) throws ReflectiveOperationException {
        float[] usual = trained(preset.getValue().graph());
        for (RecordComponent component : preset.getValue().getClass().getRecordComponents()) {
            List<Graph> others = new ArrayList<>();
            for (Record other : others((Record) preset.getValue(), component)) {
                others.add(((GraphChoice) other).graph());
            }
            Graph other = others.stream().filter(OptionsTest::passes).findFirst().orElseThrow(() -> new AssertionError(component + " has no other value"));
            assertFalse(Arrays.equals(usual, trained(other)), component.toString());
        }
    }

    @Test
    void everyOptionOfEveryNodeChangesTheResult() throws ReflectiveOperationException {
        Set<String> left = new TreeSet<>();
        for (Class<?> kind : kinds(Node.class)) {
            for (RecordComponent component : kind.getRecordComponents()) {
                if (!PLACES.contains(component.getName())) {
                    left.add(kind.getSimpleName() + "." + component.getName());
                }
            }
        }
        List<Graph> graphs = new ArrayList<>(PresetGraphs.all().values());
        graphs.addAll(ChannelGraphs.all());
        graphs.add(ChannelGraphs.values());
        ReferenceCases.all().map(each -> each.options().graph()).filter(graph -> graph.asks() == Graph.Asks.ITEMS && passes(graph)).forEach(graphs::add);
        for (Graph graph : graphs) {
            for (Node node : graph.nodes()) {
                for (RecordComponent component : node.getClass().getRecordComponents()) {
                    String option = node.getClass().getSimpleName() + "." + component.getName();
                    if (left.contains(option)) {
                        for (Record other : others((Record) node, component)) {
                            Graph changed = new Graph(graph.nodes().stream().map(each -> each == node ? (Node) other : each).toList());
                            if (passes(changed) && left.remove(option)) {
                                assertFalse(Arrays.equals(trained(graph), trained(changed)), option);
                            }
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), left, "options that no graph could try");
    }

    @Test
    void everyOptionOfEveryLossChangesTheResult() throws ReflectiveOperationException {
        Sampler mixed = Sampler.Mixed.defaults();
        List<Loss> losses = List.of(
                new Loss.SampledSoftmax(5, mixed, true), new Loss.BinaryCrossEntropy(5), new Loss.GeneralisedBce(5, 0.75), new Loss.Bpr(5, mixed),
                new Loss.Top1(5, mixed), new Loss.BprMax(5, mixed, 1));
        assertEquals(kinds(Loss.Sampled.class).size(), losses.size());
        for (Loss loss : losses) {
            float[] usual = trained(SampledLossTest.graph(loss, true));
            for (RecordComponent component : loss.getClass().getRecordComponents()) {
                for (Record other : others((Record) loss, component)) {
                    assertFalse(Arrays.equals(usual, trained(SampledLossTest.graph((Loss) other, true))), loss + " and " + other);
                }
            }
        }
        for (Sampler sampler : List.of(new Sampler.Popularity(0.75), mixed)) {
            float[] usual = trained(SampledLossTest.graph(new Loss.Bpr(5, sampler), true));
            for (RecordComponent component : sampler.getClass().getRecordComponents()) {
                for (Record other : others((Record) sampler, component)) {
                    assertFalse(Arrays.equals(usual, trained(SampledLossTest.graph(new Loss.Bpr(5, (Sampler) other), true))), sampler + " and " + other);
                }
            }
        }
    }

    @Test
    void everyOptionOfTheModelChangesTheResult() {
        Graph graph = SampledLossTest.graph(new Loss.SampledSoftmax(5, new Sampler.Popularity(0.75), true), false);
        Optimizer adam = new Optimizer.Adam(0.01);
        Map<String, ModelOptions> all = new LinkedHashMap<>();
        all.put("usual", options(graph, adam, 5, 42, COUNTS, 0));
        all.put("rate", options(graph, new Optimizer.Adam(0.02), 5, 42, COUNTS, 0));
        all.put("l2", options(graph, new Optimizer.Adam(0.01, 0.1), 5, 42, COUNTS, 0));
        all.put("sgd", options(graph, new Optimizer.Sgd(0.01), 5, 42, COUNTS, 0));
        all.put("sgd, l2", options(graph, new Optimizer.Sgd(0.01, 0.1), 5, 42, COUNTS, 0));
        all.put("clipping", options(graph, adam, 1e-9, 42, COUNTS, 0));
        all.put("seed", options(graph, adam, 5, 43, COUNTS, 0));
        all.put("counts", options(graph, adam, 5, 42, new Popularity(new int[] {0, 1, 1, 2, 3, 4, 5, 6, 8, 10, 20, 40}), 0));
        all.put("balance", options(graph, adam, 5, 42, COUNTS, 0.5));
        Set<List<Float>> results = new HashSet<>();
        all.forEach((name, options) -> {
            List<Float> result = new ArrayList<>();
            for (float value : trained(options)) {
                result.add(value);
            }
            assertTrue(results.add(result), name);
        });
    }

    /// The records that a sealed interface permits, through further ones.
    private static List<Class<?>> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isRecord() ? Stream.of(kind) : kinds(kind).stream())
                .distinct()
                .toList();
    }

    /// The record with another value of one component; several where not every value may fit.
    private static List<Record> others(Record record, RecordComponent component) throws ReflectiveOperationException {
        RecordComponent[] all = record.getClass().getRecordComponents();
        Object[] values = new Object[all.length];
        for (int i = 0; i < all.length; i++) {
            values[i] = all[i].getAccessor().invoke(record);
        }
        int at = Arrays.stream(all).map(RecordComponent::getName).toList().indexOf(component.getName());
        List<Record> others = new ArrayList<>();
        for (Object other : others(component.getName(), values[at])) {
            Object[] changed = values.clone();
            changed[at] = other;
            Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
            others.add((Record) record.getClass().getDeclaredConstructor(types).newInstance(changed));
        }
        return others;
    }

    private static List<?> others(String name, Object value) {
        return switch (value) {
            case Integer number -> List.of(number + 1, 2 * number);
            case Double rate -> List.of(rate < 0.5 ? 0.9 : 0.3);
            case Boolean flag -> List.of(!flag);
            case Enum<?> constant -> Arrays.stream(constant.getDeclaringClass().getEnumConstants()).filter(other -> other != constant).toList();
            case Optional<?> rate when name.equals("recurrentDropout") -> List.of(Optional.of(rate.isPresent() ? 0.9 : 0.3));
            case Optional<?> vectors when name.equals("vectors") -> List.of(vectors.isPresent() ? Optional.empty() : Optional.of("titles"));
            case Optional<?> tied -> List.of(tied.isPresent() ? Optional.empty() : Optional.of("embedding"));
            case Loss loss -> List.of(new Loss.Bpr(5, Sampler.defaults()));
            case Sampler sampler -> List.of(new Sampler.Uniform());
            case List<?> channels when name.equals("channels") -> List.of(List.of(GraphChoice.Channel.BEHAVIOUR));
            case String vectors when name.equals("vectors") -> List.of("pictures");
            case String zone when name.equals("zone") -> List.of("Asia/Shanghai");
            default -> throw new IllegalArgumentException("no other value of %s %s".formatted(name, value));
        };
    }

    private static boolean passes(Graph graph) {
        return GraphCheck.check(graph, ChannelGraphs.CHANNELS).passes();
    }

    private static ModelOptions options(Graph graph, Optimizer optimizer, double clip, long seed, Popularity counts, double balance) {
        return new ModelOptions(graph, ChannelGraphs.CHANNELS, ChannelGraphs.FEATURES, optimizer, clip, seed, counts, balance);
    }

    private static float[] trained(Graph graph) {
        return trained(options(graph, new Optimizer.Adam(0.01), 5, 42, COUNTS, 0));
    }

    /// Parameters after some steps, and scores or a loss, which tell apart what parameters do not.
    private static float[] trained(ModelOptions options) {
        Batch batch = ChannelGraphs.batch(options.graph().targetsItsInputs(), 1, 7, 1, 4, 3, 5);
        try (Dl4jModel model = (Dl4jModel) new Dl4jEngine(2).create(options)) {
            for (int step = 0; step < 3; step++) {
                model.train(batch, step);
            }
            float[] parameters = model.network().params().dup().data().asFloat();
            float[] result = Arrays.copyOf(parameters, parameters.length + 1);
            result[parameters.length] = (float) model.loss(batch).sum();
            return result;
        }
    }
}
