package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trailbench.embedding.MapMethod;
import trailbench.embedding.PointMap;
import trailbench.ui.chart.MapSelection.Mode;

class MapSelectionTest {
    /// The corners of a square, and its middle.
    private static final PointMap FIVE = new PointMap(
            new MapMethod.Pca(.5, .25), 5,
            List.of("A1", "A2", "B1", "B2", "C1"),
            List.of("Red lunch bag", "Blue lunch bag", "Red teacup", "Green teacup", "Tablecloth"),
            new float[] {0, 4, 0, 4, 2},
            new float[] {0, 0, 4, 4, 2},
            Map.of(
                    "popularity", List.of("10", "50", "20", "40", "30"),
                    "category", List.of("bag", "bag", "tea", "tea", ""),
                    "supplier", List.of("North", "South", "North", "South", "East")));

    private final PointMapModel model = new PointMapModel();

    @Test
    void shapeSelectsWhatLiesInsideAndIsShown() {
        model.show(FIVE);
        // a triangle over the lower half: A1, A2 and the middle; not the upper corners
        double[] triangle = {-1, -1, 5, -1, 2, 3};
        model.choose(triangle, Mode.REPLACE);
        assertArrayEquals(new int[] {0, 1, 4}, model.selection().chosen().points());
        assertArrayEquals(new int[] {1, 4, 0}, model.popularFirst(model.selection().chosen()));
        model.colourByProperty().set("category");
        model.toggle(0);
        model.choose(triangle, Mode.REPLACE);
        assertArrayEquals(new int[] {4}, model.selection().chosen().points());
    }

    @Test
    void shapesAddAndTakeAwayAndEveryStepIsTakenBack() {
        model.show(FIVE);
        model.selection().choose(PointSet.of(0, 1), Mode.REPLACE);
        model.selection().choose(PointSet.of(1, 2), Mode.ADD);
        model.selection().choose(PointSet.of(0), Mode.REMOVE);
        assertEquals(PointSet.of(1, 2), model.selection().chosen());
        model.selection().undo();
        assertEquals(PointSet.of(0, 1, 2), model.selection().chosen());
        model.selection().undo();
        model.selection().undo();
        assertTrue(model.selection().chosen().isEmpty());
        assertFalse(model.selection().canUndoProperty().get());
        model.selection().redo();
        assertEquals(PointSet.of(0, 1), model.selection().chosen());
        model.selection().choose(PointSet.of(3), Mode.REPLACE);
        assertFalse(model.selection().canRedoProperty().get());
    }

    @Test
    void isolatedPointsAloneAreShownFoundAndSelected() {
        model.show(FIVE);
        model.selection().choose(PointSet.of(2, 3), Mode.REPLACE);
        model.selection().isolate();
        assertTrue(model.shown(2) && model.shown(3));
        assertFalse(model.shown(0));
        model.chooseAll();
        assertEquals(PointSet.of(2, 3), model.selection().chosen());
        model.selection().undo();
        model.selection().showAll();
        assertTrue(model.shown(0));
        assertEquals(PointSet.of(2, 3), model.selection().chosen());
    }

    @Test
    void searchLooksIntoEveryColumnAndSaysWhere() {
        model.show(FIVE);
        model.queryProperty().set("south");
        assertArrayEquals(new int[] {1, 3}, model.matchesProperty().get().points());
        assertEquals(Optional.of(Map.entry("supplier", "South")), model.whereFound(1));
        model.queryProperty().set("teacup north");
        assertArrayEquals(new int[] {2}, model.matchesProperty().get().points());
        model.queryProperty().set("red");
        assertEquals(Optional.empty(), model.whereFound(0));
        model.regexProperty().set(true);
        model.queryProperty().set("^(east|tea)$");
        assertArrayEquals(new int[] {3, 4, 2}, model.matchesProperty().get().points());
        assertEquals(Optional.of(Map.entry("category", "tea")), model.whereFound(3));
        model.chooseMatches();
        assertEquals(PointSet.of(2, 3, 4), model.selection().chosen());
    }

