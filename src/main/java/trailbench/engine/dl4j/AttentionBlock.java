package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import java.util.Map;
import trailbench.engine.dl4j.AttentionConf.Key;
import trailbench.engine.dl4j.AttentionLayer.Chunk;
import trailbench.graph.Node.SelfAttention.Norm;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.Draws;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Gates;
import trailbench.kernel.LayerNorm;
import trailbench.kernel.Pointwise;

/// The arithmetic of a transformer block for one lane, chunk by chunk; the formulas stand at [Norm].
///
/// The gradient is that of the forward pass taken backwards step by step; every step that has two users adds to what is there.
final class AttentionBlock {
    private final AttentionConf conf;
    private final AttentionMemory memory;
    private final Map<String, Floats> parameters;
    private final boolean drops;
    private final long key;
    private final int width;
    private final Packing.Lane lane;

    /// Places where numbers are drawn.
    private enum Draw {
        WEIGHTS,
        MIXED,
        INNER,
        OUTPUT
    }

    AttentionBlock(AttentionConf conf, AttentionMemory memory, Packing.Lane lane, Map<String, Floats> parameters, boolean training, long key) {
        this.lane = lane;
        this.conf = conf;
        this.memory = memory;
        this.parameters = parameters;
        this.drops = training;
        this.key = key;
        this.width = conf.in();
    }

    /// @param output `[rows, E]` out; [AttentionMemory#input] holds what comes in
    void forward(Chunk chunk, Floats output) {
        attend(chunk, false);
        conclude(chunk, output);
    }

    /// Works out the last row of each sequence alone, from all of them. No backward pass can follow.
    ///
    /// @param output its first rows, one a sequence `[S, E]`: out
    void forwardLast(Chunk chunk, Floats output) {
        attend(chunk, true);
        conclude(keepLast(chunk), RecurrentLayer.rows(output, 0, chunk.count(), width));
    }

    /// @param lastOnly true if only each sequence's last row is asked for
    private void attend(Chunk chunk, boolean lastOnly) {
        int n = chunk.rows();
        Floats x = memory.input.of(chunk.firstRow(), n);
        Floats a = normal(chunk);
        Floats qkv = memory.qkv.of(chunk.firstRow(), n);
        Floats heads = memory.heads.of(chunk.firstRow(), n);
        if (conf.getNorm() != Norm.POST) {
            norm(n, x, Key.GAIN, Key.OFFSET, memory.stats.of(chunk.firstRow(), n), a);
        }
        Pointwise.fillRows(of(Key.QKV_BIAS), qkv, n);
        if (lastOnly) {
            queriesOfLast(chunk, a, qkv);
            multiply(n, 2 * width, width, conf.getNorm() == Norm.QUERY ? x : a, qkvPart(of(Key.QKV), 1), 1, qkvPart(qkv, 1));
        } else if (conf.getNorm() == Norm.QUERY) {
            multiply(n, width, width, a, qkvPart(of(Key.QKV), 0), 1, qkvPart(qkv, 0));
            multiply(n, 2 * width, width, x, qkvPart(of(Key.QKV), 1), 1, qkvPart(qkv, 1));
        } else {
            multiply(n, 3 * width, width, a, qkvPart(of(Key.QKV), 0), 1, qkvPart(qkv, 0));
        }
        heads(chunk, (place, from) -> memory.attention.forward(
                place, lastOnly ? place.steps() - 1 : 0,
                RecurrentLayer.rows(qkv, from, place.steps(), 3 * width), RecurrentLayer.rows(heads, from, place.steps(), width)));
    }

    private void queriesOfLast(Chunk chunk, Floats a, Floats qkv) {
        int end = 0;
        for (int s = 0; s < chunk.count(); s++) {
            end += lane.lengths()[chunk.first() + s];
            multiply(
                    1, width, width, RecurrentLayer.rows(a, end - 1, 1, width), qkvPart(of(Key.QKV), 0), 1,
                    qkvPart(RecurrentLayer.rows(qkv, end - 1, 1, 3 * width), 0));
        }
    }

