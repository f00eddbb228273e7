package trailbench.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// Bars side by side, each stacked from parts that have one colour throughout. Parts are style classes, so that a change of theme
/// needs no repainting, or have colours that stay in every theme. Some hundred bars at most.
public final class StackedBars extends Region {
    private static final double AXIS = 20;
    private static final double GAP = 2;

    /// @param label   below the bar; empty for none
    /// @param heights one value a part, from the bottom up
    /// @param tip     what the mouse tells
    public record Bar(String label, List<Double> heights, String tip) {}

    private final List<List<Region>> parts = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final Label most = new Label();
    private List<Bar> bars = List.of();

    public StackedBars() {
        getStyleClass().add("stacked-bars");
        setMinHeight(96);
        setPrefHeight(144);
        most.getStyleClass().addAll("muted", "small-text");
    }

    /// @param styleClasses one a part: `training`, `validation`, `test`, `neutral`
    /// @param highest      the words for the height of the highest bar
    public void show(List<Bar> shown, List<String> styleClasses, String highest) {
        show(shown, highest, (region, part) -> region.getStyleClass().addAll("bar", styleClasses.get(part)));
    }

    /// @param colours `#rrggbb`, one a part
    /// @param highest as above
    public void showInColours(List<Bar> shown, List<String> colours, String highest) {
        show(shown, highest, (region, part) -> {
            region.getStyleClass().add("bar");
            region.setStyle("-fx-background-color: " + colours.get(part));
        });
    }

    private void show(List<Bar> shown, String highest, ObjIntConsumer<Region> paint) {
        bars = List.copyOf(shown);
        parts.clear();
        labels.clear();
        most.setText(highest);
        List<Node> nodes = new ArrayList<>(List.of(most));
        for (Bar bar : bars) {
            Tooltip tip = new Tooltip(bar.tip());
            List<Region> stack = new ArrayList<>();
            for (int part = 0; part < bar.heights().size(); part++) {
                Region region = new Region();
                paint.accept(region, part);
                Tooltip.install(region, tip);
                stack.add(region);
            }
            Label label = new Label(bar.label());
            label.getStyleClass().addAll("muted", "small-text");
            label.setAlignment(Pos.TOP_CENTER);
            parts.add(stack);
            labels.add(label);
            nodes.addAll(stack);
            nodes.add(label);
        }
        getChildren().setAll(nodes);
    }

    @Override
    protected void layoutChildren() {
        double top = AXIS;
        double height = Math.max(1, getHeight() - top - AXIS);
        most.resizeRelocate(0, 0, getWidth(), AXIS);
        double highest = bars.stream().mapToDouble(StackedBars::total).max().orElse(1);
        double pitch = getWidth() / Math.max(1, bars.size());
        double width = Math.max(1, Math.min(pitch - GAP, 64));
        double free = 0;
        for (int index = 0; index < bars.size(); index++) {
            double x = index * pitch + (pitch - width) / 2;
            double y = top + height;
            for (int part = 0; part < parts.get(index).size(); part++) {
                double share = bars.get(index).heights().get(part) / Math.max(1e-300, highest);
                double tall = share > 0 ? Math.max(1, share * height) : 0;
                y -= tall;
                parts.get(index).get(part).resizeRelocate(snapPositionX(x), y, snapSizeX(width), tall);
            }
            Label label = labels.get(index);
            double wide = label.prefWidth(-1);
            double left = Math.clamp(x + width / 2 - wide / 2, 0, Math.max(0, getWidth() - wide));
            label.resizeRelocate(left, top + height + 2, wide, AXIS - 2);
            label.setVisible(left >= free);
            free = label.isVisible() && wide > 0 ? left + wide + 2 * GAP : free;
        }
    }

    private static double total(Bar bar) {
        return bar.heights().stream().mapToDouble(Double::doubleValue).sum();
    }
}
