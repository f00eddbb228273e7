package trailbench.ui.shell;

import java.util.Locale;

/// The rooms, in the order of the rail: the way from a log to a model that answers.
public enum Place {
    DATA("fth-database"),
    SEQUENCES("fth-list"),
    GRAPH("fth-share-2"),
    TRAIN("fth-activity"),
    EVALUATE("fth-bar-chart-2"),
    EMBEDDINGS("fth-map"),
    RUNS("fth-layers"),
    DEPLOY("fth-send");

    private final String icon;

    Place(String icon) {
        this.icon = icon;
    }

    /// Lower case; also the key of its words, `room.<id>`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name of a Feather icon.
    public String icon() {
        return icon;
    }
}
