package trailbench.ui.chart;

import java.util.Arrays;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import trailbench.ui.chart.PointMapView.Tool;

/// Mouse and touchpad of a [PointMapView]. With the hand, Shift draws a box; with box and lasso, Shift adds to what is selected and Alt takes
/// away from it. A click picks; with Shift or the shortcut key it selects or leaves out one point.
final class MapGestures {
    private static final double SLACK = 4;

    private final PointMapView view;
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragging;
    private Tool drawing = Tool.HAND;
    private double[] corners = new double[0];

    MapGestures(PointMapView view) {
        this.view = view;
        view.setOnMousePressed(this::press);
        view.setOnMouseDragged(this::drag);
        view.setOnMouseReleased(this::release);
        view.setOnMouseMoved(event -> view.hover(event.getX(), event.getY()));
        view.setOnMouseExited(event -> view.leave());
        view.setOnScroll(this::wheel);
        view.setOnZoom(event -> view.zoom(event.getZoomFactor(), event.getX(), event.getY()));
    }

    private void press(MouseEvent event) {
        view.requestFocus();
        pressedX = lastX = event.getX();
        pressedY = lastY = event.getY();
        dragging = false;
        boolean hand = view.toolProperty().get() == Tool.HAND || event.getButton() != MouseButton.PRIMARY;
        drawing = !hand ? view.toolProperty().get() : event.isShiftDown() ? Tool.BOX : Tool.HAND;
        corners = new double[] {pressedX, pressedY};
    }

    private void drag(MouseEvent event) {
        if (!dragging && Math.hypot(event.getX() - pressedX, event.getY() - pressedY) <= SLACK) {
            return;
        }
        dragging = true;
        view.leave();
        switch (drawing) {
            case HAND -> view.pan(event.getX() - lastX, event.getY() - lastY);
            case BOX -> view.outline(pressedX, pressedY, event.getX(), pressedY, event.getX(), event.getY(), pressedX, event.getY());
            case LASSO -> {
                corners = Arrays.copyOf(corners, corners.length + 2);
                corners[corners.length - 2] = event.getX();
                corners[corners.length - 1] = event.getY();
                view.outline(corners);
            }
        }
        lastX = event.getX();
        lastY = event.getY();
    }

    private void release(MouseEvent event) {
        if (dragging) {
            if (view.isOutlining()) {
                view.choose(event.isAltDown() ? MapSelection.Mode.REMOVE : event.isShiftDown() ? MapSelection.Mode.ADD : MapSelection.Mode.REPLACE);
            }
            return;
        }
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.getClickCount() == 2) {
            view.zoom(2, event.getX(), event.getY());
        } else if (event.isShiftDown() || event.isShortcutDown()) {
            view.toggle(event.getX(), event.getY());
        } else {
            view.pick(event.getX(), event.getY());
        }
    }

    private void wheel(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            view.zoom(Math.exp(Math.clamp(event.getDeltaY(), -120, 120) * 0.005), event.getX(), event.getY());
            view.hover(event.getX(), event.getY());
        }
        event.consume();
    }
}
