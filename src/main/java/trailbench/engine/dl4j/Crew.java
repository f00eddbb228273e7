package trailbench.engine.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Lanes;

/// What the layers of one network share: the lanes that work, and how the batch at hand is packed, which is found out once.
final class Crew {
    private final Lanes lanes;
    private @Nullable INDArray mask;
    private @Nullable Packing packing;

    Crew(Lanes lanes) {
        this.lanes = lanes;
    }

    Lanes lanes() {
        return lanes;
    }

    /// @param wanted mask `[B, T]` of the batch at hand
    Packing packing(INDArray wanted) {
        Packing known = packing;
        if (known != null && mask == wanted) {
            return known;
        }
        Packing made = Packing.of(Native.ints(wanted), Math.toIntExact(wanted.size(0)), lanes.count());
        packing = made;
        mask = wanted;
        return made;
    }
}
