/// The room where the runs of a project are listed, laid over one another, and opened in the other rooms.
///
/// The list follows the shared model's glances at the run folders; evaluations, events and provenance are read beside the window when a
/// run is seen or selected. A test figure shows its protocol in its tooltip: figures with different passports are not comparable.
@NullMarked
package trailbench.ui.runs;

import org.jspecify.annotations.NullMarked;
