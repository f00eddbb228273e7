package trailbench.work;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a [Fault] tells, in a form that any language has words for: a window says it in its own, a terminal in English.
///
/// Most faults are said where they happen, in English ([#said]); the Chinese of each sentence stands in the books under `work/faults`. What a
/// program tells apart or what lies in old journals has a kind of its own, and its words stand as `trouble.<kind>` in the bundles of this package.
///
/// @param kind   which
/// @param about  names, numbers and what the system says, in the order of the words; of [Kind#SAID], the sentence first
/// @param within what some of `about` say in English, for another language to say it too; empty if none does, and in older journals
public record Trouble(Kind kind, List<String> about, Optional<List<Trouble>> within) {
    public Trouble {
        about = List.copyOf(about);
        within = within.filter(parts -> !parts.isEmpty()).map(List::copyOf);
        Fault.require(kind == Kind.SAID ? !about.isEmpty() : about.size() == kind.count, "%s speaks of %s things, not of %s", kind, kind.count, about);
    }

    /// @param about may hold a trouble or a fault: another language says it in its own words
    public static Trouble of(Kind kind, Object... about) {
        return new Trouble(kind, Arrays.stream(about).map(Trouble::plain).map(String::valueOf).toList(), parts(about));
    }

    /// A sentence, or a part of one, in English: its own words are its key. A value may be a trouble or a fault, as in [#of].
    ///
    /// @param sentence as [String#format] takes it; as it stands if there are no values
    public static Trouble said(String sentence, Object... values) {
        List<String> about = new ArrayList<>(List.of(sentence));
        about.addAll(Sentences.values(sentence, Arrays.stream(values).map(Trouble::plain).toArray()));
        return new Trouble(Kind.SAID, about, parts(values));
    }

    /// What the system says, in words.
    public static Trouble reason(Throwable failed) {
        return switch (failed) {
            case AccessDeniedException denied -> said("permission denied");
            case NoSuchFileException missing -> said("%s does not exist", missing.getFile());
            case FileSystemException system when system.getReason() != null -> said(system.getReason());
            case UncheckedIOException wrapped -> reason(wrapped.getCause());
            case Fault fault -> fault.trouble();
            default -> said(failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage());
        };
    }

    /// The same; where it tells in English what `cause` says, another language says that too.
    Trouble because(@Nullable Throwable cause) {
        if (!(cause instanceof Fault fault)) {
            return this;
        }
        return new Trouble(kind, about, Optional.of(Stream.concat(parts().stream(), Stream.of(fault.trouble())).distinct().toList()));
    }

    List<Trouble> parts() {
        return within.orElse(List.of());
    }

    private static Object plain(Object value) {
        return value instanceof Fault fault ? fault.trouble() : value;
    }

    private static Optional<List<Trouble>> parts(Object... values) {
        return Optional.of(Arrays.stream(values).map(Trouble::plain).filter(Trouble.class::isInstance).map(Trouble.class::cast).toList());
    }

    /// In English, as the terminal says it.
    @Override
    public String toString() {
        return WorkWords.ENGLISH.trouble(this);
    }

    /// Which, with the number of things that it speaks of.
    public enum Kind {
        // any sentence
        SAID(1),

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
