/// Many runs at once: what a table of them shows, asks and compares.
///
/// [trailbench.runs.RunIndex] glances at a project's run folders and keeps a [trailbench.runs.RunSummary] of each, in memory and in
/// `cache/runs.index`. [trailbench.runs.RunColumns] knows what can be shown and asked of them, [trailbench.runs.RunQuery] is the filter,
/// [trailbench.runs.RunTable] filters, sorts, groups and indents. [trailbench.runs.Comparison] sets a few runs side by side;
/// [trailbench.runs.FigureCurve] is a line to lay over others. Window and command line show the same objects; [trailbench.runs.TableText] and
/// [trailbench.runs.ComparisonText] write them as CSV, Markdown and HTML.
///
/// The page `src/docs/runs.md` says what columns and questions there are. Figures of several protocols never share a column unmarked:
/// [trailbench.runs.Protocols] gives each a letter.
@NullMarked
package trailbench.runs;

import org.jspecify.annotations.NullMarked;
