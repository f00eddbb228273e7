package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;
import trailbench.work.Fault;

class FoldFiguresTest {
    private static Evaluation fold(int fold, double model, double baseline, Ties ties) {
        Passport passport = new Passport(
                new SplitFacts.KFold(3, fold, 42, 20, 10, 10, false, 0, 0), Cases.Part.TEST, 50, new Passport.Seen(true, 0), ties, 10, "hash-" + fold);
        return new Evaluation(
                passport,
                List.of(
                        new Evaluation.Row("gru-fold-" + fold, true, Map.of("ndcg@10", model), 1),
                        new Evaluation.Row("popularity", false, Map.of("ndcg@10", baseline), 1)),
                Optional.empty());
    }

    @Test
    void meanAndSpreadAreThoseBetweenFolds() {
        FoldFigures figures = FoldFigures.of(List.of(fold(1, .1, .05, Ties.EXPECTED), fold(2, .2, .05, Ties.EXPECTED), fold(3, .3, .05, Ties.EXPECTED)));
        // squares of the differences from .2: .01 + 0 + .01, by n - 1 = 2
        FoldFigures.Spread spread = figures.rows().getFirst().metrics().get("ndcg@10");
        assertEquals(.2, spread.mean(), 1e-12);
        assertEquals(.1, spread.deviation(), 1e-12);
        assertEquals(.1, spread.least());
        assertEquals(.3, spread.greatest());
        assertEquals(0., figures.rows().getLast().metrics().get("ndcg@10").deviation(), 1e-12);
        assertTrue(figures.text().contains("0.2000 ± 0.1000"), figures.text());
        assertTrue(figures.text().contains("k-fold"), figures.text());
    }

    @Test
    void foldsOfSeveralProtocolsHaveNoMean() {
        assertThrows(Fault.Request.class, () -> FoldFigures.of(List.of(fold(1, .1, .05, Ties.EXPECTED), fold(2, .2, .05, Ties.OPTIMISTIC))));
    }
}
