package trailbench.ui.runs;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.project.Provenance;
import trailbench.project.RunMarks;
import trailbench.runs.Comparison;
import trailbench.runs.RunSummary;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.control.TabContents;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// What is known of the selected runs: what differs, notes and tags, the form that forks, experiment, provenance.
final class RunDetails {
    private static final String MONO = "mono";

    private final RunsViewModel viewModel;
    private final Messages words;
    private final Quantities quantities;
    private final TableView<Comparison.Difference> differences = new TableView<>();
    private final TextField tags = new TextField();
    private final TextArea notes = new TextArea();
    private final ComboBox<String> checkpoint = new ComboBox<>();
    private final TextArea changes = new TextArea();
    private final Label command = new Label();
    private final TextArea experiment = text();
    private final TextArea provenance = text();
    private String shownRun = "";

    private RunDetails(RunsViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.quantities = new Quantities(words.locale());
    }

    static void fill(TabPane pane, RunsViewModel viewModel, Messages words) {
        RunDetails details = new RunDetails(viewModel, words);
        pane.getTabs().setAll(
                details.tab("differences", details.differences), details.tab("notes", details.notes()), details.tab("fork", details.fork()),
                details.tab("experiment", details.experiment), details.tab("provenance", details.provenance));
        details.differences.setId("differences");
        details.differences.setAccessibleText(words.text("tab.differences"));
        details.experiment.setAccessibleText(words.text("tab.experiment"));
        details.provenance.setAccessibleText(words.text("tab.provenance"));
        details.differences.getStyleClass().add(Styles.DENSE);
        viewModel.detailsProperty().subscribe(details::show);
        viewModel.list().rows().addListener((javafx.beans.InvalidationListener) changed -> details.showMarks());
        viewModel.list().tableProperty().subscribe(laid -> details.showMarks());
    }

    private Tab tab(String name, javafx.scene.Node content) {
        Tab tab = new Tab(words.text("tab." + name));
        TabContents.onDemand(tab, () -> content);
        return tab;
    }

    private static TextArea text() {
        TextArea area = new TextArea();
        area.setEditable(false);
        area.getStyleClass().add(MONO);
        return area;
    }

    // ---- notes

    /// Tags and notes are kept when the field is left, or with Enter.
    private VBox notes() {
        tags.setId("tags");
        tags.setAccessibleText(words.text("column.tags"));
        tags.setPromptText(words.text("tags.prompt"));
        tags.setOnAction(entered -> viewModel.tag(tags.getText()));
        tags.focusedProperty().subscribe(focused -> keepWhenLeft(focused, () -> viewModel.tag(tags.getText())));
        notes.setId("notes");
        notes.setAccessibleText(words.text("column.notes"));
        notes.setPromptText(words.text("notes.prompt"));
        notes.setWrapText(true);
        notes.focusedProperty().subscribe(focused -> keepWhenLeft(focused, () -> viewModel.note(notes.getText())));
        VBox.setVgrow(notes, Priority.ALWAYS);
        return form(new Label(words.text("column.tags")), tags, new Label(words.text("column.notes")), notes);
    }

    private void keepWhenLeft(boolean focused, Runnable keep) {
        if (!focused && !shownRun.isEmpty() && viewModel.selectedProperty().get().stream().findFirst().flatMap(RunRow::run).filter(run -> run.id().equals(shownRun)).isPresent()) {
            keep.run();
        }
    }

    /// What is being typed is not taken away.
    private void showMarks() {
        Optional<RunSummary> run = viewModel.selectedProperty().get().stream().findFirst().flatMap(RunRow::run);
        RunMarks marks = run.map(RunSummary::marks).orElse(RunMarks.NONE);
        boolean another = !run.map(RunSummary::id).orElse("").equals(shownRun);
        shownRun = run.map(RunSummary::id).orElse("");
        set(tags, String.join(", ", marks.tags()), another);
        set(notes, marks.notes(), another);
    }

    private static void set(TextInputControl field, String text, boolean another) {
        if ((another || !field.isFocused()) && !field.getText().equals(text)) {
            field.setText(text);
        }
    }

    // ---- fork

