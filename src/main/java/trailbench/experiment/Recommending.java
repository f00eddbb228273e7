package trailbench.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.bundle.Event;
import trailbench.bundle.LiveCleaning;
import trailbench.bundle.Preprocessing;
import trailbench.experiment.Workbench.Recommendation;
import trailbench.experiment.Workbench.Scored;
import trailbench.project.Experiment;
import trailbench.sequence.History;
import trailbench.sequence.Vocabulary;
import trailbench.work.Fault;

/// Asks a run's model what comes next, by the same scorer and the same rule for seen items as the evaluation.
final class Recommending {
    private Recommending() {}

    static Recommendation recommend(RunModel asked, List<String> history, int k) {
        Vocabulary vocabulary = asked.prepared().vocabulary();
        Fault.require(k >= 1, "-k %s is not at least 1", k);
        Map<String, Integer> numbers = new HashMap<>();
        for (int item = 1; item <= vocabulary.size(); item++) {
            numbers.put(vocabulary.id(item), item);
        }
        List<String> unknown = history.stream().filter(id -> !numbers.containsKey(id)).distinct().toList();
        int[] known = cleaning(asked.experiment()).read(history.stream().map(Event::of).toList(), event -> numbers.containsKey(event.item())).stream()
                .mapToInt(event -> numbers.get(event.item()))
                .toArray();
        Fault.require(known.length > 0, "The model knows none of the items %s. Item ids stand in the log's own spelling.", String.join(", ", history));
        float[][] scores = new float[1][vocabulary.size() + 1];
        asked.model().score(List.of(History.ofItems(known)), scores);
        if (asked.experiment().evaluation().excludeSeen()) {
            for (int item : known) {
                scores[0][item] = Float.NEGATIVE_INFINITY;
            }
        }
        List<Scored> best = IntStream.rangeClosed(1, vocabulary.size())
                .boxed()
                .filter(item -> scores[0][item] > Float.NEGATIVE_INFINITY)
                .sorted((a, b) -> Float.compare(scores[0][b], scores[0][a]))
                .limit(k)
                .map(item -> new Scored(vocabulary.id(item), vocabulary.title(item), scores[0][item]))
                .toList();
        return new Recommendation(best, unknown);
    }

    /// A history is cleaned as the log was, and as a bundle of the run cleans it.
    private static LiveCleaning cleaning(Experiment experiment) {
        return new LiveCleaning(Preprocessing.of(experiment.log(), experiment.sequences(), experiment.split()));
    }
}
