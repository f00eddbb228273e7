package trailbench.ui.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.experiment.SearchField;
import trailbench.format.Yaml;
import trailbench.project.RunMarks;
import trailbench.project.Search;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.ui.chart.ParallelFrame;
import trailbench.ui.shell.FakeProject;
import trailbench.ui.shell.FakeShop;

/// Putting a search together, and its runs as parallel coordinates.
class SearchViewModelTest {
    private final RunsFixture shop = new RunsFixture();
    private final RunsViewModel room = shop.open();
    private final SearchViewModel search = room.search();

    private SearchField field(String path) {
        return search.free().stream().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
    }

    /// A search of rate and batch with a run for each of `ndcg`; NaN for one that waits.
    private void searched(double... ndcg) {
        String[] rates = {"0.001", "0.01", "0.1"};
        Search kept = new Search(
                "rates", new Search.Method.Grid(),
                List.of(new Search.Axis("training.optimizer.learning_rate", new Search.Range.Log(0.001, 0.1, Optional.of(3))),
                        new Search.Axis("graph", new Search.Range.Values(List.of("gru-next", "lstm-next")))),
                Optional.of("ndcg@10"), FakeShop.experiment("gru-next"));
        shop.project.keep(kept);
        for (int i = 0; i < ndcg.length; i++) {
            FakeProject.FakeRun run = new FakeProject.FakeRun(
                    "2026030" + (i + 4) + "-101500-gru-next", Yaml.with(Yaml.with(kept.experiment(), Map.of("graph", i == 1 ? "lstm-next" : "gru-next")), Map.of("training.optimizer.learning_rate", rates[i])));
            run.marks = new RunMarks(List.of("rates"), "", false);
            run.state = Double.isNaN(ndcg[i]) ? RunState.QUEUED : RunState.FINISHED;
            if (!Double.isNaN(ndcg[i])) {
                run.events.add(new RunEvent.Started(Instant.EPOCH, 0, 10, 10, 10, 1, 0));
                run.events.add(new RunEvent.Epoch(Instant.EPOCH, 1, 10, 5, 5, Map.of("ndcg@10", ndcg[i]), true, 1));
            }
            shop.project.runs.addFirst(run);
        }
        room.refresh();
    }

    private ParallelFrame.Line line(String id) {
        return search.chart().frameProperty().get().lines().stream().filter(line -> line.id().startsWith(id)).findFirst().orElseThrow();
    }

    @Test
    void searchThatATerminalAddsIsThereWithTheNextLook() {
        search.sample();
        assertEquals(List.of(), search.names());
        shop.project.keep(new Search(
                "from-a-terminal", new Search.Method.Grid(), List.of(new Search.Axis("graph", new Search.Range.Values(List.of("gru-next", "lstm-next")))),
                Optional.empty(), FakeShop.experiment("gru-next")));
        search.sample();
        assertEquals(List.of("from-a-terminal"), search.names());
        shop.project.searches.clear();
        search.sample();
        assertEquals(List.of(), search.names());
    }

    @Test
    void fieldsAreProposedWithRangesThatSuitThem() {
        search.add(field("training.optimizer.learning_rate"));
        search.add(field("graph.dropout"));
        search.add(field("training.batch"));
        search.add(field("evaluation.exclude_seen"));
        assertEquals(List.of(SearchDraft.How.LOG, SearchDraft.How.LINEAR, SearchDraft.How.VALUES, SearchDraft.How.VALUES), search.axes().stream().map(SearchDraft::how).toList());
        assertEquals("false, true", search.axes().getLast().text());
        assertEquals("", search.problemProperty().get());
        assertEquals(3 * 3 * 3 * 2, search.variantsProperty().get().size());
        assertTrue(search.free().stream().noneMatch(each -> each.path().equals("training.batch")), "a field is searched once");
    }

    @Test
    void whatIsWrongIsToldAndNothingCanBeQueued() {
        search.add(field("training.batch"));
        search.change(0, search.axes().getFirst().withText("32, 0"));
        assertTrue(search.problemProperty().get().contains("training.batch=0"), search.problemProperty().get());
        assertEquals(0, search.variantsProperty().get().size());
        search.queue();
        assertEquals(List.of(), shop.project.searches());
        search.change(0, search.axes().getFirst().withText("32, 64"));
        assertEquals("", search.problemProperty().get());
        search.change(0, search.axes().getFirst().with(SearchDraft.How.LINEAR));
        assertEquals("32", search.axes().getFirst().text());
        assertEquals("64", search.axes().getFirst().to());
        search.change(0, search.axes().getFirst().withTo("many"));
        assertTrue(search.problemProperty().get().contains("many"), search.problemProperty().get());
    }

