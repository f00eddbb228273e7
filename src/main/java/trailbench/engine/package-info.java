/// What training and evaluation need from a backend. One implementation: `trailbench.engine.dl4j`.
///
/// An [trailbench.engine.Engine] makes a [trailbench.engine.Model] from a graph. A model trains on batches, scores histories
/// ([trailbench.engine.Scorer], which counting baselines implement too, so that one code ranks them all), and turns sequences and items into
/// vectors ([trailbench.engine.Encoder]).
///
/// Threads: a model is used from one thread at a time, the thread that made it. Randomness is drawn from (run seed, step), never from a
/// running generator, so that a resumed run draws what the first would have.
@NullMarked
package trailbench.engine;

import org.jspecify.annotations.NullMarked;
