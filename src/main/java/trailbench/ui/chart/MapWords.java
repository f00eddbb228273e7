package trailbench.ui.chart;

import java.util.OptionalDouble;
import trailbench.embedding.MapMaking;
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
        return shown(map) + making(map.making());
    }

    private String shown(PointMap map) {
        if (map.size() == map.of()) {
            return words.text("map.caption.all", map.of());
        }
        return words.text(map.making().strata().isPresent() ? "map.caption.sample" : "map.caption.some", map.size(), map.of());
    }

    /// What is not as usual, each part with ` · ` before it.
    private String making(MapMaking making) {
        StringBuilder text = new StringBuilder();
        making.source().ifPresent(source -> text.append(" · ").append(source));
        making.strata().ifPresent(column -> text.append(" · ").append(switch (column) {
            case PointCloud.POPULARITY -> words.text("map.strata.popularity");
            case MapMaking.FILE_ORDER -> words.text("map.strata.file");
            default -> words.text("map.strata", column);
        }));
        text.append(making.stopped() > 0 ? " · " + words.text("map.stopped", making.stopped()) : "");
        making.aligned().ifPresent(on -> text.append(" · ")
                .append(words.text("map.aligned", on.to(), on.shared(), quantities.decimal(on.disparity(), 2))));
        return text.toString();
    }

    /// `t-SNE · cosine · perplexity 30 · 1,000 iterations · seed 42`.
    String method(PointMap map) {
        return switch (map.method()) {
            case MapMethod.Pca pca -> words.text("map.method.pca", quantities.percent(pca.first()), quantities.percent(pca.second()));
            case MapMethod.Tsne tsne -> words.text("map.method.tsne", tsne.perplexityText(), tsne.iterations(), Long.toString(tsne.seed()));
            case MapMethod.Umap umap -> words.text(
                    "map.method.umap", umap.neighbours(), quantities.decimal(umap.minDistance(), 1), umap.iterations(), Long.toString(umap.seed()));
            case MapMethod.Axes axes -> words.text("map.method.axes", axes.from(), axes.to(), quantities.percent(axes.share()));
        };
    }

    /// `Trustworthiness 0.98 · continuity 0.97`; empty for a map of which they were not measured.
    String faithfulness(PointMap map) {
        OptionalDouble trustworthiness = map.mean(PointMap.TRUSTWORTHINESS);
        OptionalDouble continuity = map.mean(PointMap.CONTINUITY);
        return trustworthiness.isEmpty() || continuity.isEmpty()
                ? ""
                : words.text("map.faithfulness", quantities.decimal(trustworthiness.getAsDouble(), 3), quantities.decimal(continuity.getAsDouble(), 3));
    }

    /// Both in one line.
    String methodAndFaithfulness(PointMap map) {
        String faithfulness = faithfulness(map);
        return faithfulness.isEmpty() ? method(map) : method(map) + " · " + faithfulness;
    }

    /// The column's own name, but for those that every map has.
    static String column(String column, Messages words) {
        return switch (column) {
            case PointCloud.POPULARITY -> words.text("map.popularity");
            case PointMap.GROUP -> words.text("map.group");
            case PointMap.CLUSTER -> words.text("map.cluster");
            case PointMap.TRUSTWORTHINESS -> words.text("map.trustworthiness");
            case PointMap.CONTINUITY -> words.text("map.continuity");
            default -> column;
        };
    }

    /// What a picture made this way does and does not say.
    String honestNote(PointMap map) {
        return words.text(switch (map.method()) {
            case MapMethod.Pca _ -> "map.note.pca";
            case MapMethod.Axes _ -> "map.note.axes";
            case MapMethod.Tsne _, MapMethod.Umap _ -> "map.note.tsne";
        });
    }
}
