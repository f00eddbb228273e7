package trailbench.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Names for groups of vectors: their number by size, the largest first, and the title of their most typical member.
final class GroupNames {
    private static final String NUMBERED = " · ";

    private GroupNames() {}

    /// The title in a group's name.
    static String title(String name) {
        return name.substring(name.indexOf(NUMBERED) + NUMBERED.length());
    }

    /// A name for each vector, such as `2 · Toy Story`; empty for those in no group.
    ///
    /// @param vectors `[N][E]`
    /// @param groups  `[N]` from 0 to `count` - 1, or -1
    static List<String> of(float[][] vectors, List<String> titles, int[] groups, int count) {
        int[] sizes = new int[count];
        double[][] centres = new double[count][vectors[0].length];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] >= 0) {
                sizes[groups[i]]++;
                for (int e = 0; e < vectors[i].length; e++) {
                    centres[groups[i]][e] += vectors[i][e];
                }
            }
        }
        String[] names = new String[count];
        int[] bySize = IntStream.range(0, count).boxed().sorted((a, b) -> Integer.compare(sizes[b], sizes[a])).mapToInt(Integer::intValue).toArray();
        for (int place = 0; place < count; place++) {
            int group = bySize[place];
            double[] centre = Arrays.stream(centres[group]).map(sum -> sum / sizes[group]).toArray();
            names[group] = place + 1 + NUMBERED + typical(vectors, titles, groups, group, centre);
        }
        return Arrays.stream(groups).mapToObj(group -> group < 0 ? "" : names[group]).toList();
    }

    /// The title of the member nearest to the group's centre.
    private static String typical(float[][] vectors, List<String> titles, int[] groups, int group, double[] centre) {
        String title = "";
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < vectors.length; i++) {
            double distance = groups[i] == group ? squaredDistance(vectors[i], centre) : Double.POSITIVE_INFINITY;
            if (distance < least) {
                least = distance;
                title = titles.get(i);
            }
        }
        return title;
    }

    private static double squaredDistance(float[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
