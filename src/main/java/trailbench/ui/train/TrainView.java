package trailbench.ui.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.project.RunFolder;
import trailbench.training.RunControl;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.training.TrainingOptions;
import trailbench.ui.chart.Figures;
import trailbench.ui.control.Choices;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.MetricTile;
import trailbench.ui.control.NumberField;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.control.StateChip;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Pulse;
import trailbench.ui.fx.Quantities;
import trailbench.ui.fx.TextClipboard;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.Room;

/// The Train room: options at the left, the run and its curves at the right.
public final class TrainView implements Room {
    private final TrainViewModel viewModel;
    private final OptionsForm options;
    private final Messages words;
    private final Quantities quantities;
    private final ReadingWords told;
    private final Parent root;
    private final Pulse pulse;
    private final BlackBoxPane blackBox;

    @FXML private StackPane settings;
    @FXML private NumberField seed;
    @FXML private CheckBox early;
    @FXML private VBox earlyRows;
    @FXML private ComboBox<String> metric;
    @FXML private NumberField patience;
    @FXML private NumberField minimumChange;
    @FXML private ProblemLabel formProblem;
    @FXML private Label running;
    @FXML private ProblemLabel refusal;
    @FXML private VBox form;
    @FXML private StackPane trainHolder;
    @FXML private Button train;
    @FXML private StackPane queueHolder;
    @FXML private Button queue;
    @FXML private Label queued;
    @FXML private HBox commandRow;
    @FXML private Label command;
    @FXML private EmptyState empty;
    @FXML private VBox board;
    @FXML private Label runName;
    @FXML private StateChip state;
    @FXML private Button pause;
    @FXML private Button goOn;
    @FXML private ToggleButton change;
    @FXML private VBox changes;
    @FXML private ToggleButton histograms;
    @FXML private VBox chartsHolder;
    @FXML private StackPane histogramsHolder;
    @FXML private NumberField changeRate;
    @FXML private NumberField changePatience;
    @FXML private NumberField changeEpochs;
    @FXML private ProblemLabel changeProblem;
    @FXML private StackPane blackBoxHolder;
    @FXML private SplitMenuButton stop;
    @FXML private Button fromCheckpoint;
    @FXML private ProgressBar progress;
    @FXML private Label progressText;
    @FXML private HBox failure;
    @FXML private HBox tiles;
    @FXML private Label failureText;
    @FXML private MetricTile speed;
    @FXML private MetricTile left;
    @FXML private MetricTile loss;
    @FXML private MetricTile best;
    @FXML private StackPane stepHolder;
    @FXML private StackPane lossHolder;
    @FXML private StackPane metricHolder;

    public TrainView(TrainViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.options = viewModel.form();
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.told = new ReadingWords(words);
        this.blackBox = new BlackBoxPane(words, viewModel::forkWithCure);
        this.root = Fxml.load(this, words);
        this.pulse = new Pulse(viewModel::sample);
    }

    @Override
    public String id() {
        return Place.TRAIN.id();
    }

    @Override
    public Node view() {
        return root;
    }

    @Override
    public void shown() {
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
    }

