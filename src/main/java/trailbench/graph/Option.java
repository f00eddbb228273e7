package trailbench.graph;

import java.util.List;
import java.util.Optional;

/// One value of a node, a preset or a loss that a person may set: what it is now, its default and its range. [Options] lists and sets them.
public sealed interface Option {
    Place place();

    /// Where a value stands.
    ///
    /// @param path  from the outermost record, in the words of files: `loss.negatives`
    /// @param owner word for the record that holds it, as `kind` in files: `sampled-softmax`
    /// @param key   name in that record: `negatives`
    record Place(String path, String owner, String key) {}

    record Whole(Place place, int value, int usual, int least, int most) implements Option {}

    /// @param above true if `least` itself is too little
    /// @param below true if `most` itself is too much
    record Real(Place place, double value, double usual, double least, double most, boolean above, boolean below) implements Option {
        /// The range as mathematics writes it: `[0, 1)`.
        public String range() {
            return (above ? "(" : "[") + plain(least) + ", " + plain(most) + (below ? ")" : "]");
        }

        private static String plain(double number) {
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }
    }

    record Switch(Place place, boolean value, boolean usual) implements Option {}

    /// One of some words.
    record Pick(Place place, String value, String usual, List<String> words) implements Option {}

    /// Any of some words, in their order.
    record Several(Place place, List<String> value, List<String> words) implements Option {}

    record Text(Place place, String value, String usual) implements Option {}

    /// The name of another node; empty for none.
    ///
    /// @param needed false if the node can do without
    record Other(Place place, Optional<String> value, boolean needed) implements Option {}
}
