package trailbench.ui.sequences;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.evaluation.OrderTest;
import trailbench.ui.control.PassportCaption;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.PassportWords;
import trailbench.ui.shell.WorkbenchModel;

/// The card of the order test: its button, its progress, its verdict and the figures behind it.
final class OrderTestView {
    private final OrderTestViewModel viewModel;
    private final Messages words;
    private final Parent view;

    @FXML private Button run;
    @FXML private FontIcon runIcon;
    @FXML private Label nothing;
    @FXML private VBox working;
    @FXML private Label phase;
    @FXML private ProgressBar progress;
    @FXML private HBox stale;
    @FXML private VBox result;
    @FXML private Label verdict;
    @FXML private GridPane table;
    @FXML private Label users;
    @FXML private PassportCaption passport;

    OrderTestView(WorkbenchModel model, Messages words) {
        this.words = words;
        this.viewModel = new OrderTestViewModel(model, words);
        this.view = Fxml.load(this, words);
    }

    Parent view() {
        return view;
    }

    @FXML
    private void initialize() {
        run.textProperty().bind(Bindings.createStringBinding(
                () -> words.text(viewModel.jobProperty().get() != null ? "prepare.cancel"
                        : viewModel.answerProperty().get() == null ? "ordertest.run" : "ordertest.again"),
                viewModel.jobProperty(), viewModel.answerProperty()));
        viewModel.jobProperty().subscribe(this::follow);
        onlyIf(working, viewModel.jobProperty().isNotNull());
        onlyIf(nothing, viewModel.answerProperty().isNull().and(viewModel.jobProperty().isNull()));
        onlyIf(result, viewModel.answerProperty().isNotNull());
        onlyIf(stale, viewModel.staleBinding());
        viewModel.answerProperty().subscribe(this::show);
    }

    private void follow(@Nullable Job job) {
        runIcon.setIconLiteral(job == null ? "fth-play" : "fth-x");
        phase.textProperty().unbind();
        progress.progressProperty().unbind();
        if (job != null) {
            phase.textProperty().bind(job.phaseProperty().map(now -> now.map(words::phase).orElse("")));
            progress.progressProperty().bind(job.fractionProperty());
        }
    }

    private void show(OrderTestViewModel.@Nullable Answer answer) {
        if (answer == null) {
            return;
        }
        OrderTest test = answer.test();
        verdict.setText(viewModel.sentence(test));
        users.setText(words.text("ordertest.users", test.users(), test.allUsers(), test.options().shuffles()));
        passport.setText(new PassportWords(words.locale()).line(test.passport()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(words.text("ordertest.scorer"), words.text("ordertest.ordered"), words.text("ordertest.shuffled"),
                words.text("ordertest.difference"), words.text("ordertest.interval")));
        for (OrderTest.Row row : test.rows()) {
            rows.add(List.of(
                    viewModel.name(row), viewModel.figure(row.ndcg().ordered()), viewModel.figure(row.ndcg().shuffled()),
                    viewModel.figure(row.ndcg().difference()), viewModel.interval(row)));
        }
        fill(rows);
    }

    private void fill(List<List<String>> rows) {
        table.getChildren().clear();
        table.getColumnConstraints().clear();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
            constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
            table.getColumnConstraints().add(constraints);
            for (int row = 0; row < rows.size(); row++) {
                Label cell = new Label(rows.get(row).get(column));
                cell.setMinWidth(Label.USE_PREF_SIZE);
                cell.getStyleClass().addAll(row == 0 ? List.of("muted", "small-text") : column == 0 ? List.<String>of() : List.of("figure"));
                table.add(cell, column, row);
            }
        }
    }

    private static void onlyIf(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
    }

    @FXML
    private void run() {
        viewModel.runOrCancel();
    }
}