    @FXML
    private void initialize() {
        bindForm();
        viewModel.refusalBinding().subscribe(why -> {
            boolean waits = viewModel.isLive();
            show(running, waits);
            refusal.setText(waits ? "" : why);
            train.setDisable(!why.isEmpty());
            Tooltip.install(trainHolder, new Tooltip(why.isEmpty() ? words.text("train.tip") : why));
        });
        viewModel.queueRefusalBinding().subscribe(why -> {
            queue.setDisable(!why.isEmpty());
            Tooltip.install(queueHolder, new Tooltip(why.isEmpty() ? words.text("queue.tip", viewModel.command()) : why));
        });
        viewModel.queuedBinding().subscribe(told -> {
            queued.setText(told);
            show(queued, !told.isEmpty());
        });
        viewModel.draftProperty().subscribe(draft -> {
            form.setDisable(draft == null);
            command.setText(viewModel.command());
            command.setTooltip(new Tooltip(viewModel.command()));
            commandRow.setVisible(draft != null);
        });
        viewModel.runProperty().subscribe(this::showRun);
        CurvePanels panels = new CurvePanels(List.of(stepHolder, lossHolder, metricHolder), words);
        viewModel.curvesProperty().subscribe(panels::show);
        viewModel.readingProperty().subscribe(reading -> {
            showReading(reading);
            if (reading.state().isFinal() && reading.epoch().filter(epoch -> epoch.metrics().isEmpty()).isPresent()) {
                panels.sayNoMetrics();
            }
        });
        viewModel.revisionProperty().subscribe(panels::redraw);
        blackBoxHolder.getChildren().setAll(blackBox);
        viewModel.blackBoxProperty().subscribe(box -> {
            show(blackBoxHolder, box.isPresent());
            show(tiles, box.isEmpty()); // the box says more, and wants their room
            showFailure();
            box.ifPresent(found -> blackBox.show(found, viewModel.hasCheckpoint(), forkCommand()));
        });
        histogramsHolder.getChildren().setAll(new HistogramsPane(viewModel.histograms(), words));
        histograms.selectedProperty().subscribe(selected -> {
            show(histogramsHolder, selected);
            show(chartsHolder, !selected);
        });
        change.selectedProperty().subscribe(selected -> {
            show(changes, selected);
            if (selected) {
                fillChanges();
            }
        });
    }

    // ---- the form

    private void bindForm() {
        settings.getChildren().setAll(new SettingRows(options, words));
        Choices.word(metric, name -> name.equals("loss") ? words.text("metric.loss") : Figures.metric(name));
        options.optionsProperty().subscribe(this::showOptions);
        metric.valueProperty().subscribe(name -> given(name, options::setMetric));
        early.selectedProperty().subscribe(options::setStopsEarly);
        earlyRows.visibleProperty().bind(early.selectedProperty());
        earlyRows.managedProperty().bind(early.selectedProperty());
        seed.valueProperty().subscribe(value -> options.setSeed(value.longValue()));
        patience.valueProperty().subscribe(value -> options.setPatience(value.intValue()));
        minimumChange.valueProperty().subscribe(value -> options.setMinimumChange(value.doubleValue()));
        minimumChange.setTooltip(new Tooltip(words.text("form.minimum.tip")));
        formProblem.textProperty().bind(options.problemProperty());
    }

    private void showOptions(TrainingOptions shown) {
        seed.setValue(shown.seed());
        early.setSelected(shown.earlyStopping().isPresent());
        shown.earlyStopping().ifPresent(stopping -> {
            List<String> metrics = options.metrics();
            if (!metric.getItems().equals(metrics)) {
                metric.getItems().setAll(metrics);
            }
            metric.setValue(stopping.metric());
            patience.setValue(stopping.patience());
            minimumChange.setValue(stopping.minimumChange());
        });
    }

