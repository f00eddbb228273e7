package trailbench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.evaluation.AskedEvents;
import trailbench.evaluation.Baselines;
import trailbench.evaluation.BehaviourMeasurement;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Evaluation.ReconstructionFigures;
import trailbench.evaluation.Evaluation.ReconstructionFigures.Target;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.EventFigures;
import trailbench.evaluation.ListFacts;
import trailbench.evaluation.Measurement;
import trailbench.evaluation.NamedScorer;
import trailbench.evaluation.Passport;
import trailbench.evaluation.ReconstructionTally;
import trailbench.evaluation.ValueMeasurement;
import trailbench.graph.Graph;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.project.Experiment;
import trailbench.sequence.Batch;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.WindowSet;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;

/// Measures a run on its test part, beside the counting baselines.
final class RunEvaluation {
    private static final int WINDOWS_A_BATCH = 128;

    private RunEvaluation() {}

    /// Measures, and keeps the figures and ranks in the run's folder.
    static Evaluation evaluate(RunModel asked, Progress progress) {
        Graph graph = asked.experiment().graph().graph();
        if (graph.asks() != Graph.Asks.ITEMS) {
            return ofEvents(asked, progress);
        }
        Prepared prepared = asked.prepared();
        EvaluationOptions options = asked.experiment().evaluation();
        boolean reconstructs = graph.reconstructs();
        Measurement measurement = new Measurement(prepared.store(), prepared.test(), options, Optional.of(facts(prepared)));
        if (!reconstructs) {
            measurement.add(
                    new NamedScorer(asked.experiment().experiment(), asked.model(), 0),
                    learnsProbabilities(graph) ? Measurement.Kind.MODEL_OF_PROBABILITIES : Measurement.Kind.MODEL, progress);
        }
        progress.report(Phase.of(Phase.Kind.COUNTING), 0, 0);
        for (NamedScorer baseline : Baselines.all(prepared.store(), prepared.trainingEnd(), prepared.vocabulary().size(), prepared.bounds().targets())) {
            measurement.add(baseline, Measurement.Kind.BASELINE, progress);
        }
        Passport protocol = Passport.of(prepared.split(), prepared.store(), prepared.test(), prepared.vocabulary().size(), options, prepared.dataHash());
        Evaluation evaluation = new Evaluation(
                protocol.with(LeakInspection.inspect(asked.experiment(), prepared)).with(RunGuarantee.of(asked.run())), measurement.rows(progress), reconstructs ? Optional.of(reconstruct(asked, progress)) : Optional.empty(),
                measurement.slices(prepared.vocabulary(), prepared.trainingEnd()), measurement.parts(prepared.vocabulary(), prepared.trainingEnd()),
                measurement.likelihood());
        measurement.ranks(protocol).ifPresent(asked.run()::keep);
        asked.run().keep(evaluation);
        return evaluation;
    }

    private static ListFacts facts(Prepared prepared) {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        prepared.vectors().forEach(joined -> vectors.put(joined.name(), joined.read()));
        return ListFacts.of(prepared.store(), prepared.trainingEnd(), prepared.vocabulary(), vectors);
    }

    /// True if the head learns a softmax over all items: against drawn negatives its scores are probabilities of nothing.
    private static boolean learnsProbabilities(Graph graph) {
        return switch (graph.head()) {
            case Node.NextItem head -> head.loss() instanceof Loss.CrossEntropy;
            case Node.MaskedItem _ -> true;
            default -> false;
        };
    }

    /// Of a head of behaviours or values: nothing is ranked, every held-out event is asked about once.
    private static Evaluation ofEvents(RunModel asked, Progress progress) {
        Prepared prepared = asked.prepared();
        Experiment experiment = asked.experiment();
        WindowSet windows = TrainingWindows.asking(
                experiment.graph().graph(), WindowSet.test(prepared.store(), prepared.bounds(), experiment.sequences(), false));
        AskedEvents events = AskedEvents.of(prepared.store(), windows, experiment.sequences().targets() == SequenceOptions.Targets.NEXT_BASKET);
        Fault.require(
                events.size() > 0, "No event of the test part can be asked about. Split later, or, if values are asked for, check that log.columns.value holds numbers.");
        List<float[]> said = new ArrayList<>();
        List<Batch> batches = windows.inOrder(WINDOWS_A_BATCH);
        for (int i = 0; i < batches.size(); i++) {
            progress.checkpoint();
            progress.report(Phase.of(Phase.Kind.ASKING), i, batches.size());
            said.addAll(List.of(asked.model().answer(batches.get(i))));
        }
        progress.report(Phase.of(Phase.Kind.COUNTING), 0, 0);
        EventFigures figures =
                switch (experiment.graph().graph().asks()) {
                    case BEHAVIOURS -> new BehaviourMeasurement(events, prepared.trainingEnd(), prepared.bounds().targets(), prepared.vocabulary().behaviours())
                            .of(experiment.experiment(), said);
                    case VALUES -> new ValueMeasurement(events, prepared.trainingEnd()).of(experiment.experiment(), said);
                    case ITEMS -> throw new IllegalStateException("items are ranked");
                };
        Passport protocol = Passport.of(
                prepared.split(), prepared.store(), prepared.test(), prepared.vocabulary().size(), experiment.evaluation(), prepared.dataHash());
        Evaluation evaluation = new Evaluation(
                protocol.with(LeakInspection.inspect(experiment, prepared)).with(RunGuarantee.of(asked.run())), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(figures));
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
            progress.report(Phase.of(Phase.Kind.RECONSTRUCTING), i, batches.size());
            tally.add(batches.get(i), asked.model().reconstruct(batches.get(i)), asked.model().loss(batches.get(i)));
        }
        return tally.figures(target(asked.experiment().graph().graph()));
    }

    private static Target target(Graph graph) {
        return graph.head() instanceof Node.ReconstructVectors ? Target.ITEM_VECTORS : Target.ITEM_DISTRIBUTION;
    }
}
