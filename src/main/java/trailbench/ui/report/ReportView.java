package trailbench.ui.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.sequence.Finding.Severity;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.MetricTile;
import trailbench.ui.control.SectionHeader;
import trailbench.ui.control.ShareBar;
import trailbench.ui.control.StackedBars;
import trailbench.ui.control.StateChip;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;

/// The quality report of the prepared log. The Data room shows and hides it.
public final class ReportView {
    private static final double CHIP = 88;

    private final ReportViewModel viewModel;
    private final Messages words;
    private final Runnable leave;
    private final Parent view;

    @FXML private SectionHeader header;
    @FXML private Button prepare;
    @FXML private FontIcon prepareIcon;
    @FXML private Button back;
    @FXML private HBox stale;
    @FXML private EmptyState empty;
    @FXML private VBox making;
    @FXML private Label makingWords;
    @FXML private ScrollPane results;
    @FXML private FlowPane tiles;
    @FXML private SectionHeader findingsHeader;
    @FXML private VBox findings;
    @FXML private VBox eventsCard;
    @FXML private SectionHeader eventsHeader;
    @FXML private FlowPane legend;
    @FXML private StackedBars events;
    @FXML private SectionHeader usersHeader;
    @FXML private StackedBars users;
    @FXML private SectionHeader itemsHeader;
    @FXML private StackedBars items;
    @FXML private VBox coldCard;
    @FXML private SectionHeader coldHeader;
    @FXML private StackedBars cold;
    @FXML private VBox gapsCard;
    @FXML private SectionHeader gapsHeader;
    @FXML private StackedBars gaps;
    @FXML private SectionHeader tailHeader;
    @FXML private GridPane tail;

    /// @param leave goes back to where the report was opened
    public ReportView(WorkbenchModel model, Locale locale, Runnable leave) {
        this.words = Messages.of(ReportView.class, locale);
        this.viewModel = new ReportViewModel(model, words);
        this.leave = leave;
        this.view = Fxml.load(this, words);
    }

    public Node view() {
        return view;
    }

    public void shown() {
        viewModel.shown();
    }

    public void hidden() {
        viewModel.hidden();
    }

    public void released() {
        viewModel.released();
    }

    @FXML
    private void initialize() {
        back.setOnAction(event -> leave.run());
        var preparing = viewModel.model().preparedLog().jobProperty();
        prepare.textProperty().bind(Bindings.when(preparing.isNull()).then(words.text("report.prepare")).otherwise(words.text("report.cancel")));
        preparing.subscribe(job -> prepareIcon.setIconLiteral(job == null ? "fth-play" : "fth-x"));
        onlyIf(prepare, viewModel.staleBinding().or(preparing.isNotNull()));
        onlyIf(stale, viewModel.staleBinding());
        BooleanBinding drawn = viewModel.pictureProperty().isNotNull();
        BooleanBinding busy = viewModel.jobProperty().isNotNull().or(preparing.isNotNull());
        onlyIf(results, drawn);
        onlyIf(making, drawn.not().and(busy));
        onlyIf(empty, drawn.not().and(busy.not()));
        makingWords.setText(words.text("report.making"));
        empty.sentenceProperty().bind(Bindings.when(viewModel.nothingBinding())
                .then(words.text("empty.sentence")).otherwise(words.text("empty.again")));
        empty.actionProperty().bind(Bindings.when(viewModel.nothingBinding())
                .then(words.text("empty.action")).otherwise(words.text("empty.again.action")));
        viewModel.pictureProperty().subscribe(this::show);
    }

    private void show(@Nullable ReportPicture picture) {
        header.setNote(picture == null ? "" : picture.rows());
        if (picture == null) {
            return;
        }
        tiles.getChildren().setAll(picture.tiles().stream().map(ReportView::tile).toList());
        showFindings(picture.findings());
        show(picture.events(), eventsCard, eventsHeader, events);
        legend.getChildren().setAll(picture.events().map(ReportView::legend).orElse(List.of()));
        show(Optional.of(picture.users()), null, usersHeader, users);
        show(Optional.of(picture.items()), null, itemsHeader, items);
        show(picture.cold(), coldCard, coldHeader, cold);
        show(picture.gaps(), gapsCard, gapsHeader, gaps);
        showTail(picture.tail());
    }

    private static MetricTile tile(ReportPicture.Tile tile) {
        MetricTile shown = new MetricTile(tile.name(), tile.value());
        shown.setNote(tile.note());
        return shown;
    }

