/// What differential privacy costs: how much a run has spent of it, and the noise that buys it.
///
/// [trailbench.privacy.SubsampledGaussian] says what one step costs, [trailbench.privacy.Spending] adds steps up and states ε for a δ,
/// [trailbench.privacy.SecretDraws] draws who takes part and what noise is added, from a key that nobody else knows.
///
/// ε and δ are those of C. Dwork, A. Roth, "The algorithmic foundations of differential privacy", 2014: whoever sees the result can tell
/// whether a user took part at odds that are at most exp(ε) times those without looking, but for a chance of δ.
@NullMarked
package trailbench.privacy;

import org.jspecify.annotations.NullMarked;
