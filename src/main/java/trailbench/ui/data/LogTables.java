package trailbench.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.log.LogReport;
import trailbench.ui.fx.Messages;

/// The two tables of the Data room: the first rows of the log, each column under its role, and the rejected rows.
final class LogTables {
    private final DataViewModel viewModel;
    private final Messages words;
    private final TableView<List<String>> preview;
    private final TableView<Reject> rejects;

    LogTables(DataViewModel viewModel, Messages words, TableView<List<String>> preview, TableView<Reject> rejects) {
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
    }

    private void show(@Nullable LogReport report) {
        if (report == null) {
            preview.getColumns().clear();
            preview.getItems().clear();
            return;
        }
        List<TableColumn<List<String>, String>> columns = new ArrayList<>();
        for (int index = 0; index < report.columns().size(); index++) {
            columns.add(column(report, index));
        }
        preview.getColumns().setAll(columns);
        preview.getItems().setAll(report.sample());
    }

    private TableColumn<List<String>, String> column(LogReport report, int index) {
        String name = report.columns().get(index);
        TableColumn<List<String>, String> column = new TableColumn<>();
        column.setUserData(name);
        column.setGraphic(head(name, report.types().get(index)));
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(index < row.getValue().size() ? row.getValue().get(index) : ""));
        int longest = report.sample().stream().limit(50).mapToInt(row -> index < row.size() ? row.get(index).length() : 0).max().orElse(0);
        column.setPrefWidth(Math.clamp(24 + 7.5 * Math.max(longest, name.length() + 3), 120, 280));
        return column;
    }

    /// The column's name, and below it its role or what it seems to hold.
    private VBox head(String name, String type) {
        Label title = new Label(name);
        title.getStyleClass().add("strong");
        String role = viewModel.roleOf(name);
        Label below = new Label(role.isEmpty() ? typeWords(type) : role);
        below.getStyleClass().addAll(role.isEmpty() ? List.of("muted", "small-text") : List.of("badge", "accent"));
        below.setUserData(type);
        VBox head = new VBox(4, title, below);
        head.getStyleClass().add("column-head");
        return head;
    }

    private String typeWords(String type) {
        String key = "type." + type.replace(' ', '-');
        return words.knows(key) ? words.text(key) : type;
    }

    private void showRoles() {
        for (TableColumn<List<String>, ?> column : preview.getColumns()) {
            if (column.getGraphic() instanceof VBox head) {
                column.setGraphic(head((String) column.getUserData(), (String) head.getChildren().getLast().getUserData()));
            }
        }
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
