package trailbench.ui.report;

import java.util.Optional;
import trailbench.sequence.Finding.Severity;
import trailbench.sequence.Fix;

/// A finding in words.
///
/// @param title   what was found, and how often
/// @param why     what it means
/// @param example empty for none
/// @param mend    what mends it; empty if nothing does, or a person has to look
record FindingRow(Severity severity, String title, String why, String example, Optional<Mend> mend) {

    /// @param words   on the button
    /// @param options the same change on the command line
    record Mend(Fix fix, String words, String options) {}
}
