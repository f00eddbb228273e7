package trailbench.engine.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Floats;
import trailbench.kernel.Pointwise;

/// Looks vectors up; backwards, adds gradients to the rows that were read.
final class EmbeddingLayer extends PackedLayer<EmbeddingConf> {
    private int[] numbers = {};
    private boolean shared;
    private long sharedEnd;
    private @Nullable RowTable byRow;

    EmbeddingLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /// Puts given vectors in the place of drawn ones: see [trailbench.graph.Node.Embedding]. Rows of items without one stay as they were drawn.
    ///
    /// @param vectors `[V + 1, D]`, zero where an item has none
    /// @param items   V
    void startFrom(float[] vectors, int items) {
        new GivenStart(vectors, items).fill(parameter("W"), layerConf().out(), layerConf().startingDeviation());
    }

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        int width = layerConf().out();
        int[] padded = Native.ints(input);
        numbers = new int[packing.rows()];
        for (int row = 0; row < numbers.length; row++) {
            int number = padded[packing.source(row)];
            if (number < 0 || number >= layerConf().in()) {
                throw new IllegalArgumentException("%s: number %s is not between 0 and %s".formatted(layerConf().getLayerName(), number, layerConf().in() - 1));
            }
            numbers[row] = number;
        }
        INDArray output = output(numbers.length);
        Floats table = parameter("W");
        Floats out = Native.floats(output);
        int[] from = cut(numbers.length);
        lanes().run(lane -> {
            for (int row = from[lane]; row < from[lane + 1]; row++) {
                out.copyFrom(table, (long) numbers[row] * width, (long) row * width, width);
            }
        });
        return output;
    }

    /// A tied head learns with this table too. Its backward pass runs first and leaves its gradient in [#gradient]; ours is added.
    ///
    /// @param items V: the rows after the padding that the head writes; a mask's row after those is ours alone
    void share(int items) {
        shared = true;
        sharedEnd = (1L + items) * layerConf().out();
    }

    /// Learns only in rows that are touched, from now on. The head, whose backward pass comes first, forgets the last batch's rows.
    RowTable learnByRow() {
        RowTable known = byRow;
        if (known != null) {
            return known;
        }
        RowTable made = new RowTable(
                layerConf().getLayerName() + "_W", layerConf().out(), () -> parameter("W"), () -> gradient("W"), new TouchedRows(layerConf().in()), 1);
        byRow = made;
        return made;
    }

    @Override
    @Nullable INDArray backward(INDArray input, INDArray epsilon) {
        Floats table = gradient("W");
        if (layerConf().isFrozen()) {
            if (shared) {
                table.zero();
            }
            return null; // else its gradient was zero from the start
        }
        RowTable rows = byRow;
        if (rows != null) {
            for (int number : numbers) {
                if (number > 0) {
                    rows.rows().touch(number);
                }
            }
        } else if (shared) {
            table.slice(sharedEnd, table.length() - sharedEnd).zero();
        } else {
            table.zero();
        }
        int width = layerConf().out();
        Floats gradient = Native.floats(epsilon);
        int[] from = cut(width);
        lanes().run(lane -> { // by columns: two lanes never add to the same number
            int first = from[lane];
            int count = from[lane + 1] - first;
            for (int row = 0; row < numbers.length; row++) {
                if (numbers[row] > 0) { // what is unknown stays zero
                    Pointwise.add(
                            gradient.slice((long) row * width + first, count),
                            table.slice((long) numbers[row] * width + first, count));
                }
            }
        });
        return null;
    }
}
