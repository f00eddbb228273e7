package trailbench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.evaluation.AskedEvents.Said;
import trailbench.evaluation.EventFigures.Line;
import trailbench.evaluation.Metrics.PerCase;
import trailbench.sequence.SequenceStore;

/// Holds what a model says of the next value against what it was, and against three ways of counting: the mean of the training events; the mean
/// of the user's values so far, drawn to that mean as if five more values had been equal to it; and the last value again. Where nothing is
/// known of the user, the last two say the mean.
public final class ValueMeasurement {
    private static final int PRIOR = 5;

    private final AskedEvents asked;
    private final double mean;

    /// @param trainingEnds `[U]` exclusive store index of each user's training events
    public ValueMeasurement(AskedEvents asked, int[] trainingEnds) {
        this.asked = asked;
        this.mean = mean(asked.store(), trainingEnds);
    }

    /// Of the training events that have a value; 0 if none has.
    public static double mean(SequenceStore store, int[] trainingEnds) {
        double sum = 0;
        long count = 0;
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < trainingEnds[user]; event++) {
                if (!Float.isNaN(store.values()[event])) {
                    sum += store.values()[event];
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /// @param model what the model is called
    /// @param rows  `[C]` its value `[1]` of each asked event
    public EventFigures of(String model, List<float[]> rows) {
        List<Said> all = List.of(
                new Said(model, true, AskedEvents.doubles(rows)), new Said("mean", false, each((_, _) -> mean)),
                new Said("user mean", false, each(this::userMean)), new Said("last value", false, each(this::last)));
        List<List<PerCase>> figures = all.stream().map(this::figures).toList();
        double ofMean = average(figures.get(1).getFirst());
        Confidence confidence = new Confidence(asked.people(), figures);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            double mse = average(figures.get(i).getFirst());
            Map<String, Double> more = new LinkedHashMap<>();
            more.put("rmse", Math.sqrt(mse));
            if (ofMean > 0) {
                more.put("r2", 1 - mse / ofMean);
            }
            lines.add(EventLines.line(all.get(i), figures.get(i), confidence, i, more, ""));
        }
        return new EventFigures(EventFigures.Asks.VALUE, asked.size(), List.copyOf(lines), List.of());
    }

    private interface OfHistory {
        double said(int start, int end);
    }

    private double[][] each(OfHistory rule) {
        double[][] said = new double[asked.size()][1];
        for (int i = 0; i < said.length; i++) {
            said[i][0] = rule.said(asked.starts()[i], asked.ends()[i]);
        }
        return said;
    }

    private double userMean(int start, int end) {
        double sum = PRIOR * mean;
        int count = PRIOR;
        for (int event = start; event < end; event++) {
            float value = asked.store().values()[event];
            sum += Float.isNaN(value) ? 0 : value;
            count += Float.isNaN(value) ? 0 : 1;
        }
        return sum / count;
    }

    private double last(int start, int end) {
        for (int event = end - 1; event >= start; event--) {
            if (!Float.isNaN(asked.store().values()[event])) {
                return asked.store().values()[event];
            }
        }
        return mean;
    }

    private List<PerCase> figures(Said said) {
        double[] values = asked.values();
        double[] squares = new double[values.length];
        double[] distances = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double error = said.said()[i][0] - values[i];
            squares[i] = error * error;
            distances[i] = Math.abs(error);
        }
        return List.of(new PerCase("mse", squares), new PerCase("mae", distances));
    }

    private static double average(PerCase figures) {
        return Arrays.stream(figures.values()).average().orElse(0);
    }
}
