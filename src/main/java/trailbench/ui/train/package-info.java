/// The room where a run is started, watched, paused, stopped and gone on with.
///
/// The room never trains: [trailbench.ui.shell.WorkbenchModel#train] starts a worker process, and all that is seen here comes from the
/// lines that the worker appends to `events.jsonl`. [RunFollower] reads them beside the window, ten times a second at most; [RunReading]
/// folds them into what stands in the header; [RunCurves] makes curves of them, and each batch leads to one redraw. A run that was
/// started elsewhere, yesterday or by the command line is read from its first line in the same way.
@NullMarked
package trailbench.ui.train;

import org.jspecify.annotations.NullMarked;
