package trailbench.ui.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.fx.Messages;

/// Everything the window can do, by typing a few letters of it. The keyboard stays in the field; Up and Down walk the list, Enter chooses.
final class CommandPalette {
    private static final int PAGE = 8;

    private final PaletteViewModel viewModel;
    private final Overlay overlay;
    private final TextField field = new TextField();
    private final ListView<PaletteEntry> list = new ListView<>();
    private final VBox sheet;

    private CommandPalette(PaletteViewModel viewModel, Overlay overlay, Messages words) {
        this.viewModel = viewModel;
        this.overlay = overlay;
        field.setId("paletteField");
        field.setPromptText(words.text("palette.prompt"));
        field.setAccessibleText(words.text("palette.prompt"));
        list.setId("paletteList");
        list.setAccessibleText(words.text("palette.found"));
        list.setItems(viewModel.found());
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label(words.text("palette.nothing")));
        list.setFocusTraversable(false);
        sheet = new VBox(8, field, list);
        sheet.getStyleClass().addAll("over-sheet", "palette");
        sheet.setMaxSize(640, Region.USE_PREF_SIZE);
        bind();
    }

    static void open(List<PaletteEntry> entries, Overlay overlay, Messages words) {
        CommandPalette palette = new CommandPalette(new PaletteViewModel(entries), overlay, words);
        overlay.open(palette.sheet, palette.field);
    }

    private void bind() {
        viewModel.typedProperty().bind(field.textProperty());
        viewModel.found().subscribe(() -> list.getSelectionModel().selectFirst());
        list.getSelectionModel().selectFirst();
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    }

    private void press(KeyEvent key) {
        switch (key.getCode()) {
            case DOWN -> walk(1);
            case UP -> walk(-1);
            case TAB -> walk(key.isShiftDown() ? -1 : 1);
            case PAGE_DOWN -> walk(PAGE);
            case PAGE_UP -> walk(-PAGE);
            case ENTER -> choose();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void walk(int steps) {
        int size = list.getItems().size();
        if (size > 0) {
            int at = Math.clamp(list.getSelectionModel().getSelectedIndex() + steps, 0, size - 1);
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - PAGE / 2));
        }
    }

    private void choose() {
        PaletteEntry chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            overlay.close();
            chosen.action().run();
        }
    }

    private final class Cell extends ListCell<PaletteEntry> {
        Cell() {
            setOnMouseClicked(click -> {
                if (!isEmpty()) {
                    choose();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable PaletteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            setGraphic(empty || entry == null ? null : line(entry));
            setAccessibleText(empty || entry == null ? "" : entry.text() + ", " + entry.kind());
        }

        private static Node line(PaletteEntry entry) {
            Label text = new Label(entry.text(), new FontIcon(entry.icon()));
            text.setGraphicTextGap(12);
            text.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(text, Priority.ALWAYS);
            Label kind = new Label(entry.kind());
            kind.getStyleClass().addAll("muted", "small-text");
            kind.setMinWidth(Region.USE_PREF_SIZE);
            HBox line = new HBox(12, text, kind);
            if (!entry.keys().isEmpty()) {
                line.getChildren().add(ShortcutSheet.key(entry.keys()));
            }
            line.setAlignment(Pos.CENTER_LEFT);
            line.setMaxWidth(580);
            return line;
        }
    }
}
