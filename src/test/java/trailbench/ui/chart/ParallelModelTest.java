package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.Messages;

/// Brushing, looking and choosing, without a window.
class ParallelModelTest {
    private static final double NOT = Double.NaN;
    private final ParallelModel model = new ParallelModel();

    /// Two fields and a figure; the third run has none yet.
    ParallelModelTest() {
        model.show(frame("rate", line("a", true, 0, 0, 0.5), line("b", true, 1, 0, 1), line("c", false, 1, 1, NOT)));
    }

    private static ParallelFrame frame(String first, ParallelFrame.Line... lines) {
        return new ParallelFrame(
                List.of(new ParallelFrame.Axis(first, List.of()), new ParallelFrame.Axis("length", List.of()), new ParallelFrame.Axis("NDCG@10", List.of())), List.of(lines), Better.HIGHER);
    }

    private static ParallelFrame.Line line(String id, boolean over, double... places) {
        List<Double> boxed = java.util.Arrays.stream(places).boxed().toList();
        return new ParallelFrame.Line(id, id, boxed, boxed.stream().map(place -> place.isNaN() ? "" : place.toString()).toList(), over);
    }

    private String passing() {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            ids.append(model.passes(i) ? model.frameProperty().get().lines().get(i).id() : "");
        }
        return ids.toString();
    }

    @Test
    void brushKeepsTheLinesThatPassThroughAllOfThem() {
        assertEquals("abc", passing());
        model.brush(0, 1.2, 0.5); // from above the head downwards
        assertEquals(Map.of(0, new ParallelModel.Brush(0.5, 1)), model.brushesProperty().get());
        assertEquals("bc", passing());
        model.brush(2, 0, 1); // whoever has no figure is outside
        assertEquals("b", passing());
        model.brush(0, 0.5, 0.505); // a click
        assertEquals("ab", passing());
        model.clearBrushes();
        assertEquals("abc", passing());
    }

    @Test
    void nearestLineIsFoundBetweenAxesAndNotWhereThereIsNone() {
        assertEquals(0, model.nearest(0.5, 0.02, 0.05));
        assertEquals(1, model.nearest(0.5, 0.52, 0.05)); // b goes from 1 to 0
        assertEquals(2, model.nearest(0.5, 0.98, 0.05));
        assertEquals(ParallelModel.NONE, model.nearest(1.5, 0.99, 0.05)); // c has no figure to go to
        assertEquals(ParallelModel.NONE, model.nearest(0.5, 0.25, 0.05));
        assertEquals(ParallelModel.NONE, model.nearest(2.2, 1, 0.5));
        model.brush(0, 0.9, 1);
        assertEquals(ParallelModel.NONE, model.nearest(0.5, 0.02, 0.05), "outside the brushes");
    }

    @Test
    void arrowsGoFromTheBestToTheWorstAndEnterChooses() {
        model.step(1);
        assertEquals(1, model.lookedProperty().get());
        model.step(1);
        model.step(1);
        assertEquals(2, model.lookedProperty().get(), "what was not measured comes last");
        model.step(1);
        assertEquals(2, model.lookedProperty().get());
        model.step(-1);
        model.select();
        assertEquals(Optional.of("a"), model.selectedProperty().get());
    }

    @Test
    void newFiguresKeepBrushesAndTheLookAndOtherAxesDoNot() {
        model.brush(0, 0.5, 1);
        model.look(1);
        model.show(frame("rate", line("c", true, 1, 1, 0.2), line("b", true, 1, 0, 1)));
        assertEquals("b", model.frameProperty().get().lines().get(model.lookedProperty().get()).id());
        assertFalse(model.brushesProperty().get().isEmpty());
        model.show(frame("dropout", line("b", true, 1, 0, 1)));
        assertTrue(model.brushesProperty().get().isEmpty());
    }

    @Test
    void bestIsTheLeastOfALoss() {
        ParallelFrame loss = new ParallelFrame(model.frameProperty().get().axes(), model.frameProperty().get().lines(), Better.LOWER);
        assertEquals(1, model.frameProperty().get().best().orElseThrow());
        assertEquals(0, loss.best().orElseThrow());
        assertEquals(0.5, loss.goodness(loss.lines().get(0)));
    }

    @Test
    void sentenceSaysWhatIsSeen() {
        ParallelSentence sentence = new ParallelSentence(Messages.of(ParallelModel.class, Locale.ENGLISH));
        assertEquals("3 runs, 2 measured; the best has rate 1.0, length 0.0, NDCG@10 1.0", sentence.of(model));
        model.brush(0, 0.5, 1);
        assertTrue(sentence.of(model).endsWith("2 are in all brushes"), sentence.of(model));
        model.look(2);
        assertEquals("c: rate 1.0, length 1.0", sentence.of(model));
        model.show(ParallelFrame.EMPTY);
        assertEquals("No run of this search is there yet", sentence.of(model));
    }
}
