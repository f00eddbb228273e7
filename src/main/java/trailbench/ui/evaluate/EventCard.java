package trailbench.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import trailbench.evaluation.EventFigures;
import trailbench.evaluation.EventFigures.Behaviour;
import trailbench.evaluation.EventFigures.Line;
import trailbench.ui.control.SectionHeader;
import trailbench.ui.fx.Messages;

/// What a head of behaviours or values says of the held-out events, beside counting; of behaviours, each one's recall and precision too.
public final class EventCard extends VBox {
    private static final double ROW_HEIGHT = 40;

    private final SectionHeader header = new SectionHeader();
    private final HBox tables = new HBox(24);
    private final Label protocol = new Label();

    public EventCard() {
        getStyleClass().add("card");
        protocol.getStyleClass().addAll("muted", "small-text");
        protocol.setWrapText(true);
        getChildren().addAll(header, tables, protocol);
    }

    void show(EventFigures figures, EvaluateViewModel viewModel, Messages words) {
        String kind = switch (figures.asked()) {
            case BEHAVIOUR -> "behaviour";
            case VALUE -> "value";
        };
        header.setTitle(words.text("events." + kind));
        protocol.setText(words.text("events." + kind + ".protocol", viewModel.quantities().count(figures.events())));
        TableView<Line> scorers = scorers(figures, viewModel, words);
        tables.getChildren().setAll(scorers);
        HBox.setHgrow(scorers, Priority.ALWAYS);
        if (!figures.behaviours().isEmpty()) {
            tables.getChildren().add(behaviours(figures, viewModel, words));
        }
    }

    private static TableView<Line> scorers(EventFigures figures, EvaluateViewModel viewModel, Messages words) {
        FigureWords names = viewModel.figureWords();
        TableView<Line> table = table(figures.lines());
        TableColumn<Line, String> who = text(words.text("column.scorer"), 150, line -> names.scorerName(line.name()), "");
        table.getColumns().add(who);
        for (String metric : figures.model().metrics().keySet()) {
            TableColumn<Line, Line> column = new TableColumn<>();
            Label title = new Label(names.metricName(metric));
            title.setTooltip(new Tooltip(names.metricTip(metric)));
            column.setGraphic(title);
            column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
            column.setCellFactory(ignored -> new FigureCell(figures, metric, viewModel));
            column.setMinWidth(86);
            column.setSortable(false);
            column.getStyleClass().add("figure-column");
            table.getColumns().add(column);
        }
        table.setMinWidth(330);
        return table;
    }

    private static TableView<Behaviour> behaviours(EventFigures figures, EvaluateViewModel viewModel, Messages words) {
        TableView<Behaviour> table = table(figures.behaviours());
        table.getColumns().addAll(List.of(
                text(words.text("events.column.behaviour"), 110, Behaviour::name, ""),
                text(words.text("events.column.events"), 80, each -> viewModel.quantities().count(each.events()), "figure-column"),
                text(words.text("metric.recall"), 80, each -> viewModel.quantities().decimal(each.recall(), 4), "figure-column"),
                text(words.text("events.column.precision"), 90, each -> each.precision().map(value -> viewModel.quantities().decimal(value, 4)).orElse("–"), "figure-column")));
        table.setMinWidth(370);
        table.setPrefWidth(370);
        return table;
    }

    private static <T> TableView<T> table(List<T> rows) {
        TableView<T> table = new TableView<>();
        table.getStyleClass().add("figures");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setSelectionModel(null);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getItems().setAll(new ArrayList<>(rows));
        double height = ROW_HEIGHT * (rows.size() + 1) + 6;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        return table;
    }

    private static <T> TableColumn<T, String> text(String title, double width, Function<T, String> words, String style) {
        TableColumn<T, String> column = new TableColumn<>(title);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(words.apply(cell.getValue())));
        column.setMinWidth(width);
        column.setSortable(false);
        if (!style.isEmpty()) {
            column.getStyleClass().add(style);
        }
        return column;
    }

    private static final class FigureCell extends TableCell<Line, Line> {
        private final EventFigures figures;
        private final String metric;
        private final EvaluateViewModel viewModel;

        FigureCell(EventFigures figures, String metric, EvaluateViewModel viewModel) {
            this.figures = figures;
            this.metric = metric;
            this.viewModel = viewModel;
        }

        @Override
        protected void updateItem(Line line, boolean none) {
            super.updateItem(line, none);
            getStyleClass().remove("best");
            Double value = none || line == null ? null : line.metrics().get(metric);
            setText(none || line == null ? "" : value == null ? "–" : viewModel.quantities().decimal(value, 4));
            setTooltip(none || line == null || !line.intervals().containsKey(metric)
                    ? null : new Tooltip(viewModel.figureWords().interval(line.intervals().get(metric))));
            if (value != null && value.equals(figures.top(metric))) {
                getStyleClass().add("best");
            }
        }
    }
}
