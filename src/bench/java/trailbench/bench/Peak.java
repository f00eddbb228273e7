package trailbench.bench;

import static trailbench.kernel.Blas.Transpose.NO;

import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;

/// Prints the machine's sgemm peak in operations a second: two lanes, each multiplying large square matrices.
final class Peak {
    private static final int LANES = 2;
    private static final int SIZE = 1024;
    private static final int ROUNDS = 5;
    private static final int PRODUCTS = 20;

    private Peak() {}

    static void main(String[] arguments) {
        try (Lanes lanes = Lanes.of(LANES)) {
            FloatBuffer[] buffers = new FloatBuffer[LANES];
            for (int lane = 0; lane < LANES; lane++) {
                buffers[lane] = new FloatBuffer();
                buffers[lane].ensure(3L * SIZE * SIZE).zero();
            }
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                lanes.run(lane -> multiply(buffers[lane].ensure(3L * SIZE * SIZE)));
                best = Math.max(best, 2.0 * LANES * PRODUCTS * SIZE * SIZE * SIZE / (System.nanoTime() - start) * 1e9);
            }
            System.out.println(best);
        }
        System.exit(0);
    }

    private static void multiply(Floats three) {
        long square = (long) SIZE * SIZE;
        for (int product = 0; product < PRODUCTS; product++) {
            Blas.multiply(
                    NO, NO, SIZE, SIZE, SIZE, Matrix.of(three.slice(0, square), SIZE), Matrix.of(three.slice(square, square), SIZE),
                    0, Matrix.of(three.slice(2 * square, square), SIZE));
        }
    }
}
