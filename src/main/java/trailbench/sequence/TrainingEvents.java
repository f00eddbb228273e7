package trailbench.sequence;

import java.util.function.IntConsumer;

/// The events that training may know, and no others: what is fitted to a log before training takes these instead of the store, and so cannot
/// see what is held out.
public final class TrainingEvents {
    private final SequenceStore store;
    private final int[] end;

    private TrainingEvents(SequenceStore store, int[] end) {
        this.store = store;
        this.end = end;
    }

    public static TrainingEvents of(SequenceStore store, SplitBounds bounds) {
        return new TrainingEvents(store, bounds.trainingEnd());
    }

    /// Takes one event.
    @FunctionalInterface
    public interface Visitor {
        /// @param user from 1, whose sequence it is
        /// @param item from 1
        void accept(int user, int item);
    }

    /// Store indices, user by user, oldest first.
    void forEachEvent(IntConsumer visitor) {
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < end[user]; event++) {
                visitor.accept(event);
            }
        }
    }

    /// User by user, oldest first.
    public void forEach(Visitor visitor) {
        for (int user = 0; user < store.users(); user++) {
            int owner = store.owner(user) + 1;
            for (int event = store.start(user); event < end[user]; event++) {
                visitor.accept(owner, store.items()[event]);
            }
        }
    }
}
