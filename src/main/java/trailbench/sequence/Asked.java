package trailbench.sequence;

/// What is asked of the events that are targets.
public enum Asked {
    /// Which item it is.
    ITEM,
    /// What was done: the behaviour's index in [Vocabulary#behaviours], plus one.
    BEHAVIOUR,
    /// Its value. An event of which none is known is no target.
    VALUE;

    /// True if the event can be asked about.
    boolean isKnown(SequenceStore store, int event) {
        return this != VALUE || store.values().length > 0 && !Float.isNaN(store.values()[event]);
    }

    /// The number that stands among the targets, from 1. Where values are asked for it is the item, which says that there is one.
    int number(SequenceStore store, int event) {
        return this == BEHAVIOUR ? store.behaviours()[event] + 1 : store.items()[event];
    }
}
