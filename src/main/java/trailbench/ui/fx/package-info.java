/// What every window needs and no room owns: threads, the pulse, words, dialogs, FXML, settings.
///
/// The only package that calls `javafx.application.Platform`. The rules it makes easy to keep:
///
///  *  Work runs in a [trailbench.ui.fx.Job] of the [trailbench.ui.fx.FxExecutor], never on the window's thread; its result arrives on
///     the window's thread, its faults in one place.
///  *  What changes often is sampled by a [trailbench.ui.fx.Pulse], ten times a second and only while it is on screen; nobody posts an
///     event per batch.
///  *  Words come from the bundle beside the class that shows them ([trailbench.ui.fx.Messages]).
///  *  A view-model asks through [trailbench.ui.fx.Dialogs], so that a test can answer.
@NullMarked
package trailbench.ui.fx;

import org.jspecify.annotations.NullMarked;