    @Test
    void sizeFollowsAColumnOfNumbersOrNone() {
        PointMap map = SyntheticMap.of(200, 1);
        model.show(map);
        assertEquals(List.of("popularity", "price"), model.sizeColumns());
        model.sizeByProperty().set("price");
        float[] weights = model.weights();
        int cheap = 0;
        int dear = 0;
        for (int i = 1; i < map.size(); i++) {
            double price = Colouring.number(map.columns().get("price").get(i));
            cheap = price < Colouring.number(map.columns().get("price").get(cheap)) || cheap == 0 ? i : cheap;
            dear = price > Colouring.number(map.columns().get("price").get(dear)) || dear == 0 ? i : dear;
        }
        assertEquals(0, weights[cheap], 1e-6);
        assertEquals(1, weights[dear], 1e-6);
        model.sizeByProperty().set(PointSizes.ALIKE);
        assertEquals(model.weights()[cheap], model.weights()[dear]);
    }

    @Test
    void keysWalkToTheNextPointInADirection() {
        model.show(FIVE);
        assertEquals(1, model.next(0, 1, 0));
        assertEquals(0, model.next(4, 0, -1));
        assertEquals(0, model.next(0, -1, 0));
    }

    @Test
    void neighbourThatTheMapShowsFarAwayIsTorn() {
        // a row of 100 points: from the first, 30 lie nearer than number 31, and 31 nearer than number 32
        int size = 100;
        float[] x = new float[size];
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            x[i] = i;
            ids.add("i" + i);
        }
        List<String> alike = Collections.nCopies(size, "1");
        model.show(new PointMap(new MapMethod.Pca(.5, .25), size, ids, ids, x, new float[size], Map.of("popularity", alike)));
        assertFalse(model.farApart(0, 31));
        assertTrue(model.farApart(0, 32));
    }

    @Test
    void secondMapHasTheSameItemsSelectedAndTheFirstMapsColours() {
        PointMap other = new PointMap(
                new MapMethod.Pca(.5, .25), 4, List.of("C1", "B1", "Z9", "A1"), List.of("Tablecloth", "Red teacup", "New", "Red lunch bag"),
                new float[] {0, 1, 2, 3}, new float[4], Map.of("popularity", List.of("1", "2", "3", "4")));
        PointMapModel second = new PointMapModel();
        model.show(FIVE);
        second.show(other);
        MapLink link = new MapLink(model, second);
        model.colourByProperty().set("category");
        // bag, tea, no value: of the second map A1 is a bag, B1 tea, C1 and Z9 have no value
        assertEquals(List.of(1, 1, 2), second.colouringProperty().get().entries().stream().map(Colouring.Entry::count).toList());
        model.selection().choose(PointSet.of(0, 1, 2), Mode.REPLACE);
        assertEquals(PointSet.of(1, 3), second.selection().chosen());
        second.selection().choose(PointSet.of(0), Mode.ADD);
        // A2 is not on the second map and stays
        assertEquals(PointSet.of(0, 1, 2, 4), model.selection().chosen());
        second.selection().clear();
        assertTrue(model.selection().chosen().isEmpty());
        model.selectedProperty().set(2);
        assertEquals(1, second.selectedProperty().get());
        model.toggle(1);
        assertFalse(second.shown(1));
        link.release();
        model.selectedProperty().set(0);
        assertEquals(1, second.selectedProperty().get());
    }

    @Test
    void contoursEncloseTheShareOfPointsThatTheyName() {
        long seed = 5;
        int size = 20_000;
        Random random = new Random(seed);
        float[] x = new float[size];
        float[] y = new float[size];
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            x[i] = (float) random.nextGaussian();
            y[i] = (float) random.nextGaussian();
            ids.add("i" + i);
        }
        model.show(new PointMap(new MapMethod.Pca(.5, .25), size, ids, ids, x, y, Map.of("popularity", Collections.nCopies(size, "1"))));
        ContourLines lines = ContourLines.of(model.cloud(), model.styles());
        // of a round Gaussian, 90, 60 and 30 % lie within √(−2 ln 0.1), √(−2 ln 0.4) and √(−2 ln 0.7) of the middle
        double[] expected = {2.146, 1.354, 0.845};
        for (int level = 0; level < expected.length; level++) {
            double sum = 0;
            int count = 0;
            for (int line = 0; line < lines.size(); line++) {
                if (lines.level()[line] == level) {
                    sum += Math.hypot(lines.ends()[4 * line], lines.ends()[4 * line + 1]);
                    count++;
                }
            }
            assertEquals(expected[level], sum / count, 0.12, "level " + level + ", seed " + seed);
        }
    }
}
