package trailbench.engine.dl4j.reference;

import java.util.Map;

/// All parameters of a network.
///
/// @param matrices by node and name, as `encoder_W`; a vector is a matrix of one row
public record Parameters(Map<String, double[][]> matrices) {

    double[][] matrix(String node, String name) {
        double[][] matrix = matrices.get(node + "_" + name);
        if (matrix == null) {
            throw new IllegalArgumentException("%s has no %s".formatted(node, name));
        }
        return matrix;
    }

    double[] vector(String node, String name) {
        return matrix(node, name)[0];
    }

    Linear linear(String node, String weights, String bias) {
        return new Linear(matrix(node, weights), vector(node, bias));
    }

    LayerNorm norm(String node, String gain, String offset) {
        return new LayerNorm(vector(node, gain), vector(node, offset));
    }
}
