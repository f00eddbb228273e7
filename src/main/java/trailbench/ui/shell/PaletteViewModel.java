package trailbench.ui.shell;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What fits the words typed into the command palette, the best fit first.
final class PaletteViewModel {
    private final List<PaletteEntry> entries;
    private final ObservableList<PaletteEntry> found = FXCollections.observableArrayList();
    private final StringProperty typed = new SimpleStringProperty("");

    private record Fit(PaletteEntry entry, int weight) {}

    /// @param entries in the order that they have while nothing is typed
    PaletteViewModel(List<PaletteEntry> entries) {
        this.entries = List.copyOf(entries);
        typed.subscribe(this::find);
    }

    StringProperty typedProperty() {
        return typed;
    }

    ObservableList<PaletteEntry> found() {
        return found;
    }

    /// The sort is stable: equal fits keep the order of the entries.
    private void find(String words) {
        found.setAll(entries.stream().flatMap(entry -> {
            OptionalInt weight = Fuzzy.weight(words, entry.text() + " " + entry.kind());
            return weight.stream().mapToObj(fit -> new Fit(entry, fit));
        }).sorted(Comparator.comparingInt(Fit::weight).reversed()).map(Fit::entry).toList());
    }
}
