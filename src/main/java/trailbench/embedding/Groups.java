package trailbench.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import smile.clustering.CentroidClustering;
import smile.clustering.KMeans;
import smile.math.MathEx;

/// Groups of like vectors, found in the original space by Smile's k-means (D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful
/// seeding", SODA 2007), each named after its most typical member. Groups are made whether or not the vectors have any: they are for finding
/// one's way, not for proof.
final class Groups {
    /// Fewer points are seen at a glance.
    static final int FEWEST_POINTS = 50;
    /// Held here so that its level stays: Smile tells of every round.
    private static final Logger ROUNDS = Logger.getLogger("smile.clustering");

    private static final int COUNT = 8;
    private static final int MOST_ROUNDS = 50;

    static {
        ROUNDS.setLevel(Level.WARNING);
    }

    private Groups() {}

    /// A name for each vector, such as `2 · Toy Story`; groups are numbered by their size, the largest first.
    ///
    /// @param vectors `[N][E]`, at least [#FEWEST_POINTS]
    /// @param titles  `[N]`
    /// @param seed    of the first centres
    static List<String> names(float[][] vectors, List<String> titles, long seed) {
        if (Arrays.stream(vectors).allMatch(vector -> Arrays.equals(vector, vectors[0]))) {
            return IntStream.range(0, vectors.length).mapToObj(i -> "1 · " + titles.getFirst()).toList();
        }
        MathEx.setSeed(seed);
        CentroidClustering<float[], float[]> found = KMeans.fit(vectors, COUNT, MOST_ROUNDS);
        int[] bySize = IntStream.range(0, found.k())
                .boxed()
                .sorted((a, b) -> Integer.compare(found.size(b), found.size(a)))
                .mapToInt(Integer::intValue)
                .toArray();
        String[] names = new String[found.k()];
        for (int place = 0; place < bySize.length; place++) {
            names[bySize[place]] = place + 1 + " · " + typical(vectors, titles, found, bySize[place]);
        }
        return IntStream.range(0, vectors.length).mapToObj(i -> names[found.group(i)]).toList();
    }

    /// The title of the member nearest to the group's centre.
    private static String typical(float[][] vectors, List<String> titles, CentroidClustering<float[], float[]> found, int group) {
        String title = "";
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < vectors.length; i++) {
            double distance = found.group(i) == group ? squaredDistance(vectors[i], found.center(group)) : Double.POSITIVE_INFINITY;
            if (distance < least) {
                least = distance;
                title = titles.get(i);
            }
        }
        return title;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
