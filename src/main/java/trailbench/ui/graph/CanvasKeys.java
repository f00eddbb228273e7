package trailbench.ui.graph;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyEvent;
import trailbench.ui.fx.TextClipboard;

/// What keys do on the canvas. Each command has a button, a menu entry or a field beside.
final class CanvasKeys {
    private static final double ZOOM_STEP = 1.25;
    private static final int FAR = 10;
    private static final double PAN = 40;

    private final GraphCanvas canvas;
    private final GraphViewModel viewModel;

    private CanvasKeys(GraphCanvas canvas, GraphViewModel viewModel) {
        this.canvas = canvas;
        this.viewModel = viewModel;
    }

    static void install(GraphCanvas canvas, GraphViewModel viewModel) {
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, new CanvasKeys(canvas, viewModel)::press);
    }

    private void press(KeyEvent key) {
        boolean known = key.isShortcutDown() ? shortcut(key) : plain(key);
        if (known) {
            key.consume();
        }
    }

    private boolean shortcut(KeyEvent key) {
        switch (key.getCode()) {
            case A -> {
                viewModel.selection().selectAll();
                canvas.requestFocus();
            }
            case C -> viewModel.copy().ifPresent(TextClipboard::put);
            case X -> viewModel.cut().ifPresent(TextClipboard::put);
            case V -> paste(viewModel);
            case D -> viewModel.duplicate();
            case Z -> {
                if (key.isShiftDown()) {
                    viewModel.redo();
                } else {
                    viewModel.undo();
                }
            }
            case Y -> viewModel.redo();
            case DIGIT0, NUMPAD0 -> canvas.fit();
            case PLUS, ADD, EQUALS -> canvas.zoom(ZOOM_STEP);
            case MINUS, SUBTRACT -> canvas.zoom(1 / ZOOM_STEP);
            case DELETE, BACK_SPACE -> viewModel.dissolve();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent key) {
        switch (key.getCode()) {
            case DELETE, BACK_SPACE -> viewModel.delete();
            case ESCAPE -> viewModel.selection().select(List.of());
            case LEFT -> go(-1, 0, key.isShiftDown());
            case RIGHT -> go(1, 0, key.isShiftDown());
            case UP -> go(0, -1, key.isShiftDown());
            case DOWN -> go(0, 1, key.isShiftDown());
            case TAB -> {
                return walk(key.isShiftDown() ? -1 : 1);
            }
            case SPACE -> {
                return focused().map(box -> {
                    viewModel.selection().toggle(box.name());
                    return true;
                }).orElse(false);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Moves what is selected; the drawing itself if nothing is.
    private void go(int right, int down, boolean far) {
        if (viewModel.selection().names().isEmpty()) {
            canvas.pan(-right * PAN, -down * PAN);
        } else {
            viewModel.nudge(right * (far ? FAR : 1), down * (far ? FAR : 1));
        }
    }

    /// To the next node in the order of reading, which is then selected; at the end the focus leaves the canvas.
    private boolean walk(int step) {
        List<NodeBox> boxes = canvas.pane().boxes();
        int at = focused().map(boxes::indexOf).orElse(step > 0 ? -1 : boxes.size());
        if (!canvas.isFocused() && focused().isEmpty()) {
            return false;
        }
        int next = at + step;
        if (next < 0 || next >= boxes.size()) {
            return false;
        }
        NodeBox box = boxes.get(next);
        box.requestFocus();
        viewModel.selection().select(List.of(box.name()));
        canvas.reveal(box.name());
        return true;
    }

    private Optional<NodeBox> focused() {
        return canvas.pane().boxes().stream().filter(NodeBox::isFocused).findFirst();
    }

    static void paste(GraphViewModel viewModel) {
        Optional.ofNullable(Clipboard.getSystemClipboard().getString()).filter(text -> !text.isBlank()).ifPresent(viewModel::paste);
    }
}
