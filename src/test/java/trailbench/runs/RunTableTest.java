package trailbench.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.sequence.Cases;
import trailbench.sequence.SplitFacts;
import trailbench.ui.shell.FakeProject;
import trailbench.work.Fault;

class RunTableTest {
    private static final List<RunSummary> FAMILY = SomeRuns.summaries(
            SomeRuns.run("1-root", Map.of(), 0.10, 0.12),
            SomeRuns.fork("2-child", "1-root", 1, 0.20),
            SomeRuns.fork("3-grandchild", "2-child", 1, 0.05),
            SomeRuns.run("4-other", Map.of("graph", "{kind: sasrec}"), 0.15));

    private static RunTable.Request request(String filter, String sort, String group, Set<String> closed) {
        return new RunTable.Request(
                filter, sort.isEmpty() ? List.of() : List.of(RunTable.Order.parse(sort)), Optional.of(group).filter(by -> !by.isEmpty()),
                List.of("graph", "best.ndcg@10"), closed);
    }

    private static String lines(RunTable table) {
        return table.lines().stream()
                .map(line -> ">".repeat(line.depth()) + line.run().map(RunSummary::id).orElse("[" + line.title() + " " + line.count() + "]"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void forksHangOnTheirParents() {
        assertEquals("4-other 1-root >2-child >>3-grandchild", lines(RunTable.of(FAMILY, request("", "", "", Set.of()))));
    }

    @Test
    void closedRunHidesItsForksAndCountsThem() {
        RunTable table = RunTable.of(FAMILY, request("", "", "", Set.of("run 1-root")));
        assertEquals("4-other 1-root", lines(table));
        assertEquals(2, table.lines().getLast().count());
        assertEquals(4, table.runs());
    }

    @Test
    void siblingsAreSortedAndForksStayWithTheirParent() {
        assertEquals("1-root >2-child >>3-grandchild 4-other", lines(RunTable.of(FAMILY, request("", "best.ndcg@10", "", Set.of()))));
        assertEquals("4-other 1-root >2-child >>3-grandchild", lines(RunTable.of(FAMILY, request("", "-best.ndcg@10", "", Set.of()))));
    }

    @Test
    void forkWhoseParentDoesNotPassStandsAlone() {
        assertEquals("2-child 4-other", lines(RunTable.of(FAMILY, request("ndcg@10 > .14", "-ndcg@10", "", Set.of()))));
    }

    @Test
    void groupsStandTogetherAndCanBeClosed() {
        assertEquals(
                "[gru-next 3] >1-root >>2-child >>>3-grandchild [sasrec 1] >4-other", lines(RunTable.of(FAMILY, request("", "", "graph", Set.of()))));
        assertEquals("[gru-next 3] [sasrec 1] >4-other", lines(RunTable.of(FAMILY, request("", "", "graph", Set.of("group gru-next")))));
    }

    @Test
    void runsWithoutAValueComeLastInBothDirections() {
        List<RunSummary> runs = SomeRuns.summaries(SomeRuns.run("1", Map.of()), SomeRuns.run("2", Map.of(), 0.2), SomeRuns.run("3", Map.of(), 0.1));
        assertEquals("3 2 1", lines(RunTable.of(runs, request("", "ndcg@10", "", Set.of()))));
        assertEquals("2 3 1", lines(RunTable.of(runs, request("", "-ndcg@10", "", Set.of()))));
    }

    @Test
    void columnThatNoRunHasIsRefused() {
        Fault.Request wrong = assertThrows(Fault.Request.class, () -> RunTable.of(
                FAMILY, new RunTable.Request("", List.of(), Optional.empty(), List.of("best.ndcg@100"), Set.of())));
        assertTrue(wrong.getMessage().contains("best.ndcg@10"), wrong.getMessage());
    }

    @Test
    void figuresOfSeveralProtocolsCarryLettersAndAWarning() {
        List<RunSummary> runs = SomeRuns.summaries(
                SomeRuns.tested(SomeRuns.run("1", Map.of(), 0.1), 60, 0.3), SomeRuns.tested(SomeRuns.run("2", Map.of(), 0.1), 61, 0.2),
                SomeRuns.run("3", Map.of(), 0.1));
        RunTable table = RunTable.of(runs, new RunTable.Request("", List.of(), Optional.empty(), List.of("best.ndcg@10", "test.ndcg@10"), Set.of()));
        assertEquals(List.of("test.ndcg@10"), table.protocols().mixed());
        RunColumn test = table.columns().getLast();
        assertEquals("0.2000 (A)", TableText.cell(table, test, runs.get(1)));
        assertEquals("0.3000 (B)", TableText.cell(table, test, runs.get(0)));
        assertEquals("", TableText.cell(table, test, runs.get(2)));
        assertEquals("0.1000", TableText.cell(table, table.columns().getFirst(), runs.get(0)));
        assertTrue(table.protocols().lines().get(1).contains("61 cases"), table.protocols().lines().toString());
        for (TextForm form : TextForm.values()) {
            String text = TableText.of(table, form, "Runs");
            assertTrue(text.contains("61 cases") && text.contains("60 cases"), text);
            assertTrue(text.contains("not comparable") || text.contains("NOT COMPARABLE"), text);
        }
    }

    @Test
    void runsOfOneProtocolHaveNoLetters() {
        List<RunSummary> runs = SomeRuns.summaries(
                SomeRuns.tested(SomeRuns.run("1", Map.of(), 0.1), 60, 0.3), SomeRuns.tested(SomeRuns.run("2", Map.of(), 0.1), 60, 0.2));
        RunTable table = RunTable.of(runs, RunTable.Request.ALL);
        assertFalse(table.protocols().isMixed());
        assertEquals(List.of(), table.protocols().lines());
    }

    @Test
    void lossesOfOtherHeadsAreOtherProtocols() {
        List<RunSummary> runs = SomeRuns.summaries(
                SomeRuns.run("1", Map.of(), 0.1), SomeRuns.run("2", Map.of("graph", "{kind: lstm-autoencoder}"), 0.1));
        RunTable table = RunTable.of(runs, new RunTable.Request("", List.of(), Optional.empty(), List.of("best.loss"), Set.of()));
        assertEquals(List.of("best.loss"), table.protocols().mixed());
    }

    @Test
    void htmlEscapesWhatPeopleWrote() {
        var run = SomeRuns.run("1", Map.of(), 0.1);
        run.marks = run.marks().withNotes("<script>alert(1)</script>");
        RunTable table = RunTable.of(SomeRuns.summaries(run), new RunTable.Request("", List.of(), Optional.empty(), List.of("notes"), Set.of()));
        String page = TableText.of(table, TextForm.HTML, "Runs & more");
        assertTrue(page.contains("&lt;script&gt;") && !page.contains("<script>") && page.contains("Runs &amp; more"), page);
        run.marks = run.marks().withNotes("=1+1, \"x\"");
        RunTable formula = RunTable.of(SomeRuns.summaries(run), new RunTable.Request("", List.of(), Optional.empty(), List.of("notes"), Set.of()));
        assertEquals("run,notes\r\n1,\"'=1+1, \"\"x\"\"\"\r\n", TableText.of(formula, TextForm.CSV, ""));
    }

    private static FakeProject.FakeRun tested(String id, Candidates candidates, double low, double high) {
        FakeProject.FakeRun run = SomeRuns.run(id, Map.of(), 0.1);
        Passport passport = new Passport(
                new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 12, new Passport.Seen(true, 0), Ties.EXPECTED, 60, "9f3c01", Optional.empty(), Optional.empty(),
                Optional.of(candidates));
        Optional<Map<String, Evaluation.Interval>> lead = Optional.of(Map.of("ndcg@10", new Evaluation.Interval(low, high)));
        run.evaluation = Optional.of(new Evaluation(
                passport,
                List.of(
                        new Evaluation.Row("model", true, Map.of("ndcg@10", .12), 1, Optional.of(Map.of("ndcg@10", new Evaluation.Interval(.1, .14))), Optional.empty(), Optional.empty()),
                        new Evaluation.Row("popularity", false, Map.of("ndcg@10", .11), 1, Optional.empty(), lead, Optional.empty())),
                Optional.empty()));
        return run;
    }

    @Test
    void figuresOverDrawnCandidatesMakeAColumnMixed() {
        List<RunSummary> runs = SomeRuns.summaries(
                tested("1", new Candidates.All(), .01, .02), tested("2", new Candidates.Uniform(100, 42), .01, .02), tested("3", new Candidates.All(), .01, .02));
        RunTable table = RunTable.of(runs, new RunTable.Request("", List.of(), Optional.empty(), List.of("test.ndcg@10"), Set.of()));
        assertEquals(List.of("test.ndcg@10"), table.protocols().mixed());
        assertEquals(2, table.protocols().letters().size());
        assertTrue(String.join(" ", table.protocols().lines()).contains("SAMPLED"), table.protocols().lines().toString());
        assertTrue(TableText.of(table, TextForm.MARKDOWN, "Runs").contains("WARNING"));
        assertTrue(TableText.of(table, TextForm.CSV, "Runs").contains("NOT COMPARABLE"));
    }

    @Test
    void runThatCountingMatchesSaysSo() {
        List<RunSummary> runs = SomeRuns.summaries(
                tested("1", new Candidates.All(), .01, .02), tested("2", new Candidates.All(), -.01, .02), tested("3", new Candidates.All(), -.02, -.01),
                SomeRuns.run("4", Map.of(), .1));
        RunColumn column = RunColumns.of(runs).resolve("baselines");
        assertEquals(List.of("beats", "level", "below", ""), runs.stream().map(run -> column.value(run).text()).toList());
        assertEquals("1", lines(RunTable.of(runs, request("baselines = beats", "", "", Set.of()))));
        assertEquals(new Evaluation.Interval(.1, .14), runs.getFirst().tested().orElseThrow().intervals().get("ndcg@10"));
    }

    @Test
    void curvesOfSeveralProtocolsAreTold() {
        List<RunSummary> alike = SomeRuns.summaries(SomeRuns.run("1", Map.of(), .1), SomeRuns.run("2", Map.of(), .1));
        assertFalse(Protocols.mixed(alike, "ndcg@10"));
        List<RunSummary> others = SomeRuns.summaries(SomeRuns.run("1", Map.of(), .1), SomeRuns.run("2", Map.of("evaluation.exclude_seen", "false"), .1));
        assertTrue(Protocols.mixed(others, "ndcg@10"));
    }
}
