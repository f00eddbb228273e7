/// The Sequences room: how long a window is, which windows are cut, where training ends; and what that makes of this log, as
/// figures, a histogram of lengths, the split on the log's own timeline, and the sequences of a few users.
///
/// [trailbench.ui.sequences.SequenceFields] are the values that controls are bound to, [trailbench.ui.sequences.SequencePicture] is
/// everything that is shown of a prepared log, made beside the window. [trailbench.ui.sequences.MicroscopeView] shows one user in full,
/// [trailbench.ui.sequences.OrderTestView] asks whether the order of events means anything.
@NullMarked
package trailbench.ui.sequences;

import org.jspecify.annotations.NullMarked;
