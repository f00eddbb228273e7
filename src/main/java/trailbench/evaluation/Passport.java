package trailbench.evaluation;

/// The protocol behind a figure. Figures with different passports are not comparable.
///
/// @param split      "leave-one-out", "temporal 2011-11-01T…"
/// @param part       "test" or "validation"
/// @param candidates "all 1,682 items"
/// @param seen       "excluded" or "allowed"
/// @param ties       "expected"
/// @param cases      number of cases
/// @param dataHash   short hash over the sequences and the split
public record Passport(String split, String part, String candidates, String seen, String ties, int cases, String dataHash) {
    /// One line for captions: `test · leave-one-out · all 1,682 items · seen excluded · ties expected · 943 cases · data 9f3c01`.
    public String line() {
        return part + " · " + split + " · " + candidates + " · seen " + seen + " · ties " + ties + " · "
                + String.format(java.util.Locale.ROOT, "%,d", cases) + " cases · data " + dataHash;
    }
}
