package trailbench.ui.evaluate;

import java.util.List;
import java.util.Locale;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Evaluation.ReconstructionFigures;
import trailbench.evaluation.EventFigures;
import trailbench.ui.evaluate.FigureTable.Duel;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// Says figures as one would say them aloud, and names scorers and metrics for people.
public final class FigureWords {
    private static final String DIVERSITY = "diversity.";

    private final Messages words;
    private final Quantities quantities;

    FigureWords(Messages words) {
        this.words = words;
        this.quantities = new Quantities(words.locale());
    }

    /// "gru-next beats the best counting baseline (…) by 12 % on NDCG@10: 0.1243 against 0.1110", or honestly the reverse.
    String sentence(Duel duel, int cutOff) {
        String figure = metricName(duel.metric()) + "@" + cutOff;
        String baseline = scorerName(duel.name());
        String model = quantities.decimal(duel.model(), 4);
        String other = quantities.decimal(duel.baseline(), 4);
        String gain = gain(duel.gain());
        return verdict(duel, figure, baseline, model, other, gain) + duel.lead().map(lead -> " " + words.text("verdict.lead", signed(lead.low()), signed(lead.high()))).orElse("");
    }

    /// The same of a head of behaviours or values.
    String sentence(EventFigures figures) {
        String metric = figures.metric();
        Evaluation.Bar bar = figures.bar();
        String verdict = words.text(
                "events.verdict." + FigureTable.Outcome.of(figures).name().toLowerCase(Locale.ROOT), figures.model().name(), scorerName(bar.baseline()), metricName(metric),
                quantities.decimal(figures.model().metrics().get(metric), 4), quantities.decimal(figures.best(metric).metrics().get(metric), 4));
        return verdict + " " + words.text("verdict.lead", signed(bar.lead().low()), signed(bar.lead().high()));
    }

    private String verdict(Duel duel, String figure, String baseline, String model, String other, String gain) {
        return switch (duel.outcome()) {
            case BETTER -> words.text(gain.isEmpty() ? "verdict.better.zero" : "verdict.better", duel.modelName(), baseline, gain, figure, model, other);
            case LEVEL -> words.text("verdict.level", duel.modelName(), baseline, gain, figure, model, other);
            case WORSE -> words.text("verdict.worse", duel.modelName(), baseline, gain, figure, model, other);
        };
    }

    private String signed(double value) {
        return (value < 0 ? "−" : "+") + quantities.decimal(Math.abs(value), 4);
    }

    /// "95 %: 0.1184 to 0.1311".
    String interval(Evaluation.Interval interval) {
        return words.text("interval", quantities.decimal(interval.low(), 4), quantities.decimal(interval.high(), 4));
    }

    /// What a slice is cut by: "history length", or a column's own name.
    String dimension(String by) {
        for (String of : List.of("user", "item")) {
            if (by.startsWith(of + ": ")) {
                return words.text("slice.of." + of, by.substring(of.length() + 2));
            }
        }
        return known("slice.by." + by.replace(' ', '-'), by);
    }

    /// "6 to 10", "popular", or a column's own value.
    String slice(String by, String value) {
        if (by.equals("history length")) {
            String[] ends = value.split(" ");
            return value.startsWith("above") ? words.text("slice.above", ends[1]) : words.text("slice.range", ends[0], ends[2]);
        }
        return by.equals("popularity of the target") || value.equals("unknown") ? known("slice.value." + value, value) : value;
    }

    private String gain(double gain) {
        double percent = Math.abs(gain) * 100;
        return Double.isNaN(percent) ? "" : quantities.decimal(percent, percent < 9.95 ? 1 : 0) + " %";
    }

    /// A metric's name for people.
    public String metricName(String name) {
        return name.startsWith(DIVERSITY) ? words.text("metric.diversity", name.substring(DIVERSITY.length())) : known("metric." + name, name);
    }

    /// What a metric says.
    public String metricTip(String name) {
        return name.startsWith(DIVERSITY) ? words.text("metric.tip.diversity", name.substring(DIVERSITY.length())) : known("metric.tip." + name, name);
    }

    /// A scorer's name for people.
    public String scorerName(String name) {
        return known("scorer." + name.replace(' ', '-'), name);
    }

    /// What a scorer does.
    public String scorerTip(FigureTable.Line line) {
        return line.model() ? words.text("scorer.tip.model") : known("scorer.tip." + line.name().replace(' ', '-'), line.name());
    }

    /// How long it took to count or load, to score and to rank.
    String seconds(FigureTable.Line line) {
        return words.text("scorer.seconds", quantities.decimal(line.seconds(), line.seconds() < 10 ? 2 : 0));
    }

    private String known(String key, String otherwise) {
        return words.knows(key) ? words.text(key) : otherwise;
    }

    /// What the reconstruction figures are measured on.
    public String reconstruction(ReconstructionFigures figures) {
        return words.text(
                "reconstruction.sentence",
                quantities.count(figures.events()),
                words.text(switch (figures.target()) {
                    case ITEM_VECTORS -> "reconstruction.vectors";
                    case ITEM_DISTRIBUTION -> "reconstruction.distribution";
                }),
                words.text(figures.accuracy() > figures.floor() ? "reconstruction.above" : "reconstruction.below"));
    }
}
