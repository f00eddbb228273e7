package trailbench.engine.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import trailbench.kernel.Lanes;

/// What the layers of one network share: the lanes that work, and how the batch at hand is packed, which is found out once.
final class Crew {
    private final Lanes all;
    private Lanes lanes;
    private @Nullable INDArray mask;
    private @Nullable Packing packing;

    Crew(Lanes lanes) {
        this.all = lanes;
        this.lanes = lanes;
    }

    /// Who works on the next batch.
    ///
    /// @param alone true if the caller's lane does it alone. Of one sequence there are rows for one lane only, and to wake another for its share of
    ///              what is cut otherwise takes longer than the share
    void work(boolean alone) {
        lanes = alone ? Lanes.ONE : all;
    }

    Lanes lanes() {
        return lanes;
    }

    /// @param wanted mask `[B, T]` of the batch at hand
    Packing packing(INDArray wanted) {
        Packing known = packing;
        if (known != null && mask == wanted && known.lanes() == lanes.count()) {
            return known;
        }
        Packing made = Packing.of(Native.ints(wanted), Math.toIntExact(wanted.size(0)), lanes.count());
        packing = made;
        mask = wanted;
        return made;
    }
}
