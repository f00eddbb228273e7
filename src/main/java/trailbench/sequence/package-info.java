/// Turns an event log into item sequences: vocabulary, windows, splits, cases and batches, as plain primitive arrays.
///
/// Symbols: B batch, T steps, V items. Item numbers run from 1 to V; 0 is [Vocabulary#PADDING].
@NullMarked
package trailbench.sequence;

import org.jspecify.annotations.NullMarked;