    @Test
    void whatIsWrongIsToldInTheLanguageOfTheWindow() {
        shop.settings.language(Locale.SIMPLIFIED_CHINESE);
        SearchViewModel chinese = shop.viewModel().search();
        chinese.add(field("training.batch"));
        chinese.change(0, chinese.axes().getFirst().withText("32, 0"));
        String said = chinese.problemProperty().get();
        assertTrue(said.endsWith(" 无法以 training.batch=0 运行：training.batch 0 不在 1 到 65,536 之间"), said);
        chinese.change(0, chinese.axes().getFirst().withText("32, many"));
        said = chinese.problemProperty().get();
        assertTrue(said.endsWith("：training.batch 是 \"many\"，但应为±2,147,483,647 以内的整数"), said);
    }

    @Test
    void drawnRunsAreCountedForecastAndQueuedAndTheSearchIsKept() {
        search.add(field("training.optimizer.learning_rate"));
        search.randomProperty().set(true);
        search.countProperty().set(5);
        search.seedProperty().set(7);
        assertEquals(5, search.variantsProperty().get().size());
        search.forecast();
        // 100 epochs of 0.3 s, five times: 150 s
        assertTrue(search.estimateProperty().get().contains("2 min 30 s"), search.estimateProperty().get());
        search.queue();
        assertEquals(List.of("gru-next-search"), search.names());
        assertEquals(Optional.of("gru-next-search"), search.chosenProperty().get());
        assertEquals(new Search.Method.Random(5, 7), shop.project.searches().getFirst().method());
        assertEquals(5, shop.project.runs.stream().filter(run -> run.marks.tags().contains("gru-next-search") && run.state == RunState.QUEUED).count());
        assertTrue(shop.workbench.asked.contains("start queue"));
        search.begin();
        search.add(field("training.batch"));
        assertEquals("gru-next-search-2", search.proposedName());
        search.nameProperty().set("gru-next-search");
        assertTrue(search.problemProperty().get().contains("already"), search.problemProperty().get());
    }

    @Test
    void pausedQueueStaysPausedWhenRunsAreAdded() {
        shop.workbench.queue.options = shop.workbench.queue.options.withPaused(true);
        search.add(field("training.batch"));
        search.queue();
        assertFalse(shop.workbench.asked.contains("start queue"));
    }

    @Test
    void runsAreLinesAndThoseThatWaitHaveNoFigure() {
        searched(0.1, 0.2, Double.NaN);
        search.chosenProperty().set(Optional.of("rates"));
        ParallelFrame frame = search.chart().frameProperty().get();
        assertEquals(3, frame.lines().size());
        assertEquals(List.of(0.0, 0.0, 0.0), line("20260304").places()); // 0.001, gru-next, the worse figure
        assertEquals(0.5, line("20260305").places().getFirst(), 1e-9); // 0.01 is half way from 0.001 to 0.1 in the logarithm
        assertEquals(List.of(1.0, 1.0), line("20260305").places().subList(1, 3));
        assertTrue(Double.isNaN(line("20260306").places().getLast()));
        assertFalse(line("20260306").over());
        assertEquals("lstm-next", frame.axes().get(1).marks().getLast().text());
        assertEquals("Best NDCG@10", frame.axes().getLast().name());
    }

    @Test
    void brushesAreAQuestionToTheTableAndAClickSelectsTheRun() {
        searched(0.1, 0.2, Double.NaN);
        search.chosenProperty().set(Optional.of("rates"));
        assertEquals("", room.list().filterProperty().get(), "while something else is looked at, all runs are listed");
        search.onScreenProperty().set(true);
        assertEquals("tag = rates", room.list().filterProperty().get());
        assertEquals(3, room.list().rows().size());
        search.chart().brush(2, 0.5, 1);
        assertEquals("", room.list().problemProperty().get(), room.list().filterProperty().get());
        assertEquals(List.of("20260305-101500-gru-next"), room.list().rows().stream().map(row -> row.run().orElseThrow().id()).toList());
        search.chart().brush(1, 0, 0.4);
        assertEquals("", room.list().problemProperty().get(), room.list().filterProperty().get());
        assertEquals(0, room.list().rows().size());
        search.chart().clearBrushes();
        search.chart().step(1);
        search.chart().select();
        assertEquals("20260305-101500-gru-next", room.pointedAtProperty().get().orElseThrow().run().orElseThrow().id());
        room.list().filterProperty().set("ndcg@10 > .1");
        search.begin();
        assertEquals("ndcg@10 > .1", room.list().filterProperty().get(), "a question that somebody typed stays");
    }

    @Test
    void whatASearchLacksIsQueued() {
        searched(0.1);
        search.chosenProperty().set(Optional.of("rates"));
        search.queueMissing();
        // 3 rates, 2 graphs, one of them is there
        assertEquals(5, shop.project.runs.stream().filter(run -> run.state == RunState.QUEUED).count());
        search.queueMissing();
        assertTrue(shop.dialogs.faults.getLast().getMessage().contains("all its runs"));
    }
}
