package trailbench.ui.sequences;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.log.Funnel;
import trailbench.log.LogTrace.LeftOut;
import trailbench.experiment.Prepared;
import trailbench.project.Experiment;
import trailbench.sequence.UserSequence;
import trailbench.sequence.UserSequence.Event;
import trailbench.ui.control.NumberField;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.control.SectionHeader;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;

/// The Sequence Microscope: one user's events, the windows that the trainer sees of them, and what of the log is in neither.
final class MicroscopeView {
    private static final double FOUND_HEIGHT = 28;
    private static final int FOUND_SHOWN = 5;
    private static final int WINDOWS_SHOWN = 6;
    private static final int LEFT_OUT_SHOWN = 5;

    private final WorkbenchModel model;
    private final MicroscopeViewModel viewModel;
    private final Messages words;
    private final MicroscopeWords said;
    private final BehaviourColours colours = new BehaviourColours();
    private final Parent view;
    /// The step that is looked at, over padding and events.
    private int step;

    @FXML private VBox body;
    @FXML private TextField search;
    @FXML private Label none;
    @FXML private ListView<String> found;
    @FXML private Label user;
    @FXML private ProblemLabel problem;
    @FXML private FlowPane legend;
    @FXML private ListView<Event> events;
    @FXML private Label eventText;
    @FXML private SectionHeader windowsHeader;
    @FXML private HBox epochRow;
    @FXML private NumberField epoch;
    @FXML private ListView<Integer> windows;
    @FXML private Label stepText;
    @FXML private SectionHeader leftOutHeader;
    @FXML private Button look;
    @FXML private ListView<LeftOut> leftOut;

    MicroscopeView(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
        this.said = new MicroscopeWords(words);
        this.viewModel = new MicroscopeViewModel(model, words);
        this.view = Fxml.load(this, words);
    }

    Parent view() {
        return view;
    }

    void shown() {
        viewModel.shown();
    }

    void hidden() {
        viewModel.hidden();
    }

    void released() {
        viewModel.released();
    }

    /// Shows a user whom another part of the room names.
    void choose(String id) {
        viewModel.choose(id);
    }

    @FXML
    private void initialize() {
        onlyIf(body, viewModel.sequenceProperty().isNotNull());
        problem.textProperty().bind(viewModel.problemProperty());
        bindSearch();
        bindEvents();
        bindWindows();
        bindLeftOut();
        viewModel.sequenceProperty().subscribe(this::show);
    }

