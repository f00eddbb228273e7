package trailbench.work;

import java.util.Arrays;
import java.util.List;

/// What a [Fault] tells, as a kind and what it speaks of. Its words stand as `trouble.<kind>` in the bundles of this package: a window says them in
/// its language, a terminal in English. Faults that a user seldom meets tell an English sentence alone.
///
/// @param kind  which
/// @param about names, numbers and what the system says, in the order of the words
public record Trouble(Kind kind, List<String> about) {
    public Trouble {
        about = List.copyOf(about);
        Fault.require(about.size() == kind.count, "%s speaks of %s things, not of %s", kind, kind.count, about);
    }

    public static Trouble of(Kind kind, Object... about) {
        return new Trouble(kind, Arrays.stream(about).map(String::valueOf).toList());
    }

    /// In English, as the terminal says it.
    @Override
    public String toString() {
        return WorkWords.ENGLISH.trouble(this);
    }

    /// Every sentence, with the number of things that it speaks of.
    public enum Kind {
        // runs
        NOTHING_TO_TRAIN(0),
        NOT_MEASURED(3),
        OUT_OF_MEMORY(1),
        UNFORESEEN(1),
        RUN_NOT_WRITTEN(2),
        NOT_WRITTEN(2),
        MODEL_NOT_WRITTEN(2),
        NOT_MADE(2),
        READ_ONLY(1),
        GOING_ON(1),
        FINISHED(1),
        BEGUN(2),
        TRASH_GOING_ON(1),
        NO_WORKER(2),
        WORKER_GONE(3),
        NOT_STARTED(2),
        SILENT(3),
        DATA_CHANGED(3),
        DATA_CHANGED_VERIFY(3),
        DATA_CHANGED_MODEL(3),
        NO_CHECKPOINT(1),
        VERIFY_GOING_ON(1),
        VERIFY_NOTHING(1),
        WORKER_FULL(0),
        WORKER_ENDED(1),

        // the queue
        QUEUE_SERVED(1),
        QUEUE_UNSERVED(2),

        // forks
        FORK_NO_CHECKPOINT(3),
        FORK_NOTHING(4),
        FORK_GRAPH(2),
        FORK_DATA(2),
        FORK_OPTIMIZER(1),
        FORK_ORDER(4),

        // the filter of runs
        FILTER_NOT_HERE(2),
        FILTER_NO_BRACKET(1),
        FILTER_NO_NUMBER(3),
        FILTER_NO_NAME(1),
        FILTER_NO_VALUE(2),
        FILTER_NAME_NOT(2),
        FILTER_VALUE_NOT(3),
        FILTER_OPEN(1),
        FILTER_NO_COMPARISON(3),
        FILTER_COLUMN_MEANT(3),
        FILTER_COLUMN_UNKNOWN(3),
        FILTER_COLUMN_SEVERAL(3),
        COLUMN_MEANT(2),
        COLUMN_UNKNOWN(2),
        COLUMN_SEVERAL(2),

        // searches
        SEARCH_NAME(1),
        SEARCH_TWICE(1),
        SEARCH_NO_VALUES(0),
        SEARCH_RANGE(2),
        SEARCH_LOG(1),
        SEARCH_STEPS(2),
        SEARCH_NO_STEPS(1),
        SEARCH_NO_NUMBER(2),
        SEARCH_TOO_MANY(2),
        SEARCH_REFUSED(3),

        // deployment
        RANKS_NOTHING(2),
        NOT_THE_SAME(6),
        NO_BUNDLE(2),
        BUNDLE_BROKEN(2),
        BUNDLE_WITHOUT(2),
        BUNDLE_LACKS(2),
        BUNDLE_CHANGED(2),
        BUNDLE_NEWER(3),
        ADDRESS_TAKEN(3),
        NO_TOKEN(1),
        SWAPPING(0),
        UNKNOWN_ITEM(1),
        NO_ANSWER(2);

        private final int count;

        Kind(int count) {
            this.count = count;
        }

        /// How many things it speaks of.
        public int count() {
            return count;
        }
    }
}
