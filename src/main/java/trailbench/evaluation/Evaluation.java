package trailbench.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The contents of `evaluation.json`.
///
/// @param passport       the protocol of every ranking figure below
/// @param rows           the model first (if it ranks), then the counting baselines, on the same cases
/// @param reconstruction of an autoencoder
public record Evaluation(Passport passport, List<Row> rows, Optional<ReconstructionFigures> reconstruction) {

    /// @param name    "gru-next", "popularity", "markov-1", "item-knn", "decayed co-occurrence"
    /// @param model   true for the trained model
    /// @param metrics metric name ("ndcg@10") to value in [0, 1], in the order of tables
    /// @param seconds to count or load the scorer, to score and to rank
    public record Row(String name, boolean model, Map<String, Double> metrics, double seconds) {}

    /// Of every user's test events, each read together with the events before it.
    ///
    /// @param events   events reconstructed
    /// @param accuracy share of events whose item was the first choice
    /// @param floor    the accuracy of always saying the most popular item of the training part
    /// @param target   what mse is measured on
    public record ReconstructionFigures(long events, double accuracy, double floor, double mse, double rmse, Target target) {

        /// What a reconstruction is compared with.
        public enum Target {
            ITEM_DISTRIBUTION,
            ITEM_VECTORS
        }
    }
}
