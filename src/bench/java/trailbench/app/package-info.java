/// The program's window, wired as in the program, for measuring.
@NullMarked
package trailbench.app;

import org.jspecify.annotations.NullMarked;
