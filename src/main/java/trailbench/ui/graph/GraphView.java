package trailbench.ui.graph;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.graph.Drawing;
import trailbench.graph.NodeKind;
import trailbench.graph.Option;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.TextClipboard;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;

/// The Graph room: palette, canvas, inspector.
public final class GraphView implements Room {
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination REDO = new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN);
    private static final double ZOOM_STEP = 1.25;

    private final GraphViewModel viewModel;
    private final ForecastViewModel forecasting;
    private final Messages words;
    private final GraphWords graphWords;
    private final GraphCanvas canvas;
    private final Palette palette;
    private final Inspector inspector;
    private final GraphFiles files;
    private final Parent root;

    @FXML private EmptyState empty;
    @FXML private VBox board;
    @FXML private VBox paletteSide;
    @FXML private ScrollPane inspectorSide;
    @FXML private Label total;
    @FXML private Label note;
    @FXML private Button undo;
    @FXML private Button redo;
    @FXML private Button measure;
    @FXML private Label forecast;
    @FXML private Button train;
    @FXML private StackPane trainPlace;
    @FXML private StackPane stage;
    @FXML private ProblemLabel verdict;
    @FXML private ProblemLabel problem;

    public GraphView(GraphViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.forecasting = new ForecastViewModel(viewModel.model());
        this.words = words;
        this.graphWords = GraphWords.of(words);
        this.canvas = new GraphCanvas(viewModel, graphWords);
        this.palette = new Palette(viewModel, graphWords, this::dragged, this::dropped);
        this.inspector = new Inspector(viewModel, graphWords);
        this.files = new GraphFiles(viewModel, words);
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
        forecasting.release();
        viewModel.release();
    }

    @FXML
    private void initialize() {
        stage.getChildren().add(canvas);
        VBox.setVgrow(palette, Priority.ALWAYS);
        paletteSide.getChildren().add(palette);
        inspectorSide.setContent(inspector);
        step(undo, "undo", viewModel.undoableProperty());
        step(redo, "redo", viewModel.redoableProperty());
        measure.setTooltip(new Tooltip(words.text("forecast.about")));
        forecasting.measuringProperty().subscribe(job -> measure.setText(words.text(job == null ? "forecast" : "forecast.stop")));
        forecast.visibleProperty().bind(forecast.textProperty().isNotEmpty());
        forecast.managedProperty().bind(forecast.visibleProperty());
        forecasting.forecastProperty().subscribe(found -> forecast.setText(found.map(ForecastWords.of(graphWords)::sentence).orElse("")));
        problem.textProperty().bind(viewModel.problemProperty());
        verdict.setOnMouseClicked(mouse -> nextProblem());
        viewModel.pictureProperty().subscribe(this::show);
        viewModel.selection().namesProperty().subscribe(names -> inspector.show());
        board.addEventHandler(KeyEvent.KEY_PRESSED, this::keys);
        canvas.setOnContextMenuRequested(asked -> {
            menu().show(canvas, asked.getScreenX(), asked.getScreenY());
            asked.consume();
        });
    }

    /// A button of the history: its tooltip names the step.
    private void step(Button button, String key, ObservableValue<Optional<History.Step>> step) {
        Tooltip tooltip = new Tooltip();
        button.setTooltip(tooltip);
        step.subscribe(next -> {
            button.setDisable(next.isEmpty());
            String text = next.map(named -> words.text(key + ".step", inWords(named))).orElseGet(() -> words.text(key));
            tooltip.setText(text);
            button.setAccessibleText(text);
        });
    }

    private String inWords(History.Step step) {
        Object[] arguments = step.arguments().toArray();
        if (step.key().equals("set") || step.key().equals("preset-set")) {
            String path = step.arguments().getLast();
            arguments[arguments.length - 1] = graphWords.names().option(new Option.Place(path, "", path.substring(path.lastIndexOf('.') + 1)));
        }
        return words.text("step." + step.key(), arguments);
    }

    private void keys(KeyEvent key) {
        if (UNDO.match(key)) {
            viewModel.undo();
            key.consume();
        } else if (REDO.match(key)) {
            viewModel.redo();
            key.consume();
        } else if (key.getCode() == KeyCode.F8) {
            nextProblem();
            key.consume();
        } else if (key.getCode() == KeyCode.F2 || key.getCode() == KeyCode.ENTER && key.getTarget() instanceof NodeBox) {
            inspector.focusName();
            key.consume();
        }
    }

    private void nextProblem() {
        viewModel.selection().nextProblem();
        viewModel.selection().names().stream().findFirst().ifPresent(canvas::reveal);
    }

    private void show(GraphDraft.@Nullable Picture picture) {
        empty.setVisible(picture == null);
        board.setVisible(picture != null);
        if (picture == null) {
            return;
        }
        total.setText(words.text("total", graphWords.quantities().count(picture.check().total())));
        note.setText(note(picture));
        String wrong = picture.check().problems().isEmpty() ? "" : words.text("verdict", picture.check().problems().size(), graphWords.names().problem(picture.check().problems().getFirst()));
        verdict.setText(wrong);
        train.setDisable(!wrong.isEmpty());
        measure.setDisable(!wrong.isEmpty());
        Tooltip.install(trainPlace, new Tooltip(wrong.isEmpty() ? words.text("train.about") : wrong));
        canvas.show(picture);
        palette.show(picture.choice());
        inspector.show();
    }

    private String note(GraphDraft.Picture picture) {
        String items = graphWords.quantities().count(picture.channels().items());
        if (picture.assumed()) {
            return words.text("note.assumed", items);
        }
        return picture.memoryBytes().isPresent() ? words.text("note", items, graphWords.bytes(picture.memoryBytes().getAsLong())) : words.text("note.wrong", items);
    }

    private void dragged(NodeKind kind, Optional<Point2D> scene) {
        Point2D local = scene.map(canvas::sceneToLocal).orElse(Point2D.ZERO);
        boolean over = scene.filter(canvas::holds).isPresent();
        String into = over
                ? scene.flatMap(canvas::edgeAt).map(line -> words.text("canvas.into", graphWords.names().kind(kind))).orElseGet(() -> graphWords.names().kind(kind))
                : "";
        canvas.say(into, local.getX(), local.getY());
    }

    private void dropped(NodeKind kind, Point2D scene) {
        if (!canvas.holds(scene)) {
            return;
        }
        Optional<Drawing.Edge> edge = canvas.edgeAt(scene).map(EdgeLine::edge);
        edge.ifPresentOrElse(into -> viewModel.addInto(into, kind, canvas.spotAt(scene)), () -> viewModel.add(kind, Optional.of(canvas.spotAt(scene))));
    }

    private ContextMenu menu() {
        boolean some = !viewModel.selection().names().isEmpty() || viewModel.selection().edgeProperty().get() != null;
        ContextMenu menu = new ContextMenu(
                item("copy", some, () -> viewModel.copy().ifPresent(TextClipboard::put)),
                item("cut", some, () -> viewModel.cut().ifPresent(TextClipboard::put)),
                item("paste", true, () -> CanvasKeys.paste(viewModel)),
                item("duplicate", some, viewModel::duplicate),
                new SeparatorMenuItem(),
                item("delete", some, viewModel::delete),
                item("dissolve", some, viewModel::dissolve),
                new SeparatorMenuItem(),
                item("select-all", true, viewModel.selection()::selectAll),
                item("tidy", true, this::tidy));
        menu.setAutoHide(true);
        return menu;
    }

    private MenuItem item(String key, boolean possible, Runnable action) {
        MenuItem item = new MenuItem(words.text("menu." + key));
        item.setDisable(!possible);
        item.setOnAction(event -> action.run());
        return item;
    }

    @FXML
    private void goToData() {
        viewModel.model().placeProperty().set(Place.DATA);
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

    @FXML
    private void tidy() {
        viewModel.tidy();
        canvas.fit();
    }

    @FXML
    private void alignLeft() {
        viewModel.align(Drawing.Line.LEFT);
    }

    @FXML
    private void alignCentre() {
        viewModel.align(Drawing.Line.CENTRE);
    }

    @FXML
    private void alignTop() {
        viewModel.align(Drawing.Line.TOP);
    }

    @FXML
    private void open() {
        files.open();
    }

    @FXML
    private void writeYaml() {
        files.writeYaml();
    }

    @FXML
    private void writeSvg() {
        files.writeSvg();
    }

    @FXML
    private void writePng() {
        files.writePng();
    }

    @FXML
    private void measure() {
        forecasting.measure(words.text("forecast.job"));
    }

    @FXML
    private void train() {
        viewModel.model().train();
    }
}
