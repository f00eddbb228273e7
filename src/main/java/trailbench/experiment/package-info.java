/// The use cases, once, for window and command line.
///
/// [trailbench.experiment.Workbench] names all that a user can have done. [trailbench.experiment.WorkerWorkbench] is the one of window and
/// terminal: it looks at logs itself and starts the same verb in a worker ([trailbench.experiment.WorkerProcesses]) for all that needs a
/// model. [trailbench.experiment.ComputingWorkbench] is the one inside the worker, where `Run…` classes do the work: `RunTraining` trains to
/// the end, `RunEvaluation` measures, `RunMap` and `RunVectors` write what the Embeddings room shows.
///
/// [trailbench.experiment.TrainingWindows] are what a run trains on, and what `sequence` shows of a user; [trailbench.experiment.LeftOutRows]
/// say what of the log is in no sequence, and why.
///
/// [trailbench.experiment.Preparation] makes a log into split sequences and remembers the costly part by content. The backend comes in as
/// an [trailbench.engine.Engine]; this package knows none by name.
@NullMarked
package trailbench.experiment;

import org.jspecify.annotations.NullMarked;
