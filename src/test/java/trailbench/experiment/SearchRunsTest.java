package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.experiment.SearchRuns.Variant;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.Search;
import trailbench.project.Search.Axis;
import trailbench.project.Search.Method;
import trailbench.project.Search.Range;
import trailbench.work.Fault;

/// Which runs a search asks for.
class SearchRunsTest {
    private static final String RATE = "training.optimizer.learning_rate";
    private final Experiment experiment = SyntheticLog.experiment(Path.of("log.csv"));

    private Search search(Method method, Axis... axes) {
        return new Search("s", method, List.of(axes), Optional.empty(), experiment);
    }

    private static Axis values(String field, String... values) {
        return new Axis(field, new Range.Values(List.of(values)));
    }

    private static Axis linear(String field, double from, double to, int steps) {
        return new Axis(field, new Range.Linear(from, to, Optional.of(steps).filter(count -> count > 0)));
    }

    private static Axis log(String field, double from, double to, int steps) {
        return new Axis(field, new Range.Log(from, to, Optional.of(steps).filter(count -> count > 0)));
    }

    @Test
    void gridHasEveryCombinationTheLastFieldChangingFirst() {
        List<Variant> runs = SearchRuns.of(search(new Method.Grid(), values(RATE, "0.001", "0.003"), values("sequences.max_length", "10", "20", "30")));

        assertEquals(6, runs.size());
        assertEquals(Map.of(RATE, "0.001", "sequences.max_length", "20"), runs.get(1).values());
        assertEquals(0.003, runs.get(3).experiment().training().optimizer().learningRate());
        assertEquals(10, runs.get(3).experiment().sequences().maxLength());
    }

    @Test
    void gridOfARangeHasItsEndsAndIsEvenInItsScale() {
        // 0.0001 … 0.01 in 3 steps of the logarithm: the middle is their geometric mean
        List<Variant> runs = SearchRuns.of(search(new Method.Grid(), log(RATE, 0.0001, 0.01, 3)));
        assertEquals(List.of("0.0001", "0.001", "0.01"), runs.stream().map(run -> run.values().get(RATE)).toList());
        // whole numbers: 8, 16/… in equal steps of 4
        runs = SearchRuns.of(search(new Method.Grid(), linear("graph.hidden", 8, 16, 3)));
        assertEquals(List.of("8", "12", "16"), runs.stream().map(run -> run.values().get("graph.hidden")).toList());
        // more steps than whole numbers: each once
        runs = SearchRuns.of(search(new Method.Grid(), linear("graph.layers", 1, 2, 5)));
        assertEquals(List.of("1", "2"), runs.stream().map(run -> run.values().get("graph.layers")).toList());
    }

    @Test
    void drawsAreTheSameForASeedAndStayInsideTheirRanges() {
        Axis[] axes = {log(RATE, 0.0002, 0.02, 0), linear("graph.dropout", 0.1, 0.4, 0), linear("graph.hidden", 9.5, 40, 0), values("training.batch", "16", "64")};
        List<Variant> runs = SearchRuns.of(search(new Method.Random(200, 7), axes));

        assertEquals(200, runs.size());
        assertEquals(runs, SearchRuns.of(search(new Method.Random(200, 7), axes)));
        assertNotEquals(runs, SearchRuns.of(search(new Method.Random(200, 8), axes)));
        int below = 0;
        for (Variant run : runs) {
            double rate = run.experiment().training().optimizer().learningRate();
            assertTrue(rate >= 0.0002 && rate <= 0.02, run.text());
            below += rate < 0.002 ? 1 : 0;
            double dropout = Double.parseDouble(run.values().get("graph.dropout"));
            assertTrue(dropout >= 0.1 && dropout <= 0.4, run.text());
            int hidden = Integer.parseInt(run.values().get("graph.hidden"));
            assertTrue(hidden >= 10 && hidden <= 40, run.text());
            assertTrue(List.of("16", "64").contains(run.values().get("training.batch")), run.text());
        }
        // half of the logarithmic range lies below 0.002: of 200 draws 100, ± 4 standard deviations of 7.1; a linear draw would put 9% there
        assertTrue(below > 70 && below < 130, "below the geometric mean: " + below);
    }

