package trailbench.engine.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trailbench.engine.dl4j.ReferenceCases.Case;
import trailbench.engine.dl4j.reference.Differences;
import trailbench.engine.dl4j.reference.Reference;
import trailbench.engine.dl4j.reference.Sequence;

/// Our float layers and losses against plain ones in double precision, and our hand-written gradients against central differences of those.
class ReferenceTest {
    /// Of a node's outputs, relative to the greatest of them.
    private static final double FORWARD = 2e-5;
    /// Of a parameter's gradient, relative to its greatest number.
    private static final double GRADIENT = 1e-5;
    /// A gradient that is smaller than this part of the greatest of all is measured against this part.
    private static final double SMALL = 1e-3;

    static Stream<Case> all() {
        return ReferenceCases.all();
    }

    static Stream<Case> large() {
        return ReferenceCases.large();
    }

    @ParameterizedTest
    @MethodSource({"all", "large"})
    void outputsAndLossAreThoseOfTheReference(Case each) {
        try (Compared compared = new Compared(each.options(), each.batch(), 2)) {
            List<Sequence> sequences = compared.sequences();
            for (boolean training : new boolean[] {true, false}) {
                Reference reference = compared.reference(training);
                Map<String, List<double[][]>> outputs = compared.outputs(training);
                for (Sequence sequence : sequences) {
                    Map<String, double[][]> expected = reference.outputs(sequence);
                    outputs.forEach((node, found) -> assertClose(expected.get(node), found.get(sequence.index()), FORWARD, node + " of " + sequence.index()));
                }
            }
            double expected = compared.reference(true).loss(sequences);
            assertEquals(expected, compared.loss(), 1e-6 * expected);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientIsThatOfTheReference(Case each) {
        try (Compared compared = new Compared(each.options(), each.batch(), 2)) {
            List<Sequence> sequences = compared.sequences();
            Reference reference = compared.reference(true);
            compared.loss();
            Map<String, double[][]> slopes = new TreeMap<>();
            compared.parameters().forEach((key, values) -> {
                if (!compared.isFrozen(key)) {
                    slopes.put(key, Differences.of(() -> reference.loss(sequences), values));
                }
            });
            double all = slopes.values().stream().mapToDouble(ReferenceTest::greatest).max().orElseThrow();
            assertTrue(all > 1e-3, "something is learnt");
            compared.parameters().forEach((key, values) -> {
                double[][] gradient = compared.gradient(key);
                if (compared.isFrozen(key)) {
                    assertEquals(0, greatest(gradient), key);
                    return;
                }
                double[][] expected = slopes.get(key);
                double size = Math.max(greatest(expected), SMALL * all);
                for (int i = 0; i < values.length; i++) {
                    if (i == 0 && compared.isEmbedding(key)) {
                        assertEquals(0, greatest(new double[][] {gradient[0]}), key + ": what is unknown takes no gradient");
                        continue;
                    }
                    for (int j = 0; j < values[i].length; j++) {
                        assertEquals(expected[i][j], gradient[i][j], GRADIENT * size, "%s [%s, %s] of a gradient of size %s".formatted(key, i, j, size));
                    }
                }
            });
        }
    }

    /// Along the gradient and along a direction of no meaning, for each parameter: as many numbers as there are would take hours.
    @ParameterizedTest
    @MethodSource("large")
    void gradientOfLongSequencesIsThatOfTheReference(Case each) {
        try (Compared compared = new Compared(each.options(), each.batch(), 2)) {
            List<Sequence> sequences = compared.sequences();
            Reference reference = compared.reference(true);
            compared.loss();
            Random random = new Random(5);
            compared.parameters().forEach((key, values) -> {
                double[][] gradient = compared.gradient(key);
                double[][] any = Arrays.stream(gradient)
                        .map(row -> Arrays.stream(row).map(_ -> random.nextGaussian()).toArray())
                        .toArray(double[][]::new);
                if (compared.isEmbedding(key)) {
                    Arrays.fill(any[0], 0);
                }
                double size = Math.sqrt(product(gradient, gradient));
                for (double[][] direction : List.of(gradient, any)) {
                    double slope = Differences.along(() -> reference.loss(sequences), values, direction);
                    assertEquals(slope, product(gradient, direction), GRADIENT * size * Math.sqrt(product(direction, direction)), key);
                }
            });
        }
    }

    private static void assertClose(double[][] expected, double[][] found, double tolerance, String what) {
        assertEquals(expected.length, found.length, what);
        double limit = tolerance * Math.max(1, greatest(expected));
        for (int t = 0; t < expected.length; t++) {
            assertArrayEquals(expected[t], found[t], limit, what + ", step " + t);
        }
    }

    private static double product(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum;
    }

    private static double greatest(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    }
}
