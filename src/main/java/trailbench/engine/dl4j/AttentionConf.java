package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import trailbench.graph.Node.SelfAttention;
import trailbench.graph.Node.SelfAttention.FeedForward;
import trailbench.graph.Node.SelfAttention.Norm;

/// A transformer block: see [SelfAttention].
///
/// Matrices start as in the PyTorch implementation of SASRec by A. Klenitskiy and A. Vasilev (RecSys 2023): normal with deviation 0.02, but
/// for queries, keys and values, which are Glorot-uniform as one matrix; biases zero, gains one.
public final class AttentionConf extends PackedConf {
    static final double DEVIATION = 0.02;

    private int heads;
    private int inner;
    private Norm norm = Norm.QUERY;
    private FeedForward feedForward = FeedForward.RELU;
    private boolean gated;
    private boolean causal;
    private double weightDropout;
    private double outputDropout;

    public AttentionConf() {}

    AttentionConf(int width, SelfAttention node) {
        super(width, width);
        this.heads = node.heads();
        this.inner = node.inner();
        this.norm = node.norm();
        this.feedForward = node.feedForward();
        this.gated = node.gated();
        this.causal = node.causal();
        this.weightDropout = node.attentionDropout();
        this.outputDropout = node.dropout();
    }

    /// Names of the parameters.
    static final class Key {
        static final String GAIN = "g1";
        static final String OFFSET = "b1";
        static final String QKV = "Wqkv";
        static final String QKV_BIAS = "bqkv";
        static final String MIX = "Wo";
        static final String MIX_BIAS = "bo";
        static final String GATE = "Wg1";
        static final String GATE_BIAS = "bg1";
        static final String GAIN_2 = "g2";
        static final String OFFSET_2 = "b2";
        static final String UP = "Wi";
        static final String UP_BIAS = "bi";
        static final String DOWN = "Wf";
        static final String DOWN_BIAS = "bf";
        static final String GATE_2 = "Wg2";
        static final String GATE_BIAS_2 = "bg2";

        private Key() {}
    }

    @Override
    List<Parameter> parameters() {
        int width = in();
        List<Parameter> all = new ArrayList<>();
        norm(all, Key.GAIN, Key.OFFSET);
        all.add(new Parameter(Key.QKV, width, 3 * width, Parameter.Start.glorot(width, 3 * width)));
        all.add(new Parameter(Key.QKV_BIAS, 1, 3 * width, Parameter.Start.ZERO));
        linear(all, Key.MIX, Key.MIX_BIAS, width, width);
        norm(all, Key.GAIN_2, Key.OFFSET_2);
        linear(all, Key.UP, Key.UP_BIAS, width, innerRows());
        linear(all, Key.DOWN, Key.DOWN_BIAS, inner, width);
        if (gated) {
            linear(all, Key.GATE, Key.GATE_BIAS, width, width);
            linear(all, Key.GATE_2, Key.GATE_BIAS_2, width, width);
        }
        return all;
    }

    private void norm(List<Parameter> all, String gain, String offset) {
        all.add(new Parameter(gain, 1, in(), Parameter.Start.constant(0, in(), 1)));
        all.add(new Parameter(offset, 1, in(), Parameter.Start.ZERO));
    }

    private static void linear(List<Parameter> all, String weights, String bias, int in, int out) {
        all.add(new Parameter(weights, in, out, Parameter.Start.normal(DEVIATION)));
        all.add(new Parameter(bias, 1, out, Parameter.Start.ZERO));
    }

    /// Floats of a row before the activation.
    int innerRows() {
        return feedForward == FeedForward.SWIGLU ? 2 * inner : inner;
    }

    @Override
    PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new AttentionLayer(conf, type);
    }

    public int getHeads() {
        return heads;
    }

    public void setHeads(int heads) {
        this.heads = heads;
    }

    public int getInner() {
        return inner;
    }

    public void setInner(int inner) {
        this.inner = inner;
    }

    public Norm getNorm() {
        return norm;
    }

    public void setNorm(Norm norm) {
        this.norm = norm;
    }

    public FeedForward getFeedForward() {
        return feedForward;
    }

    public void setFeedForward(FeedForward feedForward) {
        this.feedForward = feedForward;
    }

    public boolean isGated() {
        return gated;
    }

    public void setGated(boolean gated) {
        this.gated = gated;
    }

    public boolean isCausal() {
        return causal;
    }

    public void setCausal(boolean causal) {
        this.causal = causal;
    }

    public double getWeightDropout() {
        return weightDropout;
    }

    public void setWeightDropout(double weightDropout) {
        this.weightDropout = weightDropout;
    }

    public double getOutputDropout() {
        return outputDropout;
    }

    public void setOutputDropout(double outputDropout) {
        this.outputDropout = outputDropout;
    }
}
