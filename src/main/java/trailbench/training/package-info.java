/// The run: loop, control, journal, schedule, early stopping, checkpoints.
@NullMarked
package trailbench.training;

import org.jspecify.annotations.NullMarked;
