package trailbench.work;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What long work is doing: one of the things that this program does, and what it speaks of. Its words stand as `phase.<kind>` in the bundles of
/// this package: a window says them in its language, a terminal in English.
///
/// @param kind  which
/// @param about names and numbers that the words speak of, in their order
/// @param epoch whose model is worked on, where work takes several epochs of a run in turn
public record Phase(Kind kind, List<String> about, Optional<Integer> epoch) {
    public Phase {
        about = List.copyOf(about);
        Fault.require(about.size() == kind.count, "%s speaks of %s things, not of %s", kind, kind.count, about);
    }

    /// @param about whole numbers are written with their thousands apart
    public static Phase of(Kind kind, Object... about) {
        return new Phase(kind, Arrays.stream(about).map(Phase::text).toList(), Optional.empty());
    }

    private static String text(Object about) {
        return about instanceof Integer || about instanceof Long ? String.format(Locale.ROOT, "%,d", about) : about.toString();
    }

    /// The same of one of several epochs.
    public Phase inEpoch(int number) {
        return new Phase(kind, about, Optional.of(number));
    }

    /// In English, as the terminal says it.
    @Override
    public String toString() {
        return WorkWords.ENGLISH.phase(this);
    }

    /// Everything that takes long, with the number of things that its words speak of.
    public enum Kind {
        // logs
        READING(1),
        READING_VECTORS(1),
        TIMES_IN_SECONDS(1),
        TIMES_IN_MILLISECONDS(1),
        TIMES_IN_ISO(2),
        TIMES_LIKE(3),
        SORTING(1),
        CLEANING(1),
        PROFILING(0),
        MAKING_UP(1),
        COPYING(1),

        // runs
        TRAINING(4),
        TRYING(0),
        DOING_AGAIN(0),
        WAITING_FOR_LOOK(0),
        LOOKING(1),
        STOPPING(0),

        // figures
        LOADING_MODEL(1),
        RANKING(2),
        IN_TRUE_ORDER(1),
        IN_DRAWN_ORDER(3),
        COUNTING(0),
        DRAWING_USERS(0),
        DRAWING_USERS_FOR(1),
        ASKING(0),
        RECONSTRUCTING(0),

        // vectors and maps
        ENCODING(0),
        LOADING_EPOCH(1),
        MEASURING_EPOCH(1),
        FINDING_NEIGHBOURS(0),
        COMPARING_NEIGHBOURS(0),
        WIDEST_DIRECTIONS(0),
        LAYING_OUT(1),
        LAYING_OUT_BETWEEN(0),
        GROUPING(0),
        MEASURING_MAP(0),

        // deployment
        SCORING(0),
        REPLAYING_BUNDLE(0),
        REPLAYING_HTTP(0),
        LOADING(1),
        SERVING(1),
        RECOMMENDING(0);

        private final int count;

        Kind(int count) {
            this.count = count;
        }

        /// How many things its words speak of.
        public int count() {
            return count;
        }
    }
}
