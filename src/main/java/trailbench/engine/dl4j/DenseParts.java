package trailbench.engine.dl4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import trailbench.kernel.Floats;

/// The parts of the flat vector that every step updates: all but frozen tables and those that learn by row.
///
/// @param parts ascending
record DenseParts(List<Part> parts) {

    /// @param from index in the flat vector
    record Part(long from, long count) {}

    @FunctionalInterface
    interface Visitor {
        void accept(long from, long count);
    }

    static DenseParts of(ComputationGraph network, List<RowTable> byRow) {
        Floats all = Native.floats(network.params());
        List<Floats> others = new ArrayList<>();
        byRow.forEach(table -> others.add(table.values().get()));
        for (Layer layer : network.getLayers()) {
            if (layer instanceof EmbeddingLayer embedding && embedding.layerConf().isFrozen()) {
                others.add(embedding.parameter("W"));
            }
        }
        others.sort(Comparator.comparingLong(Floats::address));
        List<Part> parts = new ArrayList<>();
        long from = 0;
        for (Floats other : others) {
            long start = (other.address() - all.address()) / Float.BYTES;
            if (start > from) {
                parts.add(new Part(from, start - from));
            }
            from = start + other.length();
        }
        if (all.length() > from) {
            parts.add(new Part(from, all.length() - from));
        }
        return new DenseParts(List.copyOf(parts));
    }

    /// Each lane's cut of every part.
    void visit(int lane, int lanes, Visitor visitor) {
        for (Part part : parts) {
            long from = part.count * lane / lanes;
            long end = part.count * (lane + 1) / lanes;
            if (end > from) {
                visitor.accept(part.from + from, end - from);
            }
        }
    }
}
