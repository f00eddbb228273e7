package trailbench.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.log.Clue;
import trailbench.log.TableReport;
import trailbench.ui.control.CheckMenu;
import trailbench.ui.control.Choices;
import trailbench.ui.control.FormRow;
import trailbench.ui.fx.Messages;

/// Tables beside the log: what was dropped and may be taken, and each table of the recipe with its columns.
final class TablesEditor {
    private final TablesViewModel tables;
    private final Messages words;
    private final ClueWords clues;
    private final VBox offers;
    private final VBox list;
    private final Runnable asLog;

    /// @param asLog reads what is offered as a log of its own
    TablesEditor(TablesViewModel tables, Messages words, ClueWords clues, VBox offers, VBox list, Runnable asLog) {
        this.tables = tables;
        this.words = words;
        this.clues = clues;
        this.offers = offers;
        this.list = list;
        this.asLog = asLog;
    }

    void bind() {
        tables.offersProperty().subscribe(this::showOffers);
        tables.entriesProperty().subscribe(this::showTables);
        tables.reportsProperty().subscribe(this::showTables);
    }

    private void showOffers() {
        offers.getChildren().setAll(tables.offersProperty().get().stream().map(this::offer).toList());
        onlyWhenFilled(offers);
    }

    private Node offer(TableReport report) {
        boolean items = report.about().equals(Optional.of(Clue.About.ITEMS));
        Label looks = new Label(words.text(items ? "offer.items" : "offer.users", report.file().getFileName(),
                report.clue().map(clues::sentence).orElse("")));
        looks.setWrapText(true);
        looks.setMinHeight(Region.USE_PREF_SIZE);
        Button take = new Button(words.text(items ? "offer.take.items" : "offer.take.users"));
        take.getStyleClass().add("accent");
        take.setOnAction(event -> tables.accept(report));
        Button log = new Button(words.text("offer.log"));
        log.setOnAction(event -> asLog.run());
        Button leave = new Button(words.text("offer.leave"));
        leave.getStyleClass().add("flat");
        leave.setOnAction(event -> tables.dismiss(report));
        VBox box = new VBox(8, looks, new FlowPane(8, 8, take, log, leave));
        box.getStyleClass().add("offer");
        return box;
    }

    private void showTables() {
        list.getChildren().setAll(tables.entriesProperty().get().stream().map(this::table).toList());
        onlyWhenFilled(list);
    }

    private Node table(TableEntry entry) {
        Label name = new Label(entry.name(), new FontIcon(entry.about() == Clue.About.ITEMS ? "fth-package" : "fth-users"));
        name.getStyleClass().add("strong");
        Label about = new Label(words.text(entry.about() == Clue.About.ITEMS ? "tables.items" : "tables.users"));
        about.getStyleClass().addAll("badge", entry.about() == Clue.About.ITEMS ? "success" : "accent");
        about.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button remove = new Button("", new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "icon-button");
        remove.setTooltip(new Tooltip(words.text("tables.remove")));
        remove.setAccessibleText(words.text("tables.remove"));
        remove.setOnAction(event -> tables.remove(entry));
        HBox head = new HBox(8, name, about, space, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        List<Node> rows = new ArrayList<>(List.of(head, idRow(entry)));
        if (entry.about() == Clue.About.ITEMS) {
            rows.add(titleRow(entry));
        }
        rows.add(featuresRow(entry));
        if (tables.report(entry).isPresent()) {
            Hyperlink look = new Hyperlink(words.text("tables.show"));
            look.getStyleClass().add("small-text");
            look.setOnAction(event -> tables.show(entry));
            rows.add(look);
        }
        VBox box = new VBox(8, rows.toArray(Node[]::new));
        box.getStyleClass().add("table-entry");
        return box;
    }

    private List<String> columns(TableEntry entry) {
        return tables.report(entry).map(TableReport::columns).orElse(List.of());
    }

    private FormRow idRow(TableEntry entry) {
        var id = new SimpleObjectProperty<>(entry.id());
        ComboBox<String> box = box();
        Choices.bind(box, id, new SimpleObjectProperty<>(columns(entry)), column -> column);
        id.addListener((value, before, now) -> tables.replace(entry, entry.withId(now)));
        FormRow row = new FormRow(words.text("tables.id"), box);
        clues.bind(row, new SimpleObjectProperty<>(tables.clue(entry)));
        return row;
    }

    private FormRow titleRow(TableEntry entry) {
        var title = new SimpleObjectProperty<>(entry.title().orElse(RecipeFields.NONE));
        ComboBox<String> box = box();
        Choices.bind(box, title, new SimpleObjectProperty<>(Stream.concat(Stream.of(RecipeFields.NONE), columns(entry).stream()).toList()),
                column -> column.equals(RecipeFields.NONE) ? words.text("none") : column);
        title.addListener((value, before, now) -> tables.replace(entry, entry.withTitle(Optional.of(now).filter(column -> !column.equals(RecipeFields.NONE)))));
        return new FormRow(words.text("role.title"), box);
    }

    private FormRow featuresRow(TableEntry entry) {
        var features = new SimpleObjectProperty<>(entry.features());
        MenuButton menu = new MenuButton();
        menu.setPrefWidth(200);
        List<String> free = columns(entry).stream()
                .filter(column -> !column.equals(entry.id()) && !entry.title().equals(Optional.of(column))).toList();
        CheckMenu.bind(menu, features, new SimpleObjectProperty<>(free), words.text("none"));
        features.addListener((value, before, now) -> tables.replace(entry, entry.withFeatures(now)));
        return new FormRow(words.text("columns.features"), menu);
    }

    private static ComboBox<String> box() {
        ComboBox<String> box = new ComboBox<>();
        box.setPrefWidth(200);
        return box;
    }

    private static void onlyWhenFilled(VBox box) {
        box.setVisible(!box.getChildren().isEmpty());
        box.setManaged(box.isVisible());
    }
}
