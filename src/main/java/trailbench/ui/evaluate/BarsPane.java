package trailbench.ui.evaluate;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import trailbench.evaluation.Evaluation;

/// Horizontal bars from nought, one a scorer: the model in the accent colour, the baselines in grey. Each bar carries its figure and the
/// interval of 95 % as an error bar.
final class BarsPane extends GridPane {
    private static final double WHISKER_TOP = 7;
    private static final double WHISKER_HEIGHT = 10;

    /// @param share of the pane's full width, 0 to 1
    /// @param whisker ends of the figure's interval, as shares; empty where none was kept
    record Bar(String name, String figure, double share, boolean model, Optional<Evaluation.Interval> whisker) {}

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
        bar.whisker().ifPresent(ends -> track.getChildren().add(whisker(track, ends)));
        return track;
    }

    /// A line from end to end with a stroke at each, as error bars are drawn.
    private static Region whisker(StackPane track, Evaluation.Interval ends) {
        Region whisker = new Region();
        whisker.getStyleClass().add("whisker");
        whisker.setManaged(false);
        track.widthProperty().subscribe(width -> whisker.resizeRelocate(
                width.doubleValue() * ends.low(), WHISKER_TOP, Math.max(3, width.doubleValue() * (ends.high() - ends.low())), WHISKER_HEIGHT));
        return whisker;
    }
}
