package trailbench.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import trailbench.engine.Optimizer;
import trailbench.graph.GraphChoice;
import trailbench.graph.InputNode;
import trailbench.graph.Loss;
import trailbench.graph.Node;
import trailbench.project.Experiment;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;
import trailbench.training.RunState;
import trailbench.training.TrainingOptions;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;

class TrainViewModelTest {
    private final TrainFixture shop = new TrainFixture();

    private TrainViewModel open() {
        shop.open();
        return new TrainViewModel(shop.model, Messages.of(TrainViewModel.class, Locale.ENGLISH));
    }

    @Test
    void trainStartsARunOfTheDraftAndFollowsIt() {
        TrainViewModel train = open();
        assertEquals("", train.refusalBinding().get());

        train.train();

        assertEquals("train gru-next", shop.workbench.asked.getFirst());
        assertEquals("run-1", train.runProperty().get().id());
        assertEquals(RunState.READY, train.readingProperty().get().state());
        assertEquals("This run is still going on. Stop it, or wait for its end.", train.refusalBinding().get());
    }

    @Test
    void lossesAgainstDrawnNegativesSaySo() {
        assertEquals("Loss by epoch", openOn(new GraphChoice.Sasrec(64, 2, 1, 0.1, Loss.defaults())).frame("epoch-loss").title());
        assertEquals(
                "Loss by epoch, against 256 drawn negatives: not to be compared with other losses", openOn(GraphChoice.Gsasrec.defaults()).frame("epoch-loss").title());
    }

