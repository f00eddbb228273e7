package trailbench.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import trailbench.privacy.Guarantee;
import trailbench.sequence.Cases;
import trailbench.sequence.LeakCount;
import trailbench.sequence.Leaks;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.SplitFacts;

/// The protocol behind a figure. Figures with different passports are not comparable.
///
/// @param part     which held-out part the cases come from
/// @param items    V
/// @param cases    number of cases
/// @param dataHash short hash over the sequences and the split
/// @param cold     cases about what training never saw; empty in evaluations of before, which did not count them
/// @param leaks    the red ones that were found; empty in evaluations of before, which did not look for any
/// @param candidates what targets were ranked among; empty in evaluations of before, which knew all items alone
/// @param privacy  what bounds the model that was measured; empty if nothing does
public record Passport(
        SplitFacts split,
        Cases.Part part,
        int items,
        Seen seen,
        Ties ties,
        int cases,
        String dataHash,
        Optional<Cases.Cold> cold,
        Optional<List<LeakCount>> leaks,
        Optional<Candidates> candidates,
        Optional<Guarantee> privacy) {

    /// Of a model that no noise bounds.
    public Passport(
            SplitFacts split, Cases.Part part, int items, Seen seen, Ties ties, int cases, String dataHash, Optional<Cases.Cold> cold, Optional<List<LeakCount>> leaks,
            Optional<Candidates> candidates) {
        this(split, part, items, seen, ties, cases, dataHash, cold, leaks, candidates, Optional.empty());
    }

    /// As older programs wrote it.
    public Passport(SplitFacts split, Cases.Part part, int items, Seen seen, Ties ties, int cases, String dataHash) {
        this(split, part, items, seen, ties, cases, dataHash, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What is done with items of a case's own history.
    ///
    /// @param excluded true if they are no candidates
    /// @param targets  cases that ask for such an item; excluded, they are misses by protocol, and that is told, not hidden
    public record Seen(boolean excluded, int targets) {
        String text() {
            if (!excluded) {
                return "allowed";
            }
            return targets == 0 ? "excluded" : String.format(Locale.ROOT, "excluded (targets among them: %,d)", targets);
        }
    }

    public static Passport of(SplitFacts split, SequenceStore store, Cases cases, int items, EvaluationOptions options, String dataHash) {
        Seen seen = new Seen(options.excludeSeen(), Evaluator.seenTargets(store, cases));
        return new Passport(split, cases.part(), items, seen, options.ties(), cases.size(), dataHash, Optional.of(cases.cold()), Optional.empty(), Optional.of(options.candidates()));
    }

    /// The same protocol, which says what was found in the split and the windows.
    public Passport with(Leaks found) {
        return new Passport(split, part, items, seen, ties, cases, dataHash, cold, Optional.of(found.red()), candidates, privacy);
    }

    /// The same protocol, which says what bounds the model.
    public Passport with(Optional<Guarantee> bound) {
        return new Passport(split, part, items, seen, ties, cases, dataHash, cold, leaks, candidates, bound);
    }

    /// What must be equal for two figures to be compared, as a line: without cold cases and leaks, which older programs did not count, so that
    /// they make no other protocol, and without what bounds the model, which is not how it was measured.
    public String protocol() {
        return new Passport(split, part, items, seen, ties, cases, dataHash, Optional.empty(), Optional.empty(), candidates).line();
    }

    /// True if targets were ranked among drawn items: such figures compare with nothing but figures of the same draw.
    public boolean sampled() {
        return candidates.filter(Candidates.Sampled.class::isInstance).isPresent();
    }

    /// One English line for tables: `test · leave-one-out: … · all 1,682 items · seen excluded · ties expected · 943 cases · data 9f3c01`,
    /// behind it what bounds the model, and each red leak.
    public String line() {
        return String.format(
                Locale.ROOT, "%s · %s · %s · seen %s · ties %s · %,d cases%s · data %s%s%s",
                lowerCase(part), split.text(), candidates.orElse(Candidates.defaults()).text(items), seen.text(), lowerCase(ties), cases, coldText(), dataHash, privacy.map(bound -> " · " + bound.line()).orElse(""), leakText());
    }

    private String coldText() {
        String text = cold.map(Cases.Cold::text).orElse("");
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    private String leakText() {
        return leaks.orElse(List.of()).stream().map(leak -> " · LEAK: " + leak.text()).collect(Collectors.joining());
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
