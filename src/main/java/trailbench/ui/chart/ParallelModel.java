package trailbench.ui.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is shown of parallel coordinates, which parts of axes are brushed, and the line that is looked at. Needs no toolkit.
public final class ParallelModel {
    /// No line.
    public static final int NONE = -1;
    /// A brush that is shorter is a click: it takes the brush away.
    private static final double SHORTEST = 0.02;

    /// A part of an axis.
    ///
    /// @param from lower end, in [0, 1]
    /// @param to   upper end, in [0, 1]
    public record Brush(double from, double to) {
        boolean holds(double place) {
            return place >= from - 1e-9 && place <= to + 1e-9;
        }
    }

    private final ReadOnlyObjectWrapper<ParallelFrame> frame = new ReadOnlyObjectWrapper<>(ParallelFrame.EMPTY);
    private final ReadOnlyObjectWrapper<Map<Integer, Brush>> brushes = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Integer> looked = new ReadOnlyObjectWrapper<>(NONE);
    private final ReadOnlyObjectWrapper<Optional<String>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());

    public ReadOnlyObjectProperty<ParallelFrame> frameProperty() {
        return frame.getReadOnlyProperty();
    }

    /// Shows lines; brushes stay where the axes are the same.
    public void show(ParallelFrame now) {
        boolean otherAxes = !names(now).equals(names(frame.get()));
        String before = looked.get() == NONE ? "" : frame.get().lines().get(looked.get()).id();
        looked.set(NONE);
        frame.set(now);
        if (otherAxes) {
            brushes.set(Map.of());
        }
        IntStream.range(0, now.lines().size()).filter(i -> now.lines().get(i).id().equals(before)).findFirst().ifPresent(looked::set);
    }

    private static List<String> names(ParallelFrame of) {
        return of.axes().stream().map(ParallelFrame.Axis::name).toList();
    }

    /// Axis to its brushed part.
    public ReadOnlyObjectProperty<Map<Integer, Brush>> brushesProperty() {
        return brushes.getReadOnlyProperty();
    }

    /// Brushes a part of an axis, from any end to any end; next to nothing takes the axis's brush away.
    public void brush(int axis, double from, double to) {
        Map<Integer, Brush> now = new TreeMap<>(brushes.get());
        now.remove(axis);
        if (Math.abs(to - from) >= SHORTEST) {
            now.put(axis, new Brush(Math.clamp(Math.min(from, to), 0, 1), Math.clamp(Math.max(from, to), 0, 1)));
        }
        brushes.set(Map.copyOf(now));
        if (looked.get() != NONE && !passes(looked.get())) {
            looked.set(NONE);
        }
    }

    public void clearBrushes() {
        brushes.set(Map.of());
    }

    /// True if the line passes through all brushes.
    public boolean passes(int line) {
        List<Double> places = frame.get().lines().get(line).places();
        return brushes.get().entrySet().stream().allMatch(each -> each.getValue().holds(places.get(each.getKey())));
    }

    /// The line under the mouse, or that the keyboard has come to; [#NONE].
    public ReadOnlyObjectProperty<Integer> lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    public void look(int line) {
        looked.set(line);
    }

    /// Goes to the next better or worse of the lines that pass; from none to the best.
    ///
    /// @param by 1 for worse, -1 for better
    public void step(int by) {
        ParallelFrame now = frame.get();
        List<Integer> order = new ArrayList<>(IntStream.range(0, now.lines().size()).filter(this::passes).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> Double.isNaN(now.goodness(now.lines().get(i))) ? 2 : -now.goodness(now.lines().get(i))));
        if (!order.isEmpty()) {
            int at = order.indexOf(looked.get());
            looked.set(order.get(at < 0 ? 0 : Math.clamp(at + by, 0, order.size() - 1)));
        }
    }

    /// Id of the run that was chosen last.
    public ReadOnlyObjectProperty<Optional<String>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// Chooses the line that is looked at.
    public void select() {
        if (looked.get() != NONE) {
            selected.set(Optional.empty()); // the same run once more is news too
            selected.set(Optional.of(frame.get().lines().get(looked.get()).id()));
        }
    }

    /// The line nearest to a point, of those that pass the brushes.
    ///
    /// @param x     axes apart from the first axis: 1.5 is half way between the second and the third
    /// @param place in [0, 1] from foot to head
    /// @param reach greatest distance along the axes' direction
    int nearest(double x, double place, double reach) {
        int nearest = NONE;
        double least = reach;
        for (int i = 0; i < frame.get().lines().size(); i++) {
            double distance = Math.abs(at(frame.get().lines().get(i), x) - place);
            if (distance <= least && passes(i)) { // NaN is never near
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    /// Where a line is between its axes; NaN outside, and beside an axis that it has no value on.
    private static double at(ParallelFrame.Line line, double x) {
        int axes = line.places().size();
        if (x < 0 || x > axes - 1) {
            return Double.NaN;
        }
        int left = Math.min((int) x, Math.max(0, axes - 2));
        double share = x - left;
        double from = line.places().get(left);
        double to = axes == 1 ? from : line.places().get(left + 1);
        return share == 0 ? from : from + (to - from) * share;
    }
}
