package trailbench.bundle;

import java.util.List;

/// The contents of `certificate.json`: held-out histories, answered by the evaluator's scorer and again by the bundle.
///
/// @param part      "test"
/// @param histories how many were replayed: all distinct ones, or 1,000 equally far apart
/// @param k         length of the lists that were compared
/// @param tolerance largest difference of two scores that are equal, relative to the larger of 1 and the score. Two items whose scores are so
///                  equal may stand in either order
/// @param dataHash  of the sequences and the split
/// @param legs      ways of asking, all of which agree
public record ParityCertificate(String part, int histories, int k, double tolerance, String dataHash, List<Leg> legs) {
    public static final int MOST_HISTORIES = 1_000;
    public static final int K = 20;
    public static final double TOLERANCE = 1e-4;

    /// @param way               "bundle", "http"
    /// @param sameOrder         histories whose lists are the same item by item; the others differ in the order of equal scores alone
    /// @param largestDifference of two scores, relative as above
    public record Leg(String way, int sameOrder, double largestDifference) {}
}
