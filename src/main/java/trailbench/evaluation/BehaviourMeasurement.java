package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import trailbench.evaluation.AskedEvents.Said;
import trailbench.evaluation.EventFigures.Behaviour;
import trailbench.evaluation.EventFigures.Line;
import trailbench.evaluation.Metrics.PerCase;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TargetBehaviours;

/// Holds what a model says of the next behaviour against what was done, and against three ways of counting on the training events alone: the
/// most frequent behaviour, the last one again, and what most often followed the last one (Markov-1).
///
/// Probabilities of the two that have some are counts with one more, spread as the behaviours occur: nothing is impossible.
public final class BehaviourMeasurement {
    private final AskedEvents asked;
    private final List<String> names;
    private final double[] shares;
    private final double[][] followers;

    /// @param trainingEnds `[U]` exclusive store index of each user's training events
    /// @param targets      which events can be asked for
    /// @param names        of the behaviours
    public BehaviourMeasurement(AskedEvents asked, int[] trainingEnds, TargetBehaviours targets, List<String> names) {
        this.asked = asked;
        this.names = names;
        SequenceStore store = asked.store();
        int count = names.size();
        double[] counts = new double[count];
        double[][] pairs = new double[count][count];
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user) + 1; event < trainingEnds[user]; event++) {
                if (targets.include(store, event)) {
                    counts[store.behaviours()[event]]++;
                    pairs[store.behaviours()[event - 1]][store.behaviours()[event]]++;
                }
            }
        }
        shares = spread(counts, uniform(count));
        followers = Arrays.stream(pairs).map(row -> spread(row, shares)).toArray(double[][]::new);
    }

    private static double[] uniform(int count) {
        double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        return shares;
    }

    /// `(count + prior) / (Σ counts + 1)`
    private static double[] spread(double[] counts, double[] prior) {
        double sum = Arrays.stream(counts).sum() + 1;
        return IntStream.range(0, counts.length).mapToDouble(i -> (counts[i] + prior[i]) / sum).toArray();
    }

    /// @param model what the model is called
    /// @param rows  `[C]` its probabilities `[K]` of each asked event
    public EventFigures of(String model, List<float[]> rows) {
        List<Said> all = List.of(
                new Said(model, true, AskedEvents.doubles(rows)), new Said("most frequent", false, each(_ -> shares)),
                new Said("repeat last", false, each(this::again)), new Said("markov-1", false, each(last -> followers[last])));
        List<List<PerCase>> figures = all.stream().map(this::figures).toList();
        Confidence confidence = new Confidence(asked.people(), figures);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean certain = all.get(i).name().equals("repeat last");
            lines.add(EventLines.line(all.get(i), figures.get(i), confidence, i, Map.of("balanced-accuracy", balanced(all.get(i))), certain ? "log-loss" : ""));
        }
        return new EventFigures(EventFigures.Asks.BEHAVIOUR, asked.size(), List.copyOf(lines), behaviours(all.getFirst()));
    }

    private double[] again(int last) {
        return IntStream.range(0, names.size()).mapToDouble(behaviour -> behaviour == last ? 1 : 0).toArray();
    }

    private interface OfLast {
        double[] said(int last);
    }

    private double[][] each(OfLast rule) {
        double[][] said = new double[asked.size()][];
        for (int i = 0; i < said.length; i++) {
            said[i] = rule.said(asked.store().behaviours()[asked.ends()[i] - 1]);
        }
        return said;
    }

    private List<PerCase> figures(Said said) {
        int[] done = asked.behaviours();
        double[] hits = new double[done.length];
        double[] losses = new double[done.length];
        for (int i = 0; i < done.length; i++) {
            hits[i] = first(said.said()[i]) == done[i] ? 1 : 0;
            losses[i] = -Math.log(Math.max(Float.MIN_VALUE, said.said()[i][done[i]]));
        }
        return List.of(new PerCase("accuracy", hits), new PerCase("log-loss", losses));
    }

    private double balanced(Said said) {
        return behaviours(said).stream().filter(behaviour -> behaviour.events() > 0).mapToDouble(Behaviour::recall).average().orElse(0);
    }

    private List<Behaviour> behaviours(Said said) {
        int[] done = asked.behaviours();
        int[] events = new int[names.size()];
        int[] told = new int[names.size()];
        int[] right = new int[names.size()];
        for (int i = 0; i < done.length; i++) {
            int first = first(said.said()[i]);
            events[done[i]]++;
            told[first]++;
            right[done[i]] += first == done[i] ? 1 : 0;
        }
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Behaviour(
                        names.get(i), events[i], events[i] == 0 ? 0 : (double) right[i] / events[i],
                        told[i] == 0 ? Optional.empty() : Optional.of((double) right[i] / told[i])))
                .toList();
    }

    /// The likeliest; the first of equals.
    static int first(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
