package trailbench.ui.deploy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import trailbench.bundle.Answer;
import trailbench.bundle.BundleFile;
import trailbench.serve.Load;
import trailbench.serve.ModelServer.Named;
import trailbench.ui.chart.PointMapView;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.MetricTile;
import trailbench.ui.control.NumberField;
import trailbench.ui.control.PassportCaption;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.control.StateChip.Tone;
import trailbench.ui.control.StateChip;
import trailbench.ui.deploy.DeployViewModel.Proof;
import trailbench.ui.deploy.DeployViewModel.Stage;
import trailbench.ui.deploy.ServerViewModel.Served;
import trailbench.ui.deploy.ServerViewModel.State;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Job;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Pulse;
import trailbench.ui.fx.Quantities;
import trailbench.ui.fx.Shown;
import trailbench.ui.fx.TextClipboard;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;

/// Binds the room Deploy: card and bundle above, the server in the middle, the history to try it with below.
public final class DeployView implements Room {
    private static final Duration LOOK = Duration.millis(1_500);

    private final DeployViewModel viewModel;
    private final ServerViewModel server;
    private final TryViewModel trial;
    private final Messages words;
    private final Quantities quantities;
    private final Consumer<Path> showFolder;
    private final Pulse pulse;
    private final Parent view;
    private final Subscription subscription;
    private @Nullable HistoryList steps;

    @FXML private EmptyState empty;
    @FXML private ScrollPane scroll;
    @FXML private GridPane facts;
    @FXML private PassportCaption passport;
    @FXML private StateChip proof;
    @FXML private Label certificate;
    @FXML private ProblemLabel problem;
    @FXML private ProblemLabel passedOver;
    @FXML private HBox place;
    @FXML private Label file;
    @FXML private Label size;
    @FXML private HBox working;
    @FXML private ProgressBar progress;
    @FXML private Label phase;
    @FXML private Button cancel;
    @FXML private HBox actions;
    @FXML private Button export;
    @FXML private CheckBox pseudonyms;
    @FXML private CheckBox withoutUsers;
    @FXML private NumberField leastCount;
    @FXML private NumberField port;
    @FXML private Button serve;
    @FXML private ProblemLabel serverProblem;
    @FXML private HBox serverRow;
    @FXML private StateChip serverState;
    @FXML private Label address;
    @FXML private Label serverModel;
    @FXML private MetricTile perSecond;
    @FXML private MetricTile p50;
    @FXML private MetricTile p95;
    @FXML private MetricTile failures;
    @FXML private Label times;
    @FXML private Label tryEmpty;
    @FXML private HBox tryRow;
    @FXML private TextField query;
    @FXML private ComboBox<String> behaviour;
    @FXML private ListView<Named> found;
    @FXML private ListView<TryViewModel.Step> history;
    @FXML private Label said;
    @FXML private ProblemLabel tryProblem;
    @FXML private ListView<Answer.Item> answers;
    @FXML private StackPane mapPlace;

    /// @param showFolder shows a folder in the system's file browser
    public DeployView(DeployViewModel viewModel, ServerViewModel server, TryViewModel trial, Messages words, Consumer<Path> showFolder) {
        this.viewModel = viewModel;
        this.server = server;
        this.trial = trial;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.showFolder = showFolder;
        this.view = Fxml.load(this, words);
        this.pulse = new Pulse(LOOK, server::sample);
        this.subscription = Subscription.combine(
                server.stateProperty().subscribe(state -> showServer()),
                server.servedProperty().subscribe(served -> showServer()),
                server.loadProperty().subscribe(this::showLoad),
                server.problemProperty().subscribe(fault -> serverProblem.setText(fault.map(words::fault).orElse(""))));
    }

    @FXML
    private void initialize() {
        viewModel.stageProperty().subscribe(this::showStage);
        viewModel.facts().subscribe(this::showFacts);
        passport.textProperty().bind(viewModel.passportProperty());
        viewModel.proofProperty().subscribe(this::showProof);
        viewModel.bundleProperty().subscribe(this::showBundle);
        viewModel.jobProperty().subscribe(this::showJob);
        problem.textProperty().bind(viewModel.problemProperty());
        passedOver.textProperty().bind(viewModel.passedOverProperty());
        pseudonyms.selectedProperty().bindBidirectional(viewModel.pseudonymsProperty());
        withoutUsers.selectedProperty().bindBidirectional(viewModel.withoutUsersProperty());
        viewModel.readsUsersProperty().subscribe(reads -> {
            Shown.set(pseudonyms, reads);
            Shown.set(withoutUsers, reads);
        });
        leastCount.setValue(viewModel.leastCountProperty().get());
        leastCount.valueProperty().subscribe(number -> viewModel.leastCountProperty().set(number.intValue()));
        port.setValue(server.portProperty().get());
        port.valueProperty().subscribe(number -> server.portProperty().set(number.intValue()));
        bindTrial();
    }

