package trailbench.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trailbench.project.RunMarks;
import trailbench.ui.shell.FakeProject;
import trailbench.work.Fault;

class RunQueryTest {
    private static final List<RunSummary> RUNS = runs();

    /// `a`: gru-next, best 0.12; `b`: sasrec, best 0.15, tagged, starred; `c`: sasrec, best 0.05, tested, with notes.
    private static List<RunSummary> runs() {
        FakeProject.FakeRun a = SomeRuns.run("a", Map.of("training.batch", "32"), 0.10, 0.12, 0.11);
        FakeProject.FakeRun b = SomeRuns.run("b", Map.of("graph", "{kind: sasrec}", "training.batch", "128"), 0.15, 0.14);
        b.marks = new RunMarks(List.of("paper", "wide"), "", true);
        FakeProject.FakeRun c = SomeRuns.tested(SomeRuns.run("c", Map.of("graph", "{kind: sasrec}"), 0.05), 60, 0.04);
        c.marks = RunMarks.NONE.withNotes("The old baseline\nof spring");
        return SomeRuns.summaries(a, b, c);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``                                              | a b c",
        "ndcg@10 > .1                                    | a b",
        "ndcg@10 > .1 and graph = sasrec                 | b",
        "ndcg@10>.1 graph=sasrec                         | b",
        "graph = gru-next or ndcg@10 < 1e-1              | a c",
        "not graph = sasrec                              | a",
        "not (graph = sasrec and epochs >= 2)            | a c",
        "last.ndcg@10 = 0.11                             | a",
        "at-best.recall@10 = 0.24                        | a",
        "test.ndcg@10 > 0                                | c",
        "test.hr@10 = .08                                | c",
        "tag = paper                                     | b",
        "tags != paper                                   | ``",
        "starred = yes                                   | b",
        "star = true                                     | b",
        "notes ~ BASELINE                                | c",
        "spring                                          | c",
        "wide or \"old baseline\"                        | b c",
        "batch <= 32                                     | a",
        "training.batch = 128                            | b",
        "learning_rate = 0.001                           | a b c",
        "duration > 2min                                 | a",
        "duration < 2m                                   | c",
        "started > 2026-02                               | a b c",
        "started < 2026-02                               | ``",
        "best.loss < 5.25                                | a",
        "state = finished AND NOT epochs = 1             | a b"
    })
    void runsThatAnswerPass(String question, String expected) {
        assertEquals(expected, RUNS.stream().filter(RunQuery.parse(question, RunColumns.of(RUNS))).map(RunSummary::id).collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "grph = sasrec        | 1  | Did you mean graph?",
        "epochs > 1 and ndgc@10 > 1 | 16 | Did you mean",
        "graph =              | 8  | a value after = is missing",
        "graph = = sasrec     | 9  | not \"=\"",
        "(graph = sasrec      | 16 | a \")\" is missing",
        "graph = sasrec )     | 16 | \")\" is not expected here",
        "ndcg@10 > high       | 11 | \"high\" is none",
        "graph ! sasrec       | 7  | Say != or not",
        "notes ~ \"open       | 9  | not closed",
        "kind = adam          | 1  | the end of several fields"
    })
    void whatIsNotUnderstoodIsToldWithItsPlace(String question, int at, String why) {
        Fault.Request wrong = assertThrows(Fault.Request.class, () -> RunQuery.parse(question.strip(), RunColumns.of(RUNS)));
        assertTrue(wrong.getMessage().startsWith("Filter, character " + at + ":"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains(why), wrong.getMessage());
    }

    @Test
    void fieldThatNoRunHasIsToldWithExamples() {
        Fault.Request wrong = assertThrows(Fault.Request.class, () -> RunQuery.parse("colour = blue", RunColumns.of(RUNS)));
        assertTrue(wrong.getMessage().contains("there is no column \"colour\" in these runs. There are, for example: state"), wrong.getMessage());
    }
}
