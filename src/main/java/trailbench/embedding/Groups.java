package trailbench.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import smile.clustering.CentroidClustering;
import smile.clustering.KMeans;
import smile.math.MathEx;

/// Groups of like vectors that share all of them out, found in the original space by Smile's k-means (D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful
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
        return GroupNames.of(vectors, titles, IntStream.range(0, vectors.length).map(found::group).toArray(), found.k());
    }
}
