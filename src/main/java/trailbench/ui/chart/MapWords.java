package trailbench.ui.chart;

import trailbench.embedding.MapMethod;
import trailbench.embedding.PointMap;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// What a map shows and how it was made, in the language of the window.
final class MapWords {
    private final Messages words;
    private final Quantities quantities;

    MapWords(Messages words) {
        this.words = words;
        this.quantities = new Quantities(words.locale());
    }

    /// `The 2,000 items with the most training events, of 3,665`; empty for a map without points.
    String caption(PointMap map) {
        if (map.size() == 0) {
            return "";
        }
        return map.size() == map.of() ? words.text("map.caption.all", map.of()) : words.text("map.caption.some", map.size(), map.of());
    }

    /// `t-SNE · cosine · perplexity 30 · 1,000 iterations · seed 42`.
    String method(PointMap map) {
        return switch (map.method()) {
            case MapMethod.Pca pca -> words.text("map.method.pca", quantities.percent(pca.first()), quantities.percent(pca.second()));
            case MapMethod.Tsne tsne -> words.text("map.method.tsne", tsne.perplexityText(), tsne.iterations(), Long.toString(tsne.seed()));
        };
    }

    /// What a picture made this way does and does not say.
    String honestNote(PointMap map) {
        return words.text(switch (map.method()) {
            case MapMethod.Pca _ -> "map.note.pca";
            case MapMethod.Tsne _ -> "map.note.tsne";
        });
    }
}
