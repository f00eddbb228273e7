package trailbench.ui.chart;

import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// A legend of many lines: at most a share of its chart's height, so that the lines themselves keep their room. What is beyond is scrolled to.
final class LegendPane extends ScrollPane {
    private static final double SHARE = 0.36;
    /// Two rows.
    private static final double LEAST = 52;

    private final Region entries;
    private final ObservableDoubleValue chart;

    /// @param chart height of the whole chart
    LegendPane(Region entries, ObservableDoubleValue chart) {
        super(entries);
        this.entries = entries;
        this.chart = chart;
        getStyleClass().add("room-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        visibleProperty().bind(entries.visibleProperty());
        managedProperty().bind(entries.visibleProperty());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.min(entries.prefHeight(width), Math.max(LEAST, SHARE * chart.get()));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
