package trailbench.evaluation;

import java.util.Arrays;

/// Adds up weights by index and gives back the indices that were touched: its work goes by those, not by its length.
/// Used again and again by one thread.
final class SparseSum {
    private final double[] sums;
    private final int[] touched;
    private int size;

    SparseSum(int length) {
        sums = new double[length];
        touched = new int[length];
    }

    /// @param weight above 0
    void add(int index, double weight) {
        if (sums[index] == 0) {
            touched[size++] = index;
        }
        sums[index] += weight;
    }

    double get(int index) {
        return sums[index];
    }

    /// How many indices were touched.
    int size() {
        return size;
    }

    /// The touched indices in ascending order.
    int[] indices() {
        int[] indices = Arrays.copyOf(touched, size);
        Arrays.sort(indices);
        return indices;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            sums[touched[i]] = 0;
        }
        size = 0;
    }
}
