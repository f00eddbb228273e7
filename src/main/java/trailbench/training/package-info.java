/// The run: loop, control, journal, early stopping, checkpoints.
///
/// A worker process trains. [TrainingLoop] owns the engine thread: every call on a model is made there. Between batches it asks
/// [RunControl] whether to go on; [ControlServer] hears the user's words on a loopback socket and passes them to that control.
/// What happens is said as [RunEvent]s, which [RunJournal] appends to `events.jsonl` and, for epochs, to `metrics.csv` in the run
/// folder; whoever watches reads those files. [RunStates] tells from them, and from the run's lock, where a run stands.
///
/// ```
/// runs/<utc>-<slug>/
///   events.jsonl  metrics.csv        appended; a torn last line is ignored
///   control.json                     port and secret of the living worker
///   histograms.json                  how weights and activations were spread when somebody last asked ([Histograms])
///   checkpoints/{last,best}/         model.zip, state.json: replaced as a whole
/// ```
///
/// Going on from `checkpoints/last` gives, bit for bit, what an uninterrupted run gives, also from the middle of an epoch: the
/// checkpoint holds the model with its optimiser, the place within the epoch and the sums of the epoch so far ([RunProgress]);
/// order of windows and dropout are drawn from the seed and that place, not from a generator with a hidden state.
@NullMarked
package trailbench.training;

import org.jspecify.annotations.NullMarked;
