package trailbench.ui.chart;

import javafx.scene.input.KeyEvent;
import trailbench.ui.chart.PointMapView.Tool;

/// Keys of a [PointMapView].
///
/// | key | does |
/// |---|---|
/// | arrows, `+`, `-`, `0` | move, zoom, show all |
/// | `H`, `B`, `L` | hand, box, lasso |
/// | Enter, Alt+arrows | pick the point in the middle, go to the next point |
/// | Space | selects or leaves out the picked point |
/// | `S`, Ctrl+A | select what is in sight, select all |
/// | `I` | show the selected points alone, or all again |
/// | `C`, `N` | contours, names |
/// | Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y | take back a change of the selection, make it again |
/// | Escape | leaves the shape, then the selection, then the picked point |
final class MapKeys {
    private static final double STEP = 60;

    private final PointMapView view;
    private final PointMapModel model;

    MapKeys(PointMapView view, PointMapModel model) {
        this.view = view;
        this.model = model;
        view.setOnKeyPressed(event -> {
            boolean known = event.isShortcutDown() ? shortcut(event) : event.isAltDown() ? walk(event) : plain(event);
            if (known) {
                event.consume();
            }
        });
    }

    private boolean shortcut(KeyEvent event) {
        switch (event.getCode()) {
            case A -> model.chooseAll();
            case Y -> model.selection().redo();
            case Z -> {
                if (event.isShiftDown()) {
                    model.selection().redo();
                } else {
                    model.selection().undo();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean walk(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> go(-1, 0);
            case RIGHT -> go(1, 0);
            case UP -> go(0, 1);
            case DOWN -> go(0, -1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void go(int right, int up) {
        int from = model.selectedProperty().get();
        if (from == PointMapModel.NONE) {
            view.pickMiddle();
        } else {
            int to = model.next(from, right, up);
            model.selectedProperty().set(to);
            view.reveal(to);
        }
    }

    private boolean plain(KeyEvent event) {
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> view.zoom(1.3);
            case MINUS, SUBTRACT -> view.zoom(1 / 1.3);
            case DIGIT0, NUMPAD0 -> view.fit();
            case LEFT -> view.pan(STEP, 0);
            case RIGHT -> view.pan(-STEP, 0);
            case UP -> view.pan(0, STEP);
            case DOWN -> view.pan(0, -STEP);
            case H -> view.toolProperty().set(Tool.HAND);
            case B -> view.toolProperty().set(Tool.BOX);
            case L -> view.toolProperty().set(Tool.LASSO);
            case ENTER -> view.pickMiddle();
            case SPACE -> togglePicked();
            case S -> view.chooseInSight();
            case I -> isolate(model);
            case C -> model.contoursProperty().set(!model.contoursProperty().get());
            case N -> model.namesProperty().set(!model.namesProperty().get());
            case ESCAPE -> {
                return letGo();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void togglePicked() {
        int point = model.selectedProperty().get();
        if (point != PointMapModel.NONE) {
            boolean chosen = model.selection().chosen().contains(point);
            model.selection().choose(PointSet.of(point), chosen ? MapSelection.Mode.REMOVE : MapSelection.Mode.ADD);
        }
    }

    /// The selected points alone, or all again if some are alone already.
    static void isolate(PointMapModel model) {
        if (model.selection().stateProperty().get().alone().isEmpty()) {
            model.selection().isolate();
        } else {
            model.selection().showAll();
        }
    }

    private boolean letGo() {
        if (view.isOutlining()) {
            view.outline();
        } else if (!model.selection().chosen().isEmpty()) {
            model.selection().clear();
        } else if (model.selectedProperty().get() != PointMapModel.NONE) {
            model.selectedProperty().set(PointMapModel.NONE);
        } else {
            return false;
        }
        return true;
    }
}
