package trailbench.ui.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import trailbench.graph.Option;
import trailbench.graph.Option.Place;
import trailbench.ui.control.Choices;
import trailbench.ui.control.NumberField;
import trailbench.ui.control.ProblemLabel;

/// One option: its name and control, below them what it means, its range and its default, and why the last value was refused.
abstract sealed class OptionRow extends VBox {
    private final Place place;
    private final Class<?> kind;
    private final OptionForm.Setter setter;
    private final ProblemLabel problem = new ProblemLabel();
    final GraphWords words;
    private boolean showing;

    private OptionRow(Option option, GraphWords words, OptionForm.Setter setter, Node control) {
        this.place = option.place();
        this.kind = option.getClass();
        this.words = words;
        this.setter = setter;
        getStyleClass().add("option-row");
        Label name = new Label(words.names().option(place));
        name.getStyleClass().add("option-name");
        name.setLabelFor(control);
        name.setMinWidth(Region.USE_PREF_SIZE);
        control.setId("option-" + place.path().replace('.', '-'));
        control.setAccessibleText(words.names().option(place));
        control.setAccessibleHelp(words.names().meaning(place));
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox line = new HBox(8, name, between, control);
        line.setAlignment(Pos.CENTER_LEFT);
        Label meaning = new Label(words.names().meaning(place) + limits(option));
        meaning.getStyleClass().addAll("muted", "option-meaning");
        meaning.setWrapText(true);
        meaning.setMinHeight(USE_PREF_SIZE);
        setSpacing(2);
        getChildren().addAll(line, meaning, problem);
    }

    static OptionRow of(Option option, GraphWords words, OptionForm.Setter setter) {
        return switch (option) {
            case Option.Whole whole -> new Numbers(whole, whole.least(), whole.most(), true, words, setter);
            case Option.Real real -> new Numbers(real, real.least(), real.most(), false, words, setter);
            case Option.Switch toggle -> new Toggle(toggle, words, setter);
            case Option.Pick pick -> new Choice(pick, words, setter);
            case Option.Several several -> new Ticks(several, words, setter);
            case Option.Text text -> new Words(text, words, setter);
            case Option.Other other -> new Table(other, words, setter);
        };
    }

    boolean fits(Option option) {
        return option.place().equals(place) && option.getClass() == kind;
    }

    void show(Option option, List<String> names) {
        showing = true;
        show(option, names, words);
        showing = false;
    }

    abstract void show(Option option, List<String> names, GraphWords words);

    /// Hands a value over that the user has set.
    final void given(Object value) {
        if (!showing) {
            problem.setText(setter.set(place.path(), value).orElse(""));
        }
    }

    final void tell(String refusal) {
        problem.setText(refusal);
    }

