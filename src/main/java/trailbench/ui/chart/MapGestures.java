package trailbench.ui.chart;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Mouse, touchpad and keys of a [PointMapView].
final class MapGestures {
    private static final double STEP = 60;
    private static final double SLACK = 4;

    private final PointMapView view;
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragging;

    MapGestures(PointMapView view) {
        this.view = view;
        view.setOnMousePressed(this::press);
        view.setOnMouseDragged(this::drag);
        view.setOnMouseReleased(this::release);
        view.setOnMouseMoved(event -> view.hover(event.getX(), event.getY()));
        view.setOnMouseExited(event -> view.leave());
        view.setOnScroll(this::wheel);
        view.setOnZoom(event -> view.zoom(event.getZoomFactor(), event.getX(), event.getY()));
        view.setOnKeyPressed(this::key);
    }

    private void press(MouseEvent event) {
        view.requestFocus();
        pressedX = lastX = event.getX();
        pressedY = lastY = event.getY();
        dragging = false;
    }

    private void drag(MouseEvent event) {
        dragging |= Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > SLACK;
        if (dragging) {
            view.leave();
            view.pan(event.getX() - lastX, event.getY() - lastY);
            lastX = event.getX();
            lastY = event.getY();
        }
    }

    private void release(MouseEvent event) {
        if (dragging || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.getClickCount() == 2) {
            view.zoom(2, event.getX(), event.getY());
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

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean known = true;
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> view.zoom(1.3);
            case MINUS, SUBTRACT -> view.zoom(1 / 1.3);
            case DIGIT0, NUMPAD0 -> view.fit();
            case LEFT -> view.pan(STEP, 0);
            case RIGHT -> view.pan(-STEP, 0);
            case UP -> view.pan(0, STEP);
            case DOWN -> view.pan(0, -STEP);
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }
}
