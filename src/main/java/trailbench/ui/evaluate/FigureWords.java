package trailbench.ui.evaluate;

import trailbench.evaluation.Evaluation.ReconstructionFigures;
import trailbench.ui.evaluate.FigureTable.Duel;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// Says figures as one would say them aloud, and names scorers and metrics for people.
public final class FigureWords {
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
        return switch (duel.outcome()) {
            case BETTER -> words.text(gain.isEmpty() ? "verdict.better.zero" : "verdict.better", duel.modelName(), baseline, gain, figure, model, other);
            case LEVEL -> words.text("verdict.level", duel.modelName(), baseline, gain, figure, model, other);
            case WORSE -> words.text("verdict.worse", duel.modelName(), baseline, gain, figure, model, other);
        };
    }

    private String gain(double gain) {
        double percent = Math.abs(gain) * 100;
        return Double.isNaN(percent) ? "" : quantities.decimal(percent, percent < 9.95 ? 1 : 0) + " %";
    }

    /// A metric's name for people.
    public String metricName(String name) {
        return known("metric." + name, name);
    }

    /// What a metric says.
    public String metricTip(String name) {
        return known("metric.tip." + name, name);
    }

    /// A scorer's name for people.
    public String scorerName(String name) {
        return known("scorer." + name.replace(' ', '-'), name);
    }

    /// What a scorer does.
    public String scorerTip(FigureTable.Line line) {
        return line.model() ? words.text("scorer.tip.model") : known("scorer.tip." + line.name().replace(' ', '-'), line.name());
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
