package trailbench.ui.control;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.Region;

/// A bar from one share of its width to another, both in [0, 1]; its colour is that of a style class.
public final class ShareBar extends Region {
    private static final double HEIGHT = 12;
    private final Region bar = new Region();
    private final DoubleProperty from = new SimpleDoubleProperty(this, "from", 0);
    private final DoubleProperty to = new SimpleDoubleProperty(this, "to", 1);

    public ShareBar() {
        getStyleClass().add("share-bar");
        bar.getStyleClass().add("bar");
        getChildren().add(bar);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        from.subscribe(this::requestLayout);
        to.subscribe(this::requestLayout);
    }

    /// @param colour a style class of `trailbench.css`, such as `kept`, `rejected`, `training`
    public ShareBar(double from, double to, String colour) {
        this();
        this.from.set(from);
        this.to.set(to);
        getStyleClass().add(colour);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double start = width * Math.clamp(from.get(), 0, 1);
        double length = Math.max(2, width * Math.clamp(to.get(), 0, 1) - start);
        bar.resizeRelocate(Math.min(start, width - length), 0, length, getHeight());
    }

    public DoubleProperty fromProperty() {
        return from;
    }

    public DoubleProperty toProperty() {
        return to;
    }
}