    /// The range and the default, as far as there are any.
    private String limits(Option option) {
        return " "
                + switch (option) {
                    case Option.Whole whole ->
                        words.text("option.range", words.quantities().count(whole.least()) + " … " + words.quantities().count(whole.most()), words.quantities().count(whole.usual()));
                    case Option.Real real -> words.text("option.range", real.range(), plain(real.usual()));
                    case Option.Pick pick -> words.text("option.usual", words.names().value(pick.usual()));
                    case Option.Switch toggle -> words.text("option.usual", words.text(toggle.usual() ? "option.on" : "option.off"));
                    case Option.Text text -> text.usual().isEmpty() ? "" : words.text("option.usual", text.usual());
                    case Option.Several _, Option.Other _ -> words.text("option.usual", words.text("option.none"));
                };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static final class Numbers extends OptionRow {
        private final NumberField field;

        Numbers(Option option, double least, double most, boolean whole, GraphWords words, OptionForm.Setter setter) {
            NumberField made = new NumberField();
            super(option, words, setter, made);
            field = made;
            field.setPrefColumnCount(6);
            field.setWhole(whole);
            field.setMin(least);
            field.setMax(most);
            field.problemProperty().subscribe(range -> tell(range.isEmpty() ? "" : words.text("option.outside", range)));
            field.valueProperty().addListener((observed, before, now) -> given(whole ? (Object) now.intValue() : (Object) now.doubleValue()));
        }

        @Override
        void show(Option option, List<String> names, GraphWords words) {
            double value = option instanceof Option.Whole whole ? whole.value() : ((Option.Real) option).value();
            if (field.getValue() != value) {
                field.setValue(value);
            }
        }
    }

    private static final class Toggle extends OptionRow {
        private final CheckBox box;

        Toggle(Option.Switch option, GraphWords words, OptionForm.Setter setter) {
            CheckBox made = new CheckBox();
            super(option, words, setter, made);
            box = made;
            box.selectedProperty().addListener((observed, before, now) -> given(now));
        }

        @Override
        void show(Option option, List<String> names, GraphWords words) {
            box.setSelected(((Option.Switch) option).value());
        }
    }

    private static final class Choice extends OptionRow {
        private final ComboBox<String> box;
        private final Label paper = new Label();

        Choice(Option.Pick option, GraphWords words, OptionForm.Setter setter) {
            ComboBox<String> made = new ComboBox<>();
            super(option, words, setter, made);
            box = made;
            box.setPrefWidth(150);
            box.getItems().setAll(option.words());
            Choices.word(box, word -> words.names().value(word));
            box.valueProperty().addListener((observed, before, now) -> {
                paper.setText(words.names().citation(now).orElse(""));
                given(now);
            });
            paper.getStyleClass().addAll("muted", "citation");
            paper.setWrapText(true);
            paper.setMinHeight(USE_PREF_SIZE);
            paper.visibleProperty().bind(paper.textProperty().isNotEmpty());
            paper.managedProperty().bind(paper.visibleProperty());
            getChildren().add(paper);
        }

        @Override
        void show(Option option, List<String> names, GraphWords words) {
            box.setValue(((Option.Pick) option).value());
        }
    }

    private static final class Ticks extends OptionRow {
        private final List<CheckBox> boxes = new ArrayList<>();

        Ticks(Option.Several option, GraphWords words, OptionForm.Setter setter) {
            VBox made = new VBox(4);
            super(option, words, setter, made);
            for (String word : option.words()) {
                CheckBox box = new CheckBox(words.names().value(word));
                box.setUserData(word);
                box.selectedProperty().addListener((observed, before, now) -> given(chosen()));
                boxes.add(box);
            }
            made.getChildren().setAll(boxes);
        }

        private List<String> chosen() {
            return boxes.stream().filter(CheckBox::isSelected).map(box -> box.getUserData().toString()).toList();
        }

        @Override
        void show(Option option, List<String> names, GraphWords words) {
            List<String> value = ((Option.Several) option).value();
            boxes.forEach(box -> box.setSelected(value.contains(box.getUserData().toString())));
        }
    }

    /// A text, with what the log has to offer below it.
    private static final class Words extends OptionRow {
        private final ComboBox<String> box;
        private String value = "";

        Words(Option.Text option, GraphWords words, OptionForm.Setter setter) {
            ComboBox<String> made = new ComboBox<>();
            super(option, words, setter, made);
            box = made;
            box.setEditable(true);
            box.setPrefWidth(150);
            box.setOnAction(event -> commit());
            box.getEditor().focusedProperty().subscribe(focused -> {
                if (!focused) {
                    commit();
                }
            });
        }

        private void commit() {
            String text = box.getEditor().getText().strip();
            if (!text.equals(value)) {
                value = text;
                given(text);
            }
        }

        @Override
        void show(Option option, List<String> names, GraphWords words) {
            value = ((Option.Text) option).value();
            if (!names.equals(box.getItems())) {
                box.getItems().setAll(names);
            }
            box.setValue(value);
            box.getEditor().setText(value);
        }
    }

    private static final class Table extends OptionRow {
        private final ComboBox<String> box;

        Table(Option.Other option, GraphWords words, OptionForm.Setter setter) {
            ComboBox<String> made = new ComboBox<>();
            super(option, words, setter, made);
            box = made;
            box.setPrefWidth(150);
            Choices.word(box, name -> name.isEmpty() ? words.text("option.none") : name);
            box.valueProperty().addListener((observed, before, now) -> {
                if (now != null) {
                    given(Optional.of(now).filter(name -> !name.isEmpty()));
                }
            });
        }

        @Override
        void show(Option option, List<String> names, GraphWords words) {
            Option.Other other = (Option.Other) option;
            List<String> choices = new ArrayList<>(names);
            choices.addFirst("");
            if (!choices.equals(box.getItems())) {
                box.getItems().setAll(choices);
            }
            box.setValue(other.value().orElse(""));
        }
    }
}