    /// Moves the last row of each sequence to the chunk's first rows, in all that is read from now on.
    private Chunk keepLast(Chunk chunk) {
        moveLast(chunk, memory.input.of(chunk.firstRow(), chunk.rows()));
        moveLast(chunk, memory.heads.of(chunk.firstRow(), chunk.rows()));
        if (conf.getNorm() != Norm.POST) {
            moveLast(chunk, normal(chunk));
        }
        return new Chunk(chunk.first(), chunk.count(), chunk.firstRow(), chunk.count());
    }

    private void moveLast(Chunk chunk, Floats rows) {
        long end = 0;
        for (int s = 0; s < chunk.count(); s++) {
            end += lane.lengths()[chunk.first() + s];
            rows.copyFrom(rows, (end - 1) * width, (long) s * width, width);
        }
    }

    /// What comes after the heads.
    private void conclude(Chunk chunk, Floats output) {
        int n = chunk.rows();
        Floats x = memory.input.of(chunk.firstRow(), n);
        Floats a = normal(chunk);
        Floats heads = memory.heads.of(chunk.firstRow(), n);
        Floats y = memory.middle.of(chunk.firstRow(), n);
        Floats z = memory.fed.of(chunk.firstRow(), n);
        Floats mixed = conf.isGated() ? memory.mixed.of(chunk.firstRow(), n) : y;
        linear(n, width, width, heads, Key.MIX, Key.MIX_BIAS, mixed);
        drop(chunk, Draw.MIXED, mixed, width);
        add(chunk, conf.getNorm() == Norm.QUERY ? a : x, x, mixed, Key.GATE, Key.GATE_BIAS, memory.gate, y);

        boolean post = conf.getNorm() == Norm.POST;
        norm(n, y, post ? Key.GAIN : Key.GAIN_2, post ? Key.OFFSET : Key.OFFSET_2, statsOfMiddle(chunk), z);
        Floats inner = memory.inner.of(chunk.firstRow(), n);
        Floats raw = raw(chunk);
        linear(n, width, conf.innerRows(), z, Key.UP, Key.UP_BIAS, raw);
        switch (conf.getFeedForward()) {
            case RELU -> Pointwise.relu(inner);
            case GELU -> Gates.gelu(raw, inner);
            case SWIGLU -> Gates.swiglu(n, conf.getInner(), raw, inner);
        }
        drop(chunk, Draw.INNER, inner, conf.getInner());
        Floats sum = post ? memory.sum.of(chunk.firstRow(), n) : output;
        Floats told = conf.isGated() ? memory.told.of(chunk.firstRow(), n) : sum;
        linear(n, conf.getInner(), width, inner, Key.DOWN, Key.DOWN_BIAS, told);
        drop(chunk, Draw.OUTPUT, told, width);
        Floats base = conf.getNorm() == Norm.PRE ? y : z;
        add(chunk, base, base, told, Key.GATE_2, Key.GATE_BIAS_2, memory.gate2, sum);
        if (post) {
            norm(n, sum, Key.GAIN_2, Key.OFFSET_2, memory.stats2.of(chunk.firstRow(), n), output);
        }
    }

