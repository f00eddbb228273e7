package trailbench.graph;

/// What a head over the items learns from.
public sealed interface Loss {

    /// Cross-entropy of the softmax over all items: -ln p(target). A. Klenitskiy, A. Vasilev, "Turning dross into gold loss: is BERT4Rec
    /// really better than SASRec?", RecSys 2023, found it clearly above sampled losses where the catalogue is small enough for it.
    record CrossEntropy() implements Loss {}

    static Loss defaults() {
        return new CrossEntropy();
    }
}
