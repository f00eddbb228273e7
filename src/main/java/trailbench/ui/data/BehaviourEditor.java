package trailbench.ui.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.log.LogRecipe.BehaviourRule;
import trailbench.ui.fx.Messages;

/// The part of the Data room that says what was done in each row: names for the values of a column, and rules over other columns.
final class BehaviourEditor {
    private final DataViewModel viewModel;
    private final Messages words;
    private final VBox names;
    private final VBox rules;

    BehaviourEditor(DataViewModel viewModel, Messages words, VBox names, VBox rules) {
        this.viewModel = viewModel;
        this.words = words;
        this.names = names;
        this.rules = rules;
    }

    void bind() {
        RecipeFields fields = viewModel.fields();
        viewModel.reportProperty().subscribe(this::showNames);
        fields.behaviour.subscribe(this::showNames);
        fields.behaviours.subscribe(this::showNames);
        fields.rules.subscribe(this::showRules);
        viewModel.columnsProperty().subscribe(this::showRules);
    }

    private void showNames() {
        boolean mapped = !viewModel.fields().behaviour.get().equals(RecipeFields.NONE);
        names.getChildren().setAll(mapped ? viewModel.behaviourValues().stream().map(this::nameRow).toList() : List.of());
        onlyWhenFilled(names);
    }

    private Node nameRow(String value) {
        Map<String, String> now = viewModel.fields().behaviours.get();
        TextField name = new TextField(now.getOrDefault(value, value));
        name.setPrefWidth(200);
        onCommit(name, () -> {
            Map<String, String> changed = new LinkedHashMap<>(viewModel.fields().behaviours.get());
            String typed = name.getText().strip();
            if (typed.isEmpty() || typed.equals(value)) {
                changed.remove(value);
            } else {
                changed.put(value, typed);
            }
            viewModel.fields().behaviours.set(Map.copyOf(changed));
        });
        Label label = new Label(value);
        label.setPrefWidth(128);
        label.getStyleClass().add("mono");
        label.setLabelFor(name);
        return row(label, new FontIcon("fth-arrow-right"), name);
    }

    private void showRules() {
        List<BehaviourRule> now = viewModel.fields().rules.get();
        List<Node> rows = new ArrayList<>();
        for (int index = 0; index < now.size(); index++) {
            rows.add(ruleRow(now.get(index), index));
        }
        rules.getChildren().setAll(rows);
        onlyWhenFilled(rules);
    }

    private Node ruleRow(BehaviourRule rule, int index) {
        ComboBox<String> column = new ComboBox<>();
        column.getItems().setAll(viewModel.columnsProperty().get());
        column.setValue(rule.column());
        column.setAccessibleText(words.text("behaviour.column"));
        column.setPrefWidth(124);
        column.setMinWidth(80);
        column.setOnAction(event -> viewModel.setRule(index, column.getValue(), rule.pattern(), rule.behaviour()));
        TextField pattern = new TextField(rule.pattern());
        pattern.setPromptText(words.text("behaviour.any"));
        pattern.setAccessibleText(words.text("behaviour.pattern.tip"));
        pattern.setTooltip(new Tooltip(words.text("behaviour.pattern.tip")));
        pattern.setPrefWidth(64);
        pattern.getStyleClass().add("mono");
        onCommit(pattern, () -> viewModel.setRule(index, rule.column(), pattern.getText(), rule.behaviour()));
        TextField name = new TextField(rule.behaviour());
        name.setAccessibleText(words.text("role.behaviour"));
        name.setPrefWidth(104);
        onCommit(name, () -> viewModel.setRule(index, rule.column(), rule.pattern(), name.getText()));
        Button remove = new Button("", new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "icon-button");
        remove.setTooltip(new Tooltip(words.text("behaviour.removerule")));
        remove.setAccessibleText(words.text("behaviour.removerule"));
        remove.setOnAction(event -> viewModel.removeRule(index));
        return row(column, pattern, new FontIcon("fth-arrow-right"), name, remove);
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static void onlyWhenFilled(VBox box) {
        box.setVisible(!box.getChildren().isEmpty());
        box.setManaged(box.isVisible());
    }

    /// Runs on Enter and on leaving the field, if the text is another one.
    private static void onCommit(TextField field, Runnable commit) {
        String before = field.getText();
        field.setOnAction(event -> commit.run());
        field.focusedProperty().addListener((focus, had, has) -> {
            if (!has && !field.getText().equals(before)) {
                commit.run();
            }
        });
    }
}
