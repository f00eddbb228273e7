package trailbench.engine.dl4j;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import trailbench.engine.Optimizer;
import trailbench.kernel.Descent;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.kernel.Pointwise;
import trailbench.privacy.SecretDraws;

/// Updates the touched rows of tables that learn by row. A step costs what the touched rows cost; nothing walks a table.
///
/// Optimisers are lazy here, as TensorFlow's `LazyAdam` and PyTorch's `SparseAdam` are. Where they differ from the same over the whole table:
/// * what is kept of a row (moments, velocity, sums of squares) changes only in steps that touch the row;
/// * a row that is not touched does not move, while Adam, Nadam or momentum would let it coast on what is left of its moment; Adagrad, RMSProp
///   without its decay, and plain descent would not move it either;
/// * the bias is corrected by the step of the run, not by how often the row was touched: Adam's first update of a row that is met late is up
///   to (1 - β₁) / √(1 - β₂), about 3.2, times the learning rate, that of a row met in the first step is the learning rate itself;
/// * L2 and weight decay reach touched rows only.
///
/// Where a step touches all rows, the two are equal bit for bit. The norm that clipping looks at is the same: untouched rows have none. Of a
/// step of several batches, the touched rows are those of any of them.
final class RowLearner {
    private final List<RowTable> tables;
    private final Optimizer optimizer;
    private final Lanes lanes;
    private final List<State> states = new ArrayList<>();
    /// The same tables with the step's gradient: their own, or the sum over the step's batches.
    private List<RowTable> learnt;
    private List<RowTable> gathered = List.of();
    private final FloatBuffer before = new FloatBuffer();
    /// The touched rows of all tables one after another, where a step is measured.
    private Floats kept = Floats.NONE;

    /// Of one table, as many values of each parameter as the optimiser keeps.
    private record State(FloatBuffer owner, Floats all, Floats first, Floats second) {
        static State of(int kept, long length) {
            FloatBuffer owner = new FloatBuffer();
            Floats all = owner.zeros(kept * length);
            return new State(owner, all, kept > 0 ? all.slice(0, length) : Floats.NONE, kept > 1 ? all.slice(length, length) : Floats.NONE);
        }
    }

    RowLearner(List<RowTable> tables, Optimizer optimizer, Lanes lanes) {
        this.tables = tables;
        this.learnt = tables;
        this.optimizer = optimizer;
        this.lanes = lanes;
        tables.forEach(table -> states.add(State.of(optimizer.state(), table.values().get().length())));
    }

    /// Over the touched rows of all gradients.
    double sumOfSquares() {
        return sum((table, i, _) -> Pointwise.sumOfSquares(table.touched(table.gradient().get(), i)));
    }

    /// Adds the rows that this batch touched, times its weight, to the sum of the step.
    ///
    /// @param first true for the first batch of the step
    void gather(float weight, boolean first) {
        if (first) {
            clear();
        }
        for (int index = 0; index < tables.size(); index++) {
            RowTable batch = tables.get(index);
            RowTable sums = gathered.get(index);
            for (int i = 0; i < batch.rows().count(); i++) {
                sums.rows().touch(batch.rows().row(i));
            }
            Floats gradient = batch.gradient().get();
            Floats sum = sums.gradient().get();
            rows(batch, (table, i) -> Pointwise.addScaled(table.touched(gradient, i), weight, table.touched(sum, i)));
        }
    }

    private static RowTable ofSums(RowTable table) {
        long length = table.values().get().length();
        FloatBuffer owner = new FloatBuffer();
        owner.zeros(length);
        return new RowTable(table.name(), table.width(), table.values(), () -> owner.ensure(length), new TouchedRows(Math.toIntExact(length / table.width())), table.first());
    }

    /// Begins a sum of gradients at zero.
    void clear() {
        gathered = gathered.isEmpty() ? tables.stream().map(RowLearner::ofSums).toList() : gathered;
        for (RowTable sums : gathered) {
            sums.zeroGradient();
            sums.rows().forget();
        }
    }

