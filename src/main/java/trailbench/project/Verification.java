package trailbench.project;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What came of doing a run again: the contents of `verification.json` in its folder.
///
/// @param at        when
/// @param program   Trailbench's version then
/// @param machine   as in [Provenance#machine]
/// @param epochs    epochs that were done again
/// @param steps     steps that were done again
/// @param compared  recorded steps and epochs that were compared: a journal does not keep every step
/// @param firstStep the first step whose loss or gradient norm, or whose epoch's figures, differ; empty if none do
/// @param greatest  the greatest relative difference that was seen
/// @param tolerance ε: greater relative differences mean [Verdict#DIFFERENT]
public record Verification(
        Instant at,
        String program,
        Map<String, String> machine,
        Verdict verdict,
        int epochs,
        long steps,
        long compared,
        Optional<Long> firstStep,
        double greatest,
        double tolerance) {

    public enum Verdict {
        /// Every compared number has the same bits.
        IDENTICAL,
        /// Some numbers differ, none by more than ε of itself.
        WITHIN_TOLERANCE,
        DIFFERENT
    }

    /// `identical over 12 epochs`, `within 1.0E-6 from step 431 on`, `different at step 5 (by 0.0123 of the value)`.
    public String text() {
        return switch (verdict) {
            case IDENTICAL -> "identical over " + steps + " steps in " + epochs + (epochs == 1 ? " epoch" : " epochs");
            case WITHIN_TOLERANCE -> "within " + tolerance + " from step " + firstStep.orElse(0L) + " on, over " + steps + " steps";
            case DIFFERENT -> "different at step " + firstStep.orElse(0L) + " (by " + String.format(java.util.Locale.ROOT, "%.3g", greatest) + " of the value)";
        };
    }
}
