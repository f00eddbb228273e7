package trailbench.ui.runs;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.experiment.SearchField;
import trailbench.ui.control.Choices;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.Messages;

/// One field of a new search: what it is, what kind of range it has, and the range.
final class SearchAxisRow extends HBox {
    private final SearchViewModel viewModel;
    private final int axis;
    private final Messages words;

    /// What a row is made for; while it stays, the row does.
    record Shape(String field, SearchDraft.How how) {
        static Shape of(SearchDraft draft) {
            return new Shape(draft.field().path(), draft.how());
        }
    }

    SearchAxisRow(SearchViewModel viewModel, int axis, Messages words) {
        super(8);
        this.viewModel = viewModel;
        this.axis = axis;
        this.words = words;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("search-axis");
        SearchDraft draft = draft();
        Label name = new Label(draft.field().path());
        name.setMinWidth(250);
        name.setPrefWidth(250);
        name.setTooltip(new Tooltip(draft.field().path() + "\n" + hint(draft.field())));
        getChildren().addAll(name, how(draft));
        if (draft.isRange()) {
            getChildren().addAll(
                    field(draft.text(), words.text("search.from"), text -> viewModel.change(axis, draft().withText(text))), new Label("…"),
                    field(draft.to(), words.text("search.to"), text -> viewModel.change(axis, draft().withTo(text))));
            if (!viewModel.randomProperty().get()) {
                getChildren().addAll(new Label(words.text("search.steps")), steps(draft));
            }
        } else {
            TextField values = field(draft.text(), words.text("search.values"), text -> viewModel.change(axis, draft().withText(text)));
            values.setPrefWidth(320);
            getChildren().add(values);
        }
        Label hint = new Label(hint(draft.field()));
        hint.getStyleClass().add("muted");
        hint.setMinWidth(0);
        hint.setMaxWidth(Double.MAX_VALUE);
        hint.setTooltip(new Tooltip(hint.getText()));
        HBox.setHgrow(hint, Priority.ALWAYS);
        getChildren().addAll(hint, remove());
    }

    private SearchDraft draft() {
        return viewModel.axes().get(axis);
    }

    private ComboBox<SearchDraft.How> how(SearchDraft draft) {
        ComboBox<SearchDraft.How> how = new ComboBox<>();
        boolean number = draft.field().kind() == SearchField.Kind.WHOLE || draft.field().kind() == SearchField.Kind.REAL;
        how.getItems().setAll(number ? List.of(SearchDraft.How.values()) : List.of(SearchDraft.How.VALUES));
        Choices.word(how, each -> words.text("search.how." + each.name().toLowerCase(java.util.Locale.ROOT)));
        how.setValue(draft.how());
        how.setPrefWidth(150);
        how.setMinWidth(120);
        how.setAccessibleText(words.text("search.how", draft.field().path()));
        how.valueProperty().addListener((observed, before, now) -> viewModel.change(axis, draft().with(now)));
        return how;
    }

    private TextField field(String text, String what, java.util.function.Consumer<String> typed) {
        TextField field = new TextField(text);
        field.setPrefWidth(110);
        field.setMinWidth(60);
        field.setPromptText(what);
        field.setAccessibleText(draft().field().path() + ", " + what);
        field.textProperty().addListener((observed, before, now) -> typed.accept(now));
        return field;
    }

    private NumberField steps(SearchDraft draft) {
        NumberField steps = new NumberField();
        steps.setWhole(true);
        steps.setMin(2);
        steps.setMax(100);
        steps.setValue(draft.steps());
        steps.setPrefWidth(56);
        steps.setMinWidth(50);
        steps.setAccessibleText(draft.field().path() + ", " + words.text("search.steps"));
        steps.valueProperty().addListener((observed, before, now) -> viewModel.change(axis, draft().withSteps(now.intValue())));
        return steps;
    }

    /// What it is now, and what it may be.
    private String hint(SearchField field) {
        String now = field.value().isEmpty() ? words.text("search.now.nothing") : words.text("search.now", field.value());
        if (!field.words().isEmpty()) {
            return now + " · " + String.join(", ", field.words());
        }
        return now + field.range().map(range -> " · " + (range.above() ? "(" : "[") + plain(range.least()) + ", " + plain(range.most()) + (range.below() ? ")" : "]")).orElse("");
    }

    private static String plain(double number) {
        return Double.isInfinite(number) ? (number > 0 ? "∞" : "-∞") : java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private Button remove() {
        Button remove = new Button();
        remove.setGraphic(new FontIcon("fth-x"));
        remove.getStyleClass().add("button-icon");
        remove.setAccessibleText(words.text("search.remove", draft().field().path()));
        remove.setTooltip(new Tooltip(words.text("search.remove", draft().field().path())));
        remove.setOnAction(pressed -> viewModel.remove(axis));
        return remove;
    }
}
