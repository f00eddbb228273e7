/// The command line: parses, calls [trailbench.experiment], prints, and says by its exit code how it went.
///
/// One class a verb. A verb prints its result to standard output (one JSON document with `--json`) and everything else (progress,
/// warnings, faults) to standard error. Exit codes: 0 done, 1 the work failed, 2 the request was wrong.
@NullMarked
package trailbench.cli;

import org.jspecify.annotations.NullMarked;
