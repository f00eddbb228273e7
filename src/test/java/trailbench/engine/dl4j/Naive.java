package trailbench.engine.dl4j;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.graph.Node;
import trailbench.graph.Node.SelfAttention.Norm;

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

    double[][] selfAttention(Node.SelfAttention node, double[][] x) {
        String name = node.name();
        int width = x[0].length;
        double[][] a = node.norm() == Norm.POST ? x : norm(name, "g1", "b1", x);
        double[][] qkvOfA = linear(name, "Wqkv", "bqkv", a);
        double[][] qkvOfX = linear(name, "Wqkv", "bqkv", x);
        double[][] mixed = new double[x.length][width];
        int size = width / node.heads();
        for (int head = 0; head < node.heads(); head++) {
            for (int t = 0; t < x.length; t++) {
                double[] weights = new double[x.length];
                double sum = 0;
                for (int s = 0; s < (node.causal() ? t + 1 : x.length); s++) {
                    double[][] keys = node.norm() == Norm.QUERY ? qkvOfX : qkvOfA;
                    double score = 0;
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        score += qkvOfA[t][i] * keys[s][width + i];
                    }
                    weights[s] = Math.exp(score / Math.sqrt(size));
                    sum += weights[s];
                }
                for (int s = 0; s < x.length; s++) {
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        mixed[t][i] += weights[s] / sum * (node.norm() == Norm.QUERY ? qkvOfX : qkvOfA)[s][2 * width + i];
                    }
                }
            }
        }
        double[][] y = linear(name, "Wo", "bo", mixed);
        if (node.gated()) {
            gate(linear(name, "Wg1", "bg1", x), y);
        }
        add(node.norm() == Norm.QUERY ? a : x, y);
        double[][] z = node.norm() == Norm.POST ? norm(name, "g1", "b1", y) : norm(name, "g2", "b2", y);
        double[][] base = node.norm() == Norm.PRE ? y : z;
        double[][] inner = linear(name, "Wi", "bi", z);
        for (int t = 0; t < inner.length; t++) {
            double[] row = inner[t];
            inner[t] = new double[node.inner()];
            for (int i = 0; i < node.inner(); i++) {
                inner[t][i] = switch (node.feedForward()) {
                    case RELU -> Math.max(0, row[i]);
                    case GELU -> row[i] / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (row[i] + 0.044715 * Math.pow(row[i], 3))));
                    case SWIGLU -> row[i] / (1 + Math.exp(-row[i])) * row[node.inner() + i];
                };
            }
        }
        double[][] told = linear(name, "Wf", "bf", inner);
        if (node.gated()) {
            gate(linear(name, "Wg2", "bg2", base), told);
        }
        add(base, told);
        return node.norm() == Norm.POST ? norm(name, "g2", "b2", told) : told;
    }

    private double[][] linear(String node, String weights, String bias, double[][] x) {
        double[][] w = parameter(node, weights);
        double[][] y = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            y[t] = parameter(node, bias)[0].clone();
            for (int j = 0; j < y[t].length; j++) {
                for (int i = 0; i < x[t].length; i++) {
                    y[t][j] += x[t][i] * w[i][j];
                }
            }
        }
        return y;
    }

    private double[][] norm(String node, String gain, String offset, double[][] x) {
        double[] g = parameter(node, gain)[0];
        double[] b = parameter(node, offset)[0];
        double[][] y = new double[x.length][g.length];
        for (int t = 0; t < x.length; t++) {
            double mean = Arrays.stream(x[t]).average().orElseThrow();
            double variance = Arrays.stream(x[t]).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            for (int i = 0; i < g.length; i++) {
                y[t][i] = g[i] * (x[t][i] - mean) / Math.sqrt(variance + 1e-8) + b[i];
            }
        }
        return y;
    }

    private static void gate(double[][] gate, double[][] values) {
        for (int t = 0; t < values.length; t++) {
            for (int i = 0; i < values[t].length; i++) {
                values[t][i] /= 1 + Math.exp(-gate[t][i]);
            }
        }
    }

    private static void add(double[][] more, double[][] to) {
        for (int t = 0; t < to.length; t++) {
            for (int i = 0; i < to[t].length; i++) {
                to[t][i] += more[t][i];
            }
        }
    }

    /// NextItNet's block (b).
    double[][] dilated(String node, double[][] x, int kernel, int dilation) {
        double[][] inner = convolution(node, 1, x, kernel, dilation);
        double[][] outer = convolution(node, 2, inner, kernel, 2 * dilation);
        for (int t = 0; t < x.length; t++) {
            for (int e = 0; e < x[t].length; e++) {
                outer[t][e] += x[t][e];
            }
        }
        return outer;
    }

    private double[][] convolution(String node, int half, double[][] x, int kernel, int dilation) {
        double[][] w = parameter(node, "W" + half);
        double[] bias = parameter(node, "b" + half)[0];
        double[] gain = parameter(node, "gain" + half)[0];
        double[] offset = parameter(node, "offset" + half)[0];
        int width = bias.length;
        double[][] y = new double[x.length][width];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < width; j++) {
                y[t][j] = bias[j];
                for (int tap = 0; tap < kernel; tap++) {
                    int from = t - (kernel - 1 - tap) * dilation;
                    for (int i = 0; i < width && from >= 0; i++) {
                        y[t][j] += x[from][i] * w[tap * width + i][j];
                    }
                }
            }
            double mean = Arrays.stream(y[t]).average().orElseThrow();
            double variance = Arrays.stream(y[t]).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
            for (int j = 0; j < width; j++) {
                y[t][j] = Math.max(0, gain[j] * (y[t][j] - mean) / Math.sqrt(variance + 1e-8) + offset[j]);
            }
        }
        return y;
    }

    /// Caser's layers of one window after another: each window is laid out in full, zeros included.
    double[][] windows(String node, double[][] x, int length, int horizontal, int vertical) {
        double[] bias = parameter(node, "b")[0];
        double[][] v = parameter(node, "V");
        int width = x[0].length;
        double[][] y = new double[x.length][length * horizontal + vertical * width];
        for (int t = 0; t < x.length; t++) {
            double[][] window = new double[length][width];
            for (int k = 0; k < length; k++) {
                window[k] = t - length + 1 + k < 0 ? new double[width] : x[t - length + 1 + k];
            }
            for (int height = 1; height <= length; height++) {
                double[][] filters = parameter(node, "H" + height);
                for (int f = 0; f < horizontal; f++) {
                    int place = (height - 1) * horizontal + f;
                    for (int start = 0; start + height <= length; start++) {
                        double sum = bias[place];
                        for (int k = 0; k < height; k++) {
                            for (int e = 0; e < width; e++) {
                                sum += window[start + k][e] * filters[k * width + e][f];
                            }
                        }
                        y[t][place] = Math.max(y[t][place], sum);
                    }
                }
            }
            for (int f = 0; f < vertical; f++) {
                for (int e = 0; e < width; e++) {
                    for (int k = 0; k < length; k++) {
                        y[t][length * horizontal + f * width + e] += v[f][k] * window[k][e];
                    }
                }
            }
        }
        return y;
    }

    /// NARM's local encoder.
    double[][] additive(String node, double[][] h) {
        double[][] present = parameter(node, "present");
        double[][] earlier = parameter(node, "earlier");
        double[] v = parameter(node, "v")[0];
        double[][] c = new double[h.length][h[0].length];
        for (int t = 0; t < h.length; t++) {
            for (int j = 0; j <= t; j++) {
                double alpha = 0;
                for (int d = 0; d < v.length; d++) {
                    double sum = 0;
                    for (int i = 0; i < h[t].length; i++) {
                        sum += h[t][i] * present[i][d] + h[j][i] * earlier[i][d];
                    }
                    alpha += v[d] / (1 + Math.exp(-sum));
                }
                for (int i = 0; i < h[t].length; i++) {
                    c[t][i] += alpha * h[j][i];
                }
            }
        }
        return c;
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
