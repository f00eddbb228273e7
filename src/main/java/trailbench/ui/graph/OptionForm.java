package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.layout.VBox;
import trailbench.graph.Option;

/// The options of a node or a preset, one row each. Rows stay while their record stays the same kind, so that the focus stays where it is.
final class OptionForm extends VBox {
    /// Takes a value, or says why not.
    interface Setter {
        Optional<String> set(String path, Object value);
    }

    private final GraphWords words;
    private final List<OptionRow> rows = new ArrayList<>();
    private String subject = "";

    OptionForm(GraphWords words) {
        this.words = words;
        setSpacing(10);
    }

    /// @param subject whose options they are
    /// @param names   what an [Option.Other] or an [Option.Text] may name
    void show(String subject, List<Option> options, Function<Option.Place, List<String>> names, Setter setter) {
        boolean same = subject.equals(this.subject) && rows.size() == options.size();
        for (int i = 0; same && i < rows.size(); i++) {
            same = rows.get(i).fits(options.get(i));
        }
        if (!same) {
            this.subject = subject;
            rows.clear();
            options.forEach(option -> rows.add(OptionRow.of(option, words, setter)));
            getChildren().setAll(rows);
        }
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).show(options.get(i), names.apply(options.get(i).place()));
        }
    }
}
