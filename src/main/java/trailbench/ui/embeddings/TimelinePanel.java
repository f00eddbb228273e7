package trailbench.ui.embeddings;

import java.util.List;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.embedding.MapOptions;
import trailbench.embedding.PointMap;
import trailbench.embedding.Timeline;
import trailbench.ui.chart.TimelineView;
import trailbench.ui.control.EmptyState;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// The epochs of a run one after another: a slider, the points, the ways of those that were chosen, and who moved most.
final class TimelinePanel extends StackPane {
    private static final int MOST_MOVED = 50;
    private static final Duration AN_EPOCH = Duration.seconds(1);

    private final EpochsViewModel viewModel;
    private final Messages words;
    private final Quantities quantities;
    private final Supplier<MapOptions> options;
    private final TimelineView view;
    private final Slider slider = new Slider();
    private final Label epoch = new Label();
    private final Label figures = new Label();
    private final ListView<Integer> moved = new ListView<>();
    private final EmptyState empty = new EmptyState();
    private final BorderPane body = new BorderPane();
    private final javafx.animation.Timeline playing = new javafx.animation.Timeline();
    private final Button play = new Button();

    /// @param options how the epochs are to be laid out
    TimelinePanel(EpochsViewModel viewModel, Messages words, Supplier<MapOptions> options) {
        this.viewModel = viewModel;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.options = options;
        this.view = new TimelineView(words.locale());
        build();
        view.positionProperty().bindBidirectional(slider.valueProperty());
        slider.valueProperty().subscribe(this::tell);
        viewModel.timelineProperty().subscribe(this::show);
        viewModel.stageProperty().subscribe(this::showEmpty);
        viewModel.jobProperty().subscribe(job -> empty.button().setDisable(job != null));
    }

    private void build() {
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setShowTickMarks(true);
        slider.setShowTickLabels(true);
        slider.setAccessibleText(words.text("epochs.slider"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        play.setGraphic(new FontIcon("fth-play"));
        play.getStyleClass().add("button-icon");
        play.setAccessibleText(words.text("epochs.play"));
        play.setTooltip(new Tooltip(words.text("epochs.play")));
        play.setOnAction(pressed -> playOrPause());
        playing.statusProperty().subscribe(status ->
                play.setGraphic(new FontIcon(status == Animation.Status.RUNNING ? "fth-pause" : "fth-play")));
        HBox foot = new HBox(12, play, slider);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("timeline-foot");

        epoch.getStyleClass().add("section-title");
        figures.setWrapText(true);
        figures.setMinHeight(Region.USE_PREF_SIZE);
        Label heading = new Label(words.text("epochs.moved"));
        heading.getStyleClass().add("section-title");
        Label hint = new Label(words.text("epochs.moved.hint"));
        hint.getStyleClass().addAll("muted", "small-text");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        moved.setFixedCellSize(28);
        moved.getStyleClass().add("neighbours");
        moved.setAccessibleText(words.text("epochs.moved"));
        moved.setCellFactory(list -> new MovedCell());
        moved.setOnMouseClicked(event -> choose(moved.getSelectionModel().getSelectedItem()));
        VBox.setVgrow(moved, Priority.ALWAYS);
        Button again = new Button(words.text("epochs.again"));
        again.setMaxWidth(Double.MAX_VALUE);
        again.setTooltip(new Tooltip(words.text("epochs.again.tip")));
        again.setOnAction(pressed -> viewModel.layOut(options.get()));
        viewModel.jobProperty().subscribe(job -> again.setDisable(job != null));
        VBox side = new VBox(12, epoch, figures, heading, hint, moved, again);
        side.getStyleClass().add("map-side");
        side.setPrefWidth(304);
        side.setMinWidth(304);

        body.setCenter(view);
        body.setBottom(foot);
        body.setRight(side);
        empty.setOnAction(pressed -> viewModel.layOut(options.get()));
        getChildren().addAll(body, empty);
    }

    private void show(@Nullable Timeline timeline) {
        playing.stop();
        body.setVisible(timeline != null);
        empty.setVisible(timeline == null);
        view.show(timeline);
        if (timeline == null) {
            return;
        }
        List<Integer> epochs = timeline.epochs();
        slider.setMax(epochs.size() - 1.0);
        slider.setMajorTickUnit(Math.max(1, Math.ceil(epochs.size() / 12.0)));
        slider.setLabelFormatter(new StringConverter<>() {
            @Override
            public String toString(Double at) {
                return Integer.toString(epochs.get(Math.clamp(Math.round(at), 0, epochs.size() - 1)));
            }

            @Override
            public Double fromString(String text) {
                return (double) epochs.indexOf(Integer.valueOf(text));
            }
        });
        slider.setValue(epochs.size() - 1.0);
        moved.getItems().setAll(timeline.mostMoved(MOST_MOVED));
        tell();
    }

    private void tell() {
        Timeline timeline = viewModel.timelineProperty().get();
        if (timeline == null) {
            return;
        }
        int at = Math.clamp(Math.round(slider.getValue()), 0, timeline.epochs().size() - 1);
        PointMap map = timeline.maps().get(at);
        epoch.setText(words.text("epochs.epoch", timeline.epochs().get(at)));
        String trust = map.mean(PointMap.TRUSTWORTHINESS).stream().mapToObj(mean -> words.text("epochs.trust", quantities.decimal(mean, 3))).findFirst().orElse("");
        String overlap = at == 0
                ? words.text("epochs.first")
                : words.text("epochs.overlap", quantities.percent(timeline.meanOverlap(at)), timeline.epochs().get(at - 1));
        String aligned = map.making().aligned().map(on -> words.text("epochs.disparity", quantities.decimal(on.disparity(), 2))).orElse(words.text("epochs.last"));
        figures.setText(String.join("\n", overlap, trust, aligned));
    }

    private void showEmpty(EpochsViewModel.Stage stage) {
        empty.setIcon("fth-clock");
        empty.setSentence(words.text(switch (stage) {
            case NO_RUN -> "epochs.no-run";
            case NOT_KEPT -> "epochs.not-kept";
            case KEPT -> "epochs.none";
        }));
        empty.setAction(stage == EpochsViewModel.Stage.KEPT ? words.text("epochs.make") : "");
    }

    private void choose(@Nullable Integer point) {
        if (point != null && !view.chosen().remove(point)) {
            view.chosen().add(point);
        }
    }

    private void playOrPause() {
        if (playing.getStatus() == Animation.Status.RUNNING) {
            playing.stop();
            return;
        }
        double from = slider.getValue() >= slider.getMax() ? 0 : slider.getValue();
        slider.setValue(from);
        playing.getKeyFrames().setAll(new KeyFrame(AN_EPOCH.multiply(slider.getMax() - from), new KeyValue(slider.valueProperty(), slider.getMax())));
        playing.playFromStart();
    }

    private final class MovedCell extends ListCell<Integer> {
        MovedCell() {
            setPrefWidth(0); // long titles end in an ellipsis
        }

        @Override
        protected void updateItem(@Nullable Integer point, boolean none) {
            super.updateItem(point, none);
            Timeline timeline = viewModel.timelineProperty().get();
            setText(none || point == null || timeline == null
                    ? ""
                    : words.text("epochs.moved.item", quantities.percent(timeline.kept()[point]), timeline.maps().getLast().titles().get(point)));
        }
    }
}