    /// @param gradient `[rows, E]` gradient of the output; overwritten
    /// @param to       gradients of the parameters, added to
    /// @return `[rows, E]` gradient of the input
    Floats backward(Chunk chunk, Floats gradient, Map<String, Floats> to) {
        int n = chunk.rows();
        Floats x = memory.input.of(chunk.firstRow(), n);
        Floats a = normal(chunk);
        Floats y = memory.middle.of(chunk.firstRow(), n);
        Floats z = memory.fed.of(chunk.firstRow(), n);
        boolean post = conf.getNorm() == Norm.POST;

        Floats dSum = gradient;
        if (post) {
            dSum = zeros(memory.half, n, width);
            normBackward(n, memory.sum.of(chunk.firstRow(), n), Key.GAIN_2, Key.OFFSET_2, memory.stats2.of(chunk.firstRow(), n), gradient, to, dSum);
        }
        // dSum flows to the base and, through gate and dropout, to what the feed-forward net told
        Floats base = conf.getNorm() == Norm.PRE ? y : z;
        Floats dTold = memory.back.ensure((long) n * width);
        addBackward(chunk, base, dSum, Key.GATE_2, Key.GATE_BIAS_2, memory.gate2, memory.told, to, dTold);
        drop(chunk, Draw.OUTPUT, dTold, width);
        Floats dRaw = feedForwardBackward(chunk, dTold, to);
        Floats dY;
        if (conf.getNorm() == Norm.PRE) {
            Floats dZ = dTold;
            linearBackward(n, width, conf.innerRows(), z, dRaw, Key.UP, Key.UP_BIAS, to, 0, dZ);
            dY = dSum;
            normBackward(n, y, Key.GAIN_2, Key.OFFSET_2, statsOfMiddle(chunk), dZ, to, dY);
        } else {
            linearBackward(n, width, conf.innerRows(), z, dRaw, Key.UP, Key.UP_BIAS, to, 1, dSum);
            dY = zeros(post ? memory.outer : memory.half, n, width);
            normBackward(n, y, post ? Key.GAIN : Key.GAIN_2, post ? Key.OFFSET : Key.OFFSET_2, statsOfMiddle(chunk), dSum, to, dY);
        }

        // dY flows to the base and to what the heads mixed
        Floats dMixed = memory.back.ensure((long) n * width);
        Floats dBase = dY;
        Floats qkv = memory.qkv.of(chunk.firstRow(), n);
        Floats heads = memory.heads.of(chunk.firstRow(), n);
        if (conf.isGated() && conf.getNorm() == Norm.QUERY) {
            dBase = zeros(memory.outer, n, width); // the gate reads x, the residual is a
            gateBackward(chunk, x, dY, Key.GATE, Key.GATE_BIAS, memory.gate, memory.mixed, to, dMixed, dBase);
        } else {
            addBackward(chunk, x, dY, Key.GATE, Key.GATE_BIAS, memory.gate, memory.mixed, to, dMixed);
        }
        drop(chunk, Draw.MIXED, dMixed, width);
        Floats dHeads = memory.deep.ensure((long) n * width);
        linearBackward(n, width, width, heads, dMixed, Key.MIX, Key.MIX_BIAS, to, 0, dHeads);
        Floats dQkv = zeros(memory.wide, n, 3 * width);
        heads(chunk, (place, from) -> memory.attention.backward(
                place, RecurrentLayer.rows(qkv, from, place.steps(), 3 * width), RecurrentLayer.rows(heads, from, place.steps(), width),
                RecurrentLayer.rows(dHeads, from, place.steps(), width), RecurrentLayer.rows(dQkv, from, place.steps(), 3 * width)));
        Pointwise.addRows(dQkv, n, to.get(Key.QKV_BIAS));
        return switch (conf.getNorm()) {
            case QUERY -> {
                // dY reaches a as the residual; queries reach a, keys and values x
                projectionBackward(n, 0, 1, a, dQkv, to, 1, dY);
                Floats dX = conf.isGated() ? dBase : zeros(memory.outer, n, width);
                projectionBackward(n, 1, 2, x, dQkv, to, 1, dX);
                normBackward(n, x, Key.GAIN, Key.OFFSET, memory.stats.of(chunk.firstRow(), n), dY, to, dX);
                yield dX;
            }
            case PRE -> {
                Floats dA = dMixed;
                projectionBackward(n, 0, 3, a, dQkv, to, 0, dA);
                normBackward(n, x, Key.GAIN, Key.OFFSET, memory.stats.of(chunk.firstRow(), n), dA, to, dY);
                yield dY;
            }
            case POST -> {
                projectionBackward(n, 0, 3, x, dQkv, to, 1, dY);
                yield dY;
            }
        };
    }

