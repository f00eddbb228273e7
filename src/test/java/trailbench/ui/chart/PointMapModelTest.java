package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trailbench.embedding.MapMethod;
import trailbench.embedding.PointMap;

class PointMapModelTest {
    private static final PointMap FIVE = new PointMap(
            new MapMethod.Pca(.5, .25), 5,
            List.of("A1", "A2", "B1", "B2", "C1"),
            List.of("Red lunch bag", "Blue lunch bag", "Red teacup", "Green teacup", "红色桌布"),
            new float[] {0, 1, 0, 1, 5},
            new float[] {0, 0, 1, 1, 5},
            Map.of("popularity", List.of("10", "50", "20", "40", "30"), "category", List.of("bag", "bag", "tea", "tea", "")));

    private final PointMapModel model = new PointMapModel();

    @Test
    void searchFindsAllWordsInAnyOrderThePopularFirst() {
        model.show(FIVE);
        model.queryProperty().set("BAG lunch");
        assertArrayEquals(new int[] {1, 0}, model.matchesProperty().get().points());
        model.queryProperty().set("b2");
        assertArrayEquals(new int[] {3}, model.matchesProperty().get().points());
        model.queryProperty().set("桌布");
        assertArrayEquals(new int[] {4}, model.matchesProperty().get().points());
    }

    @Test
    void searchWithARegularExpressionSaysWhereItIsWrong() {
        model.show(FIVE);
        model.regexProperty().set(true);
        model.queryProperty().set("^red .*p$");
        assertArrayEquals(new int[] {2}, model.matchesProperty().get().points());
        model.queryProperty().set("(red");
        assertEquals(0, model.matchesProperty().get().points().length);
        assertEquals("Unclosed group", model.matchesProperty().get().problem().orElseThrow().words());
    }

    @Test
    void searchGivesUpOnAnExpressionThatWouldTryForEver() {
        List<String> title = List.of("a".repeat(64) + "!");
        model.show(new PointMap(new MapMethod.Pca(.5, .25), 1, List.of("1"), title, new float[1], new float[1], Map.of("popularity", List.of("1"))));
        model.regexProperty().set(true);
        model.queryProperty().set("(a|aa)+\\1b");
        assertEquals("", model.matchesProperty().get().problem().orElseThrow().words());
    }

    @Test
    void legendHidesOneEntryOrLeavesOnlyOne() {
        model.show(FIVE);
        model.colourByProperty().set("category");
        // bag 2, tea 2, no value 1: entries 0, 1, 2
        assertEquals(List.of("bag", "tea", ""), model.colouringProperty().get().entries().stream().map(Colouring.Entry::text).toList());
        model.toggle(0);
        assertFalse(model.shown(0));
        assertTrue(model.shown(2));
        model.showOnly(2);
        assertFalse(model.shown(2));
        assertTrue(model.shown(4));
        model.showOnly(2);
        assertTrue(model.shown(0) && model.shown(2) && model.shown(4));
    }

    @Test
    void anotherMapForgetsSelectionNeighboursAndHiddenEntries() {
        model.show(FIVE);
        model.colourByProperty().set("category");
        model.toggle(0);
        model.selectedProperty().set(3);
        model.neighboursProperty().set(List.of(new PointMapModel.Near(2, "B1", "Red teacup", 0.9, 0.2, false)));
        model.show(SyntheticMap.of(50, 1));
        assertEquals(PointMapModel.NONE, model.selectedProperty().get());
        assertTrue(model.neighboursProperty().get().isEmpty());
        assertTrue(model.hiddenEntries().isEmpty());
        assertEquals("category", model.colourByProperty().get());
    }

