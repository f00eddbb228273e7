package trailbench.ui.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.graph.GraphCheck;
import trailbench.graph.Node;
import trailbench.graph.Shape;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;

/// The Graph room: the drawing above, the preset's form and the inspector of a node below.
public final class GraphView implements Room {
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination REDO = new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN);
    private static final double ZOOM_STEP = 1.25;

    private final GraphViewModel viewModel;
    private final Messages words;
    private final Quantities quantities;
    private final KnobForm forms;
    private final GraphCanvas canvas;
    private final Parent root;

    @FXML private EmptyState empty;
    @FXML private VBox board;
    @FXML private Label total;
    @FXML private Label note;
    @FXML private Button undo;
    @FXML private Button redo;
    @FXML private StackPane stage;
    @FXML private ProblemLabel verdict;
    @FXML private ComboBox<String> preset;
    @FXML private FormRow presetRow;
    @FXML private VBox presetKnobs;
    @FXML private ProblemLabel problem;
    @FXML private Label nodeTitle;
    @FXML private Label nodeKind;
    @FXML private Label nodeAbout;
    @FXML private VBox nodeKnobs;
    @FXML private Label nodeFacts;
    @FXML private ProblemLabel nodeProblem;

    public GraphView(GraphViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.forms = new KnobForm(words);
        this.canvas = new GraphCanvas(viewModel, words, quantities);
        this.root = Fxml.load(this, words);
    }

    @Override
    public String id() {
        return Place.GRAPH.id();
    }

    @Override
    public javafx.scene.Node view() {
        return root;
    }

    @Override
    public void shown() {
        viewModel.shown();
    }

    @Override
    public void hidden() {
        viewModel.hidden();
    }

    @Override
    public void released() {
        viewModel.release();
    }

    @FXML
    private void initialize() {
        stage.getChildren().add(canvas);
        preset.getItems().setAll(Arrays.stream(GraphViewModel.Preset.values()).map(GraphView::name).toList());
        preset.setConverter(forms.words("preset."));
        preset.valueProperty().subscribe(chosen -> {
            if (chosen != null) {
                viewModel.setPreset(GraphViewModel.Preset.valueOf(chosen.toUpperCase(Locale.ROOT).replace('-', '_')));
            }
        });
        undo.disableProperty().bind(viewModel.canUndo().not());
        redo.disableProperty().bind(viewModel.canRedo().not());
        problem.textProperty().bind(viewModel.problemProperty());
        viewModel.pictureProperty().subscribe(this::show);
        viewModel.selectedProperty().subscribe(selected -> showNode());
        board.addEventHandler(KeyEvent.KEY_PRESSED, this::keys);
    }

    private void keys(KeyEvent key) {
        if (UNDO.match(key)) {
            viewModel.undo();
            key.consume();
        } else if (REDO.match(key)) {
            viewModel.redo();
            key.consume();
        }
    }

    private static String name(GraphViewModel.Preset preset) {
        return preset.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void show(GraphViewModel.@Nullable Picture picture) {
        empty.setVisible(picture == null);
        board.setVisible(picture != null);
        if (picture == null) {
            return;
        }
        String presetName = name(viewModel.preset());
        preset.setValue(presetName);
        presetRow.setHint(words.text("preset." + presetName + ".about"));
        forms.fill(presetKnobs, Knobs.of(picture.choice()), viewModel::choose);
        total.setText(words.text("total", quantities.count(picture.check().total())));
        note.setText(note(picture));
        verdict.setText(picture.check().passes() ? "" : words.text("verdict", picture.check().problems().getFirst().toString()));
        canvas.show(picture);
        showNode();
    }

    private String note(GraphViewModel.Picture picture) {
        String items = quantities.count(picture.items());
        if (picture.assumed()) {
            return words.text("note.assumed", items);
        }
        return picture.memoryBytes().isPresent() ? words.text("note", items, megabytes(picture.memoryBytes().getAsLong())) : words.text("note.wrong", items);
    }

    private String megabytes(long bytes) {
        double mega = bytes / 1e6;
        return mega >= 1_000 ? quantities.short3(mega / 1_000) + " GB" : quantities.count(Math.max(1, Math.round(mega))) + " MB";
    }

    private void showNode() {
        GraphViewModel.Picture picture = viewModel.pictureProperty().get();
        Optional<Node> selected = viewModel.selectedNode();
        boolean some = picture != null && selected.isPresent();
        nodeKind.setVisible(some);
        nodeKnobs.getChildren().clear();
        nodeProblem.setText("");
        if (picture == null || selected.isEmpty()) {
            nodeTitle.setText(words.text("node.none"));
            nodeAbout.setText(words.text("node.none.about"));
            nodeFacts.setText("");
            return;
        }
        Node node = selected.get();
        List<Knob<Node>> knobs = Knobs.of(node);
        nodeTitle.setText(node.name());
        nodeKind.setText(words.text("kind." + NodeBox.kind(node)));
        nodeAbout.setText(words.text("kind." + NodeBox.kind(node) + ".about") + (knobs.isEmpty() ? " " + words.text("node.fixed") : ""));
        forms.fill(nodeKnobs, knobs, viewModel::edit);
        nodeFacts.setText(facts(node, picture, !knobs.isEmpty()));
        nodeProblem.setText(picture.check().problems(node.name()).stream().findFirst().map(this::inWords).orElse(""));
    }

    private String inWords(GraphCheck.Problem wrong) {
        return wrong.message() + " " + wrong.remedy();
    }

    private String facts(Node node, GraphViewModel.Picture picture, boolean editable) {
        Shape shape = picture.check().shapes().get(node.name());
        String out = shape == null
                ? words.text("node.facts.none")
                : words.text("node.facts", shape, quantities.count(picture.check().parameters().getOrDefault(node.name(), 0L)));
        String in = node.inputs().isEmpty() ? "" : "\n" + words.text("node.inputs", String.join(", ", node.inputs()));
        boolean warns = editable && viewModel.preset() != GraphViewModel.Preset.DRAWN;
        return out + in + (warns ? "\n" + words.text("node.drawn") : "");
    }

    @FXML
    private void undo() {
        viewModel.undo();
    }

    @FXML
    private void redo() {
        viewModel.redo();
    }

    @FXML
    private void zoomIn() {
        canvas.zoom(ZOOM_STEP);
    }

    @FXML
    private void zoomOut() {
        canvas.zoom(1 / ZOOM_STEP);
    }

    @FXML
    private void fit() {
        canvas.fit();
    }
}