    private VBox fork() {
        checkpoint.setId("checkpoint");
        checkpoint.setAccessibleText(words.text("fork.from"));
        checkpoint.setMaxWidth(Double.MAX_VALUE);
        changes.setId("changes");
        changes.setAccessibleText(words.text("fork.about"));
        changes.getStyleClass().add(MONO);
        changes.setPromptText("training.optimizer.learning_rate=0.0003\ntraining.epochs=40");
        changes.setPrefRowCount(3);
        VBox.setVgrow(changes, Priority.ALWAYS);
        ProblemLabel problem = new ProblemLabel();
        problem.setId("forkProblem");
        viewModel.forks().problemProperty().subscribe(problem::setText);
        command.getStyleClass().addAll("muted", "small-text", MONO);
        command.setWrapText(true);
        command.setMinHeight(Region.USE_PREF_SIZE);
        checkpoint.valueProperty().subscribe(chosen -> showCommand());
        changes.textProperty().subscribe(typed -> showCommand());
        Button go = new Button(words.text("fork.go"), new FontIcon("fth-git-branch"));
        go.setId("fork");
        go.getStyleClass().add("accent");
        go.setMinWidth(Region.USE_PREF_SIZE);
        go.disableProperty().bind(checkpoint.valueProperty().isNull());
        go.setOnAction(pressed -> viewModel.fork(checkpoint.getValue(), changes.getText()));
        HBox.setHgrow(checkpoint, Priority.ALWAYS);
        Label from = new Label(words.text("fork.from"));
        from.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, from, checkpoint, go);
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        Label about = new Label(words.text("fork.about"));
        about.getStyleClass().addAll("muted", "small-text");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        return form(head, about, changes, problem, command);
    }

    private void showCommand() {
        command.setText(checkpoint.getValue() == null ? words.text("fork.none") : viewModel.forkCommand(checkpoint.getValue(), changes.getText()));
    }

    private static VBox form(javafx.scene.Node... parts) {
        VBox form = new VBox(6, parts);
        form.getStyleClass().add("details-form");
        return form;
    }

    // ---- the rest

    private void show(Optional<RunsViewModel.Details> read) {
        showMarks();
        differences.getColumns().clear();
        differences.getItems().clear();
        if (read.isEmpty()) {
            experiment.clear();
            provenance.clear();
            checkpoint.getItems().clear();
            checkpoint.setValue(null);
            return;
        }
        showDifferences(read.get());
        experiment.setText(read.get().experiment());
        provenance.setText(read.get().provenance().map(this::inWords).orElse(words.text("provenance.none")));
        String wished = checkpoint.getValue();
        checkpoint.getItems().setAll(read.get().checkpoints());
        checkpoint.setValue(wished != null && read.get().checkpoints().contains(wished) ? wished : read.get().checkpoints().stream().findFirst().orElse(null));
        showCommand();
    }

    private void showDifferences(RunsViewModel.Details read) {
        Label nothing = new Label(words.text(read.runs().size() < 2 ? "differences.one" : "differences.none"));
        nothing.setWrapText(true);
        nothing.getStyleClass().addAll("muted", "nothing");
        differences.setPlaceholder(nothing);
        if (read.differences().isEmpty()) {
            return;
        }
        differences.getColumns().add(column(words.text("differences.field"), 180, -1));
        for (int i = 0; i < read.runs().size(); i++) {
            differences.getColumns().add(column(read.runs().get(i).id(), 150, i));
        }
        differences.getItems().setAll(read.differences());
    }

    /// @param value of which run; -1 for the field's own name, or a fact's in the user's language
    private TableColumn<Comparison.Difference, String> column(String name, double width, int value) {
        TableColumn<Comparison.Difference, String> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value < 0 ? field(cell.getValue()) : cell.getValue().values().get(value)));
        return column;
    }

    private String field(Comparison.Difference difference) {
        String fact = "column." + difference.field();
        return words.knows(fact) ? words.text(fact) : difference.field();
    }

    private String inWords(Provenance from) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text("provenance.created") + ": " + quantities.localTime(from.created()));
        lines.add(words.text("provenance.program") + ": " + from.program() + from.code().map(code -> " (" + code + ")").orElse(""));
        lines.add(words.text("provenance.command") + ": " + from.command());
        lines.add(words.text("provenance.data") + ": " + from.dataHash());
        lines.add(words.text("provenance.seed") + ": " + from.seed());
        from.fork().ifPresent(fork -> lines.add(words.text("provenance.fork") + ": " + words.text("cell.fork.tip", fork.parent(), fork.checkpoint(), fork.step())));
        lines.addAll(list("provenance.sources", from.sources()));
        lines.addAll(list("provenance.machine", from.machine()));
        lines.addAll(list("provenance.environment", from.environment().orElse(Map.of())));
        return String.join("\n", lines);
    }

    private List<String> list(String key, Map<String, String> entries) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(words.text(key));
        entries.forEach((name, value) -> lines.add("  " + name + ": " + value));
        return entries.isEmpty() ? List.of() : lines;
    }
}
