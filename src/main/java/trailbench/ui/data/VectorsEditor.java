package trailbench.ui.data;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.log.LogRecipe.ItemVectors;
import trailbench.log.VectorReport;
import trailbench.ui.control.Choices;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// Vectors of items that were made elsewhere: each with its name, its ids, and how many items have one.
final class VectorsEditor {
    private final VectorsViewModel vectors;
    private final Messages words;
    private final VBox list;

    VectorsEditor(VectorsViewModel vectors, Messages words, VBox list) {
        this.vectors = vectors;
        this.words = words;
        this.list = list;
    }

    void bind() {
        vectors.entriesProperty().subscribe(this::show);
        vectors.reportsProperty().subscribe(this::show);
    }

    private void show() {
        list.getChildren().setAll(vectors.entriesProperty().get().stream().map(this::entry).toList());
        list.setVisible(!list.getChildren().isEmpty());
        list.setManaged(list.isVisible());
    }

    private Node entry(ItemVectors entry) {
        Label file = new Label(String.valueOf(entry.file().getFileName()), new FontIcon("fth-share-2"));
        file.getStyleClass().add("strong");
        Label kind = new Label(words.text("vectors.badge"));
        kind.getStyleClass().addAll("badge", "neutral");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button remove = new Button("", new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "icon-button");
        remove.setTooltip(new Tooltip(words.text("vectors.remove")));
        remove.setAccessibleText(words.text("vectors.remove"));
        remove.setOnAction(event -> vectors.remove(entry));
        HBox head = new HBox(8, file, kind, space, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        List<Node> rows = new ArrayList<>(List.of(head, nameRow(entry)));
        entry.ids().ifPresent(ids -> rows.add(new FormRow(words.text("tables.id"), new Label(String.valueOf(ids.getFileName())))));
        vectors.report(entry).ifPresent(report -> rows.addAll(told(entry, report)));
        VBox box = new VBox(8, rows.toArray(Node[]::new));
        box.getStyleClass().add("table-entry");
        return box;
    }

    private FormRow nameRow(ItemVectors entry) {
        TextField name = new TextField(entry.called());
        name.setPrefWidth(200);
        name.setOnAction(event -> rename(entry, name.getText()));
        name.focusedProperty().addListener((focus, had, has) -> {
            if (!has) {
                rename(entry, name.getText());
            }
        });
        FormRow row = new FormRow(words.text("vectors.name"), name);
        row.setHint(words.text("vectors.name.hint"));
        return row;
    }

    private void rename(ItemVectors entry, String typed) {
        if (!typed.strip().equals(entry.called())) {
            vectors.replace(entry, VectorsViewModel.withName(entry, typed.strip()));
        }
    }

    private List<Node> told(ItemVectors entry, VectorReport report) {
        List<Node> rows = new ArrayList<>();
        if (!report.idColumns().isEmpty()) {
            var id = new SimpleObjectProperty<>(entry.id().orElse(""));
            ComboBox<String> box = new ComboBox<>();
            box.setPrefWidth(200);
            Choices.bind(box, id, new SimpleObjectProperty<>(report.idColumns()), column -> column);
            id.addListener((value, before, now) -> vectors.replace(entry, VectorsViewModel.withId(entry, now)));
            rows.add(new FormRow(words.text("tables.id"), box));
        }
        if (report.problem().isEmpty()) {
            Label found = new Label(words.text("vectors.found", report.width(), new Quantities(words.locale()).percent(Math.floor(report.share() * 1_000) / 1_000),
                    report.items() - report.found()));
            found.getStyleClass().addAll("muted", "small-text");
            found.setWrapText(true);
            found.setMinHeight(Region.USE_PREF_SIZE);
            rows.add(found);
        } else {
            ProblemLabel problem = new ProblemLabel();
            problem.setText(words.trouble(report.problem().get()));
            rows.add(problem);
        }
        return rows;
    }
}