    private void bindTrial() {
        steps = HistoryList.of(history, trial, words);
        query.textProperty().bindBidirectional(trial.queryProperty());
        query.setOnAction(event -> trial.addFirstFound());
        behaviour.setItems(trial.behaviours());
        behaviour.valueProperty().bindBidirectional(trial.behaviourProperty());
        always(trial.behaviours(), () -> Shown.set(behaviour, !trial.behaviours().isEmpty()));
        found.setItems(trial.found());
        found.setFixedCellSize(28);
        found.setCellFactory(list -> new ItemCell<>(item -> new ItemCell.Line(item.id(), item.title(), "", false)));
        onChoice(found, item -> trial.add(item.id(), item.title()));
        always(trial.found(), () -> Shown.set(found, !trial.found().isEmpty()));
        answers.setItems(trial.answers());
        answers.setFixedCellSize(28);
        answers.setCellFactory(list -> new ItemCell<>(item -> new ItemCell.Line(item.id(), item.title(), quantities.decimal(item.score(), 3), true)));
        onChoice(answers, item -> trial.add(item.id(), item.title()));
        said.textProperty().bind(trial.saidProperty());
        times.textProperty().bind(trial.timesProperty());
        tryProblem.textProperty().bind(trial.problemProperty());
        mapPlace.getChildren().add(new PointMapView(trial.map(), words.locale()));
        trial.mappedProperty().subscribe(mapped -> Shown.set(mapPlace, mapped));
    }

    /// Now, and after each change.
    private static void always(ObservableList<?> list, Runnable show) {
        show.run();
        list.subscribe(show);
    }

