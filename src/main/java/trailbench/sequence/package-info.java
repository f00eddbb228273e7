/// Turns an event log into item sequences: vocabulary, windows, splits, cases and batches, as plain primitive arrays.
///
/// [Sequences] numbers the items and lays all users' events into one [SequenceStore]. [SplitBounds] says where each user's events
/// pass from training to validation to test, and makes the held-out [Cases]. [WindowSet] cuts windows, which are views over the store,
/// and makes a [Batch] of some of them when it is asked for. [LeakInspector] looks at windows and cases as they were cut, and says what
/// they know of each other.
///
/// A [History] is what is known of one user up to a moment; it is what scorers are asked about. What is known of events beside their items is
/// a [Context], made by the same code for a batch of windows and for one of histories. [TargetWeights] says what each target counts.
///
/// A [SequenceBook] lays one user open, as a [UserSequence]: every event with its part and its use, every window with padding and targets, read
/// from the very windows that are trained on.
///
/// [LogProfile] is the quality report of a log: figures, and each [Finding] with an [Example] and, where there is one, the [Fix] that mends it.
///
/// Two promises are kept by tests over generated stores: whatever stands at or after a user's `trainingEnd` changes no training batch,
/// and the history of a case never holds the case's own basket.
///
/// Symbols: B batch, T steps, V items. Item numbers run from 1 to V; 0 is [Vocabulary#PADDING].
@NullMarked
package trailbench.sequence;

import org.jspecify.annotations.NullMarked;
