package trailbench.ui.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.geometry.Point2D;
import javafx.geometry.Side;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import trailbench.experiment.CaseEvent;
import trailbench.experiment.CaseGlass.Answer;
import trailbench.experiment.CaseGlass.Named;
import trailbench.experiment.CaseGlass.Opened;
import trailbench.experiment.CaseGlass.Ranked;
import trailbench.experiment.CaseGlass;
import trailbench.ui.chart.CaseMap;
import trailbench.ui.control.Choices;
import trailbench.ui.control.ProblemLabel;
import trailbench.ui.control.SectionHeader;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.fx.Shown;

/// One case under the glass: its history, to be edited by buttons, keys and dragging, and what the model makes of it.
final class GlassView {
    private final GlassViewModel viewModel;
    private final Messages words;
    private final Quantities quantities;
    private final CaseMap map = new CaseMap();
    private final ContextMenu suggestions = new ContextMenu();
    private final Parent view;

    @FXML private SectionHeader head;
    @FXML private HBox chooser;
    @FXML private TextField search;
    @FXML private HBox closed;
    @FXML private Button glassOpen;
    @FXML private Label loading;
    @FXML private ProblemLabel problem;
    @FXML private HBox body;
    @FXML private Label user;
    @FXML private ListView<CaseEvent> history;
    @FXML private Button reset;
    @FXML private TextField add;
    @FXML private Label aboutText;
    @FXML private Tooltip aboutTip;
    @FXML private ComboBox<Optional<String>> weighing;
    @FXML private ListView<Ranked> top;
    @FXML private Label targets;
    @FXML private VBox mapBox;
    @FXML private Label mapText;
    @FXML private Label footer;

    GlassView(GlassViewModel viewModel, Messages words) {
        this.viewModel = viewModel;
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.view = Fxml.load(this, words);
    }

    Parent view() {
        return view;
    }

    @FXML
    private void initialize() {
        map.setPrefSize(256, 256);
        mapBox.getChildren().add(1, map);
        problem.textProperty().bind(viewModel.problemProperty());
        viewModel.factsProperty().subscribe(this::showStage);
        viewModel.jobProperty().subscribe(job -> {
            glassOpen.setDisable(job != null);
            loading.textProperty().unbind();
            loading.setText("");
            if (job != null) {
                loading.textProperty().bind(job.phaseProperty().map(now -> now.map(words::phase).orElse("")));
            }
        });
        viewModel.openedProperty().subscribe(now -> now.ifPresent(this::showCase));
        viewModel.historyProperty().subscribe(now -> showHistory(now.events()));
        viewModel.effectsProperty().subscribe(found -> history.refresh());
        bindWeighing();
        viewModel.answerProperty().subscribe(found -> found.ifPresent(this::showAnswer));
        viewModel.aboutProperty().subscribe(item -> showCaption());
        bindHistory();
        bindTop();
        suggest(search, typed -> offer(search, viewModel.users(typed).stream().map(id -> item(id, () -> viewModel.choose(id, 1))).toList()));
        suggest(add, typed -> viewModel.find(typed, found -> offer(add, found.stream().map(named -> item(named.title() + "  ·  " + named.id(), () -> addItem(named))).toList())));
    }

    /// Effects on a score, or one of the nodes that attend; hidden where none does.
    private void bindWeighing() {
        Choices.word(weighing, node -> node.map(name -> words.text("glass.attention", name)).orElseGet(() -> words.text("glass.effects")));
        viewModel.attentionProperty().subscribe(found -> {
            List<Optional<String>> choices = Stream.concat(Stream.of(Optional.<String>empty()), found.stream().map(node -> Optional.of(node.node()))).toList();
            if (!weighing.getItems().equals(choices)) {
                weighing.getItems().setAll(choices);
                weighing.setValue(choices.contains(viewModel.weighingProperty().get()) ? viewModel.weighingProperty().get() : Optional.empty());
            }
            Shown.set(weighing, !found.isEmpty());
        });
        weighing.valueProperty().subscribe(node -> {
            viewModel.weighingProperty().set(node == null ? Optional.empty() : node);
            showCaption();
            history.refresh();
        });
    }

    private void showCaption() {
        showFooter();
        aboutText.setText(viewModel.caption());
        aboutTip.setText(words.text(viewModel.weighingProperty().get().isPresent() ? "glass.weighing" : "glass.about.tip"));
    }

    private void showStage(Optional<CaseGlass.Facts> facts) {
        Shown.set(closed, facts.isEmpty());
        Shown.set(body, facts.isPresent());
        Shown.set(footer, facts.isPresent());
        Shown.set(chooser, facts.isPresent());
        Shown.set(mapBox, facts.flatMap(CaseGlass.Facts::map).isPresent());
    }

    private void showCase(Opened now) {
        user.setText(words.text(now.of() > 1 ? "glass.user.cases" : "glass.user", now.user(), quantities.count(now.history().size()), now.number(), now.of()));
    }

    // ---- the history

