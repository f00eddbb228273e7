package trailbench.ui.chart;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.collections.SetChangeListener;
import javafx.util.Subscription;
import trailbench.embedding.PointMap;

/// Ties two maps by the items on them: what is selected, shown alone, picked, looked for or hidden on one is so on the other, and the second
/// wears the colours of the first, so that a group of the one can be looked up in the other.
public final class MapLink {
    private final PointMapModel first;
    private final PointMapModel second;
    private final Subscription subscription;
    private final SetChangeListener<Integer> hiding = change -> hide();
    private PointMap matchedFirst = PointMapModel.EMPTY;
    private PointMap matchedSecond = PointMapModel.EMPTY;
    /// For each point of the second map the first's, and the other way round; -1 where there is none.
    private int[] toFirst = new int[0];
    private int[] toSecond = new int[0];
    private boolean passing;

    public MapLink(PointMapModel first, PointMapModel second) {
        this.first = first;
        this.second = second;
        second.queryProperty().bindBidirectional(first.queryProperty());
        second.regexProperty().bindBidirectional(first.regexProperty());
        second.contoursProperty().bindBidirectional(first.contoursProperty());
        second.namesProperty().bindBidirectional(first.namesProperty());
        first.hiddenEntries().addListener(hiding);
        subscription = Subscription.combine(
                first.colouringProperty().subscribe(this::colour),
                second.mapProperty().subscribe(this::colour),
                first.mapProperty().subscribe(this::colour),
                first.selection().stateProperty().subscribe(state -> pass(() -> second.selection().follow(onto(state, true)))),
                second.selection().stateProperty().subscribe((before, state) -> passBack(() -> first.selection().follow(onto(state, false)))),
                first.selectedProperty().subscribe(point -> pass(() -> second.selectedProperty().set(onto(point.intValue(), true)))),
                second.selectedProperty().subscribe((before, point) -> passBack(() -> first.selectedProperty().set(onto(point.intValue(), false)))));
    }

    /// Unties them.
    public void release() {
        subscription.unsubscribe();
        first.hiddenEntries().removeListener(hiding);
        second.queryProperty().unbindBidirectional(first.queryProperty());
        second.regexProperty().unbindBidirectional(first.regexProperty());
        second.contoursProperty().unbindBidirectional(first.contoursProperty());
        second.namesProperty().unbindBidirectional(first.namesProperty());
    }

    private void match() {
        PointMap one = first.cloud().map();
        PointMap other = second.cloud().map();
        if (one != matchedFirst || other != matchedSecond) {
            matchedFirst = one;
            matchedSecond = other;
            toSecond = matched(one, other);
            toFirst = matched(other, one);
        }
    }

    private static int[] matched(PointMap from, PointMap to) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int point = 0; point < to.size(); point++) {
            numbers.put(to.ids().get(point), point);
        }
        return IntStream.range(0, from.size()).map(point -> numbers.getOrDefault(from.ids().get(point), PointMapModel.NONE)).toArray();
    }

    private void colour() {
        if (first.colouringProperty().get().entryOf().length == first.cloud().size()) {
            match();
            second.colourLike(first.colouringProperty().get().on(toFirst));
            hide();
            pass(() -> {
                second.selection().follow(onto(first.selection().stateProperty().get(), true));
                second.selectedProperty().set(onto(first.selectedProperty().get(), true));
            });
        }
    }

    private void hide() {
        second.hiddenEntries().retainAll(first.hiddenEntries());
        second.hiddenEntries().addAll(first.hiddenEntries());
    }

    /// Hands something on, unless it has just come from there.
    private void pass(Runnable change) {
        if (!passing) {
            passing = true;
            match();
            change.run();
            passing = false;
        }
    }

    /// To the first map, unless the second is just being put in place.
    private void passBack(Runnable change) {
        if (!second.showing()) {
            pass(change);
        }
    }

    private int onto(int point, boolean forth) {
        int[] numbers = forth ? toSecond : toFirst;
        return point < 0 || point >= numbers.length ? PointMapModel.NONE : numbers[point];
    }

    private PointSet onto(PointSet points, boolean forth) {
        return PointSet.of(Arrays.stream(points.points()).map(point -> onto(point, forth)).filter(point -> point >= 0).toArray());
    }

    /// What is selected stays so where the other map has not the item, unless nothing is selected any more.
    private MapSelection.State onto(MapSelection.State state, boolean forth) {
        PointSet chosen = onto(state.chosen(), forth);
        if (!state.chosen().isEmpty()) {
            PointMapModel target = forth ? second : first;
            chosen = chosen.with(target.selection().chosen().where(point -> onto(point, !forth) == PointMapModel.NONE));
        }
        return new MapSelection.State(chosen, onto(state.alone(), forth));
    }
}