    private static <T> void given(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    // ---- the run

    private void showRun(@Nullable RunFolder run) {
        empty.setVisible(run == null);
        board.setVisible(run != null);
        if (run != null) {
            runName.setText(run.id());
            runName.setTooltip(new Tooltip(run.path().toString()));
        }
    }

    private String forkCommand() {
        RunFolder run = viewModel.runProperty().get();
        return run == null ? "" : "trailbench fork " + run.path() + viewModel.cure().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(cure -> " --set " + cure.getKey() + "=" + cure.getValue())
                .collect(Collectors.joining());
    }

    private void fillChanges() {
        RunControl.Change now = viewModel.current();
        now.learningRate().ifPresent(changeRate::setValue);
        changePatience.setValue(now.patience().orElse(0));
        now.epochs().ifPresent(changeEpochs::setValue);
        changeProblem.setText("");
    }

    @FXML
    private void applyChanges() {
        Optional<String> refused = viewModel.change(changeRate.getValue(), (int) changePatience.getValue(), (int) changeEpochs.getValue());
        changeProblem.setText(refused.orElse(""));
        if (refused.isEmpty()) {
            change.setSelected(false);
        }
    }

    private void showReading(RunReading reading) {
        RunState now = reading.state();
        state.show(tone(now), words.text("state." + now.name().toLowerCase(Locale.ROOT)));
        show(pause, now == RunState.RUNNING);
        show(goOn, now == RunState.PAUSED);
        show(stop, now == RunState.RUNNING || now == RunState.PAUSED);
        show(change, now == RunState.RUNNING || now == RunState.PAUSED);
        if (now.isFinal()) {
            change.setSelected(false);
        }
        show(fromCheckpoint, viewModel.canResumeFromCheckpoint());
        progress.setProgress(now.isFinal() || now == RunState.QUEUED ? Math.max(0, reading.fraction()) : reading.fraction());
        progressText.setText(told.progress(reading));
        showFailure();
        failureText.setText(told.failure(reading));
        showTiles(reading, now);
    }

    private void showFailure() {
        show(failure, viewModel.readingProperty().get().state() == RunState.FAILED && viewModel.blackBoxProperty().get().isEmpty());
    }

    private void showTiles(RunReading reading, RunState now) {
        speed.setNote(reading.step().flatMap(RunEvent.Step::updateRatio).map(ratio -> words.text("tile.ratio", figure(ratio))).orElse(""));
        left.setNote(reading.step().flatMap(RunEvent.Step::learningRate).map(rate -> words.text("tile.rate", figure(rate))).orElse(""));
        speed.setValue(reading.step().map(step -> Figures.whole(step.eventsPerSecond(), words.locale())).orElse("–"));
        left.setName(words.text(now.isFinal() ? "tile.took" : "tile.left"));
        left.setValue(
                now.isFinal()
                        ? quantities.duration(reading.lasted().toMillis() / 1000.0)
                        : reading.step().map(step -> quantities.duration(step.secondsLeft())).orElse("–"));
        loss.setValue(reading.step().map(step -> figure(step.loss())).orElse("–"));
        loss.setNote(reading.step().map(step -> words.text("tile.gradient", figure(step.gradientNorm()))).orElse(""));
        Optional<RunEvent.Epoch> top = reading.best();
        best.setName(top.map(epoch -> words.text("tile.best", told.judgedBy(epoch))).orElse(words.text("tile.best.none")));
        best.setValue(top.map(epoch -> figure(told.judged(epoch))).orElse("–"));
        best.setNote(top.map(epoch -> words.text("tile.best.at", epoch.epoch())).orElse(""));
    }

    private String figure(double value) {
        return Figures.of(value, words.locale());
    }

    private static StateChip.Tone tone(RunState state) {
        return switch (state) {
            case READY, RUNNING -> StateChip.Tone.ACTIVE;
            case QUEUED, PAUSED, STOPPING -> StateChip.Tone.WAITING;
            case FINISHED -> StateChip.Tone.GOOD;
            case FAILED -> StateChip.Tone.BAD;
            case STOPPED -> StateChip.Tone.QUIET;
        };
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    // ---- what is done

    @FXML
    private void train() {
        viewModel.train();
    }

    @FXML
    private void queue() {
        viewModel.queue();
    }

    @FXML
    private void pause() {
        viewModel.pause();
    }

    @FXML
    private void goOn() {
        viewModel.goOn();
    }

    @FXML
    private void stop() {
        viewModel.stop();
    }

    @FXML
    private void stopAfterEpoch() {
        viewModel.stopAfterEpoch();
    }

    @FXML
    private void resumeFromCheckpoint() {
        viewModel.resumeFromCheckpoint();
    }

    @FXML
    private void copyCommand() {
        TextClipboard.put(command.getText());
    }
}
