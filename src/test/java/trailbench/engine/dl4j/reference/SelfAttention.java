package trailbench.engine.dl4j.reference;

import trailbench.engine.dl4j.reference.Masks.Place;
import trailbench.engine.dl4j.reference.Masks.Where;
import trailbench.graph.Node;
import trailbench.graph.Node.SelfAttention.Norm;

/// A transformer block (A. Vaswani et al., NeurIPS 2017), in the forms of [Norm]: A is the attention, F the feed-forward net, N a layer norm,
/// and ⊕ a residual, with a gate or without.
/// ```
/// QUERY  a = N(x)   y = a ⊕ A(query a, keys and values x)   z = N(y)   z ⊕ F(z)
/// PRE    y = x ⊕ A(N(x))                                    y ⊕ F(N(y))
/// POST   y = N(x ⊕ A(x))                                    N(y ⊕ F(y))
/// ```
record SelfAttention(Node.SelfAttention node, Parameters parameters, Masks masks, int sequence) {

    double[][] of(double[][] x) {
        LayerNorm first = parameters.norm(node.name(), "g1", "b1");
        LayerNorm second = parameters.norm(node.name(), "g2", "b2");
        return switch (node.norm()) {
            case QUERY -> {
                double[][] a = first.of(x);
                double[][] z = second.of(residual(a, x, attention(a, x), "1"));
                yield residual(z, z, feedForward(z), "2");
            }
            case PRE -> {
                double[][] a = first.of(x);
                double[][] y = residual(x, x, attention(a, a), "1");
                yield residual(y, y, feedForward(second.of(y)), "2");
            }
            case POST -> {
                double[][] y = first.of(residual(x, x, attention(x, x), "1"));
                yield second.of(residual(y, y, feedForward(y), "2"));
            }
        };
    }

    /// `base + more`, or `base + σ(reads · W + c) · more`
    private double[][] residual(double[][] base, double[][] reads, double[][] more, String half) {
        if (!node.gated()) {
            return Linear.sum(base, more);
        }
        double[][] gate = Pointwise.each(parameters.linear(node.name(), "Wg" + half, "bg" + half).of(reads), Pointwise::sigmoid);
        return Linear.sum(base, Linear.product(gate, more));
    }

    private double[][] attention(double[][] queries, double[][] others) {
        int steps = queries.length;
        int width = queries[0].length;
        int size = width / node.heads();
        Linear projection = parameters.linear(node.name(), "Wqkv", "bqkv"); // queries, keys and values side by side
        double[][] q = projection.of(queries);
        double[][] kv = projection.of(others);
        double[][] said = new double[steps][width];
        for (int head = 0; head < node.heads(); head++) {
            double[][] mask = masks.of(new Where(node.name(), Place.WEIGHTS, sequence, head), steps, steps, node.attentionDropout());
            int from = head * size;
            for (int t = 0; t < steps; t++) {
                int seen = node.causal() ? t + 1 : steps;
                double[] weights = new double[seen];
                double sum = 0;
                for (int s = 0; s < seen; s++) {
                    double score = 0;
                    for (int i = from; i < from + size; i++) {
                        score += q[t][i] * kv[s][width + i];
                    }
                    weights[s] = Math.exp(score / Math.sqrt(size));
                    sum += weights[s];
                }
                for (int s = 0; s < seen; s++) {
                    for (int i = from; i < from + size; i++) {
                        said[t][i] += weights[s] / sum * mask[t][s] * kv[s][2 * width + i];
                    }
                }
            }
        }
        double[][] mixed = parameters.linear(node.name(), "Wo", "bo").of(said);
        // the published SASRec does not drop here
        return node.norm() == Norm.QUERY ? mixed : drop(Place.MIXED, mixed);
    }

    private double[][] feedForward(double[][] x) {
        double[][] up = parameters.linear(node.name(), "Wi", "bi").of(x);
        double[][] inner = new double[x.length][node.inner()];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < node.inner(); i++) {
                inner[t][i] = switch (node.feedForward()) {
                    case RELU -> Math.max(0, up[t][i]);
                    case GELU -> Pointwise.gelu(up[t][i]);
                    case SWIGLU -> up[t][i] * Pointwise.sigmoid(up[t][i]) * up[t][node.inner() + i];
                };
            }
        }
        return drop(Place.OUTPUT, parameters.linear(node.name(), "Wf", "bf").of(drop(Place.INNER, inner)));
    }

    private double[][] drop(Place place, double[][] x) {
        return Linear.product(x, masks.of(new Where(node.name(), place, sequence, 0), x.length, x[0].length, node.dropout()));
    }
}
