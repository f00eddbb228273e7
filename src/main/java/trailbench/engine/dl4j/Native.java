package trailbench.engine.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import trailbench.kernel.Blas;
import trailbench.kernel.Floats;

/// The border between ND4J arrays and the kernels.
final class Native {
    private Native() {}

    /// Loads ND4J's and OpenBLAS's libraries.
    static void load() {
        try (INDArray first = Nd4j.createUninitialized(DataType.FLOAT, 1)) {
            floats(first).zero();
        }
        Blas.load();
    }

    /// The array itself if it is row-major without gaps, otherwise a copy that is.
    static INDArray rowMajor(INDArray array) {
        long expected = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != expected) {
                return array.dup('c');
            }
            expected *= array.size(axis);
        }
        return array;
    }

    /// The memory of a row-major array of floats. Valid while the array is.
    static Floats floats(INDArray array) {
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("An array of FLOAT is needed, not " + array.dataType());
        }
        return new Floats(array.data().address() + 4 * array.offset(), array.length());
    }

    /// A copy of whole numbers, row-major.
    static int[] ints(INDArray array) {
        return array.dup('c').data().asInt();
    }

    /// An array that is allocated once and lent out in the size that is needed.
    static final class Array {
        private INDArray array = Nd4j.createUninitialized(DataType.FLOAT, 1);

        /// `[rows, columns]`, content undefined; valid until the next call.
        INDArray of(long rows, long columns) {
            long needed = rows * columns;
            if (array.length() < needed) {
                array = Nd4j.createUninitialized(DataType.FLOAT, needed + needed / 4);
            }
            return array.get(NDArrayIndex.interval(0, needed)).reshape('c', rows, columns);
        }
    }
}
