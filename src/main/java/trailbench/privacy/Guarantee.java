package trailbench.privacy;

import java.util.Locale;
import java.util.stream.Collectors;

/// What may be said of a model that was trained with noise.
///
/// @param epsilon ε of all steps that made it
/// @param delta   chance of telling more
/// @param clip    norm to which each user's gradient was scaled down
/// @param spent   the steps
public record Guarantee(double epsilon, double delta, double clip, Spending spent) {

    /// `ε 7.98 at δ 1.0e-05`
    public String line() {
        return String.format(Locale.ROOT, "ε %.2f at δ %.1e", epsilon, delta);
    }

    /// English, for cards: the figure, what it was bought by, and what it does not cover.
    public String text() {
        return line() + " for each user whose events were trained on ("
                + spent.phases().stream()
                        .map(phase -> String.format(Locale.ROOT, "%,d steps with noise %.3f times the clip norm %s, each user with probability %.4f", phase.steps(), phase.noise(), clip, phase.rate()))
                        .collect(Collectors.joining(", then "))
                + "). It covers the parameters. It does not cover the list of items and their features, counts of popularity, scales of numbers, where the log was split, "
                + "nor the figures of the evaluation, which are exact";
    }
}
