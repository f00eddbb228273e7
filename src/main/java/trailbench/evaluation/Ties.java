package trailbench.evaluation;

/// How a target is ranked among candidates with the same score.
public enum Ties {
    /// By the mean over all orders of the equal items.
    EXPECTED,
    /// Before all of them: a scorer that gives every item one score is always right. For figures to be laid beside programs that count so.
    OPTIMISTIC,
    /// Behind all of them.
    PESSIMISTIC
}
