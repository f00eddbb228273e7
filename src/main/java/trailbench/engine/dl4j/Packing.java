package trailbench.engine.dl4j;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Where the events of a padded batch stand once the padding is left out.
///
/// The sequences are dealt to lanes, longest first, so that each lane has about the same number of events. A lane's rows stand together;
/// within it, all sequences' first events come first, then all second events, and so on, longest sequence first. A recurrent step is
/// then a block of consecutive rows, and the rows that go on are the first ones of the block before:
/// ```
/// lengths 3, 2, 1:   a0 b0 c0 | a1 b1 | a2
/// ```
/// No padded position has a row, wherever the padding stood.
final class Packing {
    private final int size;
    private final int rows;
    private final int[] source;
    private final Lane[] lanes;

    /// One lane's part.
    ///
    /// @param firstRow  its first row
    /// @param stepStart `[L + 1]` row, counted from `firstRow`, at which each step's block starts
    /// @param sequences `[S]` batch index of its sequences, longest first
    /// @param lengths   `[S]` events of each
    record Lane(int firstRow, int[] stepStart, int[] sequences, int[] lengths) {
        int rows() {
            return stepStart[stepStart.length - 1];
        }

        int steps() {
            return stepStart.length - 1;
        }

        /// For `count` rows from `from`, counted within the lane, the rows of the batch that hold the same sequence's steps
        /// `(taps - 1) · distance`, …, `distance` and 0 back, in this order; -1 before its beginning.
        ///
        /// @param plan `[count, taps]` out
        void before(int from, int count, int taps, int distance, int[] plan) {
            int step = 0;
            for (int row = from; row < from + count; row++) {
                while (stepStart[step + 1] <= row) {
                    step++;
                }
                int sequence = row - stepStart[step];
                for (int tap = 0; tap < taps; tap++) {
                    int back = step - (taps - 1 - tap) * distance;
                    plan[(row - from) * taps + tap] = back < 0 ? -1 : firstRow + stepStart[back] + sequence;
                }
            }
        }

        /// Where event `step` of a sequence stands, counted over all lanes.
        ///
        /// @param sequence its place within the lane
        int row(int step, int sequence) {
            return firstRow + stepStart[step] + sequence;
        }

        /// Sequences that have a step `t`.
        int alive(int step) {
            return stepStart[step + 1] - stepStart[step];
        }
    }

    private Packing(int size, int[] source, Lane[] lanes) {
        this.size = size;
        this.rows = source.length;
        this.source = source;
        this.lanes = lanes;
    }

    /// @param mask  `[B * T]` row-major, not 0 where there is an event
    /// @param size  B
    /// @param count number of lanes
    static Packing of(int[] mask, int size, int count) {
        int steps = mask.length / size;
        int[] lengths = new int[size];
        for (int b = 0; b < size; b++) {
            for (int t = 0; t < steps; t++) {
                if (mask[b * steps + t] != 0) {
                    lengths[b]++;
                }
            }
        }
        int[][] dealt = deal(lengths, count);
        int[] source = new int[Arrays.stream(lengths).sum()];
        Lane[] lanes = new Lane[count];
        int row = 0;
        for (int l = 0; l < count; l++) {
            lanes[l] = pack(dealt[l], lengths, row);
            row += lanes[l].rows();
            for (int s = 0; s < dealt[l].length; s++) {
                int b = dealt[l][s];
                for (int t = 0, step = 0; t < steps; t++) {
                    if (mask[b * steps + t] != 0) {
                        source[lanes[l].row(step++, s)] = b * steps + t;
                    }
                }
            }
        }
        return new Packing(size, source, lanes);
    }

    private static int[][] deal(int[] lengths, int count) {
        int[] longestFirst = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt(b -> -lengths[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[][] dealt = new int[count][];
        for (int l = 0; l < count; l++) {
            int lane = l;
            dealt[l] = IntStream.range(0, lengths.length)
                    .filter(rank -> lane == turn(rank, count))
                    .map(rank -> longestFirst[rank])
                    .toArray();
        }
        return dealt;
    }

    /// 0 1 2 2 1 0 0 1 2 …: nobody always gets the longer one.
    private static int turn(int rank, int count) {
        int place = rank % (2 * count);
        return place < count ? place : 2 * count - 1 - place;
    }

    private static Lane pack(int[] sequences, int[] lengths, int firstRow) {
        int[] own = Arrays.stream(sequences).map(b -> lengths[b]).toArray();
        int steps = own.length == 0 ? 0 : own[0];
        int[] stepStart = new int[steps + 1];
        int alive = own.length;
        for (int t = 0; t < steps; t++) {
            while (own[alive - 1] <= t) {
                alive--;
            }
            stepStart[t + 1] = stepStart[t] + alive;
        }
        return new Lane(firstRow, stepStart, sequences, own);
    }

    /// B
    int size() {
        return size;
    }

    /// Number of events in the batch.
    int rows() {
        return rows;
    }

    /// `b * T + t` of the event in a row.
    int source(int row) {
        return source[row];
    }

    int[] source() {
        return source;
    }

    /// `b` of the event in each row.
    int[] sequences() {
        int[] sequences = new int[rows];
        for (Lane lane : lanes) {
            for (int t = 0; t < lane.steps(); t++) {
                System.arraycopy(lane.sequences, 0, sequences, lane.firstRow + lane.stepStart[t], lane.alive(t));
            }
        }
        return sequences;
    }

    /// Number of lanes.
    int lanes() {
        return lanes.length;
    }

    Lane lane(int lane) {
        return lanes[lane];
    }

    /// The row of each sequence's last event; -1 for an empty sequence.
    int[] lastRows() {
        int[] last = new int[size];
        for (Lane lane : lanes) {
            for (int s = 0; s < lane.sequences.length; s++) {
                int length = lane.lengths[s];
                last[lane.sequences[s]] = length == 0 ? -1 : lane.row(length - 1, s);
            }
        }
        return last;
    }
}
