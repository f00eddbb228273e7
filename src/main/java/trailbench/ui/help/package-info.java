/// The help window: pages of Markdown in the language of the window, one a task, read from the program itself.
///
/// The pages are `resources/trailbench/help/<language>/<page>.md`; `src/docs/help` points there, and nothing of them is written twice.
/// [Markdown] reads the part of Markdown that they use, [HelpView] shows it.
@NullMarked
package trailbench.ui.help;

import org.jspecify.annotations.NullMarked;
