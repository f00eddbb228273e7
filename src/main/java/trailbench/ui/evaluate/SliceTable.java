package trailbench.ui.evaluate;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.geometry.Pos;
import trailbench.evaluation.Evaluation.Slice;
import trailbench.ui.fx.Messages;

/// The slices of an evaluation, the worst first, each with a bar of the model's figure and a mark at the best baseline's.
public final class SliceTable extends TableView<Slice> {
    private static final double ROW_HEIGHT = 30;
    private static final int ROWS_IN_SIGHT = 9;

    public SliceTable() {
        getStyleClass().add("figures");
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    void show(List<Slice> slices, EvaluateViewModel viewModel, Messages words) {
        FigureWords names = viewModel.figureWords();
        double longest = slices.stream().mapToDouble(slice -> Math.max(slice.figure(), slice.baseline())).max().orElse(1);
        getColumns().setAll(List.of(
                text(words.text("slice.column.by"), 150, slice -> names.dimension(slice.by()), ""),
                text(words.text("slice.column.slice"), 170, slice -> names.slice(slice.by(), slice.value()), ""),
                text(words.text("slice.column.cases"), 80, slice -> viewModel.quantities().count(slice.cases()), "figure-column"),
                text("NDCG@10", 84, slice -> viewModel.quantities().decimal(slice.figure(), 4), "figure-column"),
                text(words.text("slice.column.interval"), 130, slice -> viewModel.quantities().decimal(slice.interval().low(), 4) + " – "
                        + viewModel.quantities().decimal(slice.interval().high(), 4), "figure-column"),
                text(words.text("slice.column.baseline"), 100, slice -> viewModel.quantities().decimal(slice.baseline(), 4), "figure-column"),
                bars(longest)));
        getItems().setAll(slices);
        double height = ROW_HEIGHT * (Math.min(ROWS_IN_SIGHT, slices.size()) + 1) + 8;
        setMinHeight(height);
        setPrefHeight(height);
    }

    private static TableColumn<Slice, String> text(String title, double width, Function<Slice, String> words, String style) {
        TableColumn<Slice, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(words.apply(cell.getValue())));
        column.setMinWidth(width);
        column.setSortable(false);
        if (!style.isEmpty()) {
            column.getStyleClass().add(style);
        }
        return column;
    }

    private static TableColumn<Slice, Slice> bars(double longest) {
        TableColumn<Slice, Slice> column = new TableColumn<>("");
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(ignored -> new BarCell(longest));
        column.setMinWidth(120);
        column.setSortable(false);
        return column;
    }

    private static final class BarCell extends TableCell<Slice, Slice> {
        private final double longest;

        BarCell(double longest) {
            this.longest = longest;
        }

        @Override
        protected void updateItem(Slice slice, boolean none) {
            super.updateItem(slice, none);
            setGraphic(none || slice == null ? null : track(slice));
        }

        private StackPane track(Slice slice) {
            StackPane track = new StackPane();
            track.getStyleClass().add("bar-track");
            track.setAlignment(Pos.CENTER_LEFT);
            track.prefWidthProperty().bind(getTableColumn().widthProperty().subtract(24));
            Region filled = new Region();
            filled.getStyleClass().addAll("bar", slice.figure() < slice.baseline() ? "bar-baseline" : "bar-model");
            filled.maxWidthProperty().bind(track.prefWidthProperty().multiply(longest > 0 ? slice.figure() / longest : 0));
            filled.prefWidthProperty().bind(filled.maxWidthProperty());
            track.getChildren().add(filled);
            return track;
        }
    }
}
