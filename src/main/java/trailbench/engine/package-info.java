/// What training and evaluation need from a backend. One implementation: `trailbench.engine.dl4j`.
///
/// Threads: a model is used from one thread at a time, the thread that made it.
@NullMarked
package trailbench.engine;

import org.jspecify.annotations.NullMarked;
