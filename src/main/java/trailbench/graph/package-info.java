/// The encoder-decoder graph as immutable records: nodes, shapes, checks, presets and parameter counts. No maths library.
///
/// Symbols: B batch, T steps, V items, E embedding width, H hidden units.
@NullMarked
package trailbench.graph;

import org.jspecify.annotations.NullMarked;