    private static void show(Optional<ReportPicture.Bars> bars, @Nullable Node card, SectionHeader header, StackedBars chart) {
        if (card != null) {
            card.setVisible(bars.isPresent());
            card.setManaged(bars.isPresent());
        }
        bars.ifPresent(shown -> {
            header.setNote(shown.sentence());
            List<StackedBars.Bar> drawn = shown.bars().stream().map(bar -> new StackedBars.Bar(bar.label(), bar.heights(), bar.tip())).toList();
            if (shown.parts().size() == 1) {
                chart.show(drawn, List.of("neutral"), shown.most());
            } else {
                chart.showInColours(drawn, shown.parts().stream().map(ReportPicture.Part::colour).toList(), shown.most());
            }
            chart.setAccessibleText(header.getTitle() + ". " + shown.sentence());
        });
    }

    private static List<Label> legend(ReportPicture.Bars bars) {
        List<Label> entries = new ArrayList<>();
        for (int part = 0; part < bars.parts().size() && bars.parts().size() > 1; part++) {
            Region swatch = new Region();
            swatch.getStyleClass().add("swatch");
            swatch.setStyle("-fx-background-color: " + bars.parts().get(part).colour());
            Label entry = new Label(bars.parts().get(part).name(), swatch);
            entry.getStyleClass().add("legend");
            entries.add(entry);
        }
        return entries;
    }

    private void showTail(ReportPicture.Tail shown) {
        tailHeader.setNote(shown.sentence());
        tail.getStyleClass().add("report-tail");
        tail.getChildren().clear();
        int row = 0;
        for (ReportPicture.Share share : shown.shares()) {
            Label name = new Label(share.name());
            name.setMinWidth(Region.USE_PREF_SIZE);
            ShareBar bar = new ShareBar();
            bar.toProperty().set(share.share());
            GridPane.setHgrow(bar, Priority.ALWAYS);
            Label figure = new Label(share.words());
            figure.setMinWidth(Region.USE_PREF_SIZE);
            figure.getStyleClass().add("muted");
            GridPane.setHalignment(figure, HPos.RIGHT);
            tail.addRow(row++, name, bar, figure);
        }
    }

    private void showFindings(List<FindingRow> rows) {
        findingsHeader.setNote(rows.isEmpty() ? words.text("findings.none") : words.text("findings.summary", count(rows, Severity.PROBLEM),
                count(rows, Severity.NOTICE), count(rows, Severity.HINT)));
        findings.getChildren().setAll(rows.stream().map(this::row).toList());
    }

    private static long count(List<FindingRow> rows, Severity severity) {
        return rows.stream().filter(row -> row.severity() == severity).count();
    }

    private Node row(FindingRow finding) {
        Label title = wrapped(finding.title());
        title.getStyleClass().add("strong");
        VBox text = new VBox(2, title);
        Stream.of(finding.why(), finding.example()).filter(line -> !line.isEmpty()).forEach(line -> {
            Label label = wrapped(line);
            label.getStyleClass().addAll("muted", "small-text");
            text.getChildren().add(label);
        });
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(12, chip(finding.severity()), text);
        finding.mend().ifPresent(mend -> row.getChildren().add(button(mend)));
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    private Node chip(Severity severity) {
        StateChip chip = new StateChip();
        chip.show(switch (severity) {
            case PROBLEM -> StateChip.Tone.BAD;
            case NOTICE -> StateChip.Tone.WAITING;
            case HINT -> StateChip.Tone.QUIET;
        }, words.text("severity." + severity.name().toLowerCase(Locale.ROOT)));
        StackPane place = new StackPane(chip);
        place.setAlignment(Pos.TOP_LEFT);
        place.setMinWidth(CHIP);
        return place;
    }

    private Button button(FindingRow.Mend mend) {
        Button button = new Button();
        button.getStyleClass().addAll("small", "mend");
        button.setMinWidth(Region.USE_PREF_SIZE);
        BooleanBinding mended = viewModel.mendedBinding(mend.fix());
        button.textProperty().bind(Bindings.when(mended).then(words.text("fix.done")).otherwise(mend.words()));
        button.disableProperty().bind(mended);
        button.setTooltip(new Tooltip(words.text("fix.tip", mend.options())));
        button.setOnAction(event -> viewModel.mend(mend.fix()));
        return button;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static void onlyIf(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
    }

    @FXML
    private void prepare() {
        viewModel.prepare();
    }

    @FXML
    private void fill() {
        if (viewModel.nothingBinding().get()) {
            viewModel.prepare();
        } else {
            viewModel.shown();
        }
    }
}
