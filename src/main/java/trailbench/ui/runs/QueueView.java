package trailbench.ui.runs;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trailbench.ui.control.EmptyState;
import trailbench.ui.control.NumberField;
import trailbench.ui.fx.Fxml;
import trailbench.ui.fx.Messages;

/// The queue: its state and limit above, its runs in their order below. Alt with an arrow moves a run, Delete takes it out.
final class QueueView {
    private final QueueViewModel viewModel;
    private final Messages words;
    private final Runnable train;
    private final Parent root;
    private String selected = "";

    @FXML private EmptyState none;
    @FXML private VBox full;
    @FXML private Label sentence;
    @FXML private NumberField limit;
    @FXML private Button start;
    @FXML private Button pause;
    @FXML private TableView<QueueViewModel.Row> table;
    @FXML private TableColumn<QueueViewModel.Row, String> place;
    @FXML private TableColumn<QueueViewModel.Row, String> run;
    @FXML private TableColumn<QueueViewModel.Row, String> about;
    @FXML private Button first;
    @FXML private Button up;
    @FXML private Button down;
    @FXML private Button remove;

    /// @param train goes to the Train room
    QueueView(QueueViewModel viewModel, Messages words, Runnable train) {
        this.viewModel = viewModel;
        this.words = words;
        this.train = train;
        this.root = Fxml.load(this, words);
    }

    Node view() {
        return root;
    }

    @FXML
    private void initialize() {
        table.getStyleClass().add(Styles.DENSE);
        column(place, row -> row.waits() ? Integer.toString(row.place()) : words.text("state." + row.state().name().toLowerCase(java.util.Locale.ROOT)));
        column(run, QueueViewModel.Row::id);
        column(about, QueueViewModel.Row::about);
        table.setItems(viewModel.rows());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                selected = row.id();
            }
            showSelection(row);
        });
        viewModel.rows().addListener((ListChangeListener<QueueViewModel.Row>) change -> rowsChanged());
        viewModel.modeProperty().subscribe(this::showMode);
        viewModel.sentenceProperty().subscribe(said -> {
            sentence.setText(said);
            sentence.setTooltip(new Tooltip(said));
            limit.setValue(viewModel.limit());
        });
        limit.valueProperty().subscribe(runs -> viewModel.limit(runs.intValue()));
        start.setTooltip(new Tooltip(words.text("queue.start.tip", viewModel.command())));
        rowsChanged();
    }

    private static void column(TableColumn<QueueViewModel.Row, String> column, Function<QueueViewModel.Row, String> text) {
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    }

    private void showMode(QueueViewModel.Mode mode) {
        show(start, mode == QueueViewModel.Mode.IDLE || mode == QueueViewModel.Mode.PAUSED);
        show(pause, mode == QueueViewModel.Mode.SERVED);
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /// A list that was refilled has forgotten its selection: the run is looked for again.
    private void rowsChanged() {
        none.setVisible(viewModel.rows().isEmpty());
        full.setVisible(!viewModel.rows().isEmpty());
        viewModel.rows().stream().filter(row -> row.id().equals(selected)).findFirst().ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::clearSelection);
        showSelection(table.getSelectionModel().getSelectedItem());
    }

    private void showSelection(QueueViewModel.@Nullable Row row) {
        boolean waits = row != null && row.waits();
        first.setDisable(!waits || row.place() == 1);
        up.setDisable(!waits || row.place() == 1);
        down.setDisable(!waits || row.place() == viewModel.waiting());
        remove.setDisable(!waits);
    }

    private void key(KeyEvent key) {
        switch (key.getCode()) {
            case UP, DOWN -> {
                if (!key.isAltDown()) {
                    return;
                }
                int by = key.getCode() == javafx.scene.input.KeyCode.UP ? -1 : 1;
                selected((row, model) -> model.move(row, by));
            }
            case DELETE -> remove();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void selected(BiConsumer<QueueViewModel.Row, QueueViewModel> deed) {
        for (QueueViewModel.Row row : List.copyOf(table.getSelectionModel().getSelectedItems())) {
            deed.accept(row, viewModel);
        }
    }

    @FXML
    private void goToTrain() {
        train.run();
    }

    @FXML
    private void start() {
        viewModel.start();
    }

    @FXML
    private void pause() {
        viewModel.pause();
    }

    @FXML
    private void first() {
        selected((row, model) -> model.first(row));
    }

    @FXML
    private void up() {
        selected((row, model) -> model.move(row, -1));
    }

    @FXML
    private void down() {
        selected((row, model) -> model.move(row, 1));
    }

    @FXML
    private void remove() {
        selected((row, model) -> model.remove(row));
    }
}
