package trailbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaletteViewModelTest {
    private final PaletteViewModel palette = new PaletteViewModel(
            Stream.of("Data", "Train", "Runs", "Restrain it").map(text -> new PaletteEntry(text, "Room", "", "fth-map", () -> {})).toList());

    private List<String> found(String typed) {
        palette.typedProperty().set(typed);
        return palette.found().stream().map(PaletteEntry::text).toList();
    }

    @Test
    void everythingIsThereInItsOrderUntilSomethingIsTyped() {
        assertEquals(List.of("Data", "Train", "Runs", "Restrain it"), found(""));
    }

    @Test
    void bestFitComesFirst() {
        assertEquals(List.of("Train", "Restrain it"), found("train"));
    }

    @Test
    void kindCanBeTyped() {
        assertEquals(List.of("Runs"), found("runs room"));
    }
}