    private void bindSearch() {
        search.textProperty().bindBidirectional(viewModel.queryProperty());
        found.setFixedCellSize(FOUND_HEIGHT);
        found.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable String id, boolean empty) {
                super.updateItem(id, empty);
                setText(empty || id == null ? "" : viewModel.found(id));
            }
        });
        viewModel.foundProperty().subscribe(ids -> {
            found.getItems().setAll(ids);
            found.getSelectionModel().selectFirst();
            fix(found, Math.min(FOUND_SHOWN, ids.size()) * FOUND_HEIGHT + 4);
            boolean searching = !viewModel.queryProperty().get().isBlank();
            found.setVisible(searching && !ids.isEmpty());
            none.setVisible(searching && ids.isEmpty());
        });
        found.managedProperty().bind(found.visibleProperty());
        none.managedProperty().bind(none.visibleProperty());
        found.setOnMouseClicked(event -> chooseFound());
        found.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                chooseFound();
                event.consume();
            }
        });
        search.setOnAction(event -> chooseFound());
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN && found.isVisible()) {
                found.requestFocus();
                event.consume();
            }
        });
    }

    private void chooseFound() {
        String id = found.getSelectionModel().getSelectedItem();
        if (id != null) {
            viewModel.choose(id);
        }
    }

    private void bindEvents() {
        events.setCellFactory(list -> new EventCell(said, colours));
        // before the strip has a width, no event can be scrolled to
        events.widthProperty().subscribe(() -> events.scrollTo(events.getSelectionModel().getSelectedIndex()));
        events.getSelectionModel().selectedItemProperty().subscribe(event -> {
            UserSequence sequence = colours.sequence();
            eventText.setText(event == null || sequence == null ? "" : said.event(sequence, event));
        });
    }

    private void bindWindows() {
        onlyIf(epochRow, viewModel.drawsProperty());
        epoch.valueProperty().bindBidirectional(viewModel.epochProperty());
        onlyIf(stepText, stepText.textProperty().isNotEmpty());
        windows.setFixedCellSize(WindowCell.HEIGHT);
        windows.setCellFactory(list -> new WindowCell(said, colours, () -> step, this::lookAt));
        windows.getSelectionModel().selectedItemProperty().subscribe(index -> lookAt(step));
        windows.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
                lookAt(step + (event.getCode() == KeyCode.LEFT ? -1 : 1));
                event.consume();
            }
        });
    }

    private void lookAt(int asked) {
        UserSequence sequence = colours.sequence();
        Integer index = windows.getSelectionModel().getSelectedItem();
        if (sequence == null || index == null || index >= sequence.windows().size()) {
            stepText.setText("");
            return;
        }
        step = Math.clamp(asked, 0, sequence.steps() - 1);
        stepText.setText(said.step(sequence, sequence.windows().get(index), step));
        windows.lookupAll(".window-cell").forEach(cell -> ((WindowCell) cell).mark());
    }

    private void bindLeftOut() {
        look.textProperty().bind(Bindings.when(viewModel.jobProperty().isNull())
                .then(words.text("leftout.look")).otherwise(words.text("prepare.cancel")));
        onlyIf(look, Bindings.createBooleanBinding(() -> viewModel.leftOutProperty().get().isEmpty(), viewModel.leftOutProperty()));
        leftOut.setFixedCellSize(LeftOutCell.HEIGHT);
        leftOut.setCellFactory(list -> new LeftOutCell(said));
        leftOut.managedProperty().bind(leftOut.visibleProperty());
        viewModel.leftOutProperty().subscribe(this::showLeftOut);
    }

    private void showLeftOut(Optional<List<LeftOut>> rows) {
        leftOutHeader.setNote(rows.map(known -> words.text(known.isEmpty() ? "leftout.none" : "leftout.note", known.size()))
                .orElse(words.text("leftout.unknown")));
        leftOut.getItems().setAll(rows.orElse(List.of()));
        leftOut.setVisible(!leftOut.getItems().isEmpty());
        fix(leftOut, Math.min(LEFT_OUT_SHOWN, leftOut.getItems().size()) * LeftOutCell.HEIGHT + 4);
    }

    private void show(@Nullable UserSequence sequence) {
        Prepared prepared = model.preparedLog().get();
        Experiment draft = model.draft();
        if (sequence == null || prepared == null || draft == null) {
            return;
        }
        UserSequence before = colours.sequence();
        boolean sameUser = before != null && before.id().equals(sequence.id());
        List<String> known = prepared.vocabulary().behaviours();
        colours.show(Funnel.of(draft.log(), known), known, sequence);
        user.setText(said.user(sequence));
        legend.getChildren().setAll(colours.behaviours().stream().map(this::legend).toList());
        events.getItems().setAll(sequence.events());
        windowsHeader.setNote(words.text(sequence.windows().isEmpty() ? "microscope.windows.none" : "microscope.windows.note", sequence.steps()));
        windows.getSelectionModel().clearSelection(); // a row of the same number is another window now
        windows.getItems().setAll(IntStream.range(0, sequence.windows().size()).boxed().toList());
        windows.setVisible(!sequence.windows().isEmpty());
        windows.setManaged(windows.isVisible());
        fix(windows, Math.min(WINDOWS_SHOWN, sequence.windows().size()) * WindowCell.HEIGHT + 4);
        int last = sequence.events().size() - 1;
        if (!sameUser) {
            events.scrollTo(last);
            windows.scrollTo(sequence.windows().size() - 1);
            step = sequence.steps() - 1;
        }
        events.getSelectionModel().select(last);
        windows.getSelectionModel().selectLast();
        lookAt(step);
    }

    private Label legend(String behaviour) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", "behaviour");
        swatch.setStyle(colours.style(behaviour));
        Label label = new Label(behaviour, swatch);
        label.getStyleClass().add("legend");
        return label;
    }

    private static void fix(Region region, double height) {
        region.setMinHeight(height);
        region.setPrefHeight(height);
        region.setMaxHeight(height);
    }

    private static void onlyIf(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(node.visibleProperty());
    }

    @FXML
    private void previous() {
        viewModel.previous();
    }

    @FXML
    private void next() {
        viewModel.next();
    }

    @FXML
    private void random() {
        viewModel.random();
    }

    @FXML
    private void look() {
        viewModel.lookOrCancel();
    }
}
