package trailbench.ui.deploy;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import trailbench.ui.deploy.TryViewModel.Step;
import trailbench.ui.fx.Messages;

/// Makes a list of the history's steps one that can be put in order: by dragging, by Alt with the arrow keys, and Delete takes one out.
final class HistoryList {
    private final ListView<Step> list;
    private final TryViewModel viewModel;
    private final Messages words;

    private HistoryList(ListView<Step> list, TryViewModel viewModel, Messages words) {
        this.list = list;
        this.viewModel = viewModel;
        this.words = words;
    }

    static HistoryList of(ListView<Step> list, TryViewModel viewModel, Messages words) {
        HistoryList made = new HistoryList(list, viewModel, words);
        list.setItems(viewModel.history());
        list.setFixedCellSize(28);
        list.setCellFactory(each -> made.new StepCell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, made::pressed);
        Label none = new Label(words.text("try.history.none"));
        none.getStyleClass().addAll("muted", "small-text");
        list.setPlaceholder(none);
        return made;
    }

    private void pressed(KeyEvent event) {
        if (event.isAltDown() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
            move(event.getCode() == KeyCode.UP ? -1 : 1);
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
            remove();
            event.consume();
        }
    }

    /// Moves the selected step.
    void move(int by) {
        int at = list.getSelectionModel().getSelectedIndex();
        if (at >= 0) {
            select(viewModel.move(at, at + by));
        }
    }

    /// Takes the selected step out, or the last if none is selected.
    void remove() {
        int at = list.getSelectionModel().getSelectedIndex();
        viewModel.remove(at >= 0 ? at : viewModel.history().size() - 1);
        select(Math.min(at, viewModel.history().size() - 1));
    }

    private void select(int index) {
        if (index >= 0) {
            list.getSelectionModel().clearAndSelect(index);
            list.scrollTo(index);
        }
    }

    private final class StepCell extends ListCell<Step> {
        private final Label rank = new Label();
        private final Label name = new Label();
        private final Label behaviour = new Label();
        private final HBox row = new HBox(8, rank, name, behaviour);

        StepCell() {
            rank.getStyleClass().add("rank");
            behaviour.getStyleClass().add("chip");
            behaviour.setMinWidth(USE_PREF_SIZE);
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(0);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMinWidth(0);
            row.setPrefWidth(1);
            setOnDragDetected(event -> {
                if (!isEmpty()) {
                    Dragboard board = startDragAndDrop(TransferMode.MOVE);
                    ClipboardContent content = new ClipboardContent();
                    content.putString(getItem().title());
                    board.setContent(content);
                }
                event.consume();
            });
            setOnDragOver(event -> {
                if (event.getGestureSource() instanceof StepCell other && other != this) {
                    event.acceptTransferModes(TransferMode.MOVE);
                }
                event.consume();
            });
            setOnDragDropped(event -> {
                boolean ours = event.getGestureSource() instanceof StepCell;
                if (event.getGestureSource() instanceof StepCell from) {
                    select(viewModel.move(from.getIndex(), isEmpty() ? viewModel.history().size() - 1 : getIndex()));
                }
                event.setDropCompleted(ours);
                event.consume();
            });
        }

        @Override
        protected void updateItem(Step step, boolean none) {
            super.updateItem(step, none);
            setGraphic(none ? null : row);
            if (none || step == null) {
                setTooltip(null);
                return;
            }
            rank.setText(Integer.toString(getIndex() + 1));
            name.setText(step.title());
            behaviour.setText(step.behaviour().orElse(""));
            behaviour.setVisible(step.behaviour().isPresent());
            behaviour.setManaged(step.behaviour().isPresent());
            setTooltip(new Tooltip(step.id() + " · " + step.title()));
            setAccessibleText(words.text("try.step", getIndex() + 1, step.title(), step.behaviour().orElse("")));
        }
    }
}