    private RunCurves openOn(GraphChoice graph) {
        Experiment e = FakeShop.experiment("sampled");
        shop.project.runs.clear();
        shop.project.runs.add(new FakeProject.FakeRun(
                "run-" + graph.getClass().getSimpleName(),
                new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), graph, e.training(), e.evaluation())));
        return open().curvesProperty().get();
    }

    @Test
    void forkShowsWhatItsParentDidBeforeItBegan() {
        List<RunEvent> whole = TrainFixture.events(3);
        FakeProject.FakeRun fork = shop.run("fork");
        fork.inherited = RunJournal.until(whole, 340);
        // half the batch: as many steps an epoch again, which says nothing of the parent's
        fork.events.add(new RunEvent.Started(TrainFixture.AT, 0, 561_152, 10_880, 340, 20, 340));
        fork.events.addAll(whole.subList(343, 514)); // 170 steps and an epoch
        TrainViewModel train = open();
        assertEquals(510, train.curvesProperty().get().frame("step-loss").curves().getFirst().size());
        assertEquals(3, train.curvesProperty().get().frame("epoch-loss").curves().getFirst().size());
        assertEquals(510, train.readingProperty().get().step().orElseThrow().step());
    }

    @Test
    void curvesGrowWithOneRedrawForEachBatchOfEvents() {
        FakeProject.FakeRun run = shop.run("a");
        run.events.addAll(TrainFixture.events(2));
        TrainViewModel train = open();
        assertEquals(340, train.curvesProperty().get().frame("step-loss").curves().getFirst().size());
        long before = train.revisionProperty().get();

        run.events.addAll(TrainFixture.events(3).subList(343, 514)); // 170 steps and an epoch
        train.sample();
        train.sample(); // nothing new: no redraw

        assertEquals(before + 1, train.revisionProperty().get());
        assertEquals(510, train.curvesProperty().get().frame("step-loss").curves().getFirst().size());
        assertEquals(3, train.readingProperty().get().epoch().orElseThrow().epoch());
        assertEquals(0.15, train.readingProperty().get().fraction(), 1e-12); // 510 of 3,400 steps
    }

    @Test
    void onlyOneCutOffIsDrawn() {
        shop.run("a").events.addAll(TrainFixture.events(14));
        RunCurves curves = open().curvesProperty().get();
        assertEquals(3, curves.frame(curves.usualMetrics()).curves().size()); // ndcg, recall, mrr at 10; ndcg@5 stays in metrics.csv
        assertEquals("Validation NDCG@10", curves.frame(curves.usualMetrics()).lead().orElseThrow().name());
        assertEquals(OptionalDouble.of(14), curves.best());
    }

    @Test
    void resumedRunDrawsTheStepsAfterItsCheckpointAnew() {
        FakeProject.FakeRun run = shop.run("a");
        run.events.addAll(TrainFixture.events(3));
        run.state = RunState.FAILED;
        TrainViewModel train = open();
        assertTrue(train.canResumeFromCheckpoint());

        run.state = RunState.RUNNING;
        run.events.add(new RunEvent.Started(TrainFixture.AT, 1, 561_152, 10_880, 170, 20, 340));
        run.events.add(new RunEvent.Step(TrainFixture.AT, 341, 3, 5.5, 0.9, 20_000, 100));
        shop.model.glanceAtRuns();
        train.sample();

        assertEquals(341, train.curvesProperty().get().frame("step-loss").curves().getFirst().size());
        assertEquals(2, train.curvesProperty().get().frame("epoch-loss").curves().getFirst().size());
        assertEquals(RunState.RUNNING, train.readingProperty().get().state());
    }

    @Test
    void deadWorkerIsToldEvenIfItSaidNothing() {
        FakeProject.FakeRun run = shop.run("a");
        run.events.addAll(TrainFixture.events(1));
        run.state = RunState.FAILED;

        TrainViewModel train = open();

        assertEquals(RunState.FAILED, train.readingProperty().get().state());
        assertTrue(train.readingProperty().get().lastWord().orElseThrow().contains("without a last word"));
    }

    @Test
    void finalEventIsReadBeforeTheRunIsLeftAlone() {
        FakeProject.FakeRun run = shop.run("a");
        run.events.addAll(TrainFixture.events(20));
        run.events.add(new RunEvent.Finished(TrainFixture.AT.plusSeconds(430), 20, 3_400, 14, "all 20 epochs"));
        run.state = RunState.FINISHED;

        TrainViewModel train = open();

        assertEquals(RunState.FINISHED, train.readingProperty().get().state());
        assertEquals("all 20 epochs", train.readingProperty().get().lastWord().orElseThrow());
        assertEquals(430, train.readingProperty().get().lasted().toSeconds());
        assertEquals("", train.refusalBinding().get()); // another run may start
    }

    @Test
    void stopIsShownAtOnceAndStaysUntilTheWorkerAnswers() {
        FakeProject.FakeRun run = shop.run("a");
        run.events.addAll(TrainFixture.events(1));
        TrainViewModel train = open();

        train.stop();
        run.events.add(TrainFixture.events(2).get(172));
        train.sample();
        assertEquals(RunState.STOPPING, train.readingProperty().get().state());
        assertEquals("STOP a", shop.workbench.asked.getFirst());

        run.events.add(new RunEvent.Stopped(TrainFixture.AT.plusSeconds(60), 2, 171));
        run.state = RunState.STOPPED;
        train.sample();
        assertEquals(RunState.STOPPED, train.readingProperty().get().state());
    }

    @Test
    void controlsSayTheirWordToTheWorker() {
        shop.run("a").events.addAll(TrainFixture.events(1));
        TrainViewModel train = open();
        train.pause();
        train.goOn();
        train.stopAfterEpoch();
        assertEquals(List.of("PAUSE a", "RESUME a", "STOP_AFTER_EPOCH a"), shop.workbench.asked);
    }

    @Test
    void anotherRunStartsWithCurvesOfItsOwn() {
        shop.run("a").events.addAll(TrainFixture.events(2));
        FakeProject.FakeRun second = shop.run("b");
        TrainViewModel train = open();
        RunCurves first = train.curvesProperty().get();

        shop.model.selectRun(shop.project.runs.get(1));

        assertNotSame(first, train.curvesProperty().get());
        assertEquals(340, train.curvesProperty().get().frame("step-loss").curves().getFirst().size());
        assertEquals("b", second.id());
    }

    @Test
    void invalidGraphIsRefusedWithItsReason() {
        shop.open();
        List<Node> nodes = List.of(new InputNode.ItemInput("items"), Node.NextItem.own("next-item", "nowhere"));
        shop.model.edit(e -> new Experiment(
                e.experiment(), e.log(), e.sequences(), e.split(), new GraphChoice.Drawn(nodes), e.training(), e.evaluation()));
        TrainViewModel train = new TrainViewModel(shop.model, Messages.of(TrainViewModel.class, Locale.ENGLISH));

        assertTrue(train.refusalBinding().get().startsWith("The graph cannot be trained. next-item:"), train.refusalBinding().get());
        train.train();
        assertTrue(shop.workbench.asked.isEmpty());
    }

    @Test
    void formEditsTheDraftAndTellsWhatTheRecordRefuses() {
        OptionsForm form = open().form();
        form.set("batch", 128);
        form.set("optimizer", "sgd");
        form.setStopsEarly(true);
        form.setPatience(7);
        assertEquals(
                new TrainingOptions(Optimizer.Sgd.defaults(), 128, 10, Optional.of(new TrainingOptions.EarlyStopping("ndcg@10", 7)), 5.0, 42),
                shop.model.draft().training());

        form.set("batch", 0);
        assertEquals("batch 0 is not from 1 to 65,536", form.problemProperty().get());
        assertEquals(128, shop.model.draft().training().batch());
    }

    @Test
    void refusalSpeaksTheLanguageOfTheWindow() {
        shop.open();
        OptionsForm form = new OptionsForm(shop.model, Messages.of(TrainViewModel.class, Locale.SIMPLIFIED_CHINESE));
        assertEquals(Optional.of("batch 0 不在 1 到 65,536 之间"), form.set("batch", 0));
        form.set("optimizer", "sgd");
        assertEquals(Optional.of("learning_rate 0.0 应大于 0 且不超过 100"), form.set("optimizer.learning_rate", 0.0));
    }

    @Test
    void autoencoderIsJudgedByItsLossAlone() {
        OptionsForm form = open().form();
        shop.model.edit(e -> new Experiment(e.experiment(), e.log(), e.sequences(), e.split(), GraphChoice.LstmAutoencoder.defaults(),
                e.training(), e.evaluation()));
        assertEquals(List.of("loss"), form.metrics());
        form.setStopsEarly(true);
        assertEquals("loss", shop.model.draft().training().earlyStopping().orElseThrow().metric());
    }

    @Test
    void commandLineRepeatsTheRun() {
        TrainViewModel train = open();
        assertEquals("trailbench train " + java.nio.file.Path.of("shop", "experiments", "gru-next.yaml"), train.command());
        assertFalse(train.canResumeFromCheckpoint());
    }

    @Test
    void changesOfARunningRunAreSaidToItsWorkerAndNothingElse() {
        FakeProject.FakeRun run = shop.run("20260301-101500-gru-next");
        run.events.addAll(TrainFixture.events(8)); // a change to .0003 among them
        TrainViewModel train = open();
        train.sample();
        assertEquals(Optional.of(0.0003), train.current().learningRate());
        assertEquals(Optional.of("Nothing differs from what the run goes by now."), train.change(0.0003, 0, train.current().epochs().orElseThrow()));
        assertEquals(Optional.of("learning rate 200.0 is not above 0 and at most 100"), train.change(200, 0, 40));
        assertEquals(Optional.empty(), train.change(0.0003, 4, 40));
        assertEquals(
                "change 20260301-101500-gru-next Change[learningRate=Optional.empty, patience=Optional[4], epochs=Optional[40]]", shop.workbench.asked.getLast());
    }

    @Test
    void chartsKnowWhenARunOverfitsAndHowLongItMayGoOn() {
        RunCurves curves = new RunCurves(Messages.of(TrainViewModel.class, Locale.ENGLISH))
                .of(0, Optional.of(new TrainingOptions.EarlyStopping("loss", 3, 0.05)));
        double[] validation = {3.0, 2.5, 2.47, 2.6, 2.7};
        for (int epoch = 1; epoch <= 5; epoch++) {
            curves.append(new RunEvent.Epoch(TrainFixture.AT, epoch, epoch * 10L, 3.0 - 0.2 * epoch, validation[epoch - 1], java.util.Map.of(), false, 1));
            if (epoch == 4) {
                assertTrue(curves.overfitting().isEmpty(), "one epoch may be chance");
            }
        }
        assertEquals(4, curves.overfitting().orElseThrow()); // the lowest is epoch 3
        // epoch 3 is lower than epoch 2 by .03 alone: the patience of 3 began at epoch 2
        assertEquals(2, curves.improved().orElseThrow());
        assertEquals(5, curves.patienceEnd().orElseThrow());
    }

    @Test
    void lookThatIsRefusedSaysWhyAndAnotherRunBeginsAnew() {
        shop.run("20260301-101500-gru-next");
        HistogramsViewModel histograms = open().histograms();
        assertEquals(Optional.empty(), histograms.foundProperty().get());
        histograms.look();
        assertEquals("The run 20260301-101500-gru-next has no checkpoint yet.", histograms.problemProperty().get());
        assertFalse(histograms.lookingProperty().get());

        shop.workbench.histograms = Optional.of(TrainFixture.histograms());
        histograms.look();
        assertEquals("", histograms.problemProperty().get());
        assertEquals(shop.workbench.histograms, histograms.foundProperty().get());
        assertEquals("trailbench histograms " + Path.of("runs", "20260301-101500-gru-next"), histograms.command());
        histograms.follow(null);
        assertEquals(Optional.empty(), histograms.foundProperty().get());
    }
}
