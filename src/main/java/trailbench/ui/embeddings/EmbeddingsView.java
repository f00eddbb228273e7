package trailbench.ui.embeddings;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import trailbench.embedding.MapOptions.Method;
import trailbench.embedding.PointMap;
import trailbench.ui.chart.MapLegend;
import trailbench.ui.chart.MapSearchBox;
import trailbench.ui.chart.PointMapModel;
import trailbench.ui.chart.PointMapView;
import trailbench.ui.control.Choices;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.FormRow;
import trailbench.ui.control.NumberField;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.embeddings.EmbeddingParts.Part;
import trailbench.ui.embeddings.EmbeddingsViewModel.Stage;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Shown;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;

/// Binds the room Embeddings: the map at the left, search, colours and the selected item at the right.
public final class EmbeddingsView implements Room {
    private static final double SECOND_WIDTH = 280;
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final EmbeddingsViewModel viewModel;
    private final Messages words;
    private final PointMapView map;
    private final PointMapView secondMap;
    private final SplitPane sideBySide = new SplitPane();
    private final MapSearchBox search;
    private final Parent view;
    private boolean filling;
    private Part part = Part.MAP;

    @FXML private BorderPane room;
    @FXML private StackPane stage;
    @FXML private EmptyState empty;
    @FXML private HBox working;
    @FXML private Label phase;
    @FXML private ProgressBar progress;
    @FXML private Button cancel;
    @FXML private VBox side;
    @FXML private VBox explore;
    @FXML private VBox colours;
    @FXML private VBox form;
    @FXML private ComboBox<String> maps;
    @FXML private ComboBox<String> colourBy;
    @FXML private ComboBox<String> sizeBy;
    @FXML private ToggleButton pca;
    @FXML private ToggleButton tsne;
    @FXML private ToggleButton umap;
    @FXML private ComboBox<Optional<String>> strata;
    @FXML private ComboBox<Optional<String>> from;
    @FXML private Label methodHint;
    @FXML private NumberField points;
    @FXML private NumberField perplexity;
    @FXML private NumberField iterations;
    @FXML private NumberField seed;
    @FXML private FormRow perplexityRow;
    @FXML private FormRow iterationsRow;
    @FXML private FormRow seedRow;
    @FXML private ProblemLabel problem;
    @FXML private Button make;
    @FXML private Button back;

    public EmbeddingsView(EmbeddingsViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.map = new PointMapView(viewModel.map(), words.locale());
        this.secondMap = new PointMapView(viewModel.second().map(), words.locale());
        this.search = new MapSearchBox(viewModel.map(), words.locale(), this::select);
        this.view = Fxml.load(this, words);
    }

    @FXML
    private void initialize() {
        sideBySide.getStyleClass().add("map-pair");
        sideBySide.getItems().setAll(map);
        stage.getChildren().addFirst(sideBySide);
        map.addTools(new MapMenus(viewModel, words, map).all());
        bindSecond();
        viewModel.sightProperty().subscribe(sight -> {
            if (sight != null) {
                map.show(sight);
            }
        });
        ItemPanel item = new ItemPanel(viewModel, words, near -> viewModel.goTo(near).ifPresent(map::reveal));
        VBox.setVgrow(item, Priority.ALWAYS);
        colours.getChildren().add(new MapLegend(viewModel.map(), map, words.locale()));
        explore.getChildren().add(1, search);
        explore.getChildren().add(item);
        SelectionPanel selection = new SelectionPanel(viewModel, words, this::select);
        VBox.setVgrow(selection, Priority.ALWAYS);
        explore.getChildren().add(selection);
        viewModel.map().selectedProperty().subscribe(point -> showPicked(item, selection));
        viewModel.map().selection().stateProperty().subscribe(state -> showPicked(item, selection));
        bindMaps();
        bindColours();
        bindForm();
        viewModel.stageProperty().subscribe(this::showStage);
        viewModel.formShownProperty().subscribe(making -> showSide());
        viewModel.jobProperty().subscribe(job -> showJob());
        addParts();
    }

    /// The epochs and their health stand where the map does, one at a time.
    private void addParts() {
        TimelinePanel epochs = new TimelinePanel(viewModel.epochs(), words, () -> viewModel.form().options().withFrom(Optional.empty()));
        HealthPanel health = new HealthPanel(viewModel.epochs(), words);
        stage.getChildren().add(stage.getChildren().indexOf(working), epochs);
        stage.getChildren().add(stage.getChildren().indexOf(working), health);
        viewModel.epochs().jobProperty().subscribe(job -> showJob());
        room.setTop(new EmbeddingParts(words, this::openVectors, chosen -> {
            part = chosen;
            Shown.set(epochs, chosen == Part.EPOCHS);
            Shown.set(health, chosen == Part.HEALTH);
            viewModel.epochs().setShown(chosen != Part.MAP);
            showStage(viewModel.stageProperty().get());
        }));
    }

