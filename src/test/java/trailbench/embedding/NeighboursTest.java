package trailbench.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

class NeighboursTest {

    @Test
    void nearestIsByAngleNotByLength() {
        float[][] vectors = {{1, 0}, {100, 0}, {0, 1}, {1, 1}, {-1, 0}, {0, 0}};
        List<Neighbours.Found> found = Neighbours.nearest(vectors, 0, 10);
        assertEquals(List.of(1, 3, 2, 5, 4), found.stream().map(Neighbours.Found::index).toList());
        assertEquals(1, found.get(0).cosine(), 1e-9);
        assertEquals(Math.sqrt(.5), found.get(1).cosine(), 1e-9);
        assertEquals(0, found.get(3).cosine()); // a vector of length 0
        assertEquals(-1, found.get(4).cosine(), 1e-9);
    }

    @Test
    void nearestEqualsSortingThemAll() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            // coordinates of -1, 0, 1 make many equal cosines
            float[][] vectors = new float[80][3];
            for (float[] vector : vectors) {
                for (int i = 0; i < 3; i++) {
                    vector[i] = random.nextInt(3) - 1;
                }
            }
            int k = 1 + random.nextInt(79);
            List<Integer> sorted = IntStream.range(1, 80)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> -cosine(vectors[0], vectors[row])))
                    .limit(k)
                    .toList();
            assertEquals(sorted, Neighbours.nearest(vectors, 0, k).stream().map(Neighbours.Found::index).toList(), "seed " + seed);
        }
    }

    @Test
    void indexAnswersAsGoingOverAllDoes() {
        for (int width : new int[] {1, 7, 8, 19}) {
            float[][] vectors = Clusters.three(500, width, 9);
            vectors[17] = new float[width];
            NeighbourIndex index = new NeighbourIndex(vectors);
            for (int row : new int[] {0, 17, 250, 499}) {
                assertEquals(Neighbours.nearest(vectors, row, 12), index.nearest(row, 12), "width " + width + ", row " + row);
            }
            assertEquals(499, index.nearest(3, 600).size());
        }
    }

    @Test
    void noNeighboursWhereThereAreNone() {
        assertTrue(Neighbours.nearest(new float[][] {{1, 2}}, 0, 5).isEmpty());
        assertTrue(Neighbours.nearest(new float[][] {{1, 2}, {2, 3}}, 0, 0).isEmpty());
    }

    @Test
    void unknownRowIsRefused() {
        assertThrows(Fault.Request.class, () -> Neighbours.nearest(new float[2][2], 2, 1));
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        double norms = Math.sqrt(aa) * Math.sqrt(bb);
        return norms == 0 ? 0 : Math.clamp(dot / norms, -1, 1);
    }
}
