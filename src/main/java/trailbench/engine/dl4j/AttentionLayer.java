package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Draws;
import trailbench.kernel.Floats;

/// A transformer block over packed rows.
///
/// Each lane gathers its sequences from the time-major packing, some at a time, and takes them through the whole block while they are in
/// the cache.
final class AttentionLayer extends PackedLayer<AttentionConf> implements Attending {
    /// Events of a chunk, unless one sequence is longer: as many as matrix products want.
    private static final int CHUNK = 256;

    private final List<AttentionMemory> memories = new ArrayList<>();
    private final Map<String, Shares> shares = new LinkedHashMap<>();
    private boolean lastOnly;

    AttentionLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /// @param lastOnly true if from now on only the last row of each sequence is right, which costs much less: nobody reads the others
    void answer(boolean lastOnly) {
        this.lastOnly = lastOnly;
    }

    /// Some sequences of a lane that stand together in its memory.
    ///
    /// @param first    index of the first sequence within the lane
    /// @param count    number of sequences
    /// @param firstRow its first row in the lane's memory
    /// @param rows     number of rows
    record Chunk(int first, int count, int firstRow, int rows) {}

    @Override
    INDArray forward(INDArray input, boolean training) {
        Packing packing = packing();
        INDArray output = output(packing.rows());
        Floats in = Native.floats(input);
        Floats out = Native.floats(output);
        for (int lane = 0; lane < lanes().count(); lane++) {
            if (memories.size() <= lane) {
                memories.add(new AttentionMemory(layerConf()));
            }
            memories.get(lane).prepare(packing.lane(lane).rows());
        }
        long key = key();
        Map<String, Floats> parameters = parameters();
        lanes().run(lane -> {
            AttentionMemory memory = memories.get(lane);
            AttentionBlock block = new AttentionBlock(layerConf(), memory, packing.lane(lane), parameters, training, key);
            for (Chunk chunk : chunks(packing.lane(lane))) {
                Floats own = memory.outer.ensure((long) chunk.rows() * layerConf().in());
                gather(packing.lane(lane), chunk, in, memory.input.of(chunk.firstRow(), chunk.rows()));
                if (lastOnly) {
                    block.forwardLast(chunk, own);
                    scatterLast(packing.lane(lane), chunk, own, out);
                } else {
                    block.forward(chunk, own);
                    scatter(packing.lane(lane), chunk, own, out);
                }
            }
        });
        return output;
    }

    /// From the queries and keys of the forward pass, which must have been one over all rows or over the last ones.
    @Override
    public float[][] weights(Packing packing, int back) {
        for (int index = 0; index < lanes().count(); index++) {
            Packing.Lane lane = packing.lane(index);
            if (lane.sequences().length > 0) {
                int steps = lane.lengths()[0];
                AttentionMemory memory = memories.get(index);
                float[][] heads = new float[layerConf().getHeads()][];
                for (int head = 0; head < heads.length; head++) {
                    HeadAttention.Place place =
                            new HeadAttention.Place(steps, layerConf().in(), head, heads.length, layerConf().isCausal(), 0, 0);
                    heads[head] = memory.attention.weights(place, steps - 1 - back, memory.qkv.of(0, steps));
                }
                return heads;
            }
        }
        throw new IllegalStateException("no sequence went through layer " + layerConf().getLayerName());
    }

    @Override
    INDArray backward(INDArray input, INDArray epsilon) {
        Packing packing = packing();
        INDArray next = epsilon(packing.rows());
        Floats from = Native.floats(epsilon);
        Floats to = Native.floats(next);
        for (Parameter parameter : layerConf().parameters()) {
            shares.computeIfAbsent(parameter.key(), Shares::new).prepare();
        }
        long key = key();
        Map<String, Floats> parameters = parameters();
        lanes().run(lane -> {
            AttentionMemory memory = memories.get(lane);
            AttentionBlock block = new AttentionBlock(layerConf(), memory, packing.lane(lane), parameters, true, key);
            Map<String, Floats> gradients = new LinkedHashMap<>();
            shares.forEach((name, share) -> gradients.put(name, share.of(lane)));
            gradients.values().forEach(Floats::zero);
            for (Chunk chunk : chunks(packing.lane(lane))) {
                Floats own = memory.outer.ensure((long) chunk.rows() * layerConf().in());
                gather(packing.lane(lane), chunk, from, own);
                scatter(packing.lane(lane), chunk, block.backward(chunk, own, gradients), to);
            }
        });
        lanes().run(lane -> shares.values().forEach(share -> share.sum(lane)));
        return next;
    }

    private long key() {
        return Draws.key(conf().getSeed(), getIterationCount(), layerConf().getLayerName().hashCode());
    }

    private Map<String, Floats> parameters() {
        Map<String, Floats> parameters = new LinkedHashMap<>();
        for (Parameter parameter : layerConf().parameters()) {
            parameters.put(parameter.key(), parameter(parameter.key()));
        }
        return parameters;
    }

    private static List<Chunk> chunks(Packing.Lane lane) {
        List<Chunk> chunks = new ArrayList<>();
        int firstRow = 0;
        for (int from = 0; from < lane.sequences().length; ) {
            int rows = lane.lengths()[from];
            int to = from + 1;
            while (to < lane.sequences().length && rows + lane.lengths()[to] <= CHUNK) {
                rows += lane.lengths()[to++];
            }
            chunks.add(new Chunk(from, to - from, firstRow, rows));
            firstRow += rows;
            from = to;
        }
        return chunks;
    }

    /// From time-major rows of all lanes to the chunk's rows, sequence after sequence.
    private void gather(Packing.Lane lane, Chunk chunk, Floats all, Floats own) {
        long width = layerConf().in();
        long row = 0;
        for (int s = chunk.first(); s < chunk.first() + chunk.count(); s++) {
            for (int t = 0; t < lane.lengths()[s]; t++) {
                own.copyFrom(all, lane.row(t, s) * width, row++ * width, width);
            }
        }
    }

    private void scatter(Packing.Lane lane, Chunk chunk, Floats own, Floats all) {
        long width = layerConf().in();
        long row = 0;
        for (int s = chunk.first(); s < chunk.first() + chunk.count(); s++) {
            for (int t = 0; t < lane.lengths()[s]; t++) {
                all.copyFrom(own, row++ * width, lane.row(t, s) * width, width);
            }
        }
    }

    private void scatterLast(Packing.Lane lane, Chunk chunk, Floats own, Floats all) {
        long width = layerConf().in();
        for (int s = 0; s < chunk.count(); s++) {
            int sequence = chunk.first() + s;
            all.copyFrom(own, s * width, lane.row(lane.lengths()[sequence] - 1, sequence) * width, width);
        }
    }
}
