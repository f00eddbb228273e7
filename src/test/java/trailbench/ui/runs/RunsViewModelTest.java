package trailbench.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.project.Fork;
import trailbench.project.RunMarks;
import trailbench.runs.FigureCurve.Align;
import trailbench.runs.RunColumn;
import trailbench.runs.RunTable;
import trailbench.runs.TextForm;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.chart.CurveFrame;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.Place;

class RunsViewModelTest {
    private final RunsFixture shop = new RunsFixture();
    private final Messages words = Messages.of(RunsView.class, Locale.ENGLISH);

    private static String ids(RunsViewModel runs) {
        return runs.list().rows().stream()
                .map(row -> ">".repeat(row.line().depth()) + row.run().map(run -> run.experiment()).orElse("[" + row.line().title() + "]"))
                .collect(Collectors.joining(" "));
    }

    private static String cell(RunsViewModel runs, RunRow row, String column) {
        RunTable table = runs.list().tableProperty().get();
        RunColumn shown = table.columns().stream().filter(each -> each.name().equals(column)).findFirst().orElseThrow();
        return new ColumnWords(Messages.of(RunsView.class, Locale.ENGLISH)).cell(table, shown, row.run().orElseThrow());
    }

    @Test
    void rowsSayBestAndTestFiguresWithTheirProtocol() {
        RunsViewModel runs = shop.open();
        RunRow finished = runs.list().rows().getLast();
        assertEquals("0.1310", cell(runs, finished, "best.ndcg@10"));
        assertEquals("0.1214", cell(runs, finished, "test.ndcg@10"));
        assertEquals("0.2290", cell(runs, finished, "test.hr@10")); // one target a case: Recall@10 is HR@10
        assertEquals("20 of 20", cell(runs, finished, "epochs"));
        assertEquals("–", cell(runs, runs.list().rows().get(1), "test.ndcg@10"));
        RunColumn test = runs.list().tableProperty().get().columns().stream().filter(each -> each.name().equals("test.ndcg@10")).findFirst().orElseThrow();
        assertTrue(new ColumnWords(words).tip(test, finished.run().orElseThrow()).contains("data 9f3c01"));
    }

    @Test
    void liveRunsRowMovesAndStaysTheSameRow() {
        RunsViewModel runs = shop.open();
        RunRow live = runs.list().rows().getFirst();
        runs.select(List.of(live));

        shop.live.events.add(new RunEvent.Epoch(RunsFixture.AT.plusSeconds(273), 13, 2_210, 5.2, 5.4, Map.of("ndcg@10", 0.2), true, 20));
        shop.model.glanceAtRuns();

        assertSame(live, runs.list().rows().getFirst());
        assertEquals("0.2000", cell(runs, live, "best.ndcg@10"));
        assertEquals(List.of(live), runs.selectedProperty().get());
    }

    @Test
    void questionFiltersAsItIsTypedAndItsFaultLeavesTheTable() {
        RunsViewModel runs = shop.open();
        runs.list().filterProperty().set("epochs > 10");
        assertEquals("gru-wide gru-next", ids(runs));
        runs.list().filterProperty().set("epochs > 10 and");
        assertTrue(runs.list().problemProperty().get().contains("character 16"), runs.list().problemProperty().get());
        assertEquals("gru-wide gru-next", ids(runs));
        runs.list().filterProperty().set("state = failed");
        assertEquals("", runs.list().problemProperty().get());
        assertEquals("lstm-next", ids(runs));
    }

    @Test
    void faultOfAFilterIsToldInTheLanguageOfTheWindow() {
        shop.settings.language(Locale.SIMPLIFIED_CHINESE);
        RunsViewModel runs = shop.open();
        runs.list().filterProperty().set("epochs > 10 and");
        assertEquals("筛选第 16 个字符：缺少列名或词", runs.list().problemProperty().get());
    }

    @Test
    void runsAreSortedAndGrouped() {
        RunsViewModel runs = shop.open();
        runs.list().order(List.of(new RunTable.Order("epochs", false)));
        assertEquals("lstm-next gru-wide gru-next", ids(runs));
        runs.list().groupProperty().set(Optional.of("state"));
        assertEquals("[failed] >lstm-next [finished] >gru-next [running] >gru-wide", ids(runs));
        runs.list().toggle(runs.list().rows().getFirst());
        assertEquals("[failed] [finished] >gru-next [running] >gru-wide", ids(runs));
    }

    @Test
    void forksHangOnTheirParentAndShareItsCurve() {
        FakeProject.FakeRun fork = shop.fork(7);
        RunsViewModel runs = shop.open();
        assertEquals("gru-wide lstm-next gru-next >gru-next", ids(runs));
        runs.select(List.of(runs.list().rows().getLast()));
        CurveFrame frame = runs.detailsProperty().get().orElseThrow().overlay().frame("ndcg@10", Align.EPOCH, words);
        assertEquals(10, frame.curves().getFirst().size(), "seven epochs of the parent and three of its own");
        assertEquals(fork.id(), frame.curves().getFirst().name());
        runs.list().open(runs.list().rows().get(2), false);
        assertEquals("gru-wide lstm-next gru-next", ids(runs));
    }

