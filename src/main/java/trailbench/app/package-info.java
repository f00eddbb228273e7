/// The program: where it starts, and the one place where objects are wired.
@NullMarked
package trailbench.app;

import org.jspecify.annotations.NullMarked;
