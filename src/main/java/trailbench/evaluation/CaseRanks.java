package trailbench.evaluation;

/// Where a run's model placed the target of each case: what two runs are held against each other by. The contents of `ranks.json`.
///
/// @param passport of the ranks, as a line: equal for runs that were asked the same question
/// @param people   `[C]` number of the user whose case it is
/// @param targets  `[C]` item numbers
/// @param higher   `[C]` candidates scored strictly higher than the target, [Integer#MAX_VALUE] where it is no candidate itself
/// @param tied     `[C]` other candidates with the target's score
public record CaseRanks(String passport, int[] people, int[] targets, int[] higher, int[] tied) {}