    @Test
    void selectedRunsAreLaidOverOneAnotherAndTheirDifferencesTold() {
        RunsViewModel runs = shop.open();
        runs.select(List.copyOf(runs.list().rows()));
        RunsViewModel.Details details = runs.detailsProperty().get().orElseThrow();
        assertEquals(List.of("ndcg@10", "recall@10", "loss", "training-loss"), details.overlay().figures());
        CurveFrame frame = details.overlay().frame("ndcg@10", Align.EPOCH, words);
        assertEquals(List.of(12, 7, 20), frame.curves().stream().map(curve -> curve.size()).toList());
        assertEquals(170.0, details.overlay().frame("ndcg@10", Align.STEP, words).curves().getFirst().x(0));
        assertEquals(20.4 / 60, details.overlay().frame("ndcg@10", Align.TIME, words).curves().getFirst().x(0), 1e-12);
        assertEquals("experiment: gru-wide\n", details.experiment());
        assertEquals(List.of("experiment"), details.differences().stream().map(each -> each.field()).toList());
    }

    @Test
    void epochsThatAResumedRunDidAgainCountOnce() {
        shop.broken.events.add(new RunEvent.Started(RunsFixture.AT, 1, 561_152, 10_880, 170, 20, 680));
        shop.broken.events.add(new RunEvent.Epoch(RunsFixture.AT, 5, 850, 5, 5, Map.of("ndcg@10", 0.5), true, 20));
        RunsViewModel runs = shop.open();
        runs.select(List.of(runs.list().rows().get(1)));
        CurveFrame frame = runs.detailsProperty().get().orElseThrow().overlay().frame("ndcg@10", Align.EPOCH, words);
        assertEquals(5, frame.curves().getFirst().size());
        assertEquals(0.5, frame.curves().getFirst().y(4));
    }

    @Test
    void marksCanBeTakenBackAndDoneAgain() {
        RunsViewModel runs = shop.open();
        runs.select(List.copyOf(runs.list().rows().subList(0, 2)));
        runs.star(runs.list().rows().getFirst());
        assertTrue(shop.live.marks.starred());
        runs.tag("paper，wide");
        assertEquals(new RunMarks(List.of("paper", "wide"), "", true), shop.live.marks);
        assertEquals(List.of("paper", "wide"), shop.broken.marks.tags());
        runs.note("as before");
        assertEquals("as before", shop.live.marks.notes());
        assertEquals("", shop.broken.marks.notes());
        assertEquals("Change notes", runs.deeds().undoProperty().get());

        runs.deeds().undo();
        runs.deeds().undo();
        assertEquals(new RunMarks(List.of(), "", true), shop.live.marks);
        assertEquals(List.of(), shop.broken.marks.tags());
        runs.deeds().redo();
        assertEquals(List.of("paper", "wide"), shop.broken.marks.tags());
        runs.tag("no tag!");
        assertEquals(1, shop.dialogs.faults.size());
        assertEquals(List.of("paper", "wide"), shop.broken.marks.tags());
    }

    @Test
    void trashKeepsRunsUntilItIsEmptiedWithASecondWord() {
        RunsViewModel runs = shop.open();
        runs.select(List.of(runs.list().rows().getLast()));
        runs.throwAway();
        assertEquals("gru-wide lstm-next", ids(runs));
        runs.deeds().undo();
        assertEquals("gru-wide lstm-next gru-next", ids(runs));
        runs.deeds().redo();

        runs.trashProperty().set(true);
        assertEquals("gru-next", ids(runs));
        runs.emptyTrash();
        assertEquals(1, shop.project.trashed.size(), "the user thought better of it");
        runs.select(List.of(runs.list().rows().getFirst()));
        runs.restore();
        assertEquals("", ids(runs));
        runs.trashProperty().set(false);
        assertEquals("gru-wide lstm-next gru-next", ids(runs));

        runs.select(List.of(runs.list().rows().getLast()));
        runs.throwAway();
        runs.trashProperty().set(true);
        shop.dialogs.answers.add(0);
        runs.emptyTrash();
        assertEquals(List.of(), shop.project.trashed);
        assertEquals("", runs.deeds().undoProperty().get(), "what is deleted cannot be taken back");
    }

    @Test
    void chosenColumnsAreRemembered() {
        RunsViewModel runs = shop.open();
        runs.list().showColumns(List.of("training.batch", "at-best.recall@10"));
        assertEquals(List.of("training.batch", "at-best.recall@10"), runs.list().tableProperty().get().columns().stream().map(RunColumn::name).toList());
        assertEquals(List.of("training.batch", "at-best.recall@10"), shop.open().list().columns());
        runs.list().showColumns(List.of());
        assertTrue(shop.open().list().columns().contains("verified"));
    }

