package trailbench.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import trailbench.engine.Model;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Evaluator;
import trailbench.project.Experiment;
import trailbench.training.Validator;
import trailbench.work.Progress;

/// Ranks all items for the validation cases after each epoch, by the evaluation's own code. One cut-off only: `evaluate` has them all.
record RankingValidator(Prepared prepared, EvaluationOptions options) implements Validator {
    private static final int AT = 10;

    static Validator of(Experiment experiment, Prepared prepared) {
        return prepared.validation().size() == 0
                ? Validator.NONE
                : new RankingValidator(prepared, new EvaluationOptions(List.of(AT), experiment.evaluation().excludeSeen(), experiment.evaluation().coldItems()));
    }

    @Override
    public Set<String> metrics() {
        return Set.of("recall@" + AT, "ndcg@" + AT, "mrr@" + AT);
    }

    @Override
    public Map<String, Double> validate(Model model, Progress progress) {
        Map<String, Double> figures =
                new LinkedHashMap<>(Evaluator.evaluate(model, prepared.store(), prepared.validation(), options, progress));
        figures.keySet().retainAll(metrics());
        return figures;
    }
}
