package trailbench.engine;

/// How a node of the graph weighed a history's events when it made the vector that the next item is told from.
///
/// @param node  its name
/// @param heads `[heads][n]` one weight for each event of the history, oldest first. Those of a softmax sum to 1; those of additive attention are
///              factors of either sign. Events that the model does not see have 0. Where a mask stands after the history, what it gives to itself is left out
public record Attention(String node, float[][] heads) {

    /// The mean over heads `[n]`.
    public double[] mean() {
        double[] mean = new double[heads[0].length];
        for (float[] head : heads) {
            for (int event = 0; event < mean.length; event++) {
                mean[event] += head[event] / (double) heads.length;
            }
        }
        return mean;
    }
}
