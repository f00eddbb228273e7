package trailbench.ui.evaluate;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Horizontal bars from nought, one a scorer: the model in the accent colour, the baselines in grey. Each bar carries its figure.
final class BarsPane extends GridPane {

    /// @param share of the pane's full width, 0 to 1
    record Bar(String name, String figure, double share, boolean model) {}

    BarsPane() {
        getStyleClass().add("bars");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        bars.setFillWidth(true);
        ColumnConstraints figures = new ColumnConstraints();
        figures.setMinWidth(Region.USE_PREF_SIZE);
        getColumnConstraints().setAll(names, bars, figures);
    }

    void show(List<Bar> shown) {
        getChildren().clear();
        for (int row = 0; row < shown.size(); row++) {
            Bar bar = shown.get(row);
            Label name = new Label(bar.name());
            name.getStyleClass().add(bar.model() ? "strong" : "muted");
            Label figure = new Label(bar.figure());
            figure.getStyleClass().add(bar.model() ? "strong" : "muted");
            addRow(row, name, track(bar), figure);
        }
    }

    private static StackPane track(Bar bar) {
        StackPane track = new StackPane();
        track.getStyleClass().add("bar-track");
        track.setAlignment(Pos.CENTER_LEFT);
        track.setMinWidth(80);
        Region filled = new Region();
        filled.getStyleClass().addAll("bar", bar.model() ? "bar-model" : "bar-baseline");
        filled.maxWidthProperty().bind(track.widthProperty().multiply(bar.share()));
        filled.prefWidthProperty().bind(filled.maxWidthProperty());
        track.getChildren().add(filled);
        return track;
    }
}