    @Test
    void noCombinationIsDrawnTwice() {
        assertEquals(4, SearchRuns.of(search(new Method.Random(10, 1), values("training.batch", "16", "32"), values("graph.layers", "1", "2"))).size());
    }

    @Test
    void kindIsSetBeforeItsFields() {
        List<Variant> runs = SearchRuns.of(search(new Method.Grid(), values("graph.embedding", "8"), values("graph", "gru-next", "lstm-next")));
        assertEquals(List.of("gru-next", "lstm-next"), runs.stream().map(run -> Yaml.fields(run.experiment()).get("graph.kind")).toList());
        assertTrue(runs.stream().allMatch(run -> Yaml.fields(run.experiment()).get("graph.embedding").equals("8")));
    }

    @Test
    void whatIsWrongIsToldWithTheFieldAndTheValue() {
        assertRefused("training.rate", search(new Method.Grid(), values("training.rate", "0.1")), "training.rate", "Allowed:", "epochs");
        assertRefused("a value", search(new Method.Grid(), values("training.batch", "32", "0")), "training.batch=0", "batch");
        assertRefused("a word", search(new Method.Grid(), values("training.batch", "many")), "training.batch=many");
        assertRefused("a kind", search(new Method.Grid(), values("graph", "grunext")), "gru-next");
        assertRefused("no steps", search(new Method.Grid(), linear("graph.dropout", 0, 0.5, 0)), "graph.dropout", "steps");
        assertRefused("too many", search(new Method.Grid(), linear("graph.hidden", 1, 1000, 1000), values("training.batch", "16", "32")), "2000", "--random");
        assertRefused("its name", search(new Method.Grid(), values("experiment", "other")), "name");
    }

    private static void assertRefused(String what, Search search, String... words) {
        Fault.Request refused = assertThrows(Fault.Request.class, () -> SearchRuns.of(search), what);
        for (String word : words) {
            assertTrue(refused.getMessage().contains(word), what + ": " + refused.getMessage());
        }
    }

    @Test
    void searchIsWrittenAndReadAsYaml() {
        Search search = search(new Method.Random(20, 7), log(RATE, 0.0001, 0.01, 0), values("graph.hidden", "16", "32"), linear("graph.dropout", 0, 0.5, 3));
        assertEquals(search, Yaml.parse(Yaml.text(search), "search", Search.class));
        String short1 = """
                search: rates
                axes:
                  - field: training.batch
                    range: {kind: values, values: [16, 32]}
                experiment:
                """ + Yaml.text(experiment).indent(2);
        Search read = Yaml.parse(short1, "search", Search.class);
        assertEquals(new Method.Grid(), read.method());
        assertEquals(2, SearchRuns.of(read).size());
        assertThrows(Fault.Request.class, () -> log(RATE, 0, 1, 0));
        assertThrows(Fault.Request.class, () -> linear("graph.dropout", 0.5, 0.1, 0));
    }

    @Test
    void fieldsTellWhatTheyMayBe() {
        Map<String, SearchField> fields = SearchField.of(experiment).stream().collect(java.util.stream.Collectors.toMap(SearchField::path, each -> each));
        assertEquals(SearchField.Kind.WHOLE, fields.get("training.batch").kind());
        assertEquals(65_536, fields.get("training.batch").range().orElseThrow().most());
        assertEquals("0.01", fields.get(RATE).value());
        assertEquals(SearchField.Kind.REAL, fields.get("graph.dropout").kind());
        assertEquals(SearchField.Kind.WORD, fields.get("graph").kind());
        assertEquals("gru-next", fields.get("graph").value());
        assertTrue(fields.get("graph").words().contains("sasrec"));
        assertEquals(List.of("false", "true"), fields.get("evaluation.exclude_seen").words());
        assertTrue(fields.containsKey("log.clean.min_user_events"), fields.keySet().toString());
        assertTrue(!fields.containsKey("experiment"));
    }
}
