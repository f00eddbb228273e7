package peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The sequences of one batch without their padding, longest first.
///
/// @param items   of each sequence
/// @param targets at each of its steps, 0 where there is none
record Sequences(List<int[]> items, List<int[]> targets) {

    /// @param items V
    record File(int items, List<Sequences> batches) {}

    /// What `trailbench.bench.BatchFile` wrote.
    static File read(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            int items = in.readInt();
            int count = in.readInt();
            List<Sequences> batches = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                batches.add(batch(in));
            }
            return new File(items, batches);
        }
    }

    private static Sequences batch(DataInputStream in) throws IOException {
        int size = in.readInt();
        int steps = in.readInt();
        int[] items = numbers(in, size * steps);
        int[] targets = numbers(in, size * steps);
        record Both(int[] items, int[] targets) {}
        List<Both> sequences = new ArrayList<>();
        for (int b = 0; b < size; b++) {
            int from = b * steps;
            int first = from;
            while (items[first] == 0) {
                first++; // left-padded
            }
            int end = from + steps;
            sequences.add(new Both(Arrays.copyOfRange(items, first, end), Arrays.copyOfRange(targets, first, end)));
        }
        sequences.sort(Comparator.comparingInt(both -> -both.items.length));
        return new Sequences(sequences.stream().map(Both::items).toList(), sequences.stream().map(Both::targets).toList());
    }

    private static int[] numbers(DataInputStream in, int count) throws IOException {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }

    int size() {
        return items.size();
    }

    long targetCount() {
        return targets.stream().flatMapToInt(Arrays::stream).filter(target -> target != 0).count();
    }

    /// Part `group` of `groups`, as equal in number as can be.
    Sequences part(int group, int groups) {
        int from = (int) ((long) size() * group / groups);
        int to = (int) ((long) size() * (group + 1) / groups);
        return new Sequences(items.subList(from, to), targets.subList(from, to));
    }
}
