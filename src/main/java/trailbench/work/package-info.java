/// What every long piece of work shares.
///
/// [trailbench.work.Progress] says how far work is and carries the wish to stop: loops call `checkpoint()`, which throws
/// [trailbench.work.Progress.Cancelled]; that is no error. [trailbench.work.Fault] tells a user what happened, to which thing, and what to do
/// next; its kind decides the exit code (a request that was wrong: 2, work that failed: 1). Every package may see this one; it sees none.
@NullMarked
package trailbench.work;

import org.jspecify.annotations.NullMarked;
