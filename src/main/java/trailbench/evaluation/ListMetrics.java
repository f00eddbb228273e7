package trailbench.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What lists of the first K items are like, whatever was right. One list a history; of equal scores the lower item number stands first.
///
/// With L lists, V items, n(i) how many lists hold item i, and N = Σ n(i):
///
/// | figure | is | source, and where we differ |
/// |---|---|---|
/// | `coverage@K` | items with n(i) > 0, by V | catalogue coverage of M. Ge, C. Delgado-Battenfeld, D. Jannach, "Beyond accuracy", RecSys 2010 |
/// | `gini@K` | Σ (2j − V − 1) n₍ⱼ₎ / (V · N), n₍ⱼ₎ ascending: 0 if all items stand on lists equally often, near 1 if one alone does | G. Shani, A. Gunawardana, "Evaluating recommendation systems", 2011; all V items count, also those on no list |
/// | `novelty@K` | mean over places of −log₂(users with the item / users), bits | self-information of T. Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender systems", PNAS 2010; an item without a user counts as if it had one |
/// | `popularity@K` | mean over places of the item's training events | |
/// | `diversity.X@K` | mean over lists of the mean over pairs of 1 if their X differs, else 0; of vectors of 1 − cosine, in [0, 2] | intra-list diversity of C.-N. Ziegler et al., "Improving recommendation lists through topic diversification", WWW 2005 (they sum similarities); pairs with an unknown X are left out, and lists without a pair |
///
/// They are not written where candidates are drawn: a list of all items is then not what was ranked.
final class ListMetrics {
    private final int[][] lists;
    private final ListFacts facts;

    /// @param lists `[L][≤ K]` item numbers, best first
    ListMetrics(int[][] lists, ListFacts facts) {
        this.lists = lists;
        this.facts = facts;
    }

    /// By figure, then by K in the order given.
    Map<String, Double> of(List<Integer> at) {
        Map<String, Double> figures = new LinkedHashMap<>();
        List<Integer> cutOffs = at.stream().distinct().toList();
        cutOffs.forEach(k -> figures.put("coverage@" + k, coverage(k)));
        cutOffs.forEach(k -> figures.put("gini@" + k, gini(k)));
        cutOffs.forEach(k -> figures.put("novelty@" + k, meanOverPlaces(k, novelties())));
        cutOffs.forEach(k -> figures.put("popularity@" + k, meanOverPlaces(k, Arrays.stream(facts.counts()).asDoubleStream().toArray())));
        facts.features().forEach(feature -> cutOffs.stream().filter(k -> k > 1).forEach(k -> figures.put("diversity." + feature + "@" + k, diversity(k, feature))));
        figures.values().removeIf(value -> Double.isNaN(value));
        return figures;
    }

    private int[] times(int k) {
        int[] times = new int[facts.counts().length];
        for (int[] list : lists) {
            for (int place = 0; place < Math.min(k, list.length); place++) {
                times[list[place]]++;
            }
        }
        return times;
    }

    double coverage(int k) {
        return Arrays.stream(times(k)).filter(times -> times > 0).count() / (facts.counts().length - 1.0);
    }

    double gini(int k) {
        int[] times = times(k);
        int[] ascending = Arrays.copyOfRange(times, 1, times.length);
        Arrays.sort(ascending);
        int items = ascending.length;
        double sum = 0;
        long all = 0;
        for (int j = 1; j <= items; j++) {
            sum += (2.0 * j - items - 1) * ascending[j - 1];
            all += ascending[j - 1];
        }
        return sum / ((double) items * all);
    }

    /// `[V + 1]` bits
    private double[] novelties() {
        return Arrays.stream(facts.users()).mapToDouble(users -> Math.log((double) facts.people() / Math.max(1, users)) / Math.log(2)).toArray();
    }

    private double meanOverPlaces(int k, double[] values) {
        double sum = 0;
        long places = 0;
        for (int[] list : lists) {
            for (int place = 0; place < Math.min(k, list.length); place++) {
                sum += values[list[place]];
                places++;
            }
        }
        return sum / places;
    }

    double diversity(int k, String feature) {
        int[] categories = facts.categories().get(feature);
        float[][] vectors = facts.vectors().get(feature);
        double[] each = Stream.of(lists)
                .parallel()
                .mapToDouble(list -> categories != null ? ofCategories(list, k, categories) : ofVectors(list, k, vectors))
                .toArray();
        return Arrays.stream(each).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    private static double ofCategories(int[] list, int k, int[] categories) {
        int pairs = 0;
        int different = 0;
        for (int one = 0; one < Math.min(k, list.length); one++) {
            for (int other = 0; other < one; other++) {
                int a = categories[list[one]];
                int b = categories[list[other]];
                pairs += a != 0 && b != 0 ? 1 : 0;
                different += a != 0 && b != 0 && a != b ? 1 : 0;
            }
        }
        return (double) different / pairs;
    }

    private static double ofVectors(int[] list, int k, float[][] vectors) {
        int pairs = 0;
        double sum = 0;
        for (int one = 0; one < Math.min(k, list.length); one++) {
            for (int other = 0; other < one; other++) {
                float[] a = vectors[list[one]];
                float[] b = vectors[list[other]];
                if (a.length > 0 && b.length > 0) {
                    sum += 1 - product(a, b);
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