    private void bindHistory() {
        history.setCellFactory(list -> new PastCell(viewModel, quantities, words));
        history.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        int index = history.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
            remove();
            event.consume();
        } else if (event.isAltDown() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
            moveTo(index, index + (event.getCode() == KeyCode.UP ? -1 : 1));
            event.consume();
        }
    }

    private void showHistory(List<CaseEvent> events) {
        int selected = history.getSelectionModel().getSelectedIndex();
        history.getItems().setAll(events);
        if (selected >= 0) {
            history.getSelectionModel().select(Math.min(selected, events.size() - 1));
        } else {
            history.scrollTo(events.size() - 1);
        }
        reset.setDisable(!viewModel.isEdited());
    }

    private void moveTo(int from, int to) {
        if (from >= 0 && 0 <= to && to < history.getItems().size()) {
            viewModel.move(from, to);
            history.getSelectionModel().clearAndSelect(to);
        }
    }

    @FXML
    private void remove() {
        int index = history.getSelectionModel().getSelectedIndex();
        if (index >= 0) {
            viewModel.remove(index);
        }
    }

    @FXML
    private void up() {
        int index = history.getSelectionModel().getSelectedIndex();
        moveTo(index, index - 1);
    }

    @FXML
    private void down() {
        int index = history.getSelectionModel().getSelectedIndex();
        moveTo(index, index + 1);
    }

    @FXML
    private void reset() {
        history.getSelectionModel().clearSelection();
        viewModel.reset();
    }

    /// Behind the selected event, or at the end.
    private void addItem(Named item) {
        int selected = history.getSelectionModel().getSelectedIndex();
        int at = selected < 0 ? history.getItems().size() : selected + 1;
        viewModel.add(item, at);
        history.getSelectionModel().clearAndSelect(at);
        history.scrollTo(Math.max(0, at - 3));
        add.clear();
    }

    // ---- what comes next

    private void bindTop() {
        top.setCellFactory(list -> new NextCell(viewModel, quantities, words));
        top.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null && viewModel.aboutProperty().get().filter(named -> named.id().equals(chosen.id())).isEmpty()) {
                viewModel.explain(new Named(chosen.id(), chosen.title()));
            }
        });
    }

    private void showAnswer(Answer answer) {
        top.getItems().setAll(answer.top());
        targets.setText(String.join("\n", IntStream.range(0, answer.targets().size()).limit(3).mapToObj(i -> target(answer, i)).toList())
                + (answer.targets().size() > 3 ? "\n" + words.text("glass.targets.more", answer.targets().size() - 3) : ""));
        Optional<Answer> first = viewModel.first();
        map.show(viewModel.map(), first.flatMap(Answer::place).map(GlassView::point), answer.place().map(GlassView::point));
        mapText.setText(answer.place().map(place -> words.text("glass.map", place.of().size(), String.join(" · ", place.of().stream().limit(3).toList()))).orElse(""));
        map.setAccessibleText(mapText.getText());
        showFooter();
    }

    private void showFooter() {
        footer.setText(viewModel.isEdited()
                ? words.text("glass.footer", quantities.decimal(viewModel.millis(), viewModel.millis() < 10 ? 1 : 0), viewModel.command())
                : viewModel.command());
    }

    private String target(Answer answer, int i) {
        Ranked now = answer.targets().get(i);
        Optional<Ranked> was = viewModel.first().map(first -> first.targets().get(i)).filter(before -> before.rank() != now.rank());
        return was.map(before -> words.text("glass.target.was", now.title(), rank(now), rank(before))).orElseGet(() -> words.text("glass.target", now.title(), rank(now)));
    }

    private String rank(Ranked ranked) {
        return ranked.rank() == 0 ? words.text("glass.rank.seen") : quantities.decimal(ranked.rank(), ranked.rank() == Math.rint(ranked.rank()) ? 0 : 1);
    }

    private static Point2D point(CaseGlass.Place place) {
        return new Point2D(place.x(), place.y());
    }

    // ---- suggestions

    private interface Typed {
        void now(String text);
    }

    private void suggest(TextField field, Typed typed) {
        field.textProperty().subscribe(text -> {
            if (text.isBlank()) {
                suggestions.hide();
            } else {
                typed.now(text);
            }
        });
        field.setOnAction(event -> {
            if (suggestions.isShowing() && !suggestions.getItems().isEmpty()) {
                suggestions.getItems().getFirst().fire();
            }
        });
    }

    private MenuItem item(String text, Runnable then) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> {
            suggestions.hide();
            then.run();
        });
        return item;
    }

    private void offer(TextField field, List<MenuItem> items) {
        suggestions.getItems().setAll(items);
        if (items.isEmpty() || field.getScene() == null || !field.isFocused()) {
            suggestions.hide();
        } else if (!suggestions.isShowing()) {
            suggestions.show(field, Side.BOTTOM, 0, 0);
        }
    }

    // ---- which case

    @FXML
    private void glassOpen() {
        viewModel.openGlass();
    }

    @FXML
    private void previous() {
        viewModel.step(-1);
    }

    @FXML
    private void next() {
        viewModel.step(1);
    }

    @FXML
    private void random() {
        viewModel.random();
    }

}
