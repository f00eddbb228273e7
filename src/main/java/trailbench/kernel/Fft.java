package trailbench.kernel;

import static trailbench.kernel.Vectors.LANES;
import static trailbench.kernel.Vectors.load;
import static trailbench.kernel.Vectors.store;

import jdk.incubator.vector.FloatVector;

/// Fast Fourier transforms of several columns at once (J. Cooley, J. Tukey, "An algorithm for the machine calculation of complex Fourier
/// series", 1965): along the rows of a matrix, with the columns side by side in the vectors of the machine.
///
/// The forward transform leaves row k at [#place], the inverse expects it there: who multiplies between the two need not sort.
public final class Fft {
    /// Columns that are transformed at once: a multiple of every machine's vector.
    public static final int WIDTH = 16;

    private final int size;
    private final float[] cosines;
    private final float[] sines;

    /// @param size rows, a power of two
    public Fft(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(size + " rows are not a power of two");
        }
        this.size = size;
        this.cosines = new float[size / 2];
        this.sines = new float[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = (float) StrictMath.cos(2 * Math.PI * i / size);
            sines[i] = (float) StrictMath.sin(2 * Math.PI * i / size);
        }
    }

    public int size() {
        return size;
    }

    /// Where the forward transform leaves row `k`.
    public int place(int k) {
        return Integer.reverse(k) >>> (Integer.numberOfLeadingZeros(size) + 1);
    }

    /// `Σ x[r] e^(-2πi k r / size)`, in place.
    ///
    /// @param real      `[size, WIDTH]`
    /// @param imaginary `[size, WIDTH]`
    public void forward(Floats real, Floats imaginary) {
        real.check(0, (long) size * WIDTH);
        imaginary.check(0, (long) size * WIDTH);
        for (int half = size / 2; half >= 1; half /= 2) {
            apart(real.address(), imaginary.address(), size, half, cosines, sines);
        }
    }

    /// `Σ X[k] e^(2πi k r / size)`, in place and not divided by the size.
    public void inverse(Floats real, Floats imaginary) {
        real.check(0, (long) size * WIDTH);
        imaginary.check(0, (long) size * WIDTH);
        for (int half = 1; half <= size / 2; half *= 2) {
            together(real.address(), imaginary.address(), size, half, cosines, sines);
        }
    }

    private static void apart(long real, long imaginary, int size, int half, float[] cosines, float[] sines) {
        int stride = size / (2 * half);
        long away = 4L * WIDTH * half;
        for (int first = 0; first < size; first += 2 * half) {
            for (int j = 0; j < half; j++) {
                float cosine = cosines[j * stride];
                float sine = sines[j * stride];
                long row = 4L * WIDTH * (first + j);
                for (int i = 0; i < WIDTH; i += LANES) {
                    long re = real + row + 4L * i;
                    long im = imaginary + row + 4L * i;
                    FloatVector a = load(re);
                    FloatVector b = load(im);
                    FloatVector c = load(re + away);
                    FloatVector d = load(im + away);
                    store(a.add(c), re);
                    store(b.add(d), im);
                    FloatVector e = a.sub(c);
                    FloatVector f = b.sub(d);
                    store(e.mul(cosine).add(f.mul(sine)), re + away);
                    store(f.mul(cosine).sub(e.mul(sine)), im + away);
                }
            }
        }
    }

    private static void together(long real, long imaginary, int size, int half, float[] cosines, float[] sines) {
        int stride = size / (2 * half);
        long away = 4L * WIDTH * half;
        for (int first = 0; first < size; first += 2 * half) {
            for (int j = 0; j < half; j++) {
                float cosine = cosines[j * stride];
                float sine = sines[j * stride];
                long row = 4L * WIDTH * (first + j);
                for (int i = 0; i < WIDTH; i += LANES) {
                    long re = real + row + 4L * i;
                    long im = imaginary + row + 4L * i;
                    FloatVector a = load(re);
                    FloatVector b = load(im);
                    FloatVector c = load(re + away);
                    FloatVector d = load(im + away);
                    FloatVector e = c.mul(cosine).sub(d.mul(sine));
                    FloatVector f = d.mul(cosine).add(c.mul(sine));
                    store(a.add(e), re);
                    store(b.add(f), im);
                    store(a.sub(e), re + away);
                    store(b.sub(f), im + away);
                }
            }
        }
    }
}
