package trailbench.ui.graph;

import trailbench.graph.NodeWords;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// The words of this room, of nodes and options, and of numbers, in one language.
record GraphWords(Messages words, NodeWords names, Quantities quantities) {
    static GraphWords of(Messages words) {
        return new GraphWords(words, new NodeWords(words.locale()), new Quantities(words.locale()));
    }

    String text(String key, Object... arguments) {
        return arguments.length == 0 ? words.text(key) : words.text(key, arguments);
    }

    /// `24 MB`, `1.50 GB`.
    String bytes(long bytes) {
        double mega = bytes / 1e6;
        return mega >= 1_000 ? quantities.short3(mega / 1_000) + " GB" : quantities.count(Math.max(1, Math.round(mega))) + " MB";
    }
}
