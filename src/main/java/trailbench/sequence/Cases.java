package trailbench.sequence;

import java.util.Locale;

/// Held-out questions: after the first events of a user, which item comes?
///
/// Case `i` asks for `targets[i]` given the events of `users[i]` before store index `historyEnds[i]`. Cases with the same user
/// and history stand side by side (each item of a held-out basket is one), so that a scorer scores the history once.
///
/// @param part        which part of the split the targets come from
/// @param users       `[C]`
/// @param historyEnds `[C]` exclusive index into the store; never beyond the start of the target's own basket
/// @param targets     `[C]` item numbers
/// @param cold        how many ask about what training never saw
public record Cases(Part part, int[] users, int[] historyEnds, int[] targets, Cold cold) {

    /// Cases of which none asks about anything new.
    public Cases(Part part, int[] users, int[] historyEnds, int[] targets) {
        this(part, users, historyEnds, targets, new Cold(ColdItems.KEEP, 0, 0));
    }

    public enum Part {
        VALIDATION,
        TEST
    }

    /// @param policy what was done with cases of items without a training event
    /// @param items  cases that ask for such an item; dropped, they are not among the cases
    /// @param users  cases of users without a training event
    public record Cold(ColdItems policy, int items, int users) {
        /// One English sentence without a full stop; empty if there is nothing to tell.
        public String text() {
            String ofItems = items == 0
                    ? ""
                    : String.format(
                            Locale.ROOT, policy == ColdItems.DROP ? "%,d cases of items that training never saw left out" : "%,d cases ask for items that training never saw",
                            items);
            String ofUsers = users == 0 ? "" : String.format(Locale.ROOT, "%,d cases of users that training never saw", users);
            return ofItems + (ofItems.isEmpty() || ofUsers.isEmpty() ? "" : ", ") + ofUsers;
        }
    }

    public int size() {
        return targets.length;
    }
}
