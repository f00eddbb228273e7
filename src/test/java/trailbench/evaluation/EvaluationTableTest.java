package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.engine.Model;
import trailbench.evaluation.Evaluation.ReconstructionFigures;
import trailbench.evaluation.Evaluation.ReconstructionFigures.Target;
import trailbench.evaluation.Evaluation.Row;
import trailbench.sequence.TargetBehaviours;
import trailbench.sequence.Batch;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;

class EvaluationTableTest {
    private static final Evaluation EVALUATION = new Evaluation(
            new Passport(new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 1_682, new Passport.Seen(true, 0), Ties.EXPECTED, 943, "9f3c01"),
            List.of(
                    new Row("gru-next", true, metrics(.2101, .1104), 3.456),
                    new Row("popularity", false, metrics(.0859, .0449), .02),
                    new Row("decayed co-occurrence", false, metrics(.2015, .1110), 1)),
            Optional.of(new ReconstructionFigures(1_000, .25, .0123, .5, Math.sqrt(.5), Target.ITEM_VECTORS)));

    @Test
    void textAlignsFiguresAndMarksTheBest() {
        assertEquals(
                """
                test · leave-one-out: each user's last event is the test, the one before it the validation · all 1,682 items · seen excluded · ties expected · 943 cases · data 9f3c01

                           gru-next   popularity   decayed co-occurrence
                recall@10    0.2101*      0.0859                  0.2015
                ndcg@10      0.1104       0.0449                  0.1110*
                seconds        3.46         0.02                    1.00

                * best of its line

                Reconstruction of test events, each read with the events before it: accuracy 0.2500 over 1,000 events (always the most popular item: 0.0123), mse 0.500000, rmse 0.707107 on item vectors.
                """,
                EvaluationTable.text(EVALUATION));
    }

    @Test
    void markdownIsATableWithTheBestInBold() {
        assertEquals(
                """
                test · leave-one-out: each user's last event is the test, the one before it the validation · all 1,682 items · seen excluded · ties expected · 943 cases · data 9f3c01

                |  | gru-next | popularity | decayed co-occurrence |
                |---|---:|---:|---:|
                | recall@10 | **0.2101** | 0.0859 | 0.2015 |
                | ndcg@10 | 0.1104 | 0.0449 | **0.1110** |
                | seconds | 3.46 | 0.02 | 1.00 |
                """,
                EvaluationTable.markdown(new Evaluation(EVALUATION.passport(), EVALUATION.rows(), Optional.empty())));
    }

    @Test
    void reconstructionFiguresComeFromSumsAndTheFloorFromTheMostPopularItem() {
        // training events: 2 twice, 1 once; 3 lies in the future
        ReconstructionTally tally = new ReconstructionTally(Logs.store(new int[] {2, 1, 2, 3, 3, 3}), new int[] {3}, 3, TargetBehaviours.ALL);
        tally.add(new Batch(1, 4, new int[] {0, 2, 1, 2}, new int[] {0, 2, 1, 2}), new Model.Reconstruction(3, 1, 6, 9, 12), new Model.LossSum(3 * Math.log(2), 3));
        tally.add(new Batch(1, 2, new int[] {3, 1}, new int[] {3, 1}), new Model.Reconstruction(2, 1, 2, 3, 8), new Model.LossSum(2 * Math.log(4), 2));
        // an event that is only read, without a target, is not counted
        tally.add(new Batch(1, 1, new int[] {2}, new int[1]), new Model.Reconstruction(0, 0, 0, 0, 0), new Model.LossSum(0, 0));
        // accuracy 2/5, floor: 2 of 5 events are item 2, mse 8/20
        ReconstructionFigures figures = tally.figures(Target.ITEM_VECTORS);
        assertEquals(new ReconstructionFigures(5, .4, .4, .4, Math.sqrt(.4), Target.ITEM_VECTORS, Optional.of(12 / 20.), Optional.empty()), figures);
        // three of five said with probability 1/2, two with 1/4: perplexity 2^(7/5)
        assertEquals(Math.pow(2, 7 / 5.), tally.figures(Target.ITEM_DISTRIBUTION).perplexity().orElseThrow(), 1e-12);
    }

    private static Map<String, Double> metrics(double recall, double ndcg) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("recall@10", recall);
        metrics.put("ndcg@10", ndcg);
        return metrics;
    }
}