    @Test
    void columnOfManyNumbersIsAScaleAndACodeIsNot() {
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            numbers.add(Integer.toString(i));
        }
        assertEquals(Colouring.Kind.SCALE, Colouring.of("price", numbers).kind());
        assertEquals(Colouring.Kind.CATEGORIES, Colouring.of("category_id", numbers).kind());
        assertEquals(Colouring.Kind.CATEGORIES, Colouring.of("stars", List.of("1", "2", "5", "4", "3")).kind());
    }

    @Test
    void longTailIsColouredByItsLogarithm() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            values.add(Integer.toString(1 + (int) Math.pow(10, 4.0 * i / 1_000)));
        }
        Colouring colouring = Colouring.of("popularity", values);
        assertEquals(Colouring.Kind.LOG_SCALE, colouring.kind());
        // from 2 to 9,909: edges 10, 100, 1,000, the highest first
        assertEquals(
                List.of("≥ 1,000", "100 – 1,000", "10 – 100", "< 10"),
                colouring.entries().stream().map(Colouring.Entry::text).toList());
        assertEquals(1_000, colouring.entries().stream().mapToInt(Colouring.Entry::count).sum());
        assertEquals(0.0, colouring.position()[0], 1e-6);
        assertEquals(1.0, colouring.position()[999], 1e-6);
    }

    @Test
    void ninthCategoryAndBeyondAreOthers() {
        List<String> values = new ArrayList<>();
        for (int category = 0; category < 12; category++) {
            for (int i = 0; i <= category; i++) {
                values.add("c" + category);
            }
        }
        Colouring colouring = Colouring.of("kind", values);
        assertEquals(9, colouring.entries().size());
        assertEquals(new Colouring.Entry(Colouring.Role.VALUE, "c11", 12, 0), colouring.entries().getFirst());
        // c0 to c3 are left: 1 + 2 + 3 + 4
        assertEquals(new Colouring.Entry(Colouring.Role.OTHER, "", 10, 8), colouring.entries().getLast());
    }

    @Test
    void gridFindsTheSamePointAsLookingAtAll() {
        long seed = 7;
        Random random = new Random(seed);
        PointCloud cloud = PointCloud.of(SyntheticMap.of(3_000, seed));
        for (int trial = 0; trial < 500; trial++) {
            double x = random.nextDouble(-40, 40);
            double y = random.nextDouble(-40, 40);
            double radius = random.nextDouble(0.1, 8);
            int found = cloud.grid().nearest(x, y, radius, point -> point % 3 != 0);
            int expected = -1;
            double least = radius * radius;
            for (int i = 0; i < cloud.size(); i++) {
                double squared = Math.pow(cloud.x()[i] - x, 2) + Math.pow(cloud.y()[i] - y, 2);
                if (i % 3 != 0 && squared <= least) {
                    least = squared;
                    expected = i;
                }
            }
            assertEquals(expected, found, "seed " + seed + ", trial " + trial);
        }
    }

    @Test
    void zoomKeepsWhatLiesUnderTheCursor() {
        Viewport view = Viewport.fitting(PointCloud.of(FIVE), 800, 600, 10, 10, 10, 10);
        Viewport zoomed = view.zoomed(3, 200, 450);
        assertEquals(view.mapX(200), zoomed.mapX(200), 1e-9);
        assertEquals(view.mapY(450), zoomed.mapY(450), 1e-9);
        assertEquals(view.scale() * 3, zoomed.scale(), 1e-9);
        // 580 free pixels for 5 units: 116 pixels a unit, the cloud in the middle
        assertEquals(116, view.scale(), 1e-9);
        assertEquals(400, view.screenX(2.5), 1e-9);
    }

    @Test
    void namesNeverTouch() {
        LabelPlacer placer = new LabelPlacer(400, 300, 16, 4);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            placer.place(i, "name " + i, 60, random.nextInt(400), random.nextInt(300), 3);
        }
        List<LabelPlacer.Label> placed = placer.placed();
        assertTrue(placed.size() > 20, placed.size() + " names");
        for (LabelPlacer.Label a : placed) {
            for (LabelPlacer.Label b : placed) {
                boolean apart = a == b || Math.abs(a.y() - b.y()) >= 16 || Math.abs(a.x() - b.x()) >= 60;
                assertTrue(apart, a + " touches " + b);
            }
        }
    }

    @Test
    void longTitleIsCutAtAWord() {
        assertEquals("SET OF 12 RED RETROSPOT…", LabelPlacer.shortened("SET OF 12 RED RETROSPOT LUNCHBAGS AND MORE", 30));
        assertEquals("short", LabelPlacer.shortened(" short ", 30));
    }

    @Test
    void emptyMapAndMapOfOnePointAreDrawn() {
        int[] pixels = new int[100 * 80];
        for (PointMap map : List.of(new PointMapModel().mapProperty().get(), SyntheticMap.of(1, 1))) {
            model.show(map);
            PointPainter.Frame frame = new PointPainter.Frame(
                    Viewport.fitting(model.cloud(), 100, 80, 5, 5, 5, 5), MapLook.of(model, MapTheme.LIGHT).drawn(), 3, 1, 0xFFFFFFFF);
            PointPainter painter = new PointPainter();
            painter.place(frame, 100, 80);
            painter.paint(pixels, 100, 80, (from, to) -> Arrays.fill(pixels, from * 100, to * 100, 0xFFFFFFFF));
            assertEquals(map.size() == 0, pixels[40 * 100 + 50] == 0xFFFFFFFF);
        }
    }

    @Test
    void valuesOfAColumnThatIsNotThereChangeNothing() {
        model.show(new PointMap(new MapMethod.Pca(.5, .25), 1, List.of("1"), List.of("one"), new float[1], new float[1], new LinkedHashMap<>(Map.of("popularity", List.of("3")))));
        model.colourByProperty().set("no such column");
        assertEquals("popularity", model.colouringProperty().get().column());
    }
}
