package trailbench.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.training.RunEvent;
import trailbench.ui.fx.Messages;
import trailbench.work.Fault;
import trailbench.work.Trouble;

class ReadingWordsTest {
    private static final RunEvent.Started STARTED = new RunEvent.Started(TrainFixture.AT, 0, 1_000, 340, 170, 20, 0);

    private final ReadingWords english = new ReadingWords(Messages.of(TrainView.class, Locale.ENGLISH));
    private final ReadingWords chinese = new ReadingWords(Messages.of(TrainView.class, Locale.SIMPLIFIED_CHINESE));

    private static RunReading after(RunEvent... events) {
        RunReading reading = RunReading.NOTHING;
        for (RunEvent event : events) {
            reading = reading.after(event);
        }
        return reading;
    }

    private static RunEvent.Epoch epoch(int number, boolean best, Map<String, Double> metrics, Optional<RunEvent.Privacy> spent) {
        return new RunEvent.Epoch(TrainFixture.AT, number, number * 170L, 5, 6, metrics, best, 2, spent);
    }

    private static RunEvent.Finished finished(int epoch) {
        return new RunEvent.Finished(TrainFixture.AT, epoch, epoch * 170L, 1, "for some reason");
    }

    @Test
    void earlyEndAndASpentBudgetAreToldApart() {
        RunReading early = after(STARTED, epoch(1, true, Map.of(), Optional.empty()), epoch(2, false, Map.of(), Optional.empty()), finished(2));
        assertEquals("提前结束：共 20 轮中的第 2 轮，没有一轮优于第 1 轮", chinese.progress(early));
        RunReading spent = after(STARTED, epoch(3, true, Map.of(), Optional.of(new RunEvent.Privacy(7.5, 1e-5))), finished(3));
        assertEquals("共 20 轮，完成 3 轮后结束：隐私预算已用完 · ε 7.500，δ 1e-05", chinese.progress(spent));
        assertEquals("已完成：全部 20 轮", chinese.progress(after(STARTED, epoch(20, true, Map.of(), Optional.empty()), finished(20))));
    }

    @Test
    void runIsJudgedByItsUsualMetricAndAnAutoencoderByItsLoss() {
        RunEvent.Epoch ranked = epoch(1, true, Map.of("mrr@10", 0.2, "ndcg@10", 0.3), Optional.empty());
        assertEquals(List.of("NDCG@10", 0.3), List.of(english.judgedBy(ranked), english.judged(ranked)));
        RunEvent.Epoch rebuilt = epoch(1, true, Map.of(), Optional.empty());
        assertEquals(List.of("验证损失", 6.0), List.of(chinese.judgedBy(rebuilt), chinese.judged(rebuilt)));
    }

    @Test
    void failureOfAnOlderJournalIsToldAsItStandsThere() {
        assertEquals("The disk is full.", chinese.failure(after(STARTED, new RunEvent.Failed(TrainFixture.AT, "The disk is full."))));
        RunEvent.Failed told = RunEvent.Failed.of(TrainFixture.AT, new Fault.Work(Trouble.of(Trouble.Kind.SWAPPING)));
        assertEquals("正在载入另一个模型包。请在它可以回答后再试。", chinese.failure(after(STARTED, told)));
        assertEquals("", chinese.failure(after(STARTED, told, STARTED)), "a run that goes on again has not failed");
    }
}
