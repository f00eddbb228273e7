package trailbench.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Something that a graph is told: what is wrong with a node, or how to mend it. Its words stand as `reason.<key>` in the bundles of this package,
/// `{0}`, `{1}` in them are what it speaks of.
///
/// @param kind  which sentence
/// @param about names, numbers and shapes that the sentence speaks of, in its order
public record Reason(Kind kind, List<String> about) {
    private static final NodeWords ENGLISH = new NodeWords(Locale.ENGLISH);

    public Reason {
        about = List.copyOf(about);
        if (about.size() != kind.count) {
            throw new IllegalArgumentException("%s speaks of %s things, not of %s".formatted(kind, kind.count, about));
        }
    }

    static Reason of(Kind kind, Object... about) {
        return new Reason(kind, Arrays.stream(about).map(Object::toString).toList());
    }

    /// In English, as the command line says it.
    @Override
    public String toString() {
        return ENGLISH.reason(this);
    }

    /// Every sentence, with the number of things that it speaks of.
    public enum Kind {
        // names and edges
        NO_NAME(0),
        GIVE_NAME(0),
        SAME_NAME(1),
        RENAME_ONE(0),
        UNCONNECTED(0),
        CONNECT_ABOVE(0),
        UNKNOWN_INPUT(1),
        CONNECT_OR_ADD(0),
        READS_HEAD(1),
        CONNECT_BEFORE_HEAD(0),
        FEW_ADDED(1),
        FEW_JOINED(1),
        CONNECT_ANOTHER(0),
        GATE_INPUTS(1),
        CONNECT_TWO(0),
        CIRCLE(0),
        REMOVE_EDGE(0),
        DEAD_END(0),
        CONNECT_OR_REMOVE(0),

        // what a graph needs
        NO_ITEMS(0),
        ADD_ITEMS(0),
        SECOND_ITEMS(0),
        CONNECT_ALL_TO(1),
        NO_HEAD(0),
        ADD_HEAD(0),
        SECOND_HEAD(0),
        KEEP_ONE_HEAD(0),

        // what a head may see
        FUTURE_REPEATED(1),
        FEED_FROM_ENCODER(0),
        FUTURE_REVERSED(1),
        READ_ONE_WAY(0),
        FUTURE_ATTENDED(1),
        MAKE_CAUSAL(0),
        TIED_TO_OTHER(1),
        CHOOSE_TABLE(0),
        TIED_APART(1),
        TIE_TO_INPUT(0),
        NO_VECTOR_BETWEEN(0),
        PUT_VECTOR_BETWEEN(0),
        SEES_ITS_ITEM(0),
        HIDE_ITEM(0),
        TARGET_NO_TABLE(1),
        CHOOSE_TARGET(0),
        TARGET_TRAINED(1),
        FREEZE_TARGET(0),

        // what the log offers
        NO_BEHAVIOURS(0),
        NAME_BEHAVIOUR(0),
        NAME_BEHAVIOUR_OR_HEAD(0),
        NO_TIMES(0),
        NAME_TIME(0),
        NO_USERS(0),
        REMOVE_INPUT(0),
        NO_VALUES(0),
        NAME_VALUE(0),
        NAME_VALUE_OR_HEAD(0),
        NO_ITEM_FEATURE(1),
        NAME_ITEM_FEATURE(0),
        CHOOSE_ITEM_FEATURE(1),
        NO_USER_FEATURE(1),
        NAME_USER_FEATURE(0),
        CHOOSE_USER_FEATURE(1),
        ITEM_FEATURE_NO_NUMBERS(1),
        USER_FEATURE_NO_NUMBERS(1),
        NAME_ITEM_NUMBERS(0),
        NAME_USER_NUMBERS(0),
        CHOOSE_AMONG(1),
        NO_VECTORS(1),
        NAME_VECTORS(0),
        CHOOSE_VECTORS(1),
        VECTORS_NOT_OF_ITEMS(1),
        EMBED_ITEMS(0),

        // shapes
        WANTS_NUMBERS(1),
        CONNECT_TO_INPUT(0),
        WANTS_VECTORS(1),
        PUT_EMBEDDING(0),
        WANTS_STEPS(1),
        PUT_REPEAT(0),
        CONNECT_STEPS(0),
        WANTS_ONE_VECTOR(1),
        PUT_LAST_STEP(0),
        HEADS_DO_NOT_DIVIDE(2),
        CHOOSE_HEADS(0),
        TIED_WIDTH(3),
        MAKE_EQUALLY_WIDE(1),
        UNEQUAL_WIDTHS(2),
        GIVE_ONE_WIDTH(0),
        NO_ROOM_FOR_MASK(0),
        LENGTHEN_WINDOWS(0),

        // connecting
        READS_ITSELF(0),
        IS_HEAD(1),
        CONNECTED_ALREADY(1),
        WOULD_CIRCLE(2),
        TAKES_TABLE(0);

        private final int count;

        Kind(int count) {
            this.count = count;
        }

        /// How many things it speaks of.
        public int count() {
            return count;
        }

        String key() {
            return "reason." + Words.kebab(this);
        }
    }
}
