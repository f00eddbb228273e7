package trailbench.experiment;

import java.time.Instant;
import java.util.Optional;

/// A row of the log that is in no sequence, and why.
///
/// @param file   name of its file; empty where several files are read and only the line over all of them is known
/// @param line   in that file, or over all files, from 1
/// @param item   original id; empty if the row has none that can be read
/// @param title  empty if unknown
/// @param time   empty if the log has none or it cannot be read
/// @param why    what kept it out
/// @param reason why it was rejected, in the reader's words; empty for a row that a rule removed
/// @param row    the rejected row itself; empty for a row that a rule removed
public record LeftOut(
        Optional<String> file, long line, String item, String title, Optional<Instant> time, Why why, String reason, String row) {

    /// What kept a row out of the sequences.
    public enum Why {
        /// The row could not be an event, or repeats one.
        REJECTED,
        /// `clean.keep_behaviours` does not name its behaviour.
        BEHAVIOUR_NOT_KEPT,
        /// `clean.drop_consecutive_repeats`: the event before it is on the same item.
        CONSECUTIVE_REPEAT,
        /// `clean.min_user_events`: too little is left of its user.
        USER_WITH_FEW_EVENTS,
        /// `clean.min_item_events`: too little is left of its item.
        ITEM_WITH_FEW_EVENTS,
        /// Too little is left of both, its user and its item.
        USER_AND_ITEM_WITH_FEW_EVENTS
    }

    static LeftOut rejected(String file, long line, String reason, String row) {
        return new LeftOut(Optional.of(file), line, "", "", Optional.empty(), Why.REJECTED, reason, row);
    }
}
