package trailbench.ui.runs;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import trailbench.runs.RunColumn;
import trailbench.runs.RunTable;
import trailbench.ui.fx.Messages;

/// The table: its columns follow the view-model's, its order is the view-model's, its rows open and close.
final class RunBoard {
    private final TableView<RunRow> table;
    private final RunsViewModel viewModel;
    private final Messages words;
    private final ColumnWords heads;
    private List<RunColumn> shown = List.of();
    private boolean filling;

    RunBoard(TableView<RunRow> table, RunsViewModel viewModel, Messages words) {
        this.table = table;
        this.viewModel = viewModel;
        this.words = words;
        this.heads = new ColumnWords(words);
        table.getStyleClass().add(Styles.DENSE);
        table.setItems(viewModel.list().rows());
        table.setSortPolicy(sorted -> {
            viewModel.list().order(sorted.getSortOrder().stream().map(RunBoard::order).toList());
            return true;
        });
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<RunRow>) change -> chosen());
        table.setRowFactory(made -> new GroupedRow());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        table.setPlaceholder(new Label(words.text("table.nothing")));
        viewModel.list().tableProperty().subscribe(this::showColumns);
        viewModel.list().rows().addListener((ListChangeListener<RunRow>) change -> rowsChanged());
        rowsChanged();
        viewModel.pointedAtProperty().subscribe(asked -> asked.ifPresent(row -> {
            table.getSelectionModel().clearSelection();
            table.getSelectionModel().select(row);
            table.scrollTo(row);
        }));
    }

    private static RunTable.Order order(TableColumn<RunRow, ?> column) {
        return new RunTable.Order((String) column.getUserData(), column.getSortType() == TableColumn.SortType.DESCENDING);
    }

    private void showColumns(RunTable laid) {
        if (laid.columns().equals(shown) && !table.getColumns().isEmpty()) {
            return;
        }
        shown = laid.columns();
        List<TableColumn<RunRow, ?>> columns = new ArrayList<>();
        TableColumn<RunRow, RunTable.Line> name = column("experiment", 196);
        name.setCellFactory(made -> new NameCell(viewModel, words));
        columns.add(name);
        for (RunColumn fact : shown) {
            TableColumn<RunRow, RunTable.Line> column = column(fact.name(), width(fact));
            column.setCellFactory(made -> new FactCell(fact, () -> viewModel.list().tableProperty().get(), heads));
            if (isNumber(fact)) {
                column.getStyleClass().add("number-cell");
            }
            columns.add(column);
        }
        List<String> sorted = table.getSortOrder().stream().map(column -> (String) column.getUserData()).toList();
        List<TableColumn.SortType> types = table.getSortOrder().stream().<TableColumn.SortType>map(TableColumn::getSortType).toList();
        table.getColumns().setAll(columns);
        for (int i = 0; i < sorted.size(); i++) {
            String name2 = sorted.get(i);
            TableColumn.SortType type = types.get(i);
            columns.stream().filter(column -> column.getUserData().equals(name2)).findFirst().ifPresent(column -> {
                column.setSortType(type);
                table.getSortOrder().add(column);
            });
        }
    }

    private TableColumn<RunRow, RunTable.Line> column(String name, double width) {
        TableColumn<RunRow, RunTable.Line> column = new TableColumn<>(heads.head(name));
        column.setUserData(name);
        column.setPrefWidth(width);
        // the cells follow their row's property, so a live run's row moves without the list changing
        column.setCellValueFactory(cell -> cell.getValue().lineProperty());
        return column;
    }

    private static boolean isNumber(RunColumn column) {
        return column.isFigure() || List.of("epochs", "steps", "duration", "parameters", "epsilon", "best-epoch", "forked-at", "threads").contains(column.name());
    }

    private static double width(RunColumn column) {
        return switch (column.name()) {
            case "state" -> 92;
            case "started" -> 134;
            case "verified" -> 118;
            case "baselines" -> 112;
            case "epochs" -> 72;
            case "duration" -> 92;
            default -> column.isFigure() ? 132 : 104;
        };
    }

    /// A list that was refilled has forgotten its selection; the view-model has not. Something is always selected.
    private void rowsChanged() {
        List<RunRow> wished = viewModel.selectedProperty().get().stream().filter(viewModel.list().rows()::contains).toList();
        filling = true;
        table.getSelectionModel().clearSelection();
        wished.forEach(table.getSelectionModel()::select);
        if (wished.isEmpty()) {
            viewModel.list().rows().stream().filter(row -> row.run().isPresent()).findFirst().ifPresent(table.getSelectionModel()::select);
        }
        filling = false;
        chosen();
    }

    private void chosen() {
        if (!filling) {
            viewModel.select(table.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList());
        }
    }

    /// Right opens a row, left closes it, as in every tree; Delete throws the selected runs away.
    private void key(KeyEvent key) {
        RunRow row = table.getSelectionModel().getSelectedItem();
        if (row == null || key.isShortcutDown() || key.isShiftDown()) {
            return;
        }
        if (key.getCode() == KeyCode.RIGHT || key.getCode() == KeyCode.LEFT) {
            viewModel.list().open(row, key.getCode() == KeyCode.RIGHT);
            key.consume();
        } else if (key.getCode() == KeyCode.DELETE) {
            viewModel.throwAway();
            key.consume();
        }
    }

    /// The head of a group stands out.
    private static final class GroupedRow extends TableRow<RunRow> {
        @Override
        protected void updateItem(@Nullable RunRow row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().remove("group-row");
            if (!empty && row != null && row.run().isEmpty()) {
                getStyleClass().add("group-row");
            }
        }
    }
}
