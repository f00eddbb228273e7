package trailbench.engine.dl4j;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import trailbench.engine.Optimizer;
import trailbench.kernel.Adam;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.kernel.Pointwise;

/// Updates the touched rows of tables that learn by row. A step costs what the touched rows cost; nothing walks a table.
///
/// Adam is lazy here, as TensorFlow's `LazyAdam` and PyTorch's `SparseAdam` are. Where it differs from [Adam] over the whole table:
/// * the moments of a row decay only in steps that touch the row;
/// * a row that is not touched does not move, while Adam would let it coast on what is left of its first moment;
/// * the bias is corrected by the step of the run, not by how often the row was touched: the first update of a row that is met late is up
///   to (1 - β₁) / √(1 - β₂), about 3.2, times the learning rate, that of a row met in the first step is the learning rate itself;
/// * L2 decays touched rows only.
///
/// Where a step touches all rows, the two are equal bit for bit. The norm that clipping looks at is the same: untouched rows have none.
final class RowLearner {
    private final List<RowTable> tables;
    private final Optimizer optimizer;
    private final Lanes lanes;
    private final List<Moments> moments = new ArrayList<>();

    /// Of one table; empty for plain gradient descent.
    private record Moments(FloatBuffer owner, Floats first, Floats second) {
        static Moments of(long length) {
            FloatBuffer owner = new FloatBuffer();
            Floats both = owner.zeros(2 * length);
            return new Moments(owner, both.slice(0, length), both.slice(length, length));
        }
    }

    RowLearner(List<RowTable> tables, Optimizer optimizer, Lanes lanes) {
        this.tables = tables;
        this.optimizer = optimizer;
        this.lanes = lanes;
        if (optimizer instanceof Optimizer.Adam) {
            tables.forEach(table -> moments.add(Moments.of(table.values().get().length())));
        }
    }

    /// Over the touched rows of all gradients.
    double sumOfSquares() {
        double[] sums = new double[lanes.count()];
        for (RowTable table : tables) {
            Floats gradient = table.gradient().get();
            lanes.run(lane -> {
                int end = cut(table, lane + 1);
                for (int i = cut(table, lane); i < end; i++) {
                    sums[lane] += Pointwise.sumOfSquares(table.touched(gradient, i));
                }
            });
        }
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return sum;
    }

    /// @param step  from 1
    /// @param scale of the gradient, as clipping wants it
    void update(long step, float scale) {
        for (int index = 0; index < tables.size(); index++) {
            RowTable table = tables.get(index);
            switch (optimizer) {
                case Optimizer.Adam(double rate, double l2) -> adam(table, moments.get(index), Adam.at(step, rate, scale, l2));
                case Optimizer.Sgd(double rate, double l2) -> descend(table, (float) rate, scale, (float) l2);
            }
        }
    }

    private void adam(RowTable table, Moments state, Adam adam) {
        Floats values = table.values().get();
        Floats gradient = table.gradient().get();
        lanes.run(lane -> {
            int end = cut(table, lane + 1);
            for (int i = cut(table, lane); i < end; i++) {
                adam.update(table.touched(values, i), table.touched(gradient, i), table.touched(state.first, i), table.touched(state.second, i));
            }
        });
    }

    private void descend(RowTable table, float rate, float scale, float l2) {
        Floats values = table.values().get();
        Floats gradient = table.gradient().get();
        lanes.run(lane -> {
            int end = cut(table, lane + 1);
            for (int i = cut(table, lane); i < end; i++) {
                Floats row = table.touched(values, i);
                Pointwise.scale(row, 1 - rate * l2);
                Pointwise.addScaled(table.touched(gradient, i), -rate * scale, row);
            }
        });
    }

    private int cut(RowTable table, int lane) {
        return (int) ((long) table.rows().count() * lane / lanes.count());
    }

    /// Writes both moments of every table.
    void write(OutputStream stream) throws IOException {
        for (Moments state : moments) {
            FloatStream.write(state.first, stream);
            FloatStream.write(state.second, stream);
        }
    }

    /// @throws IOException if the stream is too short
    void read(InputStream stream) throws IOException {
        for (Moments state : moments) {
            FloatStream.read(stream, state.first);
            FloatStream.read(stream, state.second);
        }
    }

    boolean hasState() {
        return !moments.isEmpty();
    }
}
