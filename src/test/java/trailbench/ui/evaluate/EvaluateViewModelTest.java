package trailbench.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Ties;
import trailbench.format.Json;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.sequence.ColdItems;
import trailbench.ui.evaluate.EvaluateViewModel.Stage;
import trailbench.ui.evaluate.FigureTable.Outcome;
import trailbench.ui.fx.FakeDialogs;
import trailbench.ui.fx.FxExecutor;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Settings;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;
import trailbench.ui.shell.FakeWorkbench;
import trailbench.ui.shell.Place;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;
import trailbench.work.Progress;

class EvaluateViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeProject project = new FakeProject(Path.of("shop"), "Shop", false);
    private final FakeProject.FakeRun run = new FakeProject.FakeRun("2026-03-01-gru-next", FakeShop.experiment("gru-next"));
    private final FakeProject.FakeProjects projects = new FakeProject.FakeProjects();
    private Evaluation answer = FakeFigures.ranking(0.1210);
    private final WorkbenchModel model = new WorkbenchModel(
            new FakeWorkbench() {
                @Override
                public Evaluation evaluate(Project project, RunFolder run, EvaluationOptions options, Progress progress) {
                    asked.add("evaluate " + run.id());
                    wished.add(options);
                    progress.checkpoint();
                    Fault.require(!answer.rows().isEmpty(), "%s has no checkpoint", run.id());
                    return answer;
                }
            },
            projects, new FxExecutor(Runnable::run, this::work, dialogs::fault, System::nanoTime), dialogs, Settings.inMemory());
    private final List<EvaluationOptions> wished = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean busy;

    private void work(Runnable work) {
        if (busy) {
            waiting.add(work);
        } else {
            work.run();
        }
    }

    private EvaluateViewModel open() {
        projects.known.add(project);
        model.desk().open(Path.of("shop"));
        return new EvaluateViewModel(model, Messages.of(EvaluateViewModel.class, Locale.ENGLISH));
    }

    @Test
    void roomWithoutARunSendsToTrain() {
        EvaluateViewModel room = open();
        assertEquals(Stage.NO_RUN, room.stageProperty().get());
        room.goToTrain();
        assertEquals(Place.TRAIN, model.placeProperty().get());
    }

    @Test
    void runWithoutCheckpointCanBeEvaluatedOnceItHasOne() {
        run.checkpoint = false;
        project.runs.add(run);
        EvaluateViewModel room = open();
        assertEquals(Stage.NO_CHECKPOINT, room.stageProperty().get());
        run.checkpoint = true;
        room.look();
        assertEquals(Stage.NOT_EVALUATED, room.stageProperty().get());
    }

    @Test
    void evaluatingShowsTheModelBesideTheBaselinesAndSaysWhoIsBetter() {
        project.runs.add(run);
        EvaluateViewModel room = open();
        room.evaluate();
        assertEquals(Stage.EVALUATED, room.stageProperty().get());
        assertEquals(List.of(1, 5, 10, 20), room.cutOffs());
        assertEquals(5, room.tableProperty().get().lines().size());
        // .1210 / .1110 = 1.0901
        assertEquals(
                "gru-next beats the best counting baseline (decayed co-occurrence) by 9.0 % on NDCG@10: 0.1210 against 0.1110.",
                room.sentence());
        assertEquals(Outcome.BETTER, room.duel().orElseThrow().outcome());
    }

    @Test
    void modelThatDoesNotBeatCountingIsToldSo() {
        answer = FakeFigures.ranking(0.0888);
        project.runs.add(run);
        EvaluateViewModel room = open();
        room.evaluate();
        // .0888 / .1110 = 0.8
        assertEquals(
                "gru-next stays 20 % below the best counting baseline (decayed co-occurrence) on NDCG@10: 0.0888 against 0.1110. "
                        + "Counting does better here.",
                room.sentence());
        assertEquals(Outcome.WORSE, room.duel().orElseThrow().outcome());
    }

    @Test
    void figuresWithinHalfAPerCentAreLevel() {
        run.evaluation = Optional.of(FakeFigures.ranking(0.1114));
        project.runs.add(run);
        EvaluateViewModel room = open();
        // .1114 / .1110 = 1.0036
        assertEquals(Outcome.LEVEL, room.duel().orElseThrow().outcome());
    }

    @Test
    void cutOffAndMetricChangeTableAndSentence() {
        run.evaluation = Optional.of(FakeFigures.ranking(0.1210));
        project.runs.add(run);
        EvaluateViewModel room = open();
        room.cutOffProperty().set(20);
        room.metricProperty().set("recall");
        assertEquals(20, room.tableProperty().get().cutOff());
        assertTrue(room.sentence().contains("Recall@20"), room.sentence());
        // ln 21 / ln 11 = 1.26968; .1210 · 1.85 · 1.26968 = .2842
        assertEquals("0.2842", room.tableProperty().get().lines().getFirst().figures().getFirst().text());
        assertTrue(room.tableProperty().get().lines().getFirst().figures().getFirst().best());
        assertFalse(room.tableProperty().get().lines().get(1).figures().getFirst().best());
    }

    @Test
    void autoencoderShowsReconstructionAndNoVerdict() {
        run.evaluation = Optional.of(FakeFigures.reconstructing());
        project.runs.add(run);
        EvaluateViewModel room = open();
        assertTrue(room.duel().isEmpty());
        assertTrue(room.sentence().startsWith("This model reconstructs sequences"), room.sentence());
        assertEquals(
                "Measured on 42,313 test events, each read with the events before it. MSE and RMSE compare the distribution over items with what stood there. "
                        + "The accuracy is above the floor.",
                room.figureWords().reconstruction(FakeFigures.reconstructing().reconstruction().orElseThrow()));
    }

    @Test
    void copiedFiguresCarryTheirPassport() {
        run.evaluation = Optional.of(FakeFigures.ranking(0.1210));
        project.runs.add(run);
        EvaluateViewModel room = open();
        assertTrue(room.markdown().contains("leave-one-out"));
        List<String> lines = room.csv().lines().toList();
        assertEquals(1 + 5 * 12, lines.size());
        assertTrue(lines.stream().skip(1).allMatch(line -> line.contains("943 cases")));
        assertEquals(
                "gru-next,model,ndcg@10,0.121000,,,3.10,"
                        + "\"test · leave-one-out: each user's last event is the test, the one before it the validation · all 1,682 items · seen excluded · ties expected · 943 cases · data 9f3c01\"",
                lines.stream().filter(line -> line.startsWith("gru-next,model,ndcg@10")).findFirst().orElseThrow());
    }

    @Test
    void faultOfAnEvaluationIsToldAndTheRoomIsAsBefore() {
        answer = new Evaluation(FakeFigures.ranking(0).passport(), List.of(), Optional.empty());
        project.runs.add(run);
        EvaluateViewModel room = open();
        room.evaluate();
        assertEquals(1, dialogs.faults.size());
        assertEquals(Stage.NOT_EVALUATED, room.stageProperty().get());
    }

    @Test
    void anotherRunCanBeLookedAtAndEvaluatedMeanwhile() {
        FakeProject.FakeRun other = new FakeProject.FakeRun("2026-03-02-lstm", FakeShop.experiment("lstm"));
        project.runs.add(run);
        project.runs.add(other);
        EvaluateViewModel room = open();
        busy = true;
        room.evaluate();
        assertEquals(Stage.EVALUATING, room.stageProperty().get());
        busy = false;
        model.selectRun(other);
        assertEquals(Stage.NOT_EVALUATED, room.stageProperty().get());
        room.evaluate();
        assertEquals(Stage.EVALUATED, room.stageProperty().get());
        model.selectRun(run);
        assertEquals(Stage.EVALUATING, room.stageProperty().get());
        run.evaluation = Optional.of(answer);
        waiting.forEach(Runnable::run);
        assertEquals(Stage.EVALUATED, room.stageProperty().get());
    }

    @Test
    void cancelledEvaluationLeavesTheRoomAsItWas() {
        project.runs.add(run);
        EvaluateViewModel room = open();
        busy = true;
        room.evaluate();
        room.jobProperty().get().cancel();
        waiting.forEach(Runnable::run);
        assertEquals(Stage.NOT_EVALUATED, room.stageProperty().get());
        assertEquals(List.of(), dialogs.faults);
    }

    @Test
    void protocolOfTheFiguresIsShownAsItIsAndSurvivesReopening() {
        Candidates drawn = new Candidates.Uniform(50, 7);
        answer = FakeFigures.ranking(drawn, Ties.PESSIMISTIC, false, ColdItems.DROP);
        run.evaluation = Optional.of(Json.parse(Json.text(answer), Evaluation.class)); // as it stands in the run's folder
        project.runs.add(run);
        EvaluateViewModel room = open();
        EvaluationOptions made = new EvaluationOptions(List.of(1, 5, 10, 20), false, ColdItems.DROP, drawn, Ties.PESSIMISTIC);
        assertEquals(made, room.protocolProperty().get().chosen());
        assertEquals(
                List.of(new Candidates.All(), new Candidates.Uniform(100, 42), drawn, new Candidates.Popularity(100, 42)), room.protocolProperty().get().candidates());
        room.evaluate();
        assertEquals(List.of(made), wished);
        assertEquals(made, room.protocolProperty().get().chosen());
        room.release();

        EvaluateViewModel again = new EvaluateViewModel(model, Messages.of(EvaluateViewModel.class, Locale.ENGLISH));
        again.protocolProperty().set(again.protocolProperty().get().among(new Candidates.All()).by(Ties.EXPECTED));
        assertTrue(again.protocolProperty().get().candidates().contains(drawn), "what is on screen can be chosen again");
        again.protocolProperty().set(again.protocolProperty().get().among(drawn));
        again.evaluate();
        assertEquals(new EvaluationOptions(List.of(1, 5, 10, 20), false, ColdItems.DROP, drawn, Ties.EXPECTED), wished.getLast());
    }

    @Test
    void protocolOfTheExperimentIsOfferedBesideThatOfTheFigures() {
        Experiment plain = FakeShop.experiment("gru-next");
        EvaluationOptions own = new EvaluationOptions(List.of(3), true, ColdItems.DROP, new Candidates.Popularity(500, 1), Ties.OPTIMISTIC);
        FakeProject.FakeRun sampling = new FakeProject.FakeRun(
                "2026-03-01-gru-next", new Experiment("gru-next", plain.log(), plain.sequences(), plain.split(), plain.graph(), plain.training(), own));
        project.runs.add(sampling);
        EvaluateViewModel room = open();
        assertEquals(own, room.protocolProperty().get().chosen());
        room.evaluate();
        assertEquals(List.of(own), wished);
        // the answer was ranked among all items: cold items, which its passport does not tell, are as the experiment says
        assertEquals(
                new EvaluationOptions(List.of(1, 5, 10, 20), true, ColdItems.DROP, new Candidates.All(), Ties.EXPECTED), room.protocolProperty().get().chosen());
        assertTrue(room.protocolProperty().get().candidates().contains(own.candidates()));
        assertEquals(List.of(List.of(1, 5, 10, 20), List.of(3)), room.protocolProperty().get().cutOffs());
    }

    @Test
    void choiceThatWasNotEvaluatedIsGoneWhenTheFiguresAreReadAgain() {
        run.evaluation = Optional.of(FakeFigures.ranking(0.1210));
        project.runs.add(run);
        EvaluateViewModel room = open();
        room.protocolProperty().set(room.protocolProperty().get().among(Candidates.Uniform.defaults()));
        room.look();
        assertEquals(new Candidates.All(), room.protocolProperty().get().chosen().candidates());
    }

    @Test
    void everyWordIsThereInBothLanguages() {
        Messages english = Messages.of(EvaluateViewModel.class, Locale.ENGLISH);
        Messages chinese = Messages.of(EvaluateViewModel.class, Locale.SIMPLIFIED_CHINESE);
        assertEquals(english.bundle().keySet(), chinese.bundle().keySet());
    }
}
