package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

class CurveArithmeticTest {

    @Test
    void curveFindsTheNearestPointAndTheBest() {
        Curve curve = curve("ndcg", 1, 0.10, 2, 0.13, 5, 0.13, 6, 0.12);
        assertEquals(1, curve.nearest(3)); // 3 is 1 from 2, 2 from 5
        assertEquals(2, curve.nearest(4)); // 4 is 2 from 2, 1 from 5
        assertEquals(0, curve.nearest(-7));
        assertEquals(3, curve.nearest(99));
        assertEquals(1, curve.best(Better.HIGHER)); // the first of two equal values
        assertEquals(0, curve.best(Better.LOWER));
    }

    @Test
    void curveForgetsWhatAResumedRunDoesAgain() {
        Curve curve = curve("loss", 1, 3, 2, 2, 3, 1);
        curve.dropAfter(2);
        curve.append(3, 1.5);
        assertEquals(3, curve.size());
        assertEquals(1.5, curve.lastY());
    }

    @Test
    void curveRefusesAnXThatGoesBack() {
        Curve curve = curve("loss", 5, 1);
        assertThrows(Fault.Request.class, () -> curve.append(4, 1));
    }

    @Test
    void bestPassesOverValuesThatAreNotFinite() {
        assertEquals(1, curve("loss", 1, Double.NaN, 2, 4, 3, Double.NEGATIVE_INFINITY).best(Better.LOWER));
        assertEquals(-1, curve("loss", 1, Double.NaN).best(Better.LOWER));
    }

    @Test
    void smoothingTakesTheBiasOfTheStartOut() {
        // w = .5: m1 = .5·4 = 2, shown 2 / .5 = 4; m2 = .5·2 + .5·8 = 5, shown 5 / .75 = 6.667; NaN passes and changes nothing;
        // m3 = .5·5 + .5·0 = 2.5, shown 2.5 / .875 = 2.857
        double[] smooth = Smoothing.average(new double[] {4, 8, Double.NaN, 0}, 0.5);
        assertArrayEquals(new double[] {4, 20 / 3.0, Double.NaN, 2.5 / 0.875}, smooth, 1e-12);
    }

    @Test
    void smoothingWithWeightZeroChangesNothing() {
        assertArrayEquals(new double[] {3, 1, 2}, Smoothing.average(new double[] {3, 1, 2}, 0), 0);
    }

    @Test
    void decimationKeepsTheLowestAndHighestOfEachColumn() {
        int size = 100_000;
        double[] xs = new double[size];
        double[] ys = new double[size];
        for (int point = 0; point < size; point++) {
            xs[point] = point;
            ys[point] = Math.sin(point);
        }
        ys[12_345] = 50; // one spike each way: a picture that loses them lies
        ys[67_890] = -50;
        int[] chosen = Decimation.choose(xs, ys, size, 800);
        List<Integer> list = Arrays.stream(chosen).boxed().toList();
        assertTrue(list.contains(12_345) && list.contains(67_890));
        assertTrue(list.contains(0) && list.contains(size - 1));
        assertTrue(chosen.length <= 4 * 801, chosen.length + " points for 800 columns");
        for (int i = 1; i < chosen.length; i++) {
            assertTrue(chosen[i] > chosen[i - 1]);
        }
    }

    @Test
    void decimationOfAPartKeepsItsExtremesAndTheNextPointOnEitherSide() {
        Curve curve = new Curve("loss", 0);
        for (int point = 0; point < 100_000; point++) {
            curve.append(point, point == 30_000 ? 50 : point == 45_001 ? -50 : point == 7 ? 99 : Math.sin(point));
        }
        List<Integer> chosen = Arrays.stream(curve.seen(curve.values(), curve.extremes(), 20_000.5, 60_000.5, 500)).boxed().toList();
        assertEquals(20_000, chosen.getFirst());
        assertEquals(60_001, chosen.getLast());
        assertTrue(chosen.contains(30_000) && chosen.contains(45_001));
        assertTrue(chosen.size() <= 4 * 503, chosen.size() + " points for 500 columns");
    }

