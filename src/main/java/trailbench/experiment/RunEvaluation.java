package trailbench.experiment;

import java.util.List;
import java.util.Optional;
import trailbench.evaluation.Baselines;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Evaluation.ReconstructionFigures;
import trailbench.evaluation.Evaluation.ReconstructionFigures.Target;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Measurement;
import trailbench.evaluation.NamedScorer;
import trailbench.evaluation.Passport;
import trailbench.evaluation.ReconstructionTally;
import trailbench.graph.Graph;
import trailbench.graph.Node;
import trailbench.sequence.Batch;
import trailbench.sequence.WindowSet;
import trailbench.work.Progress;

/// Measures a run on its test part, beside the counting baselines.
final class RunEvaluation {
    private static final int WINDOWS_A_BATCH = 128;

    private RunEvaluation() {}

    /// Measures, and keeps the figures and ranks in the run's folder.
    static Evaluation evaluate(RunModel asked, Progress progress) {
        Prepared prepared = asked.prepared();
        EvaluationOptions options = asked.experiment().evaluation();
        boolean reconstructs = asked.experiment().graph().graph().reconstructs();
        Measurement measurement = new Measurement(prepared.store(), prepared.test(), options);
        if (!reconstructs) {
            measurement.add(new NamedScorer(asked.experiment().experiment(), asked.model(), 0), true, progress);
        }
        progress.report("Counting baselines", 0, 0);
        for (NamedScorer baseline : Baselines.all(prepared.store(), prepared.trainingEnd(), prepared.vocabulary().size(), prepared.bounds().targets())) {
            measurement.add(baseline, false, progress);
        }
        Passport protocol = Passport.of(prepared.split(), prepared.store(), prepared.test(), prepared.vocabulary().size(), options, prepared.dataHash());
        Evaluation evaluation = new Evaluation(
                protocol.with(LeakInspection.inspect(asked.experiment(), prepared)), measurement.rows(progress), reconstructs ? Optional.of(reconstruct(asked, progress)) : Optional.empty(),
                measurement.slices(prepared.vocabulary(), prepared.trainingEnd()));
        measurement.ranks(protocol).ifPresent(asked.run()::keep);
        asked.run().keep(evaluation);
        return evaluation;
    }

    /// Of every user's test events, read together with the events before them: the model has not been trained on those.
    private static ReconstructionFigures reconstruct(RunModel asked, Progress progress) {
        Prepared prepared = asked.prepared();
        ReconstructionTally tally =
                new ReconstructionTally(prepared.store(), prepared.trainingEnd(), prepared.vocabulary().size(), prepared.bounds().targets());
        WindowSet windows = WindowSet.test(prepared.store(), prepared.bounds(), asked.experiment().sequences(), true)
                .withContext(asked.experiment().graph().graph().readsContext());
        List<Batch> batches = windows.inOrder(WINDOWS_A_BATCH);
        for (int i = 0; i < batches.size(); i++) {
            progress.checkpoint();
            progress.report("Reconstructing test sequences", i, batches.size());
            tally.add(batches.get(i), asked.model().reconstruct(batches.get(i)));
        }
        return tally.figures(target(asked.experiment().graph().graph()));
    }

    private static Target target(Graph graph) {
        return graph.head() instanceof Node.ReconstructVectors ? Target.ITEM_VECTORS : Target.ITEM_DISTRIBUTION;
    }
}
