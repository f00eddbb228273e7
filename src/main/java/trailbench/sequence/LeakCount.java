package trailbench.sequence;

import java.util.Locale;

/// How often a leak was found.
///
/// @param of all that were looked at: targets, users or items, as the kind has it
public record LeakCount(LeakKind kind, long count, long of) {

    /// One English sentence without a full stop.
    public String text() {
        String text = switch (kind) {
            case TRAINED_LATER -> "%,d of %,d targets are earlier than another user's training events";
            case HISTORY_LATER -> "%,d of %,d targets are earlier than an event of their own history";
            case TARGET_IN_INPUT -> "%,d of %,d targets stand in a training window or in their own history";
            case DUPLICATE_SEQUENCE -> "%,d of %,d targets end a sequence that another user's training begins with";
            case BASKET_CUT -> "%,d of %,d users have a basket on both sides of a cut";
            case TIE_AT_CUT -> "%,d of %,d users have events of one time on both sides of a cut: file order decides which is the target";
            case ITEM_KEPT_BY_HELD_OUT -> "%,d of %,d items passed clean.min_item_events thanks to events that training does not see";
            case USER_KEPT_BY_HELD_OUT -> "%,d of %,d users passed clean.min_user_events thanks to events that training does not see";
            case ITEM_NEVER_TRAINED -> "%,d of %,d items have no training event: the vocabulary is made before the split";
            case FEATURE_OF_HELD_OUT -> "%,d of %,d items were last met outside training, and the graph reads their features as they were then";
        };
        return String.format(Locale.ROOT, text, count, of);
    }
}
