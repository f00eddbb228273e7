/// How good a scorer is, under a named protocol: ranks, metrics, the tie rule, counting baselines, passports.
@NullMarked
package trailbench.evaluation;

import org.jspecify.annotations.NullMarked;
