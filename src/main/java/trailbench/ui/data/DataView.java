package trailbench.ui.data;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.experiment.Prepared;
import trailbench.log.Clue;
import trailbench.log.LogReport;
import trailbench.log.TableReport;
import trailbench.ui.control.CheckMenu;
import trailbench.ui.control.Choices;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.MetricTile;
import trailbench.ui.control.NumberField;
import trailbench.ui.control.PassportCaption;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.control.ShareBar;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.report.ReportView;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;
import trailbench.ui.shell.WorkbenchModel;

/// Binds the Data room to its view-model.
public final class DataView implements Room {
    /// Of the bars under the prepared log: names wrap in a narrow window, so that there is a bar to be seen.
    private static final double NAME_LEAST = 96;
    private static final double BAR_LEAST = 64;
    private static final double BAR_HEIGHT = 20;
    private static final List<String> DELIMITERS = List.of("comma", "tab", "semicolon", "pipe", "space", "::");
    private static final List<String> ENCODINGS = List.of("UTF-8", "ISO-8859-1", "windows-1252", "GB18030", "UTF-16", "Shift_JIS");
    private static final List<String> TIME_FORMATS = List.of("auto", "seconds", "millis", "iso", "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy HH:mm");
    private static final List<String> ZONES =
            List.of("UTC", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Shanghai", "Asia/Tokyo");

    private final DataViewModel viewModel;
    private final Messages words;
    private final FunnelModel funnelModel;
    private final ReportView report;
    private final BooleanProperty reporting = new SimpleBooleanProperty();
    private final Parent view;

    @FXML private StackPane root;
    @FXML private EmptyState empty;
    @FXML private HBox content;
    @FXML private Label source;
    @FXML private Label rows;
    @FXML private ProgressIndicator looking;
    @FXML private ProblemLabel problem;
    @FXML private ComboBox<String> delimiter;
    @FXML private ComboBox<String> encoding;
    @FXML private CheckBox header;
    @FXML private FormRow delimiterRow;
    @FXML private FormRow encodingRow;
    @FXML private FormRow headerRow;
    @FXML private FormRow userRow;
    @FXML private FormRow itemRow;
    @FXML private FormRow timeRow;
    @FXML private FormRow timeFormatRow;
    @FXML private FormRow zoneRow;
    @FXML private FormRow sessionRow;
    @FXML private FormRow titleRow;
    @FXML private FormRow valueRow;
    @FXML private FormRow behaviourRow;
    @FXML private FormRow featuresRow;
    @FXML private FormRow behaviourValuesRow;
    @FXML private ComboBox<String> user;
    @FXML private ComboBox<String> item;
    @FXML private ComboBox<String> time;
    @FXML private ComboBox<String> timeFormat;
    @FXML private ComboBox<String> zone;
    @FXML private ComboBox<String> session;
    @FXML private CheckBox basket;
    @FXML private ComboBox<String> title;
    @FXML private ComboBox<String> value;
    @FXML private MenuButton features;
    @FXML private ComboBox<String> behaviour;
    @FXML private VBox behaviourNames;
    @FXML private VBox rules;
    @FXML private VBox funnel;
    @FXML private VBox funnelRows;
    @FXML private NumberField minUserEvents;
    @FXML private NumberField minItemEvents;
    @FXML private CheckBox dropDuplicates;
    @FXML private CheckBox dropRepeats;
    @FXML private VBox steps;
    @FXML private MenuButton addStep;
    @FXML private Button prepare;
    @FXML private FontIcon prepareIcon;
    @FXML private HBox stale;
    @FXML private VBox result;
    @FXML private FlowPane tiles;
    @FXML private GridPane bars;
    @FXML private Hyperlink rejectsLink;
    @FXML private ToggleButton previewTab;
    @FXML private ToggleButton rejectsTab;
    @FXML private ToggleButton tableTab;
    @FXML private HBox previewTabs;
    @FXML private VBox offers;
    @FXML private VBox tables;
    @FXML private VBox vectors;
    @FXML private TableView<List<String>> preview;
    @FXML private TableView<Reject> rejects;
    @FXML private TableView<List<String>> table;
    @FXML private PassportCaption previewCaption;

    public DataView(WorkbenchModel model, Locale locale) {
        this.words = Messages.of(DataView.class, locale);
        this.viewModel = new DataViewModel(model, words);
        this.funnelModel = new FunnelModel(viewModel);
        this.report = new ReportView(model, locale, this::leaveReport);
        this.view = Fxml.load(this, words);
    }

    /// For tests, which cannot drop files on a window without a screen.
    DataViewModel viewModel() {
        return viewModel;
    }

    @Override
    public String id() {
        return Place.DATA.id();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        viewModel.shown();
        if (reporting.get()) {
            report.shown();
        }
    }

    @Override
    public void hidden() {
        viewModel.hidden();
        report.hidden();
    }

    @Override
    public void released() {
        funnelModel.released();
        viewModel.released();
        report.released();
    }

    @FXML
    private void initialize() {
        empty.visibleProperty().bind(viewModel.emptyBinding());
        content.visibleProperty().bind(viewModel.emptyBinding().not().and(reporting.not()));
        root.getChildren().add(report.view());
        report.view().visibleProperty().bind(viewModel.emptyBinding().not().and(reporting));
        acceptDrops();
        bindSource();
        bindFormat();
        bindRoles();
        new BehaviourEditor(viewModel, words, behaviourNames, rules).bind();
        new FunnelEditor(funnelModel, words, funnelRows, funnel).bind();
        bindCleaning();
        bindResult();
        new LogTables(viewModel, words, preview, rejects, table).bind();
        new TablesEditor(viewModel.tables(), words, viewModel.clueWords(), offers, tables, viewModel::takeOffersAsLog).bind();
        new VectorsEditor(viewModel.vectors(), words, vectors).bind();
        bindTabs();
    }

    private void acceptDrops() {
        root.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        root.setOnDragDropped(event -> {
            viewModel.take(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
            event.consume();
        });
    }

    private void bindSource() {
        source.textProperty().bind(Bindings.createStringBinding(viewModel::source, viewModel.model().draftProperty()));
        looking.visibleProperty().bind(viewModel.inspectingProperty());
        problem.textProperty().bind(viewModel.problemProperty());
        viewModel.reportProperty().subscribe(report -> rows.setText(report == null ? "" : rowsText(report)));
    }

    private String rowsText(LogReport report) {
        String rows = words.text("source.rows", new Quantities(words.locale()).count(report.rows()), report.columns().size());
        return report.clues().get("log") instanceof Clue.Known known ? words.text("source.known", known.name(), rows) : rows;
    }

    private void bindFormat() {
        RecipeFields fields = viewModel.fields();
        Choices.bind(delimiter, fields.delimiter, Bindings.createObjectBinding(() -> with(DELIMITERS, fields.delimiter.get()), fields.delimiter),
                this::delimiterWords);
        Choices.bind(encoding, fields.encoding, Bindings.createObjectBinding(() -> with(ENCODINGS, fields.encoding.get()), fields.encoding),
                name -> name);
        header.selectedProperty().bindBidirectional(fields.header);
        clue(delimiterRow, "delimiter");
        clue(encodingRow, "encoding");
        clue(headerRow, "header");
    }

    private String delimiterWords(String delimiter) {
        return words.knows("delimiter." + delimiter) ? words.text("delimiter." + delimiter) : delimiter;
    }

    private void bindRoles() {
        RecipeFields fields = viewModel.fields();
        var all = Bindings.createObjectBinding(() -> viewModel.columnsProperty().get(), viewModel.columnsProperty());
        var orNone = Bindings.createObjectBinding(
                () -> Stream.concat(Stream.of(RecipeFields.NONE), viewModel.columnsProperty().get().stream()).toList(), viewModel.columnsProperty());
        Choices.bind(user, fields.user, all, this::columnWords);
        Choices.bind(item, fields.item, all, this::columnWords);
        Choices.bind(time, fields.time, orNone, this::columnWords);
        Choices.bind(session, fields.session, orNone, this::columnWords);
        Choices.bind(title, fields.title, orNone, this::columnWords);
        Choices.bind(value, fields.value, orNone, this::columnWords);
        Choices.bind(behaviour, fields.behaviour, orNone, this::columnWords);
        clue(userRow, "user", fields.user);
        clue(itemRow, "item", fields.item);
        clue(timeRow, "time", fields.time);
        clue(sessionRow, "session", fields.session);
        clue(titleRow, "title", fields.title);
        clue(valueRow, "value", fields.value);
        clue(behaviourRow, "behaviour", fields.behaviour);
        clue(featuresRow, "features");
        clue(timeFormatRow, "time_format");
        clue(zoneRow, "zone");
        clue(behaviourValuesRow, "behaviours");
        onlyIf(behaviourValuesRow, Bindings.createBooleanBinding(() -> viewModel.clue("behaviours").isPresent(), viewModel.reportProperty()));
        Choices.bindText(timeFormat, fields.timeFormat, TIME_FORMATS);
        Choices.bindText(zone, fields.zone, ZONES);
        onlyIf(timeFormatRow, Bindings.notEqual(RecipeFields.NONE, fields.time));
        onlyIf(zoneRow, Bindings.notEqual(RecipeFields.NONE, fields.time));
        onlyIf(basket, Bindings.notEqual(RecipeFields.NONE, fields.session));
        basket.selectedProperty().bindBidirectional(fields.basket);
        CheckMenu.bind(features, fields.features,
                Bindings.createObjectBinding(this::freeColumns, viewModel.columnsProperty(), fields.user, fields.item, fields.time, fields.session,
                        fields.behaviour, fields.title, fields.value), words.text("none"));
    }

    private List<String> freeColumns() {
        RecipeFields fields = viewModel.fields();
        List<String> taken = List.of(fields.user.get(), fields.item.get(), fields.time.get(), fields.session.get(), fields.behaviour.get(), fields.title.get(),
                fields.value.get());
        return viewModel.columnsProperty().get().stream().filter(column -> !taken.contains(column)).toList();
    }

    private void clue(FormRow row, String role, ObservableValue<String> column) {
        viewModel.clueWords().bind(row, Bindings.createObjectBinding(() -> viewModel.clue(role, column.getValue()), viewModel.reportProperty(), column));
    }

    private void clue(FormRow row, String part) {
        viewModel.clueWords().bind(row, Bindings.createObjectBinding(() -> viewModel.clue(part), viewModel.reportProperty()));
    }

    private String columnWords(String column) {
        return column.equals(RecipeFields.NONE) ? words.text("none") : column;
    }

    private void bindCleaning() {
        RecipeFields fields = viewModel.fields();
        minUserEvents.valueProperty().bindBidirectional(fields.minUserEvents);
        minItemEvents.valueProperty().bindBidirectional(fields.minItemEvents);
        dropDuplicates.selectedProperty().bindBidirectional(fields.dropDuplicates);
        dropRepeats.selectedProperty().bindBidirectional(fields.dropRepeats);
        new StepsEditor(viewModel, words, steps, addStep).bind();
    }

    private void bindResult() {
        prepare.textProperty().bind(Bindings.when(viewModel.model().preparedLog().jobProperty().isNull())
                .then(words.text("prepare.action")).otherwise(words.text("prepare.cancel")));
        viewModel.model().preparedLog().jobProperty().subscribe(job -> prepareIcon.setIconLiteral(job == null ? "fth-play" : "fth-x"));
        onlyIf(stale, viewModel.staleBinding());
        viewModel.tallyProperty().subscribe(this::showTally);
    }

    private void showTally(@Nullable TallyModel tally) {
        result.setVisible(tally != null);
        result.setManaged(tally != null);
        showTabs();
        if (tally == null) {
            return;
        }
        tiles.getChildren().setAll(tally.tiles().stream().map(DataView::tile).toList());
        bars.getChildren().clear();
        int row = 0;
        for (TallyModel.Bar bar : tally.bars()) {
            Label name = new Label(bar.name());
            name.setWrapText(true);
            name.setMinSize(NAME_LEAST, Region.USE_PREF_SIZE);
            ShareBar share = new ShareBar(bar.from(), bar.to(), bar.kind().styleClass());
            share.setMinWidth(BAR_LEAST);
            share.setMaxHeight(BAR_HEIGHT);
            GridPane.setHgrow(share, Priority.ALWAYS);
            Label count = new Label(bar.count());
            count.setMinWidth(Region.USE_PREF_SIZE);
            count.getStyleClass().add("muted");
            GridPane.setHalignment(count, HPos.RIGHT);
            bars.addRow(row++, name, share, count);
        }
        rejectsLink.setText(words.text("prepare.rejects"));
    }

    private static MetricTile tile(TallyModel.Tile tile) {
        MetricTile shown = new MetricTile(tile.name(), tile.value());
        shown.setNote(tile.note());
        return shown;
    }

    private void bindTabs() {
        ToggleGroup tabs = new ToggleGroup();
        tableTab.setToggleGroup(tabs);
        previewTab.setToggleGroup(tabs);
        rejectsTab.setToggleGroup(tabs);
        tabs.selectedToggleProperty().addListener((group, before, now) -> {
            if (now == null) {
                tabs.selectToggle(before);
            }
        });
        previewTab.setSelected(true);
        preview.visibleProperty().bind(previewTab.selectedProperty());
        rejects.visibleProperty().bind(rejectsTab.selectedProperty());
        table.visibleProperty().bind(tableTab.selectedProperty());
        viewModel.tables().shownProperty().subscribe(shown -> {
            showTabs();
            (shown == null ? previewTab : tableTab).setSelected(true);
        });
        rejectsTab.selectedProperty().subscribe(selected -> {
            if (selected) {
                viewModel.readRejects();
            }
        });
        previewCaption.textProperty().bind(Bindings.createStringBinding(this::caption, rejectsTab.selectedProperty(), tableTab.selectedProperty(),
                viewModel.tables().shownProperty(), viewModel.reportProperty(), viewModel.model().preparedLog().property()));
    }

    private String caption() {
        Prepared prepared = viewModel.model().preparedLog().get();
        if (rejectsTab.isSelected() && prepared != null) {
            return words.text("preview.rejects.caption", prepared.rejects());
        }
        TableReport shown = viewModel.tables().shownProperty().get();
        if (tableTab.isSelected() && shown != null) {
            return words.text("preview.table.caption", shown.sample().size(), shown.file(), shown.rows());
        }
        LogReport report = viewModel.reportProperty().get();
        return report == null ? "" : words.text("preview.caption", report.sample().size());
    }

    /// The tabs for which there is something to be seen; none if there is nothing but the log's rows.
    private void showTabs() {
        boolean rejected = viewModel.tallyProperty().get() != null;
        TableReport shown = viewModel.tables().shownProperty().get();
        rejectsTab.setVisible(rejected);
        tableTab.setVisible(shown != null);
        tableTab.setText(shown == null ? "" : String.valueOf(shown.file().getFileName()));
        List<ToggleButton> seen = Stream.of(previewTab, rejectsTab, tableTab).filter(tab -> tab == previewTab || tab.isVisible()).toList();
        for (ToggleButton tab : seen) {
            tab.setManaged(true);
            tab.getStyleClass().removeAll("left-pill", "center-pill", "right-pill");
            tab.getStyleClass().add(tab == seen.getFirst() ? "left-pill" : tab == seen.getLast() ? "right-pill" : "center-pill");
        }
        rejectsTab.setManaged(rejected);
        tableTab.setManaged(shown != null);
        previewTabs.setVisible(seen.size() > 1);
        if (rejectsTab.isSelected() && !rejected || tableTab.isSelected() && shown == null) {
            previewTab.setSelected(true);
        }
    }

    private static void onlyIf(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
    }

    private static List<String> with(List<String> proposals, String value) {
        return proposals.contains(value) ? proposals : Stream.concat(proposals.stream(), Stream.of(value)).toList();
    }

    @FXML
    private void choose() {
        viewModel.choose();
    }

    @FXML
    private void saveRecipe() {
        viewModel.saveRecipe();
    }

    @FXML
    private void applyRecipe() {
        viewModel.applyRecipe();
    }

    @FXML
    private void addTable() {
        viewModel.tables().choose();
    }

    @FXML
    private void addVectors() {
        viewModel.vectors().choose();
    }

    @FXML
    private void prepare() {
        viewModel.prepare();
    }

    @FXML
    private void addRule() {
        viewModel.addRule();
    }

    @FXML
    private void showRejects() {
        rejectsTab.setSelected(true);
    }

    @FXML
    private void openReport() {
        reporting.set(true);
        report.shown();
    }

    private void leaveReport() {
        reporting.set(false);
        report.hidden();
    }
}
