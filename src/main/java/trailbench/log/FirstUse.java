package trailbench.log;

import java.util.Arrays;

/// The order in which numbers are first used. Dictionaries number values while rows are cut, also those of rows that are then rejected;
/// users and items stand in the order in which events speak of them.
final class FirstUse {
    private FirstUse() {}

    /// @param values numbers from 0 to `size - 1`
    /// @param count  how many of them count
    /// @return the numbers that are there, each once, in the order in which each is there first
    static int[] order(int[] values, int count, int size) {
        boolean[] seen = new boolean[size];
        int[] order = new int[size];
        int next = 0;
        for (int i = 0; i < count; i++) {
            int value = values[i];
            if (!seen[value]) {
                seen[value] = true;
                order[next++] = value;
            }
        }
        return Arrays.copyOf(order, next);
    }
}
