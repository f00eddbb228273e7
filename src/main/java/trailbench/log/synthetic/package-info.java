/// Made-up logs with a structure that is known, for first steps and for checking what a model can find.
///
/// A [SyntheticLog] is a rule of behaviour with a seed: the same seed gives the same file, byte for byte. Each states in numbers what it is
/// made of, so that a learnt model can be held against the truth. Nothing in them was done by people, and every title says so by its name.
@NullMarked
package trailbench.log.synthetic;

import org.jspecify.annotations.NullMarked;
