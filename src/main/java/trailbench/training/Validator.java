package trailbench.training;

import java.util.Map;
import java.util.Set;
import trailbench.engine.Model;
import trailbench.work.Progress;

/// Measures a model on the validation part after each epoch.
public interface Validator {
    /// For models that rank nothing.
    Validator NONE = new Validator() {
        @Override
        public Set<String> metrics() {
            return Set.of();
        }

        @Override
        public Map<String, Double> validate(Model model, Progress progress) {
            return Map.of();
        }
    };

    /// Names of what is measured (`ndcg@10`), known before training starts.
    Set<String> metrics();

    /// @param progress asks for the end when the user stops the run; [Progress.Cancelled] may pass through
    /// @return each of [#metrics()] with its value, higher is better
    Map<String, Double> validate(Model model, Progress progress);
}
