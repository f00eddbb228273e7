package trailbench.ui.help;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import trailbench.ui.fx.Messages;

/// The list of pages beside the page that is read.
final class HelpView {
    private static final double LINE = 19;

    private final Locale language;
    private final ListView<HelpPage> pages = new ListView<>();
    private final VBox page = new VBox(12);
    private final ScrollPane scroll = new ScrollPane(page);
    private final BorderPane view = new BorderPane();

    HelpView(Locale language) {
        this.language = language;
        Messages words = Messages.of(HelpView.class, language);
        pages.getItems().setAll(HelpPage.values());
        pages.setAccessibleText(words.text("pages"));
        pages.setCellFactory(list -> new Cell());
        pages.setPrefWidth(216);
        pages.getStyleClass().add("help-pages");
        page.getStyleClass().add("help-page");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("room-scroll");
        view.setLeft(pages);
        view.setCenter(scroll);
        pages.getSelectionModel().selectedItemProperty().subscribe(this::show);
    }

    Parent view() {
        return view;
    }

    void go(HelpPage to) {
        pages.getSelectionModel().select(to);
        pages.scrollTo(Math.max(0, to.ordinal() - 4));
    }

    private void show(@Nullable HelpPage chosen) {
        if (chosen != null) {
            page.getChildren().setAll(chosen.read(language).stream().map(this::block).toList());
            scroll.setVvalue(0);
            scroll.setAccessibleText(chosen.title(language));
        }
    }

    private Node block(Markdown.Block block) {
        return switch (block) {
            case Markdown.Heading heading -> heading(heading);
            case Markdown.Paragraph paragraph -> flow(paragraph.text());
            case Markdown.Item item -> item(item);
            case Markdown.Code code -> code(code.text());
            case Markdown.Table table -> table(table.rows());
        };
    }

    private Node heading(Markdown.Heading heading) {
        Label label = new Label(Markdown.words(heading.text()));
        label.setWrapText(true);
        label.getStyleClass().add(heading.level() == 1 ? "room-title" : "section-title");
        VBox.setMargin(label, new Insets(heading.level() == 1 ? 0 : 8, 0, 0, 0));
        return label;
    }

    private Node item(Markdown.Item item) {
        Label marker = new Label(item.marker());
        marker.setMinWidth(20);
        TextFlow text = flow(item.text());
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(4, marker, text);
        VBox.setMargin(line, new Insets(-4, 0, 0, 8));
        return line;
    }

    /// Commands can be marked and copied.
    private static Node code(String text) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setAccessibleText(text);
        area.getStyleClass().addAll("mono", "help-code");
        double height = text.lines().count() * LINE + 24;
        area.setMinHeight(height);
        area.setPrefHeight(height);
        area.setMaxHeight(height);
        return area;
    }

    private Node table(List<List<List<Markdown.Span>>> rows) {
        GridPane grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(8);
        int columns = rows.getFirst().size();
        for (int column = 0; column < columns; column++) {
            ColumnConstraints width = new ColumnConstraints();
            boolean last = column + 1 == columns;
            width.setPercentWidth(last ? 100 - 24.0 * column : 24);
            grid.getColumnConstraints().add(width);
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                TextFlow cell = flow(rows.get(row).get(column));
                cell.getStyleClass().add(row == 0 ? "help-head" : "help-cell");
                grid.add(cell, column, row);
            }
        }
        return grid;
    }

    private TextFlow flow(List<Markdown.Span> spans) {
        TextFlow flow = new TextFlow();
        flow.setLineSpacing(3);
        flow.setMinHeight(Region.USE_PREF_SIZE);
        flow.setAccessibleText(Markdown.words(spans));
        spans.forEach(span -> flow.getChildren().add(node(span)));
        return flow;
    }

    private Node node(Markdown.Span span) {
        if (span.style() == Markdown.Style.LINK) {
            Hyperlink link = new Hyperlink(span.text());
            link.getStyleClass().add("help-link");
            link.setOnAction(event -> HelpPage.of(span.target().replace(".md", "")).ifPresent(this::go));
            return link;
        }
        Text text = new Text(span.text());
        text.getStyleClass().add(switch (span.style()) {
            case STRONG -> "help-strong";
            case CODE -> "help-inline-code";
            case PLAIN, LINK -> "help-text";
        });
        return text;
    }

    private final class Cell extends ListCell<HelpPage> {
        @Override
        protected void updateItem(@Nullable HelpPage shown, boolean empty) {
            super.updateItem(shown, empty);
            setText(empty || shown == null ? null : shown.title(language));
        }
    }
}
