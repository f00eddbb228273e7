/// The use cases, once, for window and command line.
@NullMarked
package trailbench.experiment;

import org.jspecify.annotations.NullMarked;
