/// Times the program beside its peers: the same training step on libtorch and PyTorch, in one sitting, on the same batches.
///
/// [trailbench.bench.SideBySide] is the command. It writes the batches of each [trailbench.bench.Work] to a file, has one process after
/// another work through them ([trailbench.bench.Steps] is ours, `src/bench/peers` holds the others), and prints a table. Nobody works while
/// another is timed. A figure is unpadded targets per second: what an epoch waits for.
///
/// [trailbench.bench.Flops] counts what a step must compute, by formula; [trailbench.bench.Peak] measures what the machine can do, so that a
/// speed is also a share of the physical limit.
@NullMarked
package trailbench.bench;

import org.jspecify.annotations.NullMarked;
