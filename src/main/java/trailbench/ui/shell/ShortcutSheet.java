package trailbench.ui.shell;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import trailbench.ui.fx.Messages;

/// All keys of the window on one sheet.
final class ShortcutSheet {
    /// Of the whole way, for each press of Up or Down.
    private static final double SCROLL = 0.25;
    private static final List<Shortcut> SHORTCUTS = List.of(
            new Shortcut("everywhere", "Ctrl+K", "palette"),
            new Shortcut("everywhere", "F1", "help"),
            new Shortcut("everywhere", "?", "sheet"),
            new Shortcut("everywhere", "Ctrl+1 … Ctrl+8", "rooms"),
            new Shortcut("everywhere", "Ctrl+N", "new"),
            new Shortcut("everywhere", "Ctrl+O", "open"),
            new Shortcut("everywhere", "Ctrl+S", "save"),
            new Shortcut("everywhere", "Alt+M", "theme"),
            new Shortcut("everywhere", "Esc", "close"),
            new Shortcut("everywhere", "Tab", "walk"),
            new Shortcut("graph", "Ctrl+Z  Ctrl+Y", "undo"),
            new Shortcut("graph", "Ctrl+C  Ctrl+X  Ctrl+V", "copy"),
            new Shortcut("graph", "Ctrl+D", "duplicate"),
            new Shortcut("graph", "Ctrl+A", "all"),
            new Shortcut("graph", "Delete", "delete"),
            new Shortcut("graph", "Ctrl+Delete", "dissolve"),
            new Shortcut("graph", "←  →  ↑  ↓", "move"),
            new Shortcut("graph", "Ctrl++  Ctrl+-  Ctrl+0", "zoom"),
            new Shortcut("graph", "F2", "edit"),
            new Shortcut("graph", "F8", "problem"),
            new Shortcut("train", "←  →  Home  End", "crosshair"),
            new Shortcut("embeddings", "Ctrl+F", "finditem"),
            new Shortcut("runs", "Ctrl+F", "findrun"),
            new Shortcut("runs", "←  →", "branch"),
            new Shortcut("runs", "Delete", "trash"),
            new Shortcut("runs", "Ctrl+Z  Ctrl+Y", "undo"));

    private ShortcutSheet() {}

    static void open(Overlay overlay, Messages words) {
        HBox groups = new HBox(32, column(words, "everywhere", "train", "embeddings"), column(words, "graph", "runs"));
        ScrollPane scroll = new ScrollPane(groups);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("room-scroll");
        Button close = new Button(words.text("sheet.close"));
        close.setOnAction(event -> overlay.close());
        close.addEventFilter(KeyEvent.KEY_PRESSED, key -> press(key, scroll));
        Label title = new Label(words.text("keys.title"));
        title.getStyleClass().add("room-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(title, close);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox sheet = new VBox(16, head, scroll);
        sheet.getStyleClass().add("over-sheet");
        sheet.setMaxSize(920, Region.USE_PREF_SIZE);
        overlay.open(sheet, close);
    }

    /// In a low window the sheet is longer than the window: Up and Down move it. The keyboard stays on the sheet.
    private static void press(KeyEvent key, ScrollPane scroll) {
        switch (key.getCode()) {
            case UP -> scroll.setVvalue(scroll.getVvalue() - SCROLL);
            case DOWN -> scroll.setVvalue(scroll.getVvalue() + SCROLL);
            case TAB -> {}
            default -> {
                return;
            }
        }
        key.consume();
    }

    private static Node column(Messages words, String... places) {
        VBox column = new VBox(16);
        Stream.of(places).forEach(where -> column.getChildren().add(group(where, words)));
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }

    private static Node group(String where, Messages words) {
        Label heading = new Label(words.text("keys.in." + where));
        heading.getStyleClass().add("section-title");
        VBox lines = new VBox(8, heading);
        SHORTCUTS.stream().filter(shortcut -> shortcut.where().equals(where)).forEach(shortcut -> {
            Label what = new Label(words.text("keys." + shortcut.what()));
            what.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(what, Priority.ALWAYS);
            HBox line = new HBox(12, what, key(shortcut.keys()));
            line.setAlignment(Pos.CENTER_LEFT);
            lines.getChildren().add(line);
        });
        lines.setPrefWidth(400);
        return lines;
    }

    /// Keys in a small frame.
    static Node key(String keys) {
        Label label = new Label(keys);
        label.getStyleClass().addAll("key", "small-text");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
