package trailbench.ui.embeddings;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.project.MapBookmark;
import trailbench.ui.chart.PointMapView;
import trailbench.ui.fx.Messages;

/// What the room adds to the tools of its map: bookmarks, the second map, files for others.
final class MapMenus {
    private static final List<String> ENDINGS = List.of("png", "svg", "csv", "parquet");

    private final EmbeddingsViewModel viewModel;
    private final Messages words;
    private final PointMapView map;

    MapMenus(EmbeddingsViewModel viewModel, Messages words, PointMapView map) {
        this.viewModel = viewModel;
        this.words = words;
        this.map = map;
    }

    Node[] all() {
        return new Node[] {bookmarks(), compare(), export()};
    }

    private MenuButton bookmarks() {
        MenuButton button = dressed(new MenuButton("", new FontIcon("fth-bookmark")), "bookmarks", "map-bookmarks");
        viewModel.bookmarks().bookmarks().subscribe(() -> fill(button));
        fill(button);
        return button;
    }

    private void fill(MenuButton button) {
        button.getItems().setAll(item("bookmark.keep", () -> viewModel.keepBookmark(map.sight())));
        List<MapBookmark> kept = viewModel.bookmarks().bookmarks();
        if (kept.isEmpty()) {
            return;
        }
        button.getItems().add(new SeparatorMenuItem());
        for (MapBookmark bookmark : kept) {
            Menu menu = new Menu(bookmark.name());
            menu.setMnemonicParsing(false);
            menu.getItems().setAll(
                    item("bookmark.show", () -> viewModel.open(bookmark)),
                    item("bookmark.forget", () -> viewModel.bookmarks().forget(bookmark)));
            button.getItems().add(menu);
        }
    }

    private ToggleButton compare() {
        ToggleButton button = dressed(new ToggleButton("", new FontIcon("fth-columns")), "compare", "map-compare");
        viewModel.second().openProperty().subscribe(button::setSelected);
        button.setOnAction(event -> {
            if (viewModel.second().openProperty().get()) {
                viewModel.second().close();
            } else {
                button.setSelected(false);
                viewModel.second().open(viewModel.shownMapProperty().get());
            }
        });
        return button;
    }

    private MenuButton export() {
        MenuButton button = dressed(new MenuButton("", new FontIcon("fth-download")), "export", "map-export");
        button.getItems().setAll(ENDINGS.stream().map(ending -> item("export." + ending, () -> viewModel.export(ending, this::draw))).toList());
        return button;
    }

    private void draw(String ending, Path file) {
        if (ending.equals("png")) {
            map.exportPng(file);
        } else {
            map.exportSvg(file);
        }
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(words.text(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private <B extends ButtonBase> B dressed(B button, String key, String id) {
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat");
        button.setTooltip(new Tooltip(words.text(key)));
        button.setAccessibleText(words.text(key));
        return button;
    }
}