    /// Adds noise to the sum, in all rows: from here on they are all touched, so that nothing tells which were.
    ///
    /// @param from number of the first table's first number among all that noise is drawn for
    void addNoise(SecretDraws draws, long step, float deviation, long from) {
        long at = from;
        for (RowTable sums : gathered) {
            long length = sums.gradient().get().length();
            int rows = Math.toIntExact(length / sums.width());
            for (int row = sums.first(); row < rows; row++) {
                sums.rows().touch(row);
            }
            Floats learning = sums.gradient().get().slice((long) sums.first() * sums.width(), length - (long) sums.first() * sums.width());
            new Noise(draws, step, deviation, lanes).addTo(learning, at);
            at += length;
        }
    }

    /// Learns from the sum of the step, times a factor, until [#takeOwn].
    void takeGathered(float factor) {
        learnt = gathered;
        learnt.forEach(each -> rows(each, (table, i) -> Pointwise.scale(table.touched(table.gradient().get(), i), factor)));
    }

    /// Learns from the last batch's gradient.
    void takeOwn() {
        learnt = tables;
    }

    /// Scales the gradients of touched rows, then cuts each number.
    void clip(float scale, float limit) {
        learnt.forEach(each -> rows(each, (table, i) -> Descent.clip(table.touched(table.gradient().get(), i), scale, limit)));
    }

    /// @param step  from 1
    /// @param rate  learning rate of this step
    /// @param scale of the gradient, as clipping wants it
    void update(long step, double rate, float scale) {
        Rule rule = Rule.of(optimizer, step, rate, scale);
        for (int index = 0; index < learnt.size(); index++) {
            State state = states.get(index);
            Floats values = learnt.get(index).values().get();
            Floats gradient = learnt.get(index).gradient().get();
            rows(learnt.get(index), (table, i) -> rule.update(
                    table.touched(values, i),
                    table.touched(gradient, i),
                    state.first == Floats.NONE ? state.first : table.touched(state.first, i),
                    state.second == Floats.NONE ? state.second : table.touched(state.second, i)));
        }
    }

    /// Keeps the touched rows as they are before a step.
    ///
    /// @return their sum of squares
    double remember() {
        kept = before.ensure(learnt.stream().mapToLong(table -> (long) table.rows().count() * table.width()).sum());
        return sum((table, i, at) -> {
            Floats row = table.touched(table.values().get(), i);
            kept.copyFrom(row, 0, at, row.length());
            return Pointwise.sumOfSquares(row);
        });
    }

    /// Sum of the squares of what the step has changed since [#remember].
    double squaredChange() {
        return sum((table, i, at) -> {
            Floats row = kept.slice(at, table.width());
            Pointwise.subtract(table.touched(table.values().get(), i), row);
            return Pointwise.sumOfSquares(row);
        });
    }

    private interface Work {
        void on(RowTable table, int i);
    }

    private interface Sum {
        /// @param at where the row stands among all touched rows of all tables
        double over(RowTable table, int i, long at);
    }

    /// The touched rows of a table, shared among the lanes.
    private void rows(RowTable table, Work work) {
        lanes.run(lane -> {
            int end = cut(table, lane + 1);
            for (int i = cut(table, lane); i < end; i++) {
                work.on(table, i);
            }
        });
    }

    private double sum(Sum sum) {
        double[] sums = new double[lanes.count()];
        long from = 0;
        for (RowTable table : learnt) {
            long start = from;
            int width = table.width();
            lanes.run(lane -> {
                int end = cut(table, lane + 1);
                for (int i = cut(table, lane); i < end; i++) {
                    sums[lane] += sum.over(table, i, start + (long) i * width);
                }
            });
            from += (long) table.rows().count() * width;
        }
        double all = 0;
        for (double part : sums) {
            all += part;
        }
        return all;
    }

    private int cut(RowTable table, int lane) {
        return (int) ((long) table.rows().count() * lane / lanes.count());
    }

    /// Writes what is kept of every table.
    void write(OutputStream stream) throws IOException {
        for (State state : states) {
            FloatStream.write(state.all, stream);
        }
    }

    /// @throws IOException if the stream is too short
    void read(InputStream stream) throws IOException {
        for (State state : states) {
            FloatStream.read(stream, state.all);
        }
    }

    boolean hasState() {
        return optimizer.state() > 0 && !states.isEmpty();
    }
}
