package trailbench.ui.embeddings;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.ui.chart.MapSelection;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.fx.Messages;

/// The selected items: how many, their titles with the most popular first, and what can be done with them.
final class SelectionPanel extends VBox {
    private static final int MOST_LISTED = 500;

    private final EmbeddingsViewModel viewModel;
    private final PointMapModel map;
    private final Messages words;
    private final Label count = new Label();
    private final ListView<Integer> titles = new ListView<>();

    /// @param go shows an item that was clicked
    SelectionPanel(EmbeddingsViewModel viewModel, Messages words, IntConsumer go) {
        this.viewModel = viewModel;
        this.map = viewModel.map();
        this.words = words;
        getStyleClass().add("item-panel");
        count.getStyleClass().add("section-title");
        count.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(count, Priority.ALWAYS);
        HBox head = new HBox(4, count, button("fth-eye", "selection.isolate", map.selection()::isolate), button("fth-x", "selection.clear", map.selection()::clear));
        head.setAlignment(Pos.CENTER_LEFT);
        titles.setId("selection-titles");
        titles.getStyleClass().add("neighbours");
        titles.setFixedCellSize(28);
        titles.setMinHeight(116);
        titles.setAccessibleText(words.text("selection.tip"));
        titles.setCellFactory(list -> new TitleCell());
        titles.getSelectionModel().selectedItemProperty().subscribe(point -> {
            if (point != null) {
                go.accept(point);
            }
        });
        VBox.setVgrow(titles, Priority.ALWAYS);
        getChildren().addAll(head, axes(), titles);
        map.selection().stateProperty().subscribe(this::show);
    }

    /// Takes the selection as one end of an axis, and lays the points out between both ends.
    private HBox axes() {
        Button from = new Button();
        from.setId("axis-from");
        Button to = new Button();
        to.setId("axis-to");
        Button go = new Button(words.text("axes.go"));
        go.setId("axis-go");
        for (Button button : List.of(from, to, go)) {
            button.getStyleClass().add("small");
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        from.setTooltip(new Tooltip(words.text("axes.from.tip")));
        to.setTooltip(new Tooltip(words.text("axes.to.tip")));
        go.setTooltip(new Tooltip(words.text("axes.go.tip")));
        AxisEnds ends = viewModel.axes();
        from.setOnAction(event -> ends.takeFrom());
        to.setOnAction(event -> ends.takeTo());
        go.setOnAction(event -> viewModel.layOutAxes());
        Runnable say = () -> {
            from.setText(end("axes.from", ends.fromProperty().get().size()));
            to.setText(end("axes.to", ends.toProperty().get().size()));
            go.setDisable(ends.fromProperty().get().isEmpty() || ends.toProperty().get().isEmpty());
        };
        ends.fromProperty().subscribe(say);
        ends.toProperty().subscribe(say);
        say.run();
        return new HBox(6, from, to, go);
    }

    private String end(String key, int taken) {
        return taken == 0 ? words.text(key) : words.text(key + ".taken", taken);
    }

    private Button button(String icon, String key, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "icon-button", "small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(words.text(key)));
        button.setAccessibleText(words.text(key));
        button.setOnAction(event -> action.run());
        return button;
    }

    private void show(MapSelection.State state) {
        count.setText(words.text("selection.count", state.chosen().size(), map.mapProperty().get().size()));
        titles.getSelectionModel().clearSelection();
        List<Integer> listed = Arrays.stream(map.popularFirst(state.chosen())).limit(MOST_LISTED).boxed().toList();
        titles.getItems().setAll(listed);
    }

    private final class TitleCell extends ListCell<Integer> {
        TitleCell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Integer point, boolean none) {
            super.updateItem(point, none);
            setText(none || point >= map.mapProperty().get().size() ? "" : map.mapProperty().get().titles().get(point));
        }
    }
}
