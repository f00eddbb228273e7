package peers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Some sequences as tensors. They are made before the clock starts, and kept.
///
/// @param size       b sequences
/// @param steps      T of the longest
/// @param items      `[b, T]` item numbers, right-padded with 0; or `[P]` step by step if packed
/// @param batchSizes `[T]` sequences that have each step, if packed
/// @param rows       which of the flattened rows (`[b · T]`, or `[P]`) have a target; ascending
/// @param last       flattened row of each sequence's last event `[b]`
/// @param places     `[b · T]` or `[P]` position of each row in its sequence
/// @param owners     `[b · T]` or `[P]` the sequence of each row
/// @param before     row of the event before each row's; the number of rows where there is none
/// @param shifts     what [#back] has made
/// @param events     flattened rows that hold an event
/// @param targets    of `rows`, counted from 0
record Group(
        int size, int steps, Tensor items, Tensor batchSizes, Tensor rows, Tensor last, Tensor places, Tensor owners, Tensor events,
        Tensor targets, long targetCount, int[] before, Map<Integer, Tensor> shifts) {

    static Group padded(Sequences sequences) {
        int steps = sequences.items().getFirst().length;
        int size = sequences.size();
        long[] items = new long[size * steps];
        long[] targets = new long[size * steps];
        long[] last = new long[size];
        long[] places = new long[size * steps];
        long[] owners = new long[size * steps];
        int[] before = new int[size * steps];
        for (int b = 0; b < size; b++) {
            int[] own = sequences.items().get(b);
            for (int t = 0; t < steps; t++) {
                places[b * steps + t] = t;
                owners[b * steps + t] = b;
                before[b * steps + t] = t == 0 ? before.length : b * steps + t - 1;
                items[b * steps + t] = t < own.length ? own[t] : 0;
                targets[b * steps + t] = t < own.length ? sequences.targets().get(b)[t] : 0;
            }
            last[b] = (long) b * steps + own.length - 1;
        }
        return of(size, steps, kept(torch.tensor(items).view(size, steps)), kept(torch.tensor(new long[] {0})), items, targets, last, places, owners, before);
    }

    static Group packed(Sequences sequences) {
        int steps = sequences.items().getFirst().length;
        int size = sequences.size();
        int rows = sequences.items().stream().mapToInt(own -> own.length).sum();
        long[] items = new long[rows];
        long[] targets = new long[rows];
        long[] places = new long[rows];
        long[] owners = new long[rows];
        int[] before = new int[rows];
        long[] batchSizes = new long[steps];
        long[] last = new long[size];
        int row = 0;
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < size && sequences.items().get(b).length > t; b++) {
                items[row] = sequences.items().get(b)[t];
                targets[row] = sequences.targets().get(b)[t];
                places[row] = t;
                owners[row] = b;
                before[row] = t == 0 ? rows : (int) last[b];
                last[b] = row++;
                batchSizes[t]++;
            }
        }
        return of(size, steps, kept(torch.tensor(items)), kept(torch.tensor(batchSizes)), items, targets, last, places, owners, before);
    }

    private static Group of(
            int size, int steps, Tensor items, Tensor batchSizes, long[] flat, long[] targets, long[] last, long[] places, long[] owners,
            int[] before) {
        long[] rows = LongStream.range(0, targets.length).filter(i -> targets[(int) i] != 0).toArray();
        long[] events = LongStream.range(0, flat.length).filter(i -> flat[(int) i] != 0).toArray();
        long[] chosen = Arrays.stream(rows).map(i -> targets[(int) i] - 1).toArray();
        return new Group(
                size, steps, items, batchSizes, kept(torch.tensor(rows)), kept(torch.tensor(last)), kept(torch.tensor(places)),
                kept(torch.tensor(owners)), kept(torch.tensor(events)), kept(torch.tensor(chosen)), rows.length, before, new HashMap<>());
    }

    /// For each row, the row `distance` events before it in its sequence; the number of rows where there is none.
    Tensor back(int distance) {
        return shifts.computeIfAbsent(distance, _ -> {
            long[] rows = LongStream.range(0, before.length).toArray();
            for (int step = 0; step < distance; step++) {
                Arrays.setAll(rows, row -> rows[row] == before.length ? before.length : before[(int) rows[row]]);
            }
            return kept(torch.tensor(rows));
        });
    }

    private static Tensor kept(Tensor tensor) {
        return tensor.retainReference();
    }
}
