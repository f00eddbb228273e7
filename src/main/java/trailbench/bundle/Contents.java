package trailbench.bundle;

import java.util.Optional;
import trailbench.evaluation.Evaluation;
import trailbench.privacy.Guarantee;
import trailbench.sequence.Vocabulary;

/// All of a bundle but the model's numbers.
///
/// @param popularity  `[V + 1]` how often each item stands in the training part; 0 at 0
/// @param evaluation  with its passport; empty if the run was not evaluated
/// @param provenance  the run's `provenance.json` as it stands there; empty if it has none
/// @param certificate empty in a bundle that is being checked
public record Contents(
        About about,
        Network network,
        Vocabulary vocabulary,
        Users users,
        int[] popularity,
        Preprocessing preprocessing,
        Optional<Evaluation> evaluation,
        Optional<String> provenance,
        Optional<ParityCertificate> certificate) {

    /// @param run        the run's id
    /// @param experiment its name
    /// @param program    Trailbench's version
    /// @param created    when the bundle was written, ISO-8601 in UTC
    /// @param privacy    what it does without; empty in bundles of before, which do without nothing
    /// @param guarantee  what bounds the model in what it tells of a user; empty if nothing does
    public record About(String run, String experiment, String program, String created, Optional<Privacy> privacy, Optional<Guarantee> guarantee) {}

    public Contents with(ParityCertificate proof) {
        return new Contents(about, network, vocabulary, users, popularity, preprocessing, evaluation, provenance, Optional.of(proof));
    }
}
