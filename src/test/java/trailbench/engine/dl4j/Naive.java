package trailbench.engine.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Layers as their papers write them, one sequence at a time, in double precision and plain loops: what the packed layers are held against.
final class Naive {
    private final ComputationGraph network;

    Naive(ComputationGraph network) {
        this.network = network;
    }

    /// `[T, E]` the vectors of a sequence's items.
    double[][] embed(int[] items) {
        double[][] table = parameter("embedding", "W");
        double[][] vectors = new double[items.length][];
        for (int t = 0; t < items.length; t++) {
            vectors[t] = table[items[t]].clone();
        }
        return vectors;
    }

    double[][] simpleRnn(String node, double[][] x) {
        double[][] w = parameter(node, "W");
        double[][] r = parameter(node, "R");
        double[] b = parameter(node, "b")[0];
        double[][] h = new double[x.length][b.length];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < b.length; j++) {
                double sum = b[j];
                for (int i = 0; i < x[t].length; i++) {
                    sum += x[t][i] * w[i][j];
                }
                for (int i = 0; i < b.length && t > 0; i++) {
                    sum += h[t - 1][i] * r[i][j];
                }
                h[t][j] = Math.tanh(sum);
            }
        }
        return h;
    }

    double[][] parameter(String node, String key) {
        INDArray array = network.getLayer(node).getParam(key);
        double[][] values = new double[Math.toIntExact(array.size(0))][Math.toIntExact(array.size(1))];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = array.getDouble(i, j);
            }
        }
        return values;
    }
}
