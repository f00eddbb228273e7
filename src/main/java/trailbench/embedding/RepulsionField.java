package trailbench.embedding;

import java.util.Arrays;
import trailbench.kernel.Fft;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;

/// [Repulsion] by a grid of G² places, in time N + G² log G.
///
/// After FIt-SNE (G. Linderman, M. Rachh, J. Hoskins, S. Steinerberger, Y. Kluger, "Fast interpolation-based t-SNE for improved visualization
/// of single-cell RNA-seq data", Nature Methods 16, 2019). Differences: one real convolution instead of four, since the force is the slope of
/// what the normaliser needs anyway; cubic B-splines, whose blur is taken out of the kernel, as in smooth particle-mesh Ewald sums
/// (U. Essmann et al., J. Chem. Phys. 103, 1995), instead of Lagrange polynomials; a grid of fixed step, so that the kernel is transformed
/// again only when the picture outgrows it.
///
/// Sums do not depend on the number of lanes: each lane owns rows of the grid and adds points in their order.
final class RepulsionField implements Repulsion {
    private static final int SMALLEST = 128;
    private static final int LARGEST = 2_048;
    private static final double STEP = 0.4;
    private static final double GROWTH = 1.15;
    private static final int EDGE = 4;
    private static final int W = Fft.WIDTH;

    private final Lanes lanes;
    private final Lane[] spaces;
    private double step = STEP;
    private double left;
    private double top;
    private int half;
    private Fft fft = new Fft(SMALLEST);
    private float[] grid = new float[0];
    private float[] spectrumReal = new float[0];
    private float[] spectrumImaginary = new float[0];
    private float[] kernel = new float[0];
    private int stride;

    RepulsionField(Lanes lanes) {
        this.lanes = lanes;
        this.spaces = new Lane[lanes.count()];
        for (int lane = 0; lane < spaces.length; lane++) {
            spaces[lane] = new Lane();
        }
        size(SMALLEST);
    }

    /// The work memory of one lane: one block of columns.
    private static final class Lane {
        private final FloatBuffer realBuffer = new FloatBuffer();
        private final FloatBuffer imaginaryBuffer = new FloatBuffer();
        private float[] re = new float[0];
        private float[] im = new float[0];

        private void ensure(int size) {
            if (re.length != size * W) {
                re = new float[size * W];
                im = new float[size * W];
            }
        }

        private void transform(Fft fft, boolean forward) {
            int count = fft.size() * W;
            Floats real = realBuffer.ensure(count);
            Floats imaginary = imaginaryBuffer.ensure(count);
            real.fromArray(re, 0, 0, count);
            imaginary.fromArray(im, 0, 0, count);
            if (forward) {
                fft.forward(real, imaginary);
            } else {
                fft.inverse(real, imaginary);
            }
            real.toArray(0, re, 0, count);
            imaginary.toArray(0, im, 0, count);
        }
    }

    @Override
    public void place(float[] x, float[] y) {
        fit(x, y);
        lanes.run(lane -> scatter(x, y, lane));
        lanes.run(this::forwardDown);
        lanes.run(this::convolveAcross);
        lanes.run(this::inverseDown);
    }

