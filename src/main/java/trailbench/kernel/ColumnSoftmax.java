package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// Softmax over the columns of a matrix of logits `[V, R]`: one item a row, one step a column, so that a vector holds an item's logits of many steps.
/// The same as [Softmax] over rows, up to the order of sums.
public final class ColumnSoftmax {
    /// Items whose exponentials are summed in single precision before they go to a double.
    private static final int TOGETHER = 64;

    private ColumnSoftmax() {}

    /// Replaces each logit by exp(logit + bias - greatest of its column).
    ///
    /// @param logits  `[V, columns]` without bias
    /// @param columns a multiple of [Panels#padded]
    /// @param bias    `[V]`; [Floats#NONE] for zeros
    /// @param targets index of the true item of each of the first columns
    /// @param room    `[2, columns]`, overwritten
    /// @return of each column that has a target
    public static Softmax.Row[] exponentials(Floats logits, int columns, Floats bias, int[] targets, Floats room) {
        int items = Math.toIntExact(logits.length() / columns);
        logits.check(0, (long) items * columns);
        room.check(0, 2L * columns);
        if (columns % LANES != 0 || targets.length > columns) {
            throw new IllegalArgumentException("%s targets in %s columns".formatted(targets.length, columns));
        }
        if (bias.length() > 0) {
            bias.check(0, items);
            addToRows(bias.address(), logits.address(), items, columns);
        }
        Floats best = room.slice(0, columns);
        Floats sums = room.slice(columns, columns);
        best.copyFrom(logits, 0, 0, columns);
        greatest(logits.address(), items, columns, best.address());
        float[] said = new float[targets.length];
        for (int column = 0; column < said.length; column++) {
            logits.check((long) targets[column] * columns + column, 1);
            said[column] = logits.get((long) targets[column] * columns + column);
        }
        double[] partition = new double[said.length];
        for (int from = 0; from < items; from += TOGETHER) {
            sums.zero();
            exponentials(logits.address() + 4L * from * columns, Math.min(TOGETHER, items - from), columns, best.address(), sums.address());
            for (int column = 0; column < partition.length; column++) {
                partition[column] += sums.get(column);
            }
        }
        Softmax.Row[] rows = new Softmax.Row[said.length];
        for (int column = 0; column < rows.length; column++) {
            float top = best.get(column);
            rows[column] = new Softmax.Row(top + StrictMath.log(partition[column]), said[column], top, 1 / partition[column]);
        }
        return rows;
    }

    private static void addToRows(long bias, long x, int items, int columns) {
        for (int item = 0; item < items; item++) {
            FloatVector more = Vectors.broadcast(Vectors.get(bias + 4L * item));
            long row = x + 4L * item * columns;
            for (int i = 0; i < columns; i += LANES) {
                store(load(row + 4L * i).add(more), row + 4L * i);
            }
        }
    }

    private static void greatest(long x, int items, int columns, long best) {
        for (int item = 0; item < items; item++) {
            long row = x + 4L * item * columns;
            for (int i = 0; i < columns; i += LANES) {
                store(load(row + 4L * i).max(load(best + 4L * i)), best + 4L * i);
            }
        }
    }

    /// Replaces x by exp(x - best), and adds it to the sums.
    private static void exponentials(long x, int items, int columns, long best, long sums) {
        for (int item = 0; item < items; item++) {
            long row = x + 4L * item * columns;
            for (int i = 0; i < columns; i += LANES) {
                FloatVector e = Vectors.expOfNegative(load(row + 4L * i).sub(load(best + 4L * i)));
                store(e, row + 4L * i);
                store(e.add(load(sums + 4L * i)), sums + 4L * i);
            }
        }
    }
}
