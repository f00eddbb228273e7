/// The room Evaluate: what a run is worth, beside counting baselines that cost seconds, under a named protocol.
///
/// [FigureTable] is the arithmetic (one [trailbench.evaluation.Evaluation] at one cut-off, so one passport a table, always);
/// [EvaluateViewModel] decides, [EvaluateView] binds.
@NullMarked
package trailbench.ui.evaluate;

import org.jspecify.annotations.NullMarked;