    private void fit(float[] x, float[] y) {
        float[] bounds = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE};
        for (int i = 0; i < x.length; i++) {
            bounds[0] = Math.min(bounds[0], x[i]);
            bounds[1] = Math.max(bounds[1], x[i]);
            bounds[2] = Math.min(bounds[2], y[i]);
            bounds[3] = Math.max(bounds[3], y[i]);
        }
        double extent = Math.max((double) bounds[1] - bounds[0], (double) bounds[3] - bounds[2]);
        int size = 2 * half;
        while (extent / step > size / 2 - 2 * EDGE - 1 && size < LARGEST) {
            size *= 2;
        }
        boolean grown = size != 2 * half;
        while (extent / step > size / 2 - 2 * EDGE - 1) {
            step *= GROWTH;
            grown = true;
        }
        if (grown) {
            size(size);
        }
        left = bounds[0] - EDGE * step;
        top = bounds[2] - EDGE * step;
    }

    private void size(int size) {
        half = size / 2;
        fft = new Fft(size);
        stride = half + W;
        grid = new float[half * half];
        spectrumReal = new float[half * stride];
        spectrumImaginary = new float[half * stride];
        kernel = new float[size * stride];
        for (Lane space : spaces) {
            space.ensure(size);
        }
        float[] between = new float[size * stride];
        lanes.run(lane -> kernelDown(between, lane));
        lanes.run(lane -> kernelAcross(between, lane));
    }

    private void kernelDown(float[] between, int lane) {
        Lane space = spaces[lane];
        int size = 2 * half;
        for (int block = lane * W; block < size; block += lanes.count() * W) {
            Arrays.fill(space.im, 0);
            for (int row = 0; row < size; row++) {
                double dy = step * Math.min(row, size - row);
                for (int i = 0; i < W; i++) {
                    double dx = step * Math.min(block + i, size - block - i);
                    space.re[row * W + i] = (float) (1 / (1 + dx * dx + dy * dy));
                }
            }
            space.transform(fft, true);
            for (int k = 0; k <= half; k++) {
                int from = fft.place(k) * W;
                for (int i = 0; i < W; i++) {
                    between[(block + i) * stride + k] = space.re[from + i];
                }
            }
        }
    }

    private void kernelAcross(float[] between, int lane) {
        Lane space = spaces[lane];
        int size = 2 * half;
        for (int block = lane * W; block < stride; block += lanes.count() * W) {
            Arrays.fill(space.im, 0);
            for (int row = 0; row < size; row++) {
                System.arraycopy(between, row * stride + block, space.re, row * W, W);
            }
            space.transform(fft, true);
            for (int k = 0; k < size; k++) {
                int row = fft.place(k);
                for (int i = 0; i < W; i++) {
                    double blur = blur(k) * blur(block + i) * size;
                    kernel[row * stride + block + i] = (float) (space.re[row * W + i] / (blur * blur));
                }
            }
        }
    }

    /// The spectrum of a cubic B-spline on the grid.
    private double blur(int k) {
        return (2 + Math.cos(Math.PI * k / half)) / 3;
    }

    private void scatter(float[] x, float[] y, int lane) {
        int from = half * lane / lanes.count();
        int to = half * (lane + 1) / lanes.count();
        Arrays.fill(grid, from * half, to * half, 0);
        float scale = (float) (1 / step);
        float[] across = new float[4];
        float[] down = new float[4];
        for (int i = 0; i < x.length; i++) {
            float row = (float) (y[i] - top) * scale;
            int firstRow = (int) row - 1;
            if (firstRow + 3 < from || firstRow >= to) {
                continue;
            }
            float column = (float) (x[i] - left) * scale;
            int firstColumn = (int) column - 1;
            spline(row - (firstRow + 1), down);
            spline(column - (firstColumn + 1), across);
            for (int r = Math.max(firstRow, from); r < Math.min(firstRow + 4, to); r++) {
                int at = r * half + firstColumn;
                float weight = down[r - firstRow];
                grid[at] += weight * across[0];
                grid[at + 1] += weight * across[1];
                grid[at + 2] += weight * across[2];
                grid[at + 3] += weight * across[3];
            }
        }
    }

    private static void spline(float f, float[] weights) {
        float g = 1 - f;
        weights[0] = g * g * g / 6;
        weights[1] = (3 * f * f * f - 6 * f * f + 4) / 6;
        weights[2] = (3 * g * g * g - 6 * g * g + 4) / 6;
        weights[3] = f * f * f / 6;
    }

    private static void slope(float f, float[] weights) {
        float g = 1 - f;
        weights[0] = -g * g / 2;
        weights[1] = (3 * f * f - 4 * f) / 2;
        weights[2] = -(3 * g * g - 4 * g) / 2;
        weights[3] = f * f / 2;
    }

    /// Transforms columns of the left half together with those of the right half, as real and imaginary parts of one.
    private void forwardDown(int lane) {
        Lane space = spaces[lane];
        int size = 2 * half;
        int quarter = half / 2;
        for (int block = lane * W; block < quarter; block += lanes.count() * W) {
            Arrays.fill(space.re, half * W, size * W, 0);
            Arrays.fill(space.im, half * W, size * W, 0);
            for (int row = 0; row < half; row++) {
                System.arraycopy(grid, row * half + block, space.re, row * W, W);
                System.arraycopy(grid, row * half + quarter + block, space.im, row * W, W);
            }
            space.transform(fft, true);
            for (int k = 0; k <= half; k++) {
                separate(space, fft.place(k) * W, fft.place((size - k) % size) * W, block, k);
            }
        }
    }

    private void separate(Lane space, int here, int mirrored, int block, int k) {
        for (int i = 0; i < W; i++) {
            float a = space.re[here + i];
            float b = space.im[here + i];
            float c = space.re[mirrored + i];
            float d = space.im[mirrored + i];
            int one = (block + i) * stride + k;
            int other = one + half / 2 * stride;
            spectrumReal[one] = (a + c) / 2;
            spectrumImaginary[one] = (b - d) / 2;
            spectrumReal[other] = (b + d) / 2;
            spectrumImaginary[other] = (c - a) / 2;
        }
    }

    private void convolveAcross(int lane) {
        Lane space = spaces[lane];
        int size = 2 * half;
        for (int block = lane * W; block <= half; block += lanes.count() * W) {
            Arrays.fill(space.re, half * W, size * W, 0);
            Arrays.fill(space.im, half * W, size * W, 0);
            for (int row = 0; row < half; row++) {
                System.arraycopy(spectrumReal, row * stride + block, space.re, row * W, W);
                System.arraycopy(spectrumImaginary, row * stride + block, space.im, row * W, W);
            }
            space.transform(fft, true);
            for (int row = 0; row < size; row++) {
                multiply(space.re, row * W, kernel, row * stride + block);
                multiply(space.im, row * W, kernel, row * stride + block);
            }
            space.transform(fft, false);
            for (int row = 0; row < half; row++) {
                System.arraycopy(space.re, row * W, spectrumReal, row * stride + block, W);
                System.arraycopy(space.im, row * W, spectrumImaginary, row * stride + block, W);
            }
        }
    }

    private static void multiply(float[] values, int at, float[] factors, int from) {
        for (int i = 0; i < W; i++) {
            values[at + i] *= factors[from + i];
        }
    }

    private void inverseDown(int lane) {
        Lane space = spaces[lane];
        int size = 2 * half;
        int quarter = half / 2;
        for (int block = lane * W; block < quarter; block += lanes.count() * W) {
            for (int k = 0; k <= half; k++) {
                join(space, fft.place(k) * W, fft.place((size - k) % size) * W, block, k);
            }
            space.transform(fft, false);
            for (int row = 0; row < half; row++) {
                System.arraycopy(space.re, row * W, grid, row * half + block, W);
                System.arraycopy(space.im, row * W, grid, row * half + quarter + block, W);
            }
        }
    }

    private void join(Lane space, int here, int mirrored, int block, int k) {
        for (int i = 0; i < W; i++) {
            int one = (block + i) * stride + k;
            int other = one + half / 2 * stride;
            float a = spectrumReal[one];
            float b = spectrumImaginary[one];
            float c = spectrumReal[other];
            float d = spectrumImaginary[other];
            space.re[mirrored + i] = a + d;
            space.im[mirrored + i] = c - b;
            space.re[here + i] = a - d;
            space.im[here + i] = b + c;
        }
    }

    @Override
    public double read(float[] x, float[] y, int from, int to, float[] slopeX, float[] slopeY) {
        float scale = (float) (1 / step);
        float[] across = new float[4];
        float[] down = new float[4];
        float[] acrossSlope = new float[4];
        float[] downSlope = new float[4];
        double sum = 0;
        for (int i = from; i < to; i++) {
            float row = (float) (y[i] - top) * scale;
            float column = (float) (x[i] - left) * scale;
            int firstRow = (int) row - 1;
            int firstColumn = (int) column - 1;
            spline(row - (firstRow + 1), down);
            slope(row - (firstRow + 1), downSlope);
            spline(column - (firstColumn + 1), across);
            slope(column - (firstColumn + 1), acrossSlope);
            float value = 0;
            float alongX = 0;
            float alongY = 0;
            for (int r = 0; r < 4; r++) {
                int at = (firstRow + r) * half + firstColumn;
                float there = grid[at] * across[0] + grid[at + 1] * across[1] + grid[at + 2] * across[2] + grid[at + 3] * across[3];
                float rising = grid[at] * acrossSlope[0] + grid[at + 1] * acrossSlope[1]
                        + grid[at + 2] * acrossSlope[2] + grid[at + 3] * acrossSlope[3];
                value += down[r] * there;
                alongX += down[r] * rising;
                alongY += downSlope[r] * there;
            }
            sum += value;
            slopeX[i] = alongX * scale;
            slopeY[i] = alongY * scale;
        }
        return sum;
    }
}
