package trailbench.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;

/// The items that each history's targets are ranked among, drawn once, so that every scorer has the same: [Candidates.Sampled].
///
/// A history's draw depends on the seed and on where the history ends in the store, and on nothing else. Items are drawn one after
/// another, and one that may not be drawn is drawn anew: that is sampling without replacement by weight. Where little is left to be drawn, or
/// few items have nearly all the weight, the rest comes by the least of -ln(u) / weight, which has the same distribution (P. Efraimidis,
/// P. Spirakis, "Weighted random sampling with a reservoir", Information Processing Letters 2006).
final class DrawnCandidates {
    private static final int TRIES_AN_ITEM = 20;

    private final Candidates.Sampled sampled;
    private final SequenceStore store;
    private final Cases cases;
    private final boolean excludeSeen;
    /// `[V + 1]` sums of weights up to each item.
    private final long[] sums;
    /// `[C]` the draw of the history that begins at this case; empty at others.
    private final int[][] drawn;

    /// @param counts `[V + 1]` training events of each item
    DrawnCandidates(Candidates.Sampled sampled, SequenceStore store, Ranks groups, boolean excludeSeen, int[] counts) {
        this.sampled = sampled;
        this.store = store;
        this.cases = groups.cases();
        this.excludeSeen = excludeSeen;
        this.sums = new long[counts.length];
        for (int item = 1; item < counts.length; item++) {
            sums[item] = sums[item - 1] + (sampled instanceof Candidates.Popularity ? counts[item] : 1);
        }
        drawn = new int[cases.size()][0];
        IntStream.range(0, cases.size())
                .parallel()
                .filter(i -> i == 0 || groups.groupEnd(i - 1) == i)
                .forEach(first -> drawn[first] = draw(first, groups.groupEnd(first)));
    }

    /// Items other than the targets of the history that begins at case `first`, without order.
    int[] of(int first) {
        return drawn[first];
    }

    private int[] draw(int first, int end) {
        BitSet barred = new BitSet(sums.length);
        for (int i = first; i < end; i++) {
            barred.set(cases.targets()[i]);
        }
        int start = store.start(cases.users()[first]);
        for (int event = start; excludeSeen && event < cases.historyEnds()[first]; event++) {
            barred.set(store.items()[event]);
        }
        SplittableRandom random = new SplittableRandom(sampled.seed() * 0x9e3779b97f4a7c15L + cases.historyEnds()[first]);
        int[] draw = new int[sampled.count()];
        int count = 0;
        long all = sums[sums.length - 1];
        for (int tries = TRIES_AN_ITEM * draw.length; count < draw.length && tries > 0 && all > 0; tries--) {
            int item = at(random.nextLong(all));
            if (!barred.get(item)) {
                barred.set(item);
                draw[count++] = item;
            }
        }
        return count == draw.length ? draw : filled(draw, count, barred, random);
    }

    private int at(long place) {
        int low = 1;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private record Key(int item, double value) {}

    private int[] filled(int[] draw, int count, BitSet barred, SplittableRandom random) {
        int[] rest = IntStream.range(1, sums.length)
                .filter(item -> !barred.get(item) && sums[item] > sums[item - 1])
                .mapToObj(item -> new Key(item, -Math.log(1 - random.nextDouble()) / (sums[item] - sums[item - 1])))
                .sorted(Comparator.comparingDouble(Key::value))
                .limit(draw.length - count)
                .mapToInt(Key::item)
                .toArray();
        System.arraycopy(rest, 0, draw, count, rest.length);
        return Arrays.copyOf(draw, count + rest.length);
    }
}
