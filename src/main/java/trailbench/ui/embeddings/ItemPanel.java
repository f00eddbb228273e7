package trailbench.ui.embeddings;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.embedding.Neighbours.Measure;
import trailbench.embedding.PointMap;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.PointMapModel.Near;
import trailbench.ui.control.Choices;
import trailbench.ui.fx.Messages;

/// The selected item: title, id, columns, and its nearest neighbours in the original space; a click on one goes there.
final class ItemPanel extends VBox {
    private static final int MOST_COLUMNS = 4;

    private final EmbeddingsViewModel viewModel;
    private final Messages words;
    private final Label title = new Label();
    private final GridPane values = new GridPane();
    private final Label say = new Label();
    private final ListView<Near> neighbours = new ListView<>();

    /// @param go shows a neighbour that was clicked
    ItemPanel(EmbeddingsViewModel viewModel, Messages words, Consumer<Near> go) {
        this.viewModel = viewModel;
        this.words = words;
        getStyleClass().add("item-panel");
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        values.getStyleClass().add("item-values");
        Label heading = new Label(words.text("neighbours"));
        heading.getStyleClass().add("section-title");
        heading.setTooltip(new Tooltip(words.text("neighbours.tip")));
        say.getStyleClass().addAll("muted", "small-text");
        say.setWrapText(true);
        say.setMinHeight(Region.USE_PREF_SIZE);
        say.textProperty().bind(viewModel.neighbours().sayProperty());
        say.visibleProperty().bind(say.textProperty().isNotEmpty());
        say.managedProperty().bind(say.visibleProperty());
        neighbours.setId("neighbours");
        neighbours.getStyleClass().add("neighbours");
        neighbours.setFixedCellSize(28);
        neighbours.setMinHeight(116);
        neighbours.setCellFactory(list -> new NearCell());
        neighbours.setAccessibleText(words.text("neighbours.tip"));
        neighbours.setOnMouseClicked(event -> chosen(go));
        neighbours.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                chosen(go);
            }
        });
        VBox.setVgrow(neighbours, Priority.ALWAYS);
        HBox head = new HBox(8, title, close());
        head.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(heading, Priority.ALWAYS);
        heading.setMaxWidth(Double.MAX_VALUE);
        HBox near = new HBox(6, heading, measure(), count());
        near.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, values, near, say, neighbours);
        viewModel.map().selectedProperty().subscribe(point -> show(point.intValue()));
        viewModel.map().neighboursProperty().subscribe(found -> neighbours.getItems().setAll(found));
    }

    private Node measure() {
        ComboBox<Measure> measure = new ComboBox<>();
        measure.setId("neighbour-measure");
        measure.getStyleClass().add("small");
        measure.getItems().setAll(Measure.values());
        Choices.word(measure, by -> words.text("neighbours." + by.name().toLowerCase(Locale.ROOT)));
        measure.setAccessibleText(words.text("neighbours.measure"));
        measure.valueProperty().bindBidirectional(viewModel.neighbours().measureProperty());
        return measure;
    }

    private Node count() {
        ComboBox<Integer> count = new ComboBox<>();
        count.getStyleClass().add("small");
        count.getItems().setAll(NeighbourFinder.COUNTS);
        count.setAccessibleText(words.text("neighbours.count"));
        count.valueProperty().bindBidirectional(viewModel.neighbours().countProperty());
        return count;
    }

    private void chosen(Consumer<Near> go) {
        Near near = neighbours.getSelectionModel().getSelectedItem();
        if (near != null) {
            go.accept(near);
        }
    }

    private Node close() {
        Button close = new Button("", new FontIcon("fth-x"));
        close.getStyleClass().addAll("flat", "icon-button", "small");
        close.setTooltip(new Tooltip(words.text("item.close")));
        close.setAccessibleText(words.text("item.close"));
        close.setOnAction(event -> viewModel.map().selectedProperty().set(PointMapModel.NONE));
        return close;
    }

    private void show(int point) {
        values.getChildren().clear();
        PointMap map = viewModel.map().mapProperty().get();
        if (point == PointMapModel.NONE || point >= map.size()) {
            return;
        }
        title.setText(map.titles().get(point));
        addValue(words.text("item.id"), map.ids().get(point));
        map.columns().entrySet().stream()
                .filter(column -> !column.getValue().get(point).isBlank())
                .limit(MOST_COLUMNS)
                .forEach(column -> addValue(columnName(column.getKey(), words), column.getValue().get(point)));
    }

    /// The column's own name, but for those that every map has.
    static String columnName(String column, Messages words) {
        return switch (column) {
            case "popularity" -> words.text("popularity");
            case PointMap.GROUP -> words.text("group");
            case PointMap.CLUSTER -> words.text("cluster");
            case PointMap.TRUSTWORTHINESS -> words.text("trustworthiness");
            case PointMap.CONTINUITY -> words.text("continuity");
            default -> column;
        };
    }

    private void addValue(String name, String value) {
        Label key = new Label(name);
        key.getStyleClass().addAll("muted", "small-text");
        Label text = new Label(value);
        text.getStyleClass().add("small-text");
        values.addRow(values.getRowCount(), key, text);
    }

    private final class NearCell extends ListCell<Near> {
        private final Label name = new Label();
        private final Label cosine = new Label();
        private final FontIcon torn = new FontIcon("fth-alert-triangle");
        private final HBox row = new HBox(8, name, torn, cosine);

        NearCell() {
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(0);
            cosine.setMinWidth(Region.USE_PREF_SIZE);
            cosine.getStyleClass().addAll("muted", "small-text");
            torn.getStyleClass().add("torn");
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMinWidth(0);
            row.setPrefWidth(1);
        }

        @Override
        protected void updateItem(Near near, boolean none) {
            super.updateItem(near, none);
            setGraphic(none ? null : row);
            if (none || near == null) {
                setTooltip(null);
                return;
            }
            boolean onMap = near.point() != PointMapModel.NONE;
            name.setText(near.title());
            name.getStyleClass().remove("muted");
            if (!onMap) {
                name.getStyleClass().add("muted");
            }
            boolean angle = viewModel.neighbours().measureProperty().get() == Measure.COSINE;
            cosine.setText(viewModel.quantities().decimal(angle ? near.cosine() : near.distance(), 3));
            torn.setVisible(near.torn());
            torn.setManaged(near.torn());
            setTooltip(new Tooltip(near.title()
                    + "\n" + words.text("neighbours.both", viewModel.quantities().decimal(near.cosine(), 3), viewModel.quantities().decimal(near.distance(), 3))
                    + (onMap ? "" : "\n" + words.text("neighbours.off"))
                    + (near.torn() ? "\n" + words.text("neighbours.torn") : "")));
        }
    }
}
