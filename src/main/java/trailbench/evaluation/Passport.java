package trailbench.evaluation;

import java.util.Locale;
import trailbench.sequence.Cases;
import trailbench.sequence.SequenceStore;

/// The protocol behind a figure. Figures with different passports are not comparable.
///
/// @param split      "leave-one-out", "temporal 2011-11-01T…"
/// @param part       "test" or "validation"
/// @param candidates "all 1,682 items"
/// @param seen       "allowed", "excluded", or "excluded (targets among them: 12)" if as many cases ask for an item of their own history
///                   and so are misses
/// @param ties       "expected"
/// @param cases      number of cases
/// @param dataHash   short hash over the sequences and the split
public record Passport(String split, String part, String candidates, String seen, String ties, int cases, String dataHash) {
    /// What cannot be ranked is told, not hidden: `seen` says how many cases are misses by protocol.
    ///
    /// @param splitText the split in words
    /// @param items     V
    public static Passport of(
            String splitText, SequenceStore store, Cases cases, int items, EvaluationOptions options, String dataHash) {
        return new Passport(
                splitText,
                cases.part().name().toLowerCase(Locale.ROOT),
                String.format(Locale.ROOT, "all %,d items", items),
                seen(store, cases, options),
                "expected",
                cases.size(),
                dataHash);
    }

    private static String seen(SequenceStore store, Cases cases, EvaluationOptions options) {
        if (!options.excludeSeen()) {
            return "allowed";
        }
        int misses = Evaluator.seenTargets(store, cases);
        return misses == 0 ? "excluded" : String.format(Locale.ROOT, "excluded (targets among them: %,d)", misses);
    }

    /// One line for captions: `test · leave-one-out · all 1,682 items · seen excluded · ties expected · 943 cases · data 9f3c01`.
    public String line() {
        return part + " · " + split + " · " + candidates + " · seen " + seen + " · ties " + ties + " · "
                + String.format(Locale.ROOT, "%,d", cases) + " cases · data " + dataHash;
    }
}