    private void openVectors() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.text("vectors.open"));
        chooser.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter(words.text("vectors.files"), "*.tsv", "*.txt", "*.vec", "*.npy", "*.parquet", "projector_config.json"),
                new FileChooser.ExtensionFilter(words.text("vectors.all"), "*"));
        File file = chooser.showOpenDialog(view.getScene().getWindow());
        if (file != null) {
            viewModel.openVectors(file.toPath());
        }
    }

    /// The picked item, else the selected ones: for both the side has no room.
    private void showPicked(Node item, Node selection) {
        boolean picked = viewModel.map().selectedProperty().get() != PointMapModel.NONE;
        Shown.set(item, picked);
        Shown.set(selection, !picked && !viewModel.map().selection().chosen().isEmpty());
    }

    private void bindSecond() {
        ComboBox<SecondMap.Choice> choice = new ComboBox<>();
        choice.setId("second-map");
        choice.setMaxWidth(SECOND_WIDTH);
        choice.setPrefWidth(SECOND_WIDTH);
        choice.setAccessibleText(words.text("compare.choose"));
        choice.setTooltip(new Tooltip(words.text("compare.choose")));
        choice.setItems(viewModel.second().choices());
        Choices.word(choice, SecondMap.Choice::words);
        choice.valueProperty().bindBidirectional(viewModel.second().shownProperty());
        secondMap.addTools(choice);
        viewModel.second().openProperty().subscribe(open -> {
            if (open) {
                sideBySide.getItems().setAll(map, secondMap);
            } else {
                sideBySide.getItems().setAll(map);
            }
        });
    }

    private void bindMaps() {
        viewModel.maps().subscribe(this::showMaps);
        viewModel.shownMapProperty().subscribe(name -> showMaps());
        maps.valueProperty().subscribe(name -> {
            if (name != null && !filling) {
                viewModel.open(name);
            }
        });
    }

    private void showMaps() {
        filling = true;
        maps.getItems().setAll(viewModel.maps());
        maps.setValue(viewModel.shownMapProperty().get());
        filling = false;
    }

    private void bindColours() {
        Choices.word(sizeBy, column -> column.isEmpty() ? words.text("size.alike") : ItemPanel.columnName(column, words));
        viewModel.map().sizeColumns().subscribe(this::showColumns);
        viewModel.map().sizeByProperty().subscribe(column -> showColumns());
        sizeBy.valueProperty().subscribe(column -> {
            if (column != null && !filling) {
                viewModel.map().sizeByProperty().set(column);
            }
        });
        Choices.word(colourBy, column -> ItemPanel.columnName(column, words));
        viewModel.map().columns().subscribe(this::showColumns);
        viewModel.map().colourByProperty().subscribe(column -> showColumns());
        colourBy.valueProperty().subscribe(column -> {
            if (column != null && !filling) {
                viewModel.map().colourByProperty().set(column);
            }
        });
    }

    private void showColumns() {
        filling = true;
        colourBy.getItems().setAll(viewModel.map().columns());
        colourBy.setValue(viewModel.map().colourByProperty().get());
        sizeBy.getItems().setAll(viewModel.map().sizeColumns());
        sizeBy.getItems().add("");
        sizeBy.setValue(viewModel.map().sizeByProperty().get());
        filling = false;
    }

    private void bindForm() {
        MapForm wanted = viewModel.form();
        points.valueProperty().bindBidirectional(wanted.pointsProperty());
        perplexity.valueProperty().bindBidirectional(wanted.perplexityProperty());
        iterations.valueProperty().bindBidirectional(wanted.iterationsProperty());
        seed.valueProperty().bindBidirectional(wanted.seedProperty());
        wanted.methodProperty().subscribe(method -> {
            pca.setSelected(method == Method.PCA);
            tsne.setSelected(method == Method.TSNE);
            umap.setSelected(method == Method.UMAP);
            methodHint.setText(words.text("form." + method.name().toLowerCase(Locale.ROOT) + ".hint"));
            perplexityRow.setLabel(words.text(method == Method.UMAP ? "form.neighbours" : "form.perplexity"));
        });
        bindChoice(strata, wanted.strataProperty(), column -> column.map(name -> ItemPanel.columnName(name, words)).orElse(words.text("form.strata.none")));
        bindChoice(from, wanted.fromProperty(), file -> file.map(name -> Path.of(name).getFileName().toString().replaceFirst("\\.parquet$", "")).orElse(words.text("form.from.none")));
        viewModel.map().columns().subscribe(() -> choices(strata, viewModel.map().columns().stream().filter(column -> !PointMap.isMeasured(column))));
        viewModel.maps().subscribe(() -> choices(from, viewModel.mapFiles().stream()));
        wanted.movingBinding().subscribe(needed -> {
            Shown.set(perplexityRow, needed);
            Shown.set(iterationsRow, needed);
            Shown.set(seedRow, needed);
        });
        wanted.problemBinding().subscribe(text -> {
            problem.setText(text);
            make.setDisable(!text.isEmpty());
        });
    }

    private static void bindChoice(ComboBox<Optional<String>> box, ObjectProperty<Optional<String>> wanted, Function<Optional<String>, String> words) {
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Optional<String> value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public Optional<String> fromString(String text) {
                return Optional.empty();
            }
        });
        box.setValue(wanted.get());
        box.valueProperty().bindBidirectional(wanted);
    }

    /// Nothing special first, then what there is; a choice that is gone becomes nothing special.
    private static void choices(ComboBox<Optional<String>> box, Stream<String> values) {
        List<Optional<String>> all = Stream.concat(Stream.of(Optional.<String>empty()), values.map(Optional::of)).toList();
        Optional<String> chosen = box.getValue();
        box.getItems().setAll(all);
        box.setValue(all.contains(chosen) ? chosen : Optional.empty());
        box.setDisable(all.size() == 1);
    }

    private void showStage(Stage now) {
        boolean mapShown = now == Stage.MAP;
        boolean mapPart = part == Part.MAP;
        sideBySide.setVisible(mapShown && mapPart);
        Shown.set(empty, !mapShown && mapPart);
        Shown.set(side, mapPart && (now == Stage.MAP || now == Stage.NO_MAP));
        Shown.set(back, mapShown);
        switch (now) {
            case NO_RUN -> showEmpty("fth-map", "empty.no-run", "empty.no-run.action");
            case NO_CHECKPOINT -> showEmpty("fth-clock", "empty.no-checkpoint", "empty.no-checkpoint.action");
            case NO_MAP -> showEmpty("fth-map", "empty.no-map", "");
            case MAP -> {}
        }
        showSide();
    }

    private void showEmpty(String icon, String sentence, String action) {
        empty.setIcon(icon);
        empty.setSentence(words.text(sentence));
        empty.setAction(action.isEmpty() ? "" : words.text(action));
        empty.setOnAction(event -> viewModel.goToTrain());
    }

    private void showSide() {
        boolean making = viewModel.formShownProperty().get();
        Shown.set(form, making);
        Shown.set(explore, !making);
    }

    private @Nullable Job job() {
        Job ofMap = viewModel.jobProperty().get();
        return ofMap == null ? viewModel.epochs().jobProperty().get() : ofMap;
    }

    private void showJob() {
        Job job = job();
        Shown.set(working, job != null);
        form.setDisable(job != null);
        if (job == null) {
            phase.textProperty().unbind();
            progress.progressProperty().unbind();
            cancel.disableProperty().unbind();
        } else {
            phase.textProperty().bind(job.phaseProperty().map(now -> now.map(words::phase).orElse(job.title())));
            progress.progressProperty().bind(job.fractionProperty());
            cancel.disableProperty().bind(job.cancellingProperty());
        }
    }

    private void select(int point) {
        viewModel.map().selectedProperty().set(point);
        map.reveal(point);
    }

    private void find() {
        if (side.isVisible() && explore.isVisible()) {
            search.focus();
        }
    }

    @FXML
    private void choosePca() {
        pca.setSelected(true);
        viewModel.form().methodProperty().set(Method.PCA);
    }

    @FXML
    private void chooseTsne() {
        tsne.setSelected(true);
        viewModel.form().methodProperty().set(Method.TSNE);
    }

    @FXML
    private void chooseUmap() {
        umap.setSelected(true);
        viewModel.form().methodProperty().set(Method.UMAP);
    }

    @FXML
    private void newMap() {
        viewModel.formShownProperty().set(true);
    }

    @FXML
    private void back() {
        viewModel.formShownProperty().set(false);
    }

    @FXML
    private void make() {
        viewModel.makeMap();
    }

    @FXML
    private void cancel() {
        Job job = job();
        if (job != null) {
            job.cancel();
        }
    }

    @Override
    public String id() {
        return Place.EMBEDDINGS.id();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        viewModel.look();
        if (view.getScene() != null) {
            view.getScene().getAccelerators().put(FIND, this::find);
        }
        map.requestFocus();
    }

    @Override
    public void hidden() {
        if (view.getScene() != null) {
            view.getScene().getAccelerators().remove(FIND);
        }
    }

    @Override
    public void released() {
        viewModel.release();
    }
}