    /// Enter or two clicks.
    private static <T> void onChoice(ListView<T> list, Consumer<T> chosen) {
        Runnable choose = () -> Optional.ofNullable(list.getSelectionModel().getSelectedItem()).ifPresent(chosen);
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                choose.run();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                choose.run();
            }
        });
    }

    private void showStage(Stage stage) {
        Shown.set(empty, stage != Stage.READY);
        Shown.set(scroll, stage == Stage.READY);
        switch (stage) {
            case NO_RUN -> showEmpty("fth-send", "empty.no-run");
            case NO_CHECKPOINT -> showEmpty("fth-clock", "empty.no-checkpoint");
            case RANKS_NOTHING -> showEmpty("fth-slash", "empty.ranks-nothing");
            case READY -> {}
        }
    }

    private void showEmpty(String icon, String sentence) {
        empty.setIcon(icon);
        empty.setSentence(words.text(sentence));
        empty.setAction(words.text("empty.action"));
        empty.setOnAction(event -> viewModel.goToTrain());
    }

    private void showFacts() {
        facts.getChildren().clear();
        for (RunCard.Fact fact : viewModel.facts()) {
            Label name = new Label(fact.name());
            name.getStyleClass().add("fact-name");
            name.setMinWidth(Label.USE_PREF_SIZE);
            Label value = new Label(fact.value());
            value.setWrapText(true);
            value.setMinHeight(Label.USE_PREF_SIZE);
            if (fact.warns()) {
                value.getStyleClass().add("fact-warns");
            }
            GridPane.setValignment(name, VPos.TOP);
            GridPane.setHgrow(value, Priority.ALWAYS);
            facts.addRow(facts.getRowCount(), name, value);
        }
    }

    private void showProof(Proof shown) {
        switch (shown) {
            case NONE -> proof.show(Tone.QUIET, words.text("proof.none"));
            case AGREES -> proof.show(Tone.GOOD, words.text("proof.agrees"));
            case REFUSED -> proof.show(Tone.BAD, words.text("proof.refused"));
        }
        showBundle(viewModel.bundleProperty().get());
    }

    private void showBundle(Optional<BundleFile.Glance> bundle) {
        boolean refused = viewModel.proofProperty().get() == Proof.REFUSED;
        certificate.setText(refused ? words.text("proof.refused.sentence") : bundle.isPresent() ? viewModel.certificate() : words.text("bundle.none"));
        Shown.set(place, bundle.isPresent());
        bundle.ifPresent(found -> {
            file.setText(found.file().getFileName().toString());
            file.setTooltip(new Tooltip(found.file().toAbsolutePath().toString()));
            size.setText(words.text("bundle.size", viewModel.size()));
        });
        export.setText(words.text(bundle.isPresent() ? "export.again" : "export"));
        export.setTooltip(new Tooltip(words.text("export.tip", viewModel.command())));
        showServer();
    }

    private void showJob(@Nullable Job job) {
        Shown.set(working, job != null);
        Shown.set(actions, job == null);
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

    private void showServer() {
        State state = server.stateProperty().get();
        Optional<Served> served = server.servedProperty().get();
        boolean off = state == State.OFF;
        boolean none = viewModel.bundleProperty().get().isEmpty();
        serve.setText(words.text(off ? "serve.start" : "serve.stop"));
        serve.setGraphic(new FontIcon(off ? "fth-play" : "fth-square"));
        serve.setDisable(off && none || state == State.STOPPING);
        serve.setTooltip(new Tooltip(off && none ? words.text("serve.none")
                : off ? words.text("serve.tip", viewModel.bundleProperty().get().map(found -> server.command(found.file())).orElse("")) : words.text("serve.stop.tip")));
        port.setDisable(!off);
        Shown.set(serverRow, !off);
        serverState.show(
                state == State.ON ? Tone.GOOD : Tone.ACTIVE,
                words.text(switch (state) {
                    case ON -> "serve.on";
                    case STOPPING -> "serve.stopping";
                    case STARTING, OFF -> "serve.starting";
                }));
        address.setText(served.map(now -> now.address().toString()).orElse(""));
        serverModel.setText(served.map(now -> words.text("serve.model", now.file().getFileName().toString(), now.health().items())).orElse(""));
        serverModel.setTooltip(new Tooltip(serverModel.getText()));
        Shown.set(tryEmpty, served.isEmpty());
        Shown.set(tryRow, served.isPresent());
    }

    private void showLoad(Load load) {
        perSecond.setValue(quantities.decimal(load.perSecond(), 1));
        p50.setValue(words.text("serve.millis", quantities.short3(load.p50Millis())));
        p95.setValue(words.text("serve.millis", quantities.short3(load.p95Millis())));
        failures.setValue(quantities.count(load.failed()));
    }

    @FXML
    private void export() {
        viewModel.export();
    }

    @FXML
    private void exportTo() {
        viewModel.exportTo();
    }

    @FXML
    private void cancel() {
        Optional.ofNullable(viewModel.jobProperty().get()).ifPresent(Job::cancel);
    }

    @FXML
    private void copyPath() {
        viewModel.bundleProperty().get().ifPresent(found -> TextClipboard.put(found.file().toAbsolutePath().toString()));
    }

    @FXML
    private void reveal() {
        viewModel.bundleProperty().get().ifPresent(found -> showFolder.accept(found.file().toAbsolutePath().getParent()));
    }

    @FXML
    private void serve() {
        if (server.stateProperty().get() == State.OFF) {
            viewModel.bundleProperty().get().ifPresent(found -> server.start(found.file(), words.text("serve.job", found.file().getFileName().toString())));
        } else {
            server.stop();
        }
    }

    @FXML
    private void copyAddress() {
        server.servedProperty().get().ifPresent(now -> TextClipboard.put(now.address().toString()));
    }

    @FXML
    private void up() {
        Optional.ofNullable(steps).ifPresent(list -> list.move(-1));
    }

    @FXML
    private void down() {
        Optional.ofNullable(steps).ifPresent(list -> list.move(1));
    }

    @FXML
    private void remove() {
        Optional.ofNullable(steps).ifPresent(HistoryList::remove);
    }

    @FXML
    private void clear() {
        trial.clear();
    }

    @Override
    public String id() {
        return Place.DEPLOY.id();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void shown() {
        viewModel.look();
        pulse.start();
    }

    @Override
    public void hidden() {
        pulse.stop();
    }

    @Override
    public void released() {
        pulse.stop();
        viewModel.release();
        trial.release();
        subscription.unsubscribe();
    }
}
