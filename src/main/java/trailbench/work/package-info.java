/// What every long piece of work shares: progress, cancellation, and faults that say what happened, where, and what to do.
@NullMarked
package trailbench.work;

import org.jspecify.annotations.NullMarked;
