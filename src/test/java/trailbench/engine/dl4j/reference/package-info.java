/// The layers and losses of `trailbench.engine.dl4j` once more, as their papers write them: one sequence at a time, one step after another,
/// in double precision and plain loops. No batch, no padding, no packing, no lanes, no kernel of ours, no gradient.
///
/// [trailbench.engine.dl4j.reference.Reference] walks a graph over [trailbench.engine.dl4j.reference.Sequence]s and says what every node puts
/// out and what the loss is; each layer is a small record of its parameters with one method. The program's float layers are held against it:
/// their outputs directly, their hand-written gradients against [trailbench.engine.dl4j.reference.Differences] of its loss, which are good to
/// nine digits where differences of a float loss are good to two.
///
/// Random choices are data here: which numbers dropout zeroes ([trailbench.engine.dl4j.reference.Masks]) and which negatives were drawn are
/// told by the test, from the program's own draws; that those have the right shares is tried elsewhere.
@NullMarked
package trailbench.engine.dl4j.reference;

import org.jspecify.annotations.NullMarked;
