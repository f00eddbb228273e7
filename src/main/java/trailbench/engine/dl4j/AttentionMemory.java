package trailbench.engine.dl4j;

import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;

/// What one lane remembers of a block's forward pass, sequence after sequence, and its work room for the backward pass.
final class AttentionMemory {
    /// What comes in.
    final Rows input;
    /// What queries are made from.
    final Rows normal;
    final Rows qkv;
    /// The heads' outputs side by side.
    final Rows heads;
    /// After the output matrix; kept for the gate.
    final Rows mixed;
    final Rows gate;
    /// After the first half, before a norm.
    final Rows middle;
    /// What the feed-forward net takes.
    final Rows fed;
    /// Its inner layer before and after the activation.
    final Rows raw;
    final Rows inner;
    final Rows told;
    final Rows gate2;
    /// After the second half, before a norm that stands at the end.
    final Rows sum;
    final Rows stats;
    final Rows stats2;

    /// Gradients of one chunk.
    final FloatBuffer outer = new FloatBuffer();
    final FloatBuffer half = new FloatBuffer();
    final FloatBuffer back = new FloatBuffer();
    final FloatBuffer wide = new FloatBuffer();
    final FloatBuffer deep = new FloatBuffer();

    final HeadAttention attention = new HeadAttention();

    /// One row an event.
    static final class Rows {
        private final int width;
        private final FloatBuffer buffer = new FloatBuffer();
        private Floats all = Floats.NONE;

        /// @param width floats a row; 0 for something that is not kept
        Rows(int width) {
            this.width = width;
        }

        Floats of(int first, int count) {
            return all.slice((long) first * width, (long) count * width);
        }

        private void prepare(int rows) {
            all = buffer.ensure((long) rows * width);
        }
    }

    AttentionMemory(AttentionConf conf) {
        int width = conf.in();
        boolean gated = conf.isGated();
        input = new Rows(width);
        normal = new Rows(conf.getNorm() == Norm.POST ? 0 : width);
        qkv = new Rows(3 * width);
        heads = new Rows(width);
        mixed = new Rows(gated ? width : 0);
        gate = new Rows(gated ? width : 0);
        middle = new Rows(width);
        fed = new Rows(width);
        raw = new Rows(conf.getFeedForward() == FeedForward.RELU ? 0 : conf.innerRows());
        inner = new Rows(conf.getInner());
        told = new Rows(gated ? width : 0);
        gate2 = new Rows(gated ? width : 0);
        sum = new Rows(conf.getNorm() == Norm.POST ? width : 0);
        stats = new Rows(2);
        stats2 = new Rows(2);
    }

    /// Makes room for `count` events.
    void prepare(int count) {
        for (Rows part : new Rows[] {
            input, normal, qkv, heads, mixed, gate, middle, fed, raw, inner, told, gate2, sum, stats, stats2
        }) {
            part.prepare(count);
        }
    }
}
