package trailbench.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import trailbench.evaluation.Evaluation.Part;
import trailbench.ui.fx.Messages;

/// Every metric at one cut-off by behaviour of the target and by transition: the model's, and behind a stroke the best baseline's.
public final class PartTable extends TableView<Part> {
    private static final double ROW_HEIGHT = 30;
    private static final int ROWS_IN_SIGHT = 9;

    public PartTable() {
        getStyleClass().add("figures");
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    void show(List<Part> parts, EvaluateViewModel viewModel, Messages words) {
        FigureWords names = viewModel.figureWords();
        String end = "@" + viewModel.cutOffProperty().get();
        List<TableColumn<Part, ?>> columns = new ArrayList<>(List.of(
                text(words.text("slice.column.by"), 90, part -> names.dimension(part.by()), ""),
                text(words.text("slice.column.slice"), 130, part -> names.slice(part.by(), part.value()), ""),
                text(words.text("slice.column.cases"), 70, part -> viewModel.quantities().count(part.cases()), "figure-column")));
        parts.stream().flatMap(part -> part.model().keySet().stream()).filter(metric -> metric.endsWith(end)).distinct().forEach(metric -> columns.add(text(
                names.metricName(metric.substring(0, metric.indexOf('@'))) + end, 126,
                part -> figure(part.model().get(metric), viewModel) + " / " + figure(part.baseline().get(metric), viewModel), "figure-column")));
        getColumns().setAll(columns);
        getItems().setAll(parts);
        double height = ROW_HEIGHT * (Math.min(ROWS_IN_SIGHT, parts.size()) + 1) + 8;
        setMinHeight(height);
        setPrefHeight(height);
    }

    private static String figure(@Nullable Double value, EvaluateViewModel viewModel) {
        return value == null ? "–" : viewModel.quantities().decimal(value, 4);
    }

    private static TableColumn<Part, String> text(String title, double width, Function<Part, String> words, String style) {
        TableColumn<Part, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(words.apply(cell.getValue())));
        column.setMinWidth(width);
        column.setSortable(false);
        if (!style.isEmpty()) {
            column.getStyleClass().add(style);
        }
        return column;
    }
}
