package trailbench.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The contents of `evaluation.json`.
///
/// @param passport       the protocol of every ranking figure below
/// @param rows           the model first (if it ranks), then the counting baselines, on the same cases
/// @param reconstruction of an autoencoder
/// @param slices         parts of the cases, the worst first; empty if the model ranks nothing, and in evaluations of before
/// @param parts          every metric by behaviour and transition; empty where the log tells no behaviours apart
/// @param likelihood     what the model's probabilities are worth; empty if its head learns none over all items
/// @param events         of a model that says behaviours or values of events; it then ranks nothing
public record Evaluation(
        Passport passport,
        List<Row> rows,
        Optional<ReconstructionFigures> reconstruction,
        Optional<List<Slice>> slices,
        Optional<List<Part>> parts,
        Optional<Likelihood> likelihood,
        Optional<EventFigures> events) {

    /// Of a model that says nothing of behaviours and values.
    public Evaluation(
            Passport passport,
            List<Row> rows,
            Optional<ReconstructionFigures> reconstruction,
            Optional<List<Slice>> slices,
            Optional<List<Part>> parts,
            Optional<Likelihood> likelihood) {
        this(passport, rows, reconstruction, slices, parts, likelihood, Optional.empty());
    }

    /// Without slices.
    public Evaluation(Passport passport, List<Row> rows, Optional<ReconstructionFigures> reconstruction) {
        this(passport, rows, reconstruction, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The trained model's row; empty if it ranks nothing.
    public Optional<Row> model() {
        return rows.stream().filter(Row::model).findFirst();
    }

    /// How the model stands against the best counting baseline of a metric; empty where either is missing, or no intervals were kept.
    public Optional<Bar> bar(String metric) {
        boolean ranks = rows.stream().anyMatch(row -> row.model() && row.metrics().containsKey(metric));
        return rows.stream()
                .filter(row -> ranks && !row.model() && row.metrics().containsKey(metric))
                .max(Comparator.comparingDouble(row -> row.metrics().get(metric)))
                .flatMap(best -> best.lead().map(lead -> lead.get(metric)).map(lead -> new Bar(best.name(), lead)));
    }

    /// The best counting baseline of a metric.
    ///
    /// @param baseline its name
    /// @param lead     of the model over it
    public record Bar(String baseline, Interval lead) {
        /// True if the model's lead is above 0 by more than chance: the whole interval is.
        public boolean passed() {
            return lead.low() > 0;
        }
    }

    /// Ends of an interval of 95 % confidence, by drawing users anew.
    public record Interval(double low, double high) {}

    /// The cases that have one thing in common.
    ///
    /// @param by       "history length", "popularity of the target", "behaviour", "transition", "time", "user: age", "item: genre"
    /// @param value    "6 to 10"
    /// @param figure   the model's NDCG@10 on them
    /// @param interval of that
    /// @param baseline NDCG@10 of the counting baseline that is best on all cases
    public record Slice(String by, String value, int cases, double figure, Interval interval, double baseline) {}

    /// The cases with one behaviour of the target, or with one transition to it, by every metric.
    ///
    /// @param by       "behaviour" or "transition"
    /// @param value    "purchase", "view → purchase"
    /// @param model    the model's metrics, as in its row
    /// @param baseline those of the counting baseline that is best on all cases
    public record Part(String by, String value, int cases, Map<String, Double> model, Map<String, Double> baseline) {}

    /// Of the targets, under the softmax of the model's scores over all V items, whatever was seen.
    ///
    /// @param crossEntropy mean of -ln p(target), nats
    /// @param perplexity   its exponential: as uncertain as a draw among that many equal items; V for a model that knows nothing
    public record Likelihood(double crossEntropy, double perplexity) {}

    /// @param name    "gru-next", "popularity", "markov-1", "item-knn", "decayed co-occurrence"
    /// @param model   true for the trained model
    /// @param metrics metric name ("ndcg@10") to value in [0, 1], in the order of tables
    /// @param seconds   to count or load the scorer, to score and to rank
    /// @param intervals of each metric; empty in evaluations of before
    /// @param lead      of a baseline: the interval of each metric of the model minus this row's, over the same draws of users; empty
    ///                  also where no model ranks
    /// @param lists     what the lists of the first K are like, as [ListMetrics] says; neither higher nor lower is better. Empty in
    ///                  evaluations of before, and where candidates are drawn
    public record Row(
            String name,
            boolean model,
            Map<String, Double> metrics,
            double seconds,
            Optional<Map<String, Interval>> intervals,
            Optional<Map<String, Interval>> lead,
            Optional<Map<String, Double>> lists) {

        /// Without intervals.
        public Row(String name, boolean model, Map<String, Double> metrics, double seconds) {
            this(name, model, metrics, seconds, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// Of every user's test events, each read together with the events before it.
    ///
    /// @param events   events reconstructed
    /// @param accuracy share of events whose item was the first choice
    /// @param floor    the accuracy of always saying the most popular item of the training part
    /// @param target   what mse is measured on
    /// @param mae        mean absolute error of the same numbers; empty in evaluations of before
    /// @param perplexity exponential of the mean of -ln p(item), nats; empty where no items are reconstructed, and in evaluations of before
    public record ReconstructionFigures(
            long events, double accuracy, double floor, double mse, double rmse, Target target, Optional<Double> mae, Optional<Double> perplexity) {

        /// As older programs wrote it.
        public ReconstructionFigures(long events, double accuracy, double floor, double mse, double rmse, Target target) {
            this(events, accuracy, floor, mse, rmse, target, Optional.empty(), Optional.empty());
        }

        /// What a reconstruction is compared with.
        public enum Target {
            ITEM_DISTRIBUTION,
            ITEM_VECTORS
        }
    }
}