    private Floats feedForwardBackward(Chunk chunk, Floats dTold, Map<String, Floats> to) {
        int n = chunk.rows();
        Floats inner = memory.inner.of(chunk.firstRow(), n);
        Floats dInner = memory.deep.ensure((long) n * conf.getInner());
        linearBackward(n, conf.getInner(), width, inner, dTold, Key.DOWN, Key.DOWN_BIAS, to, 0, dInner);
        drop(chunk, Draw.INNER, dInner, conf.getInner());
        Floats raw = raw(chunk);
        return switch (conf.getFeedForward()) {
            case RELU -> {
                Pointwise.reluBackward(inner, dInner); // a dropped unit is zero and its gradient too
                yield dInner;
            }
            case GELU -> {
                Gates.geluBackward(raw, dInner);
                yield dInner;
            }
            case SWIGLU -> {
                Gates.swigluBackward(n, conf.getInner(), raw, dInner);
                yield raw;
            }
        };
    }

    /// `sum = base + more`, or with a gate `base + σ(W · reads + c) · more`. `more` may be `sum`.
    private void add(
            Chunk chunk, Floats base, Floats reads, Floats more, String weights, String bias, AttentionMemory.Rows gates, Floats sum) {
        if (!conf.isGated()) {
            Pointwise.add(base, sum);
            return;
        }
        Floats gate = gates.of(chunk.firstRow(), chunk.rows());
        linear(chunk.rows(), width, width, reads, weights, bias, gate);
        sum.copyFrom(base, 0, 0, base.length());
        Gates.open(gate, more, sum);
    }

    /// The gradient of [#add] where base and what the gate reads are one: `gradient` becomes that of the base, `dMore` that of `more`.
    private void addBackward(
            Chunk chunk,
            Floats base,
            Floats gradient,
            String weights,
            String bias,
            AttentionMemory.Rows gates,
            AttentionMemory.Rows more,
            Map<String, Floats> to,
            Floats dMore) {
        if (conf.isGated()) {
            gateBackward(chunk, base, gradient, weights, bias, gates, more, to, dMore, gradient);
        } else {
            dMore.copyFrom(gradient, 0, 0, gradient.length());
        }
    }

    private void gateBackward(
            Chunk chunk,
            Floats reads,
            Floats gradient,
            String weights,
            String bias,
            AttentionMemory.Rows gates,
            AttentionMemory.Rows more,
            Map<String, Floats> to,
            Floats dMore,
            Floats dReads) {
        Floats gate = gates.of(chunk.firstRow(), chunk.rows());
        Floats value = more.of(chunk.firstRow(), chunk.rows());
        Gates.openBackward(gate, value, gradient);
        dMore.copyFrom(value, 0, 0, value.length());
        linearBackward(chunk.rows(), width, width, reads, gate, weights, bias, to, 1, dReads);
    }

    private void drop(Chunk chunk, Draw place, Floats values, int columns) {
        boolean published = place == Draw.MIXED && conf.getNorm() == Norm.QUERY;
        if (drops && conf.getOutputDropout() > 0 && !published) {
            int row = 0;
            for (int s = chunk.first(); s < chunk.first() + chunk.count(); s++) {
                Floats own = RecurrentLayer.rows(values, row, lane.lengths()[s], columns);
                Pointwise.dropout(own, own, conf.getOutputDropout(), Draws.key(key, place.ordinal(), lane.sequences()[s]), 0);
                row += lane.lengths()[s];
            }
        }
    }

    private interface HeadWork {
        void on(HeadAttention.Place place, int firstRow);
    }

