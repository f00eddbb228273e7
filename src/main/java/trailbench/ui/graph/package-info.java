/// The room where the encoder-decoder graph is seen and its numbers are changed.
///
/// The draft's [trailbench.graph.GraphChoice] is the only state: [GraphViewModel] reads it, checks it, lays it out, and replaces it.
/// A [Knob] is one number or choice of a record together with the function that makes the record with another value, so the form of a
/// preset and the inspector of a node are the same few lines of view. Records never change, so undoing is going back to the one before.
@NullMarked
package trailbench.ui.graph;

import org.jspecify.annotations.NullMarked;
