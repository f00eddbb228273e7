package trailbench.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.log.Clue;
import trailbench.log.LogReport;
import trailbench.log.TableReport;
import trailbench.ui.fx.Messages;

/// The tables of the Data room: the first rows of the log, each column under its role and type; the rejected rows; the rows of a table beside
/// the log.
final class LogTables {
    /// Room for a time as it stands in the file and in UTC.
    private static final double WIDEST = 320;

    private final DataViewModel viewModel;
    private final Messages words;
    private final TableView<List<String>> preview;
    private final TableView<Reject> rejects;
    private final TableView<List<String>> table;

    LogTables(DataViewModel viewModel, Messages words, TableView<List<String>> preview, TableView<Reject> rejects, TableView<List<String>> table) {
        this.table = table;
        this.viewModel = viewModel;
        this.words = words;
        this.preview = preview;
        this.rejects = rejects;
    }

    void bind() {
        preview.getStyleClass().addAll("dense", "edge-to-edge");
        preview.setPlaceholder(muted("preview.nothing"));
        viewModel.reportProperty().subscribe(this::show);
        // as a change listener: the fields of the recipe have followed the draft by then
        viewModel.model().draftProperty().subscribe(draft -> showRoles());
        rejects.getStyleClass().addAll("dense", "edge-to-edge");
        rejects.setPlaceholder(muted("preview.norejects"));
        rejects.getColumns().setAll(List.of(
                rejectColumn("reject.line", Reject::line, 80), rejectColumn("reject.reason", Reject::reason, 136),
                rejectColumn("reject.row", Reject::row, 480), rejectColumn("reject.file", Reject::file, 160)));
        rejects.setItems(viewModel.rejects());
        table.getStyleClass().addAll("dense", "edge-to-edge");
        table.setPlaceholder(muted("preview.nothing"));
        viewModel.tables().shownProperty().subscribe(this::show);
        viewModel.tables().entriesProperty().subscribe(() -> show(viewModel.tables().shownProperty().get()));
    }

    /// What each column of a table is for is read off its entry in the recipe, or off what is proposed.
    private void show(@Nullable TableReport report) {
        table.getColumns().clear();
        table.getItems().clear();
        if (report == null) {
            return;
        }
        TableEntry entry = viewModel.tables().entriesProperty().get().stream().filter(known -> known.file().equals(report.file())).findFirst()
                .orElseGet(() -> TableEntry.of(report, report.about().orElse(Clue.About.ITEMS)));
        List<TableColumn<List<String>, String>> columns = new ArrayList<>();
        for (int index = 0; index < report.columns().size(); index++) {
            String name = report.columns().get(index);
            String role = entry.id().equals(name) ? entry.about() == Clue.About.ITEMS ? "item" : "user"
                    : entry.title().equals(Optional.of(name)) ? "title" : entry.features().contains(name) ? "feature" : "";
            columns.add(column(name, index, report.sample(), head(name, report.types().get(index), Optional.empty(), role, role.isEmpty() ? "" : words.text("role." + role))));
        }
        table.getColumns().setAll(columns);
        table.getItems().setAll(report.sample());
    }

    private void show(@Nullable LogReport report) {
        if (report == null) {
            preview.getColumns().clear();
            preview.getItems().clear();
            return;
        }
        List<TableColumn<List<String>, String>> columns = new ArrayList<>();
        for (int index = 0; index < report.columns().size(); index++) {
            String name = report.columns().get(index);
            TableColumn<List<String>, String> column = column(name, index, report.sample(), head(report, index));
            int at = index;
            column.setCellFactory(_ -> new ReadCell(name, at));
            int longest = IntStream.range(0, Math.min(50, report.sample().size()))
                    .map(row -> viewModel.read(name, at < report.sample().get(row).size() ? report.sample().get(row).get(at) : "", row).length()).max().orElse(0);
            column.setPrefWidth(Math.clamp(24 + 7.5 * longest, column.getPrefWidth(), WIDEST));
            columns.add(column);
        }
        preview.getColumns().setAll(columns);
        preview.getItems().setAll(report.sample());
    }

    /// A value of the log, and how it is read.
    private final class ReadCell extends TableCell<List<String>, String> {
        private final String column;
        private final int index;

        ReadCell(String column, int index) {
            this.column = column;
            this.index = index;
        }

        @Override
        protected void updateItem(@Nullable String value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty || value == null ? "" : viewModel.read(column, value, getIndex()));
        }
    }

    private static TableColumn<List<String>, String> column(String name, int index, List<List<String>> sample, Node head) {
        TableColumn<List<String>, String> column = new TableColumn<>();
        column.setUserData(name);
        column.setGraphic(head);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(index < row.getValue().size() ? row.getValue().get(index) : ""));
        int longest = sample.stream().limit(50).mapToInt(row -> index < row.size() ? row.get(index).length() : 0).max().orElse(0);
        column.setPrefWidth(Math.clamp(24 + 7.5 * Math.max(longest, name.length() + 3), 136, 280));
        return column;
    }

    private Node head(LogReport report, int index) {
        String name = report.columns().get(index);
        return head(name, report.types().get(index), report.typeClue(name), viewModel.roleKey(name), viewModel.roleOf(name));
    }

    /// The column's name, what it seems to hold and how sure that is, and its role in the role's colour.
    ///
    /// @param role as the style sheet calls it; empty for none
    private VBox head(String name, String type, Optional<Clue> clue, String role, String roleWords) {
        Label title = new Label(name);
        title.getStyleClass().add("strong");
        Label holds = new Label(typeWords(type));
        holds.getStyleClass().addAll("muted", "small-text");
        clue.ifPresent(told -> {
            holds.setGraphic(ClueWords.mark(told.confidence()));
            holds.setTooltip(new Tooltip(viewModel.clueWords().sentence(told)));
        });
        Label below = new Label(role.isEmpty() ? " " : roleWords);
        below.getStyleClass().addAll(role.isEmpty() ? List.of("small-text") : List.of("badge", "role-" + role));
        VBox head = new VBox(3, title, holds, below);
        head.getStyleClass().add("column-head");
        return head;
    }

    private String typeWords(String type) {
        String key = "type." + type.replace(' ', '-');
        return words.knows(key) ? words.text(key) : type;
    }

    private void showRoles() {
        LogReport report = viewModel.reportProperty().get();
        for (TableColumn<List<String>, ?> column : preview.getColumns()) {
            int index = report == null ? -1 : report.columns().indexOf((String) column.getUserData());
            if (report != null && index >= 0) {
                column.setGraphic(head(report, index));
            }
        }
        preview.refresh();
    }

    private TableColumn<Reject, String> rejectColumn(String key, Function<Reject, String> value, double width) {
        TableColumn<Reject, String> column = new TableColumn<>(words.text(key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        return column;
    }

    private Label muted(String key) {
        Label label = new Label(words.text(key));
        label.getStyleClass().add("muted");
        return label;
    }
}