    private void heads(Chunk chunk, HeadWork work) {
        int row = 0;
        double rate = drops ? conf.getWeightDropout() : 0;
        for (int s = chunk.first(); s < chunk.first() + chunk.count(); s++) {
            for (int head = 0; head < conf.getHeads(); head++) {
                long own = Draws.key(key, Draw.WEIGHTS.ordinal(), lane.sequences()[s], head);
                work.on(new HeadAttention.Place(lane.lengths()[s], width, head, conf.getHeads(), conf.isCausal(), rate, own), row);
            }
            row += lane.lengths()[s];
        }
    }

    private Floats normal(Chunk chunk) {
        return conf.getNorm() == Norm.POST ? memory.input.of(chunk.firstRow(), chunk.rows()) : memory.normal.of(chunk.firstRow(), chunk.rows());
    }

    /// The inner layer before its activation; a rectifier works in place.
    private Floats raw(Chunk chunk) {
        AttentionMemory.Rows rows =
                switch (conf.getFeedForward()) {
                    case RELU -> memory.inner;
                    case GELU, SWIGLU -> memory.raw;
                };
        return rows.of(chunk.firstRow(), chunk.rows());
    }

    private Floats statsOfMiddle(Chunk chunk) {
        return (conf.getNorm() == Norm.POST ? memory.stats : memory.stats2).of(chunk.firstRow(), chunk.rows());
    }

    private Floats of(String name) {
        Floats floats = parameters.get(name);
        if (floats == null) {
            throw new IllegalStateException("no parameter " + name);
        }
        return floats;
    }

    private static Floats zeros(FloatBuffer buffer, int rows, int columns) {
        Floats floats = buffer.ensure((long) rows * columns);
        floats.zero();
        return floats;
    }

    private void norm(int n, Floats source, String gain, String offset, Floats stats, Floats target) {
        LayerNorm.forward(n, width, source, of(gain), of(offset), stats, target);
    }

    private void normBackward(int n, Floats source, String gain, String offset, Floats stats, Floats gradient, Map<String, Floats> to, Floats target) {
        LayerNorm.backward(n, width, source, of(gain), stats, gradient, to.get(gain), to.get(offset), target);
    }

    private void linear(int n, int in, int out, Floats source, String weights, String bias, Floats target) {
        Pointwise.fillRows(of(bias), target, n);
        multiply(n, out, in, source, Matrix.of(of(weights), out), 1, Matrix.of(target, out));
    }

    private static void multiply(int rows, int out, int in, Floats source, Matrix weights, float beta, Matrix target) {
        Blas.multiply(NO, NO, rows, out, in, Matrix.of(source, in), weights, beta, target);
    }

    /// @param beta 1 to add to `dSource`, 0 to set it
    private void linearBackward(
            int n, int in, int out, Floats source, Floats gradient, String weights, String bias, Map<String, Floats> to, float beta, Floats dSource) {
        Pointwise.addRows(gradient, n, to.get(bias));
        Blas.multiply(YES, NO, in, out, n, Matrix.of(source, in), Matrix.of(gradient, out), 1, Matrix.of(to.get(weights), out));
        Blas.multiply(NO, YES, n, in, out, Matrix.of(gradient, out), Matrix.of(of(weights), out), beta, Matrix.of(dSource, in));
    }

    /// The gradient of queries (0), keys (1) and values (2), from `first`, `count` of them, towards what they were made from.
    private void projectionBackward(int n, int first, int count, Floats source, Floats dQkv, Map<String, Floats> to, float beta, Floats dSource) {
        Blas.multiply(YES, NO, width, count * width, n, Matrix.of(source, width), qkvPart(dQkv, first), 1, qkvPart(to.get(Key.QKV), first));
        Blas.multiply(NO, YES, n, width, count * width, qkvPart(dQkv, first), qkvPart(of(Key.QKV), first), beta, Matrix.of(dSource, width));
    }

    private Matrix qkvPart(Floats rows, int part) {
        long start = (long) part * width;
        return new Matrix(rows.slice(start, rows.length() - start), 3 * width);
    }
}
