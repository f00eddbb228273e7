/// Opens a behaviour log: maps its columns to roles, reads it, rejects rows with a reason, and cleans what is left.
///
/// [LogSniffer] looks at a file and proposes a [LogRecipe]; the user corrects it; [LogReader] makes an [EventLog] of it. Every row ends in
/// one of three places, and [EventLog.Tally] adds them up: kept; rejected, since it cannot be an event (written to the rejects file with
/// its line and reason); or removed by a rule of cleaning.
///
/// Rows are cut into columns by `trailbench.table`; from then on an event is a handful of numbers in [EventBuffer]'s columns.
@NullMarked
package trailbench.log;

import org.jspecify.annotations.NullMarked;
