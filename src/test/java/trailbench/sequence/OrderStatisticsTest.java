package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderStatisticsTest {
    @Test
    void everyRankIsThatOfTheSortedNumbers() {
        var random = new SplittableRandom(3);
        requireRanks(random.longs(1_000).toArray());
        requireRanks(random.longs(1_000, 1_511_000_000_000L, 1_511_900_000_000L).toArray());
        requireRanks(random.longs(1_000, 0, 5).toArray());
        requireRanks(new long[] {7});
        requireRanks(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, 0, -1});
    }

    private static void requireRanks(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        var statistics = new OrderStatistics(values);
        for (int rank = 0; rank < sorted.length; rank++) {
            assertEquals(sorted[rank], statistics.at(rank));
        }
    }
}
