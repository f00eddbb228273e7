package trailbench.sequence;

import java.util.Arrays;

/// The n-th smallest of many numbers, without sorting them all: numbers are counted in buckets, and one bucket is sorted.
final class OrderStatistics {
    private static final int BUCKET_BITS = 16;

    private final long[] values;
    private final long smallest;
    private final long largest;
    private final int shift;
    /// Numbers before each bucket.
    private final int[] before = new int[(1 << BUCKET_BITS) + 1];

    /// @param values at least one; left as they are
    OrderStatistics(long[] values) {
        this.values = values;
        long least = values[0];
        long most = values[0];
        for (long value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        smallest = least;
        largest = most;
        shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(most - least) - BUCKET_BITS);
        for (long value : values) {
            before[bucket(value) + 1]++;
        }
        Arrays.parallelPrefix(before, Integer::sum);
    }

    int size() {
        return values.length;
    }

    long smallest() {
        return smallest;
    }

    long largest() {
        return largest;
    }

    /// @param rank from 0, the smallest, to `size() - 1`
    long at(int rank) {
        int bucket = Arrays.binarySearch(before, rank);
        bucket = bucket < 0 ? -bucket - 2 : bucket;
        while (before[bucket + 1] <= rank) {
            bucket++; // of several that begin alike, the one that is not empty
        }
        int wanted = bucket;
        long[] within = Arrays.stream(values).parallel().filter(value -> bucket(value) == wanted).sorted().toArray();
        return within[rank - before[bucket]];
    }

    private int bucket(long value) {
        return (int) (value - smallest >>> shift);
    }
}
