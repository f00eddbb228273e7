package trailbench.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trailbench.ui.chart.CurveArithmeticTest.curve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import trailbench.ui.fx.Messages;

class CurveSentenceTest {

    @Test
    void sentenceNamesThePeakOfAMetric() {
        Curve ndcg = curve("Validation NDCG@10", 13, 0.12, 14, 0.131, 15, 0.127);
        assertEquals("Validation NDCG@10 peaked at epoch 14 with 0.1310.", say(Locale.ENGLISH, Better.HIGHER, CurveFrame.Axis.EPOCH, ndcg));
        assertEquals("Validation NDCG@10在第 14 轮达到最高值 0.1310。", say(Locale.SIMPLIFIED_CHINESE, Better.HIGHER, CurveFrame.Axis.EPOCH, ndcg));
    }

    @Test
    void sentenceSaysHowFarALossFell() {
        Curve loss = curve("Training loss", 1, 8.2, 1240, 5.125);
        assertEquals("Training loss fell from 8.200 to 5.125 over 1,240 steps.", say(Locale.ENGLISH, Better.LOWER, CurveFrame.Axis.STEP, loss));
    }

    @Test
    void sentenceNamesTheBestOfSeveralRuns() {
        String said = say(Locale.ENGLISH, Better.HIGHER, CurveFrame.Axis.EPOCH, curve("gru", 1, 0.1, 2, 0.12), curve("lstm", 1, 0.13));
        assertEquals("Highest of 2: lstm with 0.1300 at epoch 1.", said);
    }

    @Test
    void sentenceOwnsUpToALossThatIsNoNumber() {
        assertEquals("Loss has no finite value.", say(Locale.ENGLISH, Better.LOWER, CurveFrame.Axis.STEP, curve("Loss", 1, Double.NaN)));
    }

    @Test
    void sentenceOfAnEmptyChartSaysSo() {
        assertEquals("No values yet.", say(Locale.ENGLISH, Better.LOWER, CurveFrame.Axis.STEP, curve("Loss")));
    }

    @Test
    void sentenceSaysSinceWhenTheRunOverfits() {
        Curve ndcg = curve("Validation NDCG@10", 13, 0.12, 14, 0.131, 15, 0.127);
        CurveFrame frame = new CurveFrame("Title", CurveFrame.Axis.EPOCH, Better.HIGHER, List.of(ndcg), Optional.empty());
        assertEquals(
                "Validation NDCG@10 peaked at epoch 14 with 0.1310; overfitting since epoch 17.",
                new CurveSentence(Messages.of(CurveSentence.class, Locale.ENGLISH)).of(frame, OptionalDouble.of(17)));
        assertEquals(
                "Validation NDCG@10在第 14 轮达到最高值 0.1310；自第 17 轮起过拟合。",
                new CurveSentence(Messages.of(CurveSentence.class, Locale.SIMPLIFIED_CHINESE)).of(frame, OptionalDouble.of(17)));
    }

    private static String say(Locale locale, Better better, CurveFrame.Axis axis, Curve... curves) {
        return new CurveSentence(Messages.of(CurveSentence.class, locale)).of(new CurveFrame("Title", axis, better, List.of(curves), Optional.empty()));
    }
}