    @Test
    void averageOfALineThatIsDoneAgainIsThatOfItsNewPoints() {
        Curve curve = curve("loss", 1, 4, 2, 8, 3, 100);
        Smoothing smoothing = new Smoothing();
        curve.smooth(smoothing, 0.5);
        curve.dropAfter(2);
        curve.append(3, 0);
        curve.smooth(smoothing, 0.5);
        assertArrayEquals(Smoothing.average(new double[] {4, 8, 0}, 0.5), Arrays.copyOf(smoothing.values(), 3), 0);
    }

    @Test
    void extremesOfACutLineAreThoseOfItsNewPoints() {
        Curve curve = new Curve("loss", 0);
        for (int point = 0; point < 10_000; point++) {
            curve.append(point, point == 9_000 ? 77 : 1);
        }
        curve.extremes();
        curve.dropAfter(8_999);
        for (int point = 9_000; point < 12_000; point++) {
            curve.append(point, point == 11_111 ? 5 : 1);
        }
        int[] chosen = curve.seen(curve.values(), curve.extremes(), 0, 12_000, 10);
        assertEquals(5, Arrays.stream(chosen).mapToDouble(curve::y).max().orElseThrow());
    }

    @Test
    void decimationDrawsEveryPointOfAShortCurve() {
        double[] values = new double[Decimation.ALL];
        assertEquals(Decimation.ALL, Decimation.choose(values, values, values.length, 10).length);
    }

    @Test
    void ticksAreRound() {
        assertEquals(List.of(0.0, 2.5, 5.0, 7.5, 10.0), Ticks.linear(0, 10, 4, false));
        assertEquals(List.of(1.0, 2.0, 3.0), Ticks.linear(0.9, 3.2, 8, true)); // whole epochs only
        assertEquals(List.of(0.1, 1.0, 10.0, 100.0), Ticks.logarithmic(0.05, 200, 5));
        assertEquals(List.of(4.0, 5.0, 6.0, 7.0, 8.0), Ticks.logarithmic(3.7, 8.2, 5)); // less than a decade
    }

    @Test
    void figuresShowFourThatCount() {
        assertEquals("0.1314", Figures.of(0.13142, Locale.ENGLISH));
        assertEquals("5.213", Figures.of(5.2131, Locale.ENGLISH));
        assertEquals("12,840", Figures.of(12_840.4, Locale.ENGLISH));
        assertEquals("1.25e-5", Figures.of(0.0000125, Locale.ENGLISH));
        assertEquals("7.92e9", Figures.of(7_917_601_648.0, Locale.ENGLISH));
        assertEquals("-1.00e12", Figures.of(-1e12, Locale.ENGLISH));
        assertEquals("2.5e9", Figures.tick(2.5e9, 2.5e9, Locale.ENGLISH));
        assertEquals("360,000", Figures.tick(360_000, 20_000, Locale.ENGLISH));
        assertEquals("0.0000", Figures.of(0, Locale.ENGLISH));
        assertEquals("NaN", Figures.of(Double.NaN, Locale.ENGLISH));
        assertEquals("2.5", Figures.tick(2.5, 0.5, Locale.ENGLISH));
    }

    @Test
    void tableLeavesCellsEmptyWhereALineHasNoPoint() {
        CurveTable table = CurveTable.of(
                List.of(curve("training", 1, 3.5, 2, 3), curve("validation, \"smooth\"", 2, 4)), "Epoch");
        assertEquals("Epoch,training,\"validation, \"\"smooth\"\"\"\r\n1,3.5,\r\n2,3,4\r\n", table.csv());
    }

    static Curve curve(String name, double... xy) {
        Curve curve = new Curve(name, 0);
        for (int i = 0; i < xy.length; i += 2) {
            curve.append(xy[i], xy[i + 1]);
        }
        return curve;
    }
}
