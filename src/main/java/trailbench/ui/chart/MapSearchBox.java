package trailbench.ui.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import trailbench.ui.fx.Messages;

/// Search over titles, ids and every column, as plain words or as a regular expression, and the list of what was found, with the column where
/// it is neither title nor id. What was found can be selected at one stroke.
public final class MapSearchBox extends VBox {
    private static final int MOST_LISTED = 200;
    private static final double ROW_HEIGHT = 28;

    private final PointMapModel model;
    private final Messages words;
    private final TextField field = new TextField();
    private final Label answer = new Label();
    private final ListView<Integer> found = new ListView<>();

    /// @param go shows a point that was chosen from the list
    public MapSearchBox(PointMapModel model, Locale locale, IntConsumer go) {
        this.model = model;
        this.words = Messages.of(MapSearchBox.class, locale);
        getStyleClass().add("map-search");
        getStylesheets().add(PointMapView.stylesheet());
        field.setId("map-search-field");
        field.setPromptText(words.text("map.search"));
        field.setAccessibleText(words.text("map.search"));
        field.textProperty().bindBidirectional(model.queryProperty());
        HBox.setHgrow(field, Priority.ALWAYS);
        ToggleButton regex = new ToggleButton(".*");
        regex.setTooltip(new Tooltip(words.text("map.regex")));
        regex.setAccessibleText(words.text("map.regex"));
        regex.selectedProperty().bindBidirectional(model.regexProperty());
        regex.setMinWidth(USE_PREF_SIZE);
        answer.getStyleClass().add("map-search-answer");
        answer.setWrapText(true);
        answer.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(answer, Priority.ALWAYS);
        Hyperlink choose = new Hyperlink(words.text("map.found.select"));
        choose.setId("map-search-select");
        choose.getStyleClass().add("small-text");
        choose.setMinWidth(USE_PREF_SIZE);
        choose.setOnAction(event -> model.chooseMatches());
        choose.visibleProperty().bind(model.matchesProperty().map(matches -> matches.points().length > 0));
        HBox said = new HBox(6, answer, choose);
        said.setAlignment(Pos.CENTER_LEFT);
        said.visibleProperty().bind(answer.visibleProperty());
        said.managedProperty().bind(answer.visibleProperty());
        found.setId("map-search-found");
        found.managedProperty().bind(found.visibleProperty());
        found.setFixedCellSize(ROW_HEIGHT);
        found.setCellFactory(list -> new FoundCell());
        found.getSelectionModel().selectedItemProperty().subscribe(point -> {
            if (point != null) {
                go.accept(point);
            }
        });
        getChildren().addAll(new HBox(6, field, regex), said, found);
        model.matchesProperty().subscribe(this::answer);
    }

    /// Puts the cursor into the field.
    public void focus() {
        field.requestFocus();
        field.selectAll();
    }

    private void answer(PointMapModel.Matches matches) {
        boolean searching = !model.queryProperty().get().isBlank();
        int[] points = matches.points();
        answer.setVisible(searching);
        answer.setText(matches.problem().map(this::words).orElseGet(() -> count(points.length)));
        List<Integer> listed = Arrays.stream(points).limit(MOST_LISTED).boxed().toList();
        found.getSelectionModel().clearSelection();
        found.getItems().setAll(listed);
        found.setVisible(searching && !listed.isEmpty());
        double height = Math.min(listed.size(), 5) * ROW_HEIGHT + 4;
        found.setMinHeight(height);
        found.setPrefHeight(height);
        found.setMaxHeight(height);
    }

    private String words(PointMapModel.Problem problem) {
        return problem.words().isEmpty()
                ? words.text("map.regex.slow")
                : words.text("map.regex.wrong", problem.words());
    }

    private String count(int found) {
        if (found == 0) {
            return words.text("map.found.none");
        }
        return words.text(found > MOST_LISTED ? "map.found.many" : "map.found", found, MOST_LISTED);
    }

    private final class FoundCell extends ListCell<Integer> {
        private final Label title = new Label();
        private final Label where = new Label();
        private final HBox row = new HBox(8, title, where);

        FoundCell() {
            setPrefWidth(0);
            HBox.setHgrow(title, Priority.ALWAYS);
            title.setMaxWidth(Double.MAX_VALUE);
            title.setMinWidth(60);
            where.getStyleClass().add("map-search-answer");
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMinWidth(0);
            row.setPrefWidth(1);
        }

        @Override
        protected void updateItem(Integer point, boolean empty) {
            super.updateItem(point, empty);
            boolean shown = !empty && point < model.mapProperty().get().size();
            setGraphic(shown ? row : null);
            if (shown) {
                title.setText(model.mapProperty().get().titles().get(point));
                where.setText(model.whereFound(point).map(found -> MapWords.column(found.getKey(), words) + ": " + found.getValue()).orElse(""));
            }
        }
    }
}
