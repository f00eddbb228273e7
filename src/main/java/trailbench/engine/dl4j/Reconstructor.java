package trailbench.engine.dl4j;

import static trailbench.kernel.Blas.Transpose.NO;
import static trailbench.kernel.Blas.Transpose.YES;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.engine.Model.Reconstruction;
import trailbench.graph.GraphForecast;
import trailbench.kernel.Blas;
import trailbench.kernel.Blas.Matrix;
import trailbench.kernel.FloatBuffer;
import trailbench.kernel.Floats;
import trailbench.kernel.Lanes;
import trailbench.kernel.Pointwise;

/// Compares what a decoder says with what stood there.
///
/// @param table item vectors `[V + 1, E]`
record Reconstructor(HeadLayer<?> head, Lanes lanes, INDArray table, int items) {

    Reconstruction reconstruct(INDArray input, HeadLayer.Targets targets) {
        return switch (head) {
            case ItemHeadLayer layer -> ofItems(layer, input, targets);
            case VectorHeadLayer layer -> ofVectors(layer, input, targets);
            default -> throw new IllegalStateException("unknown head " + head.getClass());
        };
    }

    /// Σᵥ (pᵥ - 1[v = target])² = Σᵥ pᵥ² - 2 p(target) + 1; Σᵥ |pᵥ - 1[v = target]| = 2 (1 - p(target))
    private Reconstruction ofItems(ItemHeadLayer layer, INDArray input, HeadLayer.Targets targets) {
        AtomicLong correct = new AtomicLong();
        DoubleAdder absolute = new DoubleAdder();
        double squares = layer.visit(input, targets, (probabilities, target, row, _) -> {
            if (row.target() == row.best() && first(probabilities) == target) {
                correct.incrementAndGet();
            }
            absolute.add(2 * (1 - probabilities.get(target)));
            return Pointwise.sumOfSquares(probabilities) - 2 * probabilities.get(target) + 1;
        });
        return new Reconstruction(targets.count(), correct.get(), squares, absolute.sum(), (long) targets.count() * items);
    }

    private Reconstruction ofVectors(VectorHeadLayer layer, INDArray input, HeadLayer.Targets targets) {
        double squares = layer.squaredErrors(input, targets);
        int width = layer.layerConf().out();
        Floats predicted = Native.floats(layer.forward(input, false));
        long correct = 0;
        double absolute = 0;
        int slab = GraphForecast.slabRows(items);
        FloatBuffer gathered = new FloatBuffer();
        FloatBuffer products = new FloatBuffer();
        float[] half = halfNorms();
        for (int from = 0; from < targets.count(); from += slab) {
            int rows = Math.min(slab, targets.count() - from);
            Floats vectors = gathered.ensure((long) slab * width);
            for (int r = 0; r < rows; r++) {
                vectors.copyFrom(predicted, (long) targets.rows()[from + r] * width, (long) r * width, width);
            }
            Floats product = products.ensure((long) slab * (items + 1));
            Blas.multiply(
                    NO, YES, rows, items + 1, width, Matrix.of(vectors, width), Matrix.of(Native.floats(table), width),
                    0, Matrix.of(product, items + 1));
            for (int r = 0; r < rows; r++) {
                if (nearest(product.slice((long) r * (items + 1), items + 1), half) == targets.targets()[from + r]) {
                    correct++;
                }
                absolute += absoluteError(vectors, r, width, targets.targets()[from + r]);
            }
        }
        return new Reconstruction(targets.count(), correct, squares, absolute, (long) targets.count() * width);
    }

    private double absoluteError(Floats predicted, int row, int width, int item) {
        float[] said = new float[width];
        float[] stood = new float[width];
        predicted.toArray((long) row * width, said, 0, width);
        Native.floats(table).toArray((long) item * width, stood, 0, width);
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += Math.abs(said[i] - stood[i]);
        }
        return sum;
    }

    /// ‖y - e‖² is least where y·e - ‖e‖²/2 is greatest.
    private static int nearest(Floats products, float[] half) {
        float[] row = new float[half.length];
        products.toArray(0, row, 0, row.length);
        int best = 1;
        for (int item = 2; item < row.length; item++) {
            if (row[item] - half[item] > row[best] - half[best]) {
                best = item;
            }
        }
        return best;
    }

    private float[] halfNorms() {
        int width = Math.toIntExact(table.size(1));
        Floats vectors = Native.floats(table);
        float[] half = new float[items + 1];
        for (int item = 0; item <= items; item++) {
            half[item] = (float) (Pointwise.sumOfSquares(vectors.slice((long) item * width, width)) / 2);
        }
        return half;
    }

    /// Index of the greatest; the first of equals.
    private static int first(Floats values) {
        float[] row = new float[Math.toIntExact(values.length())];
        values.toArray(0, row, 0, row.length);
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            if (row[i] > row[best]) {
                best = i;
            }
        }
        return best;
    }
}
