package trailbench.ui.runs;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.project.Fork;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;
import trailbench.ui.fx.Messages;

/// The first cell of a line: indent, the arrow that opens it, the star, the experiment's name; of a group its value and how many there are.
final class NameCell extends TableCell<RunRow, RunTable.Line> {
    private static final double INDENT = 18;

    private final RunsViewModel viewModel;
    private final Messages words;
    private final Region indent = new Region();
    private final Button arrow = icon("tree-arrow");
    private final Button star = icon("star");
    private final Label name = new Label();
    private final Label more = new Label();
    private final HBox box = new HBox(4, indent, arrow, star, name, more);

    NameCell(RunsViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        box.setAlignment(Pos.CENTER_LEFT);
        more.getStyleClass().addAll("muted", "small-text");
        name.setMinWidth(Region.USE_PREF_SIZE);
        more.setMinWidth(0);
        arrow.setOnAction(pressed -> viewModel.list().toggle(getTableRow().getItem()));
        star.setOnAction(pressed -> viewModel.star(getTableRow().getItem()));
    }

    private static Button icon(String kind) {
        Button button = new Button();
        button.getStyleClass().setAll("cell-icon", kind);
        button.setFocusTraversable(false);
        return button;
    }

    @Override
    protected void updateItem(RunTable.@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        setText(null);
        if (empty || line == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        indent.setMinWidth(INDENT * line.depth());
        arrow.setVisible(line.parent());
        arrow.setGraphic(new FontIcon(line.open() ? "fth-chevron-down" : "fth-chevron-right"));
        arrow.setAccessibleText(words.text(line.open() ? "arrow.close" : "arrow.open"));
        star.setVisible(line.run().isPresent());
        star.setManaged(line.run().isPresent());
        line.run().ifPresentOrElse(run -> show(line, run), () -> showGroup(line));
        setGraphic(box);
    }

    private void show(RunTable.Line line, RunSummary run) {
        boolean starred = run.marks().starred();
        star.setText(starred ? "★" : "☆");
        star.getStyleClass().setAll("cell-icon", starred ? "starred" : "star");
        star.setAccessibleText(words.text(starred ? "deed.unstar" : "deed.star"));
        name.setText(run.experiment());
        name.getStyleClass().remove("strong");
        String hidden = line.parent() && !line.open() ? words.text("cell.forks", line.count()) : "";
        more.setText(run.fork().map(fork -> words.text("cell.fork", fork.step()) + (hidden.isEmpty() ? "" : " · " + hidden)).orElse(hidden));
        setTooltip(new Tooltip(run.id() + run.fork().map(this::tip).orElse("")));
    }

    private String tip(Fork fork) {
        StringBuilder text = new StringBuilder("\n" + words.text("cell.fork.tip", fork.parent(), fork.checkpoint(), fork.step()));
        fork.changes().forEach((field, value) -> text.append("\n").append(field).append(" = ").append(value));
        return text.toString();
    }

    private void showGroup(RunTable.Line line) {
        name.setText(line.title().isEmpty() ? words.text("group.none") : line.title());
        if (!name.getStyleClass().contains("strong")) {
            name.getStyleClass().add("strong");
        }
        more.setText(words.text("group.count", line.count()));
        setTooltip(null);
    }
}
