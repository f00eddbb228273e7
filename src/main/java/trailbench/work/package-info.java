/// What every long piece of work shares.
///
/// [trailbench.work.Progress] says how far work is and carries the wish to stop: loops call `checkpoint()`, which throws
/// [trailbench.work.Progress.Cancelled]; that is no error. What is being done is a [trailbench.work.Phase]: a kind and what it speaks of. It
/// crosses processes as that, and [trailbench.work.WorkWords] puts it into words where somebody reads it. [trailbench.work.Fault] tells a user
/// what happened, to which thing, and what to do next; its kind decides the exit code (a request that was wrong: 2, work that failed: 1).
/// It is an English sentence where it happens; as a [trailbench.work.Trouble] it crosses processes and is said in the language of the window.
/// Every package may see this one; it sees none.
@NullMarked
package trailbench.work;

import org.jspecify.annotations.NullMarked;
