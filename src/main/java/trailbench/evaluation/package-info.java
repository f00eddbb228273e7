/// How good a scorer is, under a named protocol: ranks, metrics, the tie rule, counting baselines, passports.
///
/// # Protocol
///
/// A **case** is a held-out question ([trailbench.sequence.Cases]): a user's history and one item, the target, that came after it.
/// [Evaluator] lets a [trailbench.engine.Scorer] score every item, takes the **candidates** (all V items or, with
/// `exclude_seen`, all but those of the history, which get a score of negative infinity) and counts for each case
///
/// * `h`, the candidates scored strictly **higher** than the target, and
/// * `t`, the other candidates **tied** with it.
///
/// Nothing is sampled unless somebody asks for it ([Candidates]): a figure over 100 drawn negatives may not stand beside a figure over all items
/// (W. Krichene, S. Rendle, "On sampled metrics for item recommendation", KDD 2020), and its passport says so. Then each history's targets are ranked
/// among themselves and what was drawn for it, which is the same for every scorer. A score that is not a number fails the evaluation; it is
/// never a rank.
///
/// A target that is itself in the history can't be ranked when seen items are excluded. Its case counts, as a miss in every metric, and
/// the [Passport] says how many such cases there are. Where people buy the same things again, as shops' customers do, that is
/// a large share, and `exclude_seen: false` is the fairer question. (Dropping them would make the cases depend on an option.)
///
/// # Metrics
///
/// With ties, a rank is not one number: every order of the tied items is as good as another, so each metric is the mean over all of them,
/// in closed form. The target's rank r is then uniform on h + 1 … h + t + 1 (F. McSherry, M. Najork, "Computing information retrieval
/// performance measures efficiently in the presence of tied scores", ECIR 2008). With n = t + 1:
///
/// | metric | one case without ties | with ties | mean over |
/// |---|---|---|---|
/// | `recall@K` | 1 if r ≤ K, else 0 | min(1, max(0, K − h) / n) | cases |
/// | `ndcg@K` | 1 / log₂(1 + r) if r ≤ K, else 0 | 1/n · Σ 1 / log₂(1 + r), r = h + 1 … min(h + n, K) | cases |
/// | `mrr@K` | 1 / r if r ≤ K, else 0 | 1/n · Σ 1 / r, same r | cases |
/// | `map@K` | Σ over targets with r ≤ K of (targets at ranks ≤ r) / r, by min(m, K) | as below | histories |
/// | `precision@K` | different targets with r ≤ K, by K | Σ over targets of their `recall@K`, by K | histories |
/// | `hr@K` | 1 if any target of the history is in the first K | 1 − C(n − m, s) / C(n, s) | histories |
///
/// So a scorer that gives every item one score gets a recall of K / candidates, not of 1. Somebody who must lay figures beside those of another
/// program can have the target first or last among its equals instead ([Ties]).
///
/// Average precision of a history with m different targets, in closed form: a target in a tied group of n items, b of them targets, behind h others, a
/// of them targets, adds 1/n · Σ (a + 1 + (i − 1)(b − 1)/(n − 1)) / (h + i) over i = 1 … min(n, K − h) (McSherry and Najork, as above). With one target it is
/// `mrr@K`, and `precision@K` is `recall@K` / K. Sums are divided by min(m, K), as RecBole does, not by m: a list of K can be perfect.
///
/// Sources: NDCG is K. Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002, for one relevant
/// item, whose ideal is 1; reciprocal rank is E. Voorhees, "The TREC-8 question answering track report", 1999, cut at K.
///
/// **Baskets.** Where the held-out part of a user is a basket of several items, each item is a case of its own with the same history, ranked
/// among all candidates (the basket's other items included, so that the recalls of its cases add up to the number of its items among the
/// first K). `recall@K`, `ndcg@K` and `mrr@K` are means over cases: a large basket weighs by its size, and no scorer can find more
/// than K of its items, so these figures stay far below 1 and compare scorers on one log, not logs. `hr@K` then asks
/// a different question, once a history: is any item of the basket among the first K? It is written only then; where every history has one
/// target it equals `recall@K`. In its formula s = K − h are the places left for the tied group that reaches across place K, and m of its n
/// items are targets; if a target ranks in a group that lies within the first K wholly, the history is a hit.
///
/// What lists of the first K are like (coverage, Gini, novelty, popularity, diversity) says [ListMetrics]. [Evaluation.Likelihood] is of the targets'
/// probabilities under the softmax over all V items; [ReconstructionTally] of autoencoders.
///
/// # Baselines
///
/// [Baselines] counts popularity, recent popularity, repeat last, Markov-1, item-KNN, session-KNN, decayed co-occurrence and EASE on the
/// training part alone. Popularity is the floor of having learnt anything, the best of the others the bar of being useful.
///
/// # What a figure is worth
///
/// [Measurement] ranks the same cases by model and baselines. Each figure carries an interval of 95 % by drawing users anew with all their cases
/// ([Confidence]), each baseline that of the model's lead over it, from the same draws; a model whose lead over the best baseline does not lie above 0
/// wholly is said not to beat counting. Its [Evaluation.Slice]s stand worst first. [PairedTest] holds two runs against each other by the ranks that
/// were kept of each case ([CaseRanks]).
///
/// # Order
///
/// [OrderTester] asks the same cases with the order of events taken out: an [OrderTest] says whether a log has a sequence to learn at all.
@NullMarked
package trailbench.evaluation;

import org.jspecify.annotations.NullMarked;
