package trailbench.ui.evaluate;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import trailbench.ui.evaluate.FigureTable.Figure;
import trailbench.ui.evaluate.FigureTable.Line;
import trailbench.ui.fx.Messages;

/// The model and the baselines, one a line; as high as its lines, so that none is scrolled to. Where columns have no room side by side, they are.
public final class ScorerTable extends TableView<Line> {
    private static final double ROW_HEIGHT = 40;
    /// Of the bar by which columns are scrolled to.
    private static final double BAR_HEIGHT = 12;
    /// Letters of a name that needs a wider column: Precision.
    private static final int LONG = 7;

    public ScorerTable() {
        getStyleClass().add("figures");
        setFixedCellSize(ROW_HEIGHT);
        setSelectionModel(null);
        widthProperty().subscribe(width -> fit());
    }

    void show(FigureTable figures, EvaluateViewModel viewModel, Messages words) {
        getColumns().setAll(List.of(scorers(viewModel, words)));
        for (int i = 0; i < figures.metrics().size(); i++) {
            getColumns().add(metric(figures, i, viewModel));
        }
        getItems().setAll(figures.lines());
        fit();
    }

    private void fit() {
        boolean narrow = getWidth() < getColumns().stream().mapToDouble(TableColumn::getMinWidth).sum();
        setColumnResizePolicy(narrow ? TableView.UNCONSTRAINED_RESIZE_POLICY : TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        double height = ROW_HEIGHT * (getItems().size() + 1) + 6 + (narrow ? BAR_HEIGHT : 0);
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
    }

    private static TableColumn<Line, Line> scorers(EvaluateViewModel viewModel, Messages words) {
        TableColumn<Line, Line> column = new TableColumn<>(words.text("column.scorer"));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(ignored -> new ScorerCell(viewModel));
        column.setMinWidth(166);
        column.setSortable(false);
        return column;
    }

    private static TableColumn<Line, Figure> metric(FigureTable figures, int number, EvaluateViewModel viewModel) {
        String metric = figures.metrics().get(number);
        TableColumn<Line, Figure> column = new TableColumn<>();
        Label title = new Label(viewModel.figureWords().metricName(metric));
        title.setTooltip(new Tooltip(viewModel.figureWords().metricName(metric) + "@" + figures.cutOff() + ": " + viewModel.figureWords().metricTip(metric)));
        column.setGraphic(title);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().figures().get(number)));
        column.setCellFactory(ignored -> new FigureCell(viewModel));
        column.setMinWidth(title.getText().length() > LONG ? 92 : 70);
        column.setSortable(false);
        column.getStyleClass().add("figure-column");
        return column;
    }

    private static final class ScorerCell extends TableCell<Line, Line> {
        private final EvaluateViewModel viewModel;

        ScorerCell(EvaluateViewModel viewModel) {
            this.viewModel = viewModel;
        }

        @Override
        protected void updateItem(Line line, boolean none) {
            super.updateItem(line, none);
            getStyleClass().remove("strong");
            if (none || line == null) {
                setText("");
                setTooltip(null);
                return;
            }
            setText(viewModel.figureWords().scorerName(line.name()));
            setTooltip(new Tooltip(viewModel.figureWords().scorerTip(line) + "\n" + viewModel.figureWords().seconds(line)));
            if (line.model()) {
                getStyleClass().add("strong");
            }
        }
    }

    private static final class FigureCell extends TableCell<Line, Figure> {
        private final EvaluateViewModel viewModel;

        FigureCell(EvaluateViewModel viewModel) {
            this.viewModel = viewModel;
        }

        @Override
        protected void updateItem(Figure figure, boolean none) {
            super.updateItem(figure, none);
            getStyleClass().remove("best");
            setText(none || figure == null ? "" : figure.text());
            setTooltip(none || figure == null ? null : figure.interval().map(interval -> new Tooltip(viewModel.figureWords().interval(interval))).orElse(null));
            if (!none && figure != null && figure.best()) {
                getStyleClass().add("best");
            }
        }
    }
}
