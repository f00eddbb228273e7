package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import trailbench.kernel.Draws;
import trailbench.kernel.Floats;

/// One matrix of parameters of a layer, row-major within the layer's part of the flat vector.
///
/// @param key   short name; without underscore, which DL4J puts between layer and parameter
/// @param start how it is drawn
record Parameter(String key, int rows, int columns, Start start) {

    long length() {
        return (long) rows * columns;
    }

    /// How a matrix is drawn.
    @FunctionalInterface
    interface Start {
        Start ZERO = (key, rows, columns, floats) -> floats.zero();

        /// @param key of the random numbers
        void fill(long key, int rows, int columns, Floats floats);

        static Start normal(double deviation) {
            return (key, _, _, floats) -> {
                for (long i = 0; i < floats.length(); i++) {
                    floats.set(i, (float) (deviation * Draws.normal(key, i)));
                }
            };
        }

        /// As `start`, with a first row of zeros: the padding.
        static Start afterPadding(Start start) {
            return (key, rows, columns, floats) -> {
                start.fill(key, rows, columns, floats);
                floats.slice(0, columns).zero();
            };
        }

        /// Uniform within ±√(6 / (in + out)) (X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural
        /// networks", AISTATS 2010).
        static Start glorot(int in, int out) {
            double bound = Math.sqrt(6.0 / (in + out));
            return (key, _, _, floats) -> {
                for (long i = 0; i < floats.length(); i++) {
                    floats.set(i, (float) (bound * (2 * Draws.uniform(key, i) - 1)));
                }
            };
        }

        /// Square blocks side by side, each with orthonormal rows (A. Saxe, J. McClelland, S. Ganguli, "Exact solutions to the nonlinear
        /// dynamics of learning in deep linear neural networks", ICLR 2014), by Gram-Schmidt on normal draws. Beyond 512 rows, where
        /// that takes seconds, Glorot's uniform draw.
        static Start orthogonalBlocks() {
            return (key, rows, columns, floats) -> {
                if (rows > 512) {
                    glorot(rows, rows).fill(key, rows, columns, floats);
                    return;
                }
                for (int block = 0; block < columns / rows; block++) {
                    double[][] basis = orthonormal(Draws.key(key, block), rows);
                    for (int i = 0; i < rows; i++) {
                        for (int j = 0; j < rows; j++) {
                            floats.set((long) i * columns + block * rows + j, (float) basis[i][j]);
                        }
                    }
                }
            };
        }

        /// One row: `value` from `from` to `to`, zero elsewhere.
        static Start constant(int from, int to, float value) {
            return (_, _, _, floats) -> {
                floats.zero();
                for (int i = from; i < to; i++) {
                    floats.set(i, value);
                }
            };
        }

        private static double[][] orthonormal(long key, int n) {
            double[][] basis = new double[n][n];
            for (int i = 0; i < n; i++) {
                double[] row = basis[i];
                for (int j = 0; j < n; j++) {
                    row[j] = Draws.normal(key, (long) i * n + j);
                }
                for (int before = 0; before < i; before++) {
                    double dot = dot(row, basis[before]);
                    for (int j = 0; j < n; j++) {
                        row[j] -= dot * basis[before][j];
                    }
                }
                double norm = Math.sqrt(dot(row, row));
                for (int j = 0; j < n; j++) {
                    row[j] /= norm;
                }
            }
            return basis;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }

    /// Lays a layer's parameters one after another into its part of the flat vector.
    static final class Slices implements ParamInitializer {
        private static PackedConf packed(Layer layer) {
            return (PackedConf) layer;
        }

        @Override
        public long numParams(NeuralNetConfiguration conf) {
            return numParams(conf.getLayer());
        }

        @Override
        public long numParams(Layer layer) {
            return packed(layer).parameters().stream().mapToLong(Parameter::length).sum();
        }

        @Override
        public List<String> paramKeys(Layer layer) {
            return packed(layer).parameters().stream().map(Parameter::key).toList();
        }

        @Override
        public List<String> weightKeys(Layer layer) {
            return packed(layer).parameters().stream().filter(p -> p.rows > 1).map(Parameter::key).toList();
        }

        @Override
        public List<String> biasKeys(Layer layer) {
            return packed(layer).parameters().stream().filter(p -> p.rows == 1).map(Parameter::key).toList();
        }

        @Override
        public boolean isWeightParam(Layer layer, String key) {
            return weightKeys(layer).contains(key);
        }

        @Override
        public boolean isBiasParam(Layer layer, String key) {
            return biasKeys(layer).contains(key);
        }

        @Override
        public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
            PackedConf layer = packed(conf.getLayer());
            Map<String, INDArray> views = views(layer, paramsView);
            for (Parameter parameter : layer.parameters()) {
                conf.addVariable(parameter.key);
                if (initializeParams) {
                    long key = Draws.key(conf.getSeed(), layer.getLayerName().hashCode(), parameter.key.hashCode());
                    parameter.start.fill(key, parameter.rows, parameter.columns, Native.floats(views.get(parameter.key)));
                }
            }
            return views;
        }

        @Override
        public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradientView) {
            return views(packed(conf.getLayer()), gradientView);
        }

        private static Map<String, INDArray> views(PackedConf layer, INDArray flat) {
            Map<String, INDArray> views = Collections.synchronizedMap(new LinkedHashMap<>());
            long from = 0;
            for (Parameter parameter : new ArrayList<>(layer.parameters())) {
                INDArray part = flat.reshape(flat.length()).get(NDArrayIndex.interval(from, from + parameter.length()));
                views.put(parameter.key, part.reshape('c', parameter.rows, parameter.columns));
                from += parameter.length();
            }
            return views;
        }
    }
}
