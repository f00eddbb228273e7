package trailbench.sequence;

/// Held-out questions: after the first events of a user, which item comes?
///
/// Case `i` asks for `targets[i]` given the events of `users[i]` before store index `historyEnds[i]`. Cases with the same user
/// and history stand side by side (each item of a held-out basket is one), so that a scorer scores the history once.
///
/// @param part        which part of the split the targets come from
/// @param users       `[C]`
/// @param historyEnds `[C]` exclusive index into the store; never beyond the start of the target's own basket
/// @param targets     `[C]` item numbers
public record Cases(Part part, int[] users, int[] historyEnds, int[] targets) {

    public enum Part {
        VALIDATION,
        TEST
    }

    public int size() {
        return targets.length;
    }
}
