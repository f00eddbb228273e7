package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import trailbench.graph.Node.Activation;

/// Configurations of the convolutions over steps. Weights start from Glorot's uniform draw, gains from one, biases and offsets from zero.
public final class ConvolutionConfs {
    private ConvolutionConfs() {}

    /// A residual block of two dilated convolutions: see [trailbench.graph.Node.DilatedConvolution]. The weights of a convolution are
    /// `[kernel · E, E]`, the oldest step's first.
    public static final class DilatedConf extends PackedConf {
        private int kernel;
        private int dilation;

        public DilatedConf() {}

        DilatedConf(int width, int kernel, int dilation) {
            super(width, width);
            this.kernel = kernel;
            this.dilation = dilation;
        }

        public int getKernel() {
            return kernel;
        }

        public void setKernel(int kernel) {
            this.kernel = kernel;
        }

        public int getDilation() {
            return dilation;
        }

        public void setDilation(int dilation) {
            this.dilation = dilation;
        }

        @Override
        List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            for (int half = 1; half <= 2; half++) {
                parameters.add(new Parameter("W" + half, kernel * in(), in(), Parameter.Start.glorot(kernel * in(), in())));
                parameters.add(new Parameter("b" + half, 1, in(), Parameter.Start.ZERO));
                parameters.add(new Parameter("gain" + half, 1, in(), Parameter.Start.constant(0, in(), 1)));
                parameters.add(new Parameter("offset" + half, 1, in(), Parameter.Start.ZERO));
            }
            return parameters;
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new DilatedLayer(conf, type);
        }
    }

    /// A dilated convolution and an activation: see [trailbench.graph.Node.CausalConvolution]. The weights are `[kernel · E, F]`, the oldest step's
    /// first.
    public static final class CausalConf extends PackedConf {
        private int kernel;
        private int dilation;
        private Activation activation = Activation.IDENTITY;

        public CausalConf() {}

        CausalConf(int width, int filters, int kernel, int dilation, Activation activation) {
            super(width, filters);
            this.kernel = kernel;
            this.dilation = dilation;
            this.activation = activation;
        }

        public int getKernel() {
            return kernel;
        }

        public void setKernel(int kernel) {
            this.kernel = kernel;
        }

        public int getDilation() {
            return dilation;
        }

        public void setDilation(int dilation) {
            this.dilation = dilation;
        }

        public Activation getActivation() {
            return activation;
        }

        public void setActivation(Activation activation) {
            this.activation = activation;
        }

        @Override
        List<Parameter> parameters() {
            return List.of(
                    new Parameter("W", kernel * in(), out(), Parameter.Start.glorot(kernel * in(), out())),
                    new Parameter("b", 1, out(), Parameter.Start.ZERO));
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new CausalLayer(conf, type);
        }
    }

    /// Caser's horizontal and vertical filters: see [trailbench.graph.Node.WindowConvolution]. The weights of the horizontal filters of
    /// height h are `[h · E, filters]`, those of the vertical ones `[filters, length]`, the oldest step's first.
    public static final class WindowConf extends PackedConf {
        private int length;
        private int horizontal;
        private int vertical;

        public WindowConf() {}

        WindowConf(int width, int length, int horizontal, int vertical) {
            super(width, (long) length * horizontal + (long) vertical * width);
            this.length = length;
            this.horizontal = horizontal;
            this.vertical = vertical;
        }

        public int getLength() {
            return length;
        }

        public void setLength(int length) {
            this.length = length;
        }

        public int getHorizontal() {
            return horizontal;
        }

        public void setHorizontal(int horizontal) {
            this.horizontal = horizontal;
        }

        public int getVertical() {
            return vertical;
        }

        public void setVertical(int vertical) {
            this.vertical = vertical;
        }

        @Override
        List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            for (int height = 1; height <= length; height++) {
                parameters.add(new Parameter("H" + height, height * in(), horizontal, Parameter.Start.glorot(height * in(), horizontal)));
            }
            parameters.add(new Parameter("b", 1, length * horizontal, Parameter.Start.ZERO));
            parameters.add(new Parameter("V", vertical, length, Parameter.Start.glorot(length, vertical)));
            return parameters;
        }

        @Override
        PackedLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
            return new WindowLayer(conf, type);
        }
    }
}
