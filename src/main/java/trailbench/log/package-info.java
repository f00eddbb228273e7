/// Opens a behaviour log: maps its columns to roles, reads it, rejects rows with a reason, and cleans what is left.
@NullMarked
package trailbench.log;

import org.jspecify.annotations.NullMarked;