    @Test
    void figuresOfSeveralProtocolsWarn() {
        RunsViewModel alike = shop.open();
        assertEquals(Optional.empty(), new ColumnWords(words).warning(alike.list().tableProperty().get()));
        shop.broken.evaluation = shop.otherProtocol();
        shop.model.glanceAtRuns();
        String warning = new ColumnWords(words).warning(alike.list().tableProperty().get()).orElseThrow();
        assertTrue(warning.contains("Test NDCG@10") && warning.contains("A, B"), warning);
        assertEquals("0.1000 A", cell(alike, alike.list().rows().get(1), "test.ndcg@10"));
        assertEquals("0.1214 B", cell(alike, alike.list().rows().get(2), "test.ndcg@10"));
    }

    @Test
    void actionsSpeakOfTheFirstSelectedRun() {
        RunsViewModel runs = shop.open();
        runs.select(List.of(runs.list().rows().getLast()));
        runs.open(Place.EVALUATE);
        assertSame(shop.finished, shop.model.selectedRun());
        assertEquals(Place.EVALUATE, shop.model.placeProperty().get());
        runs.revealFolder();
        assertEquals(List.of(Path.of("runs", "20260301-101500-gru-next")), shop.revealed);
        assertFalse(runs.canResume());
        assertTrue(runs.canVerify());
        runs.verify();
        assertEquals(List.of("verify 20260301-101500-gru-next 0"), shop.workbench.asked);
        assertTrue(runs.saidProperty().get().contains("identical, bit for bit"), runs.saidProperty().get());
        assertTrue(new ColumnWords(words).badge(runs.list().rows().getLast().run().orElseThrow()).endsWith("✓"));
    }

    @Test
    void brokenRunGoesOnFromItsCheckpointAndALiveOneIsNotVerified() {
        RunsViewModel runs = shop.open();
        runs.select(List.of(runs.list().rows().get(1)));
        assertEquals(RunState.FAILED, runs.list().rows().get(1).run().orElseThrow().state());
        runs.resume();
        assertEquals(List.of("resume 20260301-113000-lstm-next"), shop.workbench.asked);
        runs.select(List.of(runs.list().rows().getFirst()));
        assertFalse(runs.canVerify());
    }

    @Test
    void forkIsAskedForWithItsChangesAndWrongLinesAreTold() {
        RunsViewModel runs = shop.open();
        runs.select(List.of(runs.list().rows().getLast()));
        assertEquals("trailbench fork runs/20260301-101500-gru-next --at best --set 'training.epochs=40'", runs.forkCommand("best", "training.epochs=40\n").replace('\\', '/'));
        runs.fork("best", "training.epochs 40");
        assertTrue(runs.forks().problemProperty().get().contains("FIELD=VALUE"), runs.forks().problemProperty().get());
        runs.fork("best", "training.epochs = 40\n\ntraining.optimizer.learning_rate=0.001");
        assertEquals("", runs.forks().problemProperty().get());
        assertEquals(List.of("fork 20260301-101500-gru-next best {training.epochs=40, training.optimizer.learning_rate=0.001}"), shop.workbench.asked);
        assertEquals(Place.TRAIN, shop.model.placeProperty().get());
        Fork fork = ((FakeProject.FakeRun) shop.model.selectedRun()).fork.orElseThrow();
        assertEquals("20260301-101500-gru-next", fork.parent());
    }

    @Test
    void tableAndComparisonAreExported(@TempDir Path folder) throws IOException {
        RunsViewModel runs = shop.open();
        runs.select(List.copyOf(runs.list().rows()));
        shop.dialogs.answers.add(folder.resolve("runs.csv"));
        runs.exportTable(TextForm.CSV);
        assertTrue(Files.readString(folder.resolve("runs.csv")).startsWith("run,state,baselines,verified,started"), Files.readString(folder.resolve("runs.csv")));
        shop.dialogs.answers.add(folder.resolve("all.html"));
        runs.exportComparison(TextForm.HTML, "ndcg@10", Align.EPOCH);
        String page = Files.readString(folder.resolve("all.html"));
        assertTrue(page.contains("<polyline") && page.contains("gru-wide"), page);
    }

    @Test
    void readOnlyProjectAsksForACopyBeforeItIsMarked() {
        FakeProject sample = new FakeProject(Path.of("sample"), "Sample", true);
        sample.runs.addAll(shop.project.runs);
        shop.projects.known.add(sample);
        RunsViewModel runs = shop.open();
        shop.model.desk().open(Path.of("sample"));
        runs.star(runs.list().rows().getFirst());
        assertFalse(shop.live.marks.starred());
        assertEquals(1, shop.dialogs.asked.size(), shop.dialogs.asked::toString);
    }
}
