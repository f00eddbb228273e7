package trailbench.sequence;

/// What becomes of held-out cases that ask for an item without any training event. They are counted and told either way.
public enum ColdItems {
    /// They are asked like any other. A model can hardly answer them, but somebody did choose those items.
    KEEP,
    /// They are not asked, as in the protocol of GRU4Rec. The events stay in the histories of later cases.
    DROP
}
