package trailbench.sequence;

/// Ways in which a figure can know more than a model could have known.
public enum LeakKind {
    /// A target is earlier than an event of another user that training saw.
    TRAINED_LATER,
    /// A case's history holds an event later than its target.
    HISTORY_LATER,
    /// A target's own event is in a window of training, or in the history it is to be guessed from.
    TARGET_IN_INPUT,
    /// A user's whole life up to and with a target is how another user's training began.
    DUPLICATE_SEQUENCE,
    /// A basket lies on both sides of a cut.
    BASKET_CUT,
    /// Events on both sides of a cut have the same time: the order of the file decides which is the target.
    TIE_AT_CUT,
    /// An item stayed in the log thanks to held-out events: cleaning counts all events, before the split.
    ITEM_KEPT_BY_HELD_OUT,
    /// As [#ITEM_KEPT_BY_HELD_OUT], of users.
    USER_KEPT_BY_HELD_OUT,
    /// An item of the vocabulary has no training event: the vocabulary is made before the split.
    ITEM_NEVER_TRAINED,
    /// The newest event of an item is not a training event, and the graph reads a feature whose last value counts.
    FEATURE_OF_HELD_OUT
}
