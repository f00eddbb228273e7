package trailbench.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trailbench.engine.Optimizer;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.graph.GraphChoice;
import trailbench.graph.InputNode;
import trailbench.graph.Node;
import trailbench.log.CleaningStep;
import trailbench.log.LogRecipe;
import trailbench.project.Experiment;
import trailbench.project.Provenance;
import trailbench.sequence.Cases;
import trailbench.sequence.LeakCount;
import trailbench.sequence.LeakFinding;
import trailbench.sequence.LeakKind;
import trailbench.sequence.Leaks;
import trailbench.sequence.SequenceOptions;
import trailbench.sequence.Split;
import trailbench.sequence.SplitFacts;
import trailbench.training.RunEvent;
import trailbench.training.TrainingOptions;
import trailbench.work.Fault;

class FormatTest {
    private static final Instant NOON = Instant.parse("2011-12-09T12:00:00.123456789Z");

    record Everything(
            boolean truth, int whole, long large, float small, double number, String words, Path file, Instant at, Duration span,
            Optional<String> perhaps, List<Double> list, Map<String, List<String>> columns, double[] array) {}

    record Lists(List<String> texts) {}

    record Standing(Optional<Integer> limit) {
        static Standing defaults() {
            return new Standing(Optional.of(3));
        }
    }

    private static Experiment experiment() {
        return new Experiment(
                "online-retail-gru",
                new LogRecipe(
                        List.of(Path.of("../data/online-retail.csv.gz")),
                        LogRecipe.Format.defaults(),
                        new LogRecipe.Columns(
                                "CustomerID", "StockCode", Optional.of("InvoiceDate"), Optional.of("InvoiceNo"), Optional.empty(),
                                Optional.of("Description"), List.of("UnitPrice", "Country"), "M/d/yyyy H:mm", "Europe/London", true,
                                Map.of("0", "purchase"), List.of(new LogRecipe.BehaviourRule("InvoiceNo", "^C", "cancellation"))),
                        LogRecipe.Clean.defaults(),
                        Optional.of(List.of(
                                new LogRecipe.Behaviour("purchase"), new LogRecipe.Behaviour("cancellation", Optional.of(0.5), Optional.of("#D55E00"))))),
                new SequenceOptions(
                        SequenceOptions.Of.SESSIONS, 100, new SequenceOptions.Windows.Sliding(20), SequenceOptions.Targets.NEXT_BASKET, List.of("purchase")),
                new Split.Temporal(Optional.of(NOON), Optional.empty()),
                new GraphChoice.Drawn(new GraphChoice.LstmAutoencoder(
                                64, 128, GraphChoice.LstmAutoencoder.Decoder.TEACHER_FORCED, GraphChoice.LstmAutoencoder.Target.ITEMS)
                        .graph()
                        .nodes()),
                new TrainingOptions(new Optimizer.Sgd(1e-5), 64, 10, Optional.of(new TrainingOptions.EarlyStopping("ndcg@10", 5)), 5, Long.MIN_VALUE),
                EvaluationOptions.defaults());
    }

    @Test
    void graphThatReadsMoreThanItemsComesBackEqual() {
        GraphChoice drawn = new GraphChoice.Drawn(List.of(
                new InputNode.ItemInput("items"), new InputNode.BehaviourInput("behaviour"), new InputNode.TimeGapInput("gap"),
                new InputNode.HourInput("hour", InputNode.HourInput.Cycle.WEEK, "Asia/Shanghai"), new InputNode.UserInput("user"),
                new InputNode.FeatureInput("kind", "category"), new Node.Sum("sum", List.of("a", "b"))));
        assertEquals(drawn, Yaml.parse(Yaml.text(drawn), "test", GraphChoice.class));
        GraphChoice preset = Yaml.parse("{kind: gru-next, channels: [behaviour, time-gap, hour, user]}", "test", GraphChoice.class);
        assertEquals(new GraphChoice.GruNext(64, 128, 1, 0.2, List.of(GraphChoice.Channel.values())), preset);
        assertEquals(preset, Yaml.parse(Yaml.text(preset), "test", GraphChoice.class));
        assertEquals(Map.of("buy", 5.0), Yaml.parse("{behaviour_weights: {buy: 5}}", "test", TrainingOptions.class).behaviourWeights());
    }

    @Test
    void experimentComesBackEqualFromYamlAndJson() {
        Experiment experiment = experiment();
        assertEquals(experiment, Yaml.parse(Yaml.text(experiment), "test", Experiment.class));
        assertEquals(experiment, Json.parse(Json.text(experiment), Experiment.class));
        assertEquals(experiment, Json.parse(Json.line(experiment), Experiment.class));
    }

    @Test
    void yamlReadsLikeAPage() {
        Experiment experiment = Yaml.parse("""
                experiment: ml-100k
                log: {files: [u.data], columns: {user: 0, item: 1}}
                """, "test", Experiment.class);
        assertEquals("""
                experiment: ml-100k
                log:
                  files: [u.data]
                  format:
                    delimiter: comma
                    header: true
                    encoding: UTF-8
                  columns:
                    user: "0"
                    item: "1"
                    features: []
                    time_format: auto
                    zone: UTC
                    basket: false
                    behaviours: {}
                    behaviour_rules: []
                    item_tables: []
                    user_tables: []
                    item_vectors: []
                  clean:
                    min_user_events: 5
                    min_item_events: 5
                    keep_behaviours: []
                    drop_consecutive_repeats: false
                    drop_duplicates: true
                    steps: []
                sequences:
                  of: users
                  max_length: 50
                  windows:
                    kind: last
                  targets: next-item
                  target_behaviours: []
                split:
                  kind: temporal
                graph:
                  kind: gru-next
                  embedding: 64
                  hidden: 128
                  layers: 1
                  dropout: 0.2
                  channels: []
                training:
                  optimizer:
                    kind: adam
                    learning_rate: 0.001
                    l2: 0.0
                  warm_up: 0
                  schedule:
                    kind: constant
                  batch: 64
                  accumulate: 1
                  epochs: 10
                  clip_norm: 5.0
                  clip_value: 0.0
                  seed: 42
                  balance: 0.0
                  behaviour_weights: {}
                  keep_checkpoints: 0
                  checkpoint_minutes: 10.0
                  privacy:
                    kind: none
                evaluation:
                  at: [1, 5, 10, 20]
                  exclude_seen: true
                  cold_items: keep
                  candidates:
                    kind: all
                  ties: expected
                """, Yaml.text(experiment));
    }

    @Test
    void missingFieldsComeFromDefaultsAndWordsStandForWholeGroups() {
        Experiment experiment = Yaml.parse("""
                experiment: short
                log: {files: [a.csv, b.csv]}
                sequences: {windows: sliding}
                split: leave-one-out
                graph: {kind: lstm-autoencoder, decoder: teacher-forced}
                training:
                  optimizer: sgd
                  early_stopping: {metric: loss}
                evaluation:
                """, "test", Experiment.class);
        assertEquals(LogRecipe.Columns.defaults(), experiment.log().columns());
        assertEquals(new SequenceOptions(50, new SequenceOptions.Windows.Sliding(20), SequenceOptions.Targets.NEXT_ITEM), experiment.sequences());
        assertEquals(new Split.LeaveOneOut(), experiment.split());
        assertEquals(128, ((GraphChoice.LstmAutoencoder) experiment.graph()).hidden());
        assertEquals(Optimizer.Sgd.defaults(), experiment.training().optimizer());
        assertEquals(Optional.of(new TrainingOptions.EarlyStopping("loss", 5)), experiment.training().earlyStopping());
        assertEquals(EvaluationOptions.defaults(), experiment.evaluation());
    }

    @Test
    void everySplitComesBackEqualAndItsWordStandsForItsDefaults() {
        for (Split split : List.of(
                new Split.LeaveOneOut(), Split.Temporal.defaults(), new Split.Ratio(0.15, 0.25), new Split.LastDays(7, Split.LastDays.Whole.SEQUENCES),
                new Split.KFold(10, 3, -1), new Split.Rolling(4, 2, 0.05),
                new Split.Given(List.of(Path.of("a.valid.inter")), List.of(Path.of("a.test.inter"), Path.of("b.csv"))))) {
            assertEquals(split, Yaml.parse(Yaml.text(split), "test", Split.class));
        }
        assertEquals(Split.KFold.defaults(), Yaml.parse("k-fold", "test", Split.class));
        assertEquals(Split.Ratio.defaults(), Yaml.parse("ratio", "test", Split.class));
        assertEquals(new Split.LastDays(3, Split.LastDays.Whole.BASKETS), Yaml.parse("{kind: last-days, days: 3}", "test", Split.class));
        assertEquals(new Split.Rolling(5, 4, 0.1), Yaml.parse("{kind: rolling, fold: 4}", "test", Split.class));
        assertTrue(assertThrows(Fault.Request.class, () -> Yaml.parse("{kind: k-fold, folds: 2}", "test", Split.class)).getMessage()
                .startsWith("test line 1: folds 2 is not at least 3"));
    }

    @Test
    void emptyOptionalIsWrittenWhereTheDefaultIsNotEmpty() {
        assertEquals("limit: null\n", Yaml.text(new Standing(Optional.empty())));
        assertEquals(new Standing(Optional.empty()), Yaml.parse("limit: null", "test", Standing.class));
        assertEquals(new Standing(Optional.of(3)), Yaml.parse("{}", "test", Standing.class));
        assertEquals(new Standing(Optional.of(3)), Yaml.parse("", "test", Standing.class));
    }

    @Test
    void everyRunEventComesBackEqualFromItsLine() {
        List<RunEvent> events = List.of(
                new RunEvent.Started(NOON, 0, 1_234_567, 943, 15, 10, 0),
                new RunEvent.Step(NOON, 1, 1, 7.4280012345678, Double.NaN, Double.POSITIVE_INFINITY, 12.5),
                new RunEvent.Epoch(NOON, 1, 15, 7.1, 6.9, Map.of("ndcg@10", 0.05, "recall@10", 0.1), true, 2.5),
                new RunEvent.Checkpoint(NOON, "last", 1, 15),
                new RunEvent.Paused(NOON, 16),
                new RunEvent.Resumed(NOON, 16),
                new RunEvent.Stopped(NOON, 2, 17),
                new RunEvent.Finished(NOON, 10, 150, 7, "all epochs done"),
                new RunEvent.Step(NOON, 2, 1, 7.4, 0.1, 900, 12.5, Optional.of(1e-4), Optional.of(0.001)),
                new RunEvent.Changed(NOON, 2, 17, Optional.of(3e-4), Optional.of(4), Optional.empty(), true),
                new RunEvent.Changed(NOON, 2, 17, Optional.of(1.5e-4), Optional.of(4), Optional.empty(), true, Optional.of(3e-4)),
                new RunEvent.Failed(NOON, "Line one\nline \"two\" \u4f60\u597d"));
        for (RunEvent event : events) {
            String line = Json.line(event);
            assertTrue(line.lines().count() == 1, line);
            assertEquals(event, Json.parse(line, RunEvent.class));
        }
        assertEquals("{\"kind\":\"paused\",\"at\":\"2011-12-09T12:00:00.123456789Z\",\"step\":16}", Json.line(events.get(4)));
    }

    @Test
    void evaluationComesBackEqual() {
        Evaluation evaluation = new Evaluation(
                new Passport(new SplitFacts.LeaveOneOut(false, 0), Cases.Part.TEST, 1_682, new Passport.Seen(true, 0), Ties.EXPECTED, 943, "9f3c01"),
                List.of(
                        new Evaluation.Row("gru-next", true, Map.of("hr@10", 0.1 + 0.2), 1.5),
                        new Evaluation.Row("popularity", false, Map.of("hr@10", Double.MIN_VALUE), 0.1)),
                Optional.of(new Evaluation.ReconstructionFigures(9_000, 0.5, 0.01, 1e-12, 1e-6, Evaluation.ReconstructionFigures.Target.ITEM_VECTORS)));
        assertEquals(evaluation, Json.parse(Json.text(evaluation), Evaluation.class));
        assertEquals(evaluation, Yaml.parse(Yaml.text(evaluation), "test", Evaluation.class));
        assertEquals(new SplitFacts.LeaveOneOut(true, 3), Json.parse("{\"kind\":\"leave-one-out\",\"baskets\":true,\"training_only\":3}", SplitFacts.class));
    }

    @Test
    void passportCarriesRedLeaksAndThoseOfBeforeStayReadable() {
        Passport before = Json.parse(
                """
                {"split": {"kind": "temporal", "validation_at": "2011-10-01T00:00:00Z", "test_at": "2011-11-01T00:00:00Z", "baskets": true, "without_history": 7},
                 "part": "test", "items": 3184, "seen": {"excluded": false, "targets": 12}, "ties": "expected", "cases": 41322, "data_hash": "39094518"}
                """, Passport.class);
        assertEquals(Optional.empty(), before.leaks());
        assertEquals(Optional.empty(), before.cold());
        Passport red = before.with(new Leaks(List.of(
                new LeakFinding(LeakFinding.Severity.RED, new LeakCount(LeakKind.TRAINED_LATER, 41_000, 41_322), true, List.of(), Map.of("split", "temporal")),
                new LeakFinding(LeakFinding.Severity.AMBER, new LeakCount(LeakKind.TIE_AT_CUT, 1, 2), true, List.of(), Map.of()))));
        assertEquals(red, Json.parse(Json.text(red), Passport.class));
        assertEquals(Optional.of(List.of(new LeakCount(LeakKind.TRAINED_LATER, 41_000, 41_322))), red.leaks());
        assertTrue(red.line().endsWith(" · data 39094518 · LEAK: 41,000 of 41,322 targets are earlier than another user's training events"), red.line());
        assertEquals(Optional.of(List.of()), before.with(new Leaks(List.of())).leaks(), "inspected and clean is not the same as never inspected");

        Provenance old = Json.parse(
                """
                {"created": "2011-10-01T00:00:00Z", "program": "1", "command": "train", "sources": {}, "data_hash": "39094518", "machine": {}, "seed": 42}
                """, Provenance.class);
        assertEquals(Optional.empty(), old.leaks());
    }

    @Test
    void numbersComeBackBitForBit() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            float small = Float.intBitsToFloat(random.nextInt());
            Everything in = new Everything(
                    true, random.nextInt(), random.nextLong(), small, number, "w", Path.of("a/b"), NOON, Duration.ofMinutes(30),
                    Optional.of("1"), List.of(number, -0.0), Map.of(), new double[] {number});
            for (Everything out : List.of(Json.parse(Json.line(in), Everything.class), Yaml.parse(Yaml.text(in), "test", Everything.class))) {
                String message = "seed " + seed + ", round " + i + ": " + number + ", " + small;
                assertEquals(in.whole(), out.whole());
                assertEquals(in.large(), out.large());
                assertEquals(Double.doubleToLongBits(in.number()), Double.doubleToLongBits(out.number()), message);
                assertEquals(Float.floatToIntBits(in.small()), Float.floatToIntBits(out.small()), message);
                assertEquals(in.list(), out.list(), message);
                assertEquals(in.array()[0], out.array()[0], message);
            }
        }
    }

    @Test
    void anyTextComesBackEqual() {
        List<String> texts = List.of(
                "", " ", "a", " a", "a ", "true", "Null", "~", "no", "y", "0", "-1", "1e3", ".5", "0x1F", "1_000", "1:30", "2011-11-01", "- a", "-", "--- a",
                "# a", "a # b", "a#b", "a: b", "a:", "[a]", "{a}", "a, b", "a,b", "&a", "*a", "!a", "!!java.net.URL", "|", ">", "%a", "@a", "`a", "'a'", "\"a\"", "\\", "a\tb", "\n", "a\nb", "a\nb\n",
                "a\n\nb", "a\n\n", "\na", "a \nb", "  a\nb", "a\r\nb", "你好 世界", "é", "\u0085", "\u2028", "\ud83d\ude00", "a\u0000b", "ndcg@10", "C", "M/d/yyyy H:mm", ".nan", "Infinity", "NaN", "...", "---", "<<", "=", "a\n# b", "a\n- b: c", "null\nnull", "x (y)", "?", "? a", "a ?");
        for (String text : texts) {
            assertEquals(new Lists(List.of(text)), Yaml.parse(Yaml.text(new Lists(List.of(text))), "test", Lists.class), text);
            Map<String, List<String>> column = new LinkedHashMap<>(Map.of(text, List.of(text)));
            Everything in = new Everything(true, 1, 1, 1, 1, text, Path.of(""), NOON, Duration.ZERO, Optional.of(text), List.of(), column, new double[0]);
            Everything out = Yaml.parse(Yaml.text(in), "test", Everything.class);
            assertEquals(text, out.words());
            assertEquals(Optional.of(text), out.perhaps());
            assertEquals(column, out.columns());
        }
        assertEquals(new Lists(texts), Yaml.parse(Yaml.text(new Lists(texts)), "test", Lists.class));
        assertEquals(new Lists(texts), Json.parse(Json.line(new Lists(texts)), Lists.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training: {optimizer: {kind: adam, learning_rate: 0}} | training.optimizer.learning_rate 0.0 is not above 0 and at most 100",
                "training: {optimizer: {kind: adam, learning_rate: fast}} | training.optimizer.learning_rate is \"fast\", but must be a number",
                "training: {optimizer: {kind: lion}} | training.optimizer.kind \"lion\" is not known. Allowed: adam, adamw, nadam, rmsprop, sgd, adagrad",
                "training: {optimizer: {learning_rate: 1}} | training.optimizer.kind is missing. Allowed: adam, adamw, nadam, rmsprop, sgd, adagrad",
                "training: {optimiser: adam} | training.optimiser is not a field that is known here. Allowed: optimizer, warm_up, schedule, batch, accumulate, epochs, early_stopping, clip_norm, clip_value, seed, balance, behaviour_weights, keep_checkpoints, checkpoint_minutes, privacy",
                "training: {batch: 1.5} | training.batch is 1.5, but must be a whole number within ±2,147,483,647",
                "training: {batch: 3000000000} | training.batch is 3000000000, but must be a whole number within ±2,147,483,647",
                "training: [1] | training is a list, but must be a group of fields",
                "sequences: {targets: next} | sequences.targets is \"next\", but must be one of next-item, next-basket",
                "split: {kind: temporal, test_at: yesterday} | split.test_at is \"yesterday\", but must be a time as 2011-11-01T00:00:00Z",
                "evaluation: {at: [1, ten]} | evaluation.at[1] is \"ten\", but must be a whole number within ±2,147,483,647",
                "evaluation: {exclude_seen: maybe} | evaluation.exclude_seen is \"maybe\", but must be true or false",
                "graph: {kind: drawn} | graph.nodes is missing and has no default. It must be a list",
                "graph: {kind: drawn, nodes: [{kind: gru, name: g, input: i, units: 0}]} | graph.nodes[0]: g: 0 units are not between 1 and 4,096",
                "split: !!javax.script.ScriptEngineManager {} | split.kind is missing. Allowed: leave-one-out, temporal, ratio, last-days, k-fold, rolling, given",
            })
    void faultNamesFileLineFieldAndWhatIsAllowed(String example) {
        String[] parts = example.split(" \\| ");
        String text = "experiment: x\nlog: {files: [a]}\n" + parts[0] + "\n";
        Fault fault = assertThrows(Fault.Request.class, () -> Yaml.parse(text, "exp.yaml", Experiment.class));
        assertEquals("exp.yaml line 3: " + parts[1], fault.getMessage());
    }

    @Test
    void cleaningStepsAndItemTablesAreReadWithTheirDefaults() {
        Experiment experiment = Yaml.parse("""
                experiment: x
                log:
                  files: [part-*.csv]
                  columns: {item_tables: [{file: u.item, title: 1}]}
                  clean:
                    steps:
                      - {kind: time-range, from: 2017-11-25T00:00:00Z}
                      - {kind: values, column: country, pattern: "^GB$"}
                      - bots
                      - {kind: lengths, high: 0.9}
                      - {kind: sessions-by-gap, gap: PT10M}
                      - returns
                      - {kind: minimum-counts, user_events: 2}
                """, "test", Experiment.class);
        assertEquals(
                List.of(new CleaningStep.TimeRange(Optional.of(Instant.parse("2017-11-25T00:00:00Z")), Optional.empty()),
                        new CleaningStep.Values("country", "^GB$", true), new CleaningStep.Bots(60), new CleaningStep.Lengths(0, 0.9),
                        new CleaningStep.SessionsByGap(Duration.ofMinutes(10)), new CleaningStep.Returns("purchase", "cancellation"),
                        new CleaningStep.MinimumCounts(2, 5)),
                experiment.log().clean().steps());
        assertEquals(List.of(new LogRecipe.ItemTable(Path.of("u.item"), "0", Optional.of("1"), List.of())), experiment.log().columns().itemTables());
        assertEquals(experiment, Yaml.parse(Yaml.text(experiment), "again", Experiment.class));
    }

    @Test
    void missingFieldWithoutDefaultIsNamed() {
        Fault fault = assertThrows(Fault.Request.class, () -> Yaml.parse("experiment: x", "exp.yaml", Experiment.class));
        assertEquals("exp.yaml line 1: log.files is missing and has no default. It must be a list", fault.getMessage());
    }

    @Test
    void jsonIsStrictAboutTextAndNumber() {
        assertThrows(Fault.Request.class, () -> Json.parse("{\"texts\":[1]}", Lists.class));
        assertThrows(Fault.Request.class, () -> Json.parse("{\"limit\":\"3\"}", Standing.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "texts: [a\nmore: b", "texts: [a]\ntexts: [b]", "texts: &t [a]", "texts: [&a x, *a]", "texts: [a]\n---\ntexts: [b]", "\ttexts: [a]", "{\"texts\": "
            })
    void brokenTextIsARequestFaultThatNamesFileAndLine(String text) {
        Fault fault = assertThrows(Fault.Request.class, () -> Yaml.parse(text, "exp.yaml", Lists.class));
        assertTrue(fault.getMessage().startsWith("exp.yaml line "), fault.getMessage());
    }

    @Test
    void deepNestingAndAnchorBombsAreRefused() {
        assertThrows(Fault.Request.class, () -> Yaml.parse("texts: " + "[".repeat(20_000) + "]".repeat(20_000), "exp.yaml", Lists.class));
        assertThrows(Fault.Request.class, () -> Json.parse("{\"texts\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}", Lists.class));
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThrows(Fault.Request.class, () -> Yaml.parse(bomb.toString(), "exp.yaml", Lists.class));
    }

    @Test
    void emojiMayStandAnywhereInALongDocument() {
        for (int before = 980; before < 1_060; before++) {
            String title = "x".repeat(before) + "\ud83d\ude00" + "y".repeat(1_100) + "\ud83d\ude00";
            assertEquals(new Lists(List.of(title, title)), Yaml.parse(Yaml.text(new Lists(List.of(title, title))), "test", Lists.class));
        }
    }

    @Test
    void damagedTextGivesAnExperimentOrARequestFaultAndNothingElse() {
        long seed = 11;
        Random random = new Random(seed);
        String signs = "{}[]:,-#&*!|>'\"%@`\n \t~?<=0a.\u0000\ud83d\u4f60";
        for (String whole : List.of(Yaml.text(experiment()), Json.text(experiment()))) {
            for (int round = 0; round < 300; round++) {
                StringBuilder text = new StringBuilder(whole);
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    int at = random.nextInt(text.length());
                    switch (random.nextInt(3)) {
                        case 0 -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
                        case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
                        default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                    }
                }
                parseOrRefuse(text.toString(), "seed " + seed + ", round " + round + ":\n" + text);
            }
        }
    }

    private static void parseOrRefuse(String text, String message) {
        try {
            assertEquals(Experiment.class, Yaml.parse(text, "exp.yaml", Experiment.class).getClass());
        } catch (Fault.Request refused) {
            assertTrue(refused.getMessage().startsWith("exp.yaml"), refused.getMessage());
        } catch (RuntimeException | Error wrong) {
            throw new AssertionError(message, wrong);
        }
        try {
            assertEquals(Experiment.class, Json.parse(text, "exp.json", Experiment.class).getClass());
        } catch (Fault.Request refused) {
            assertTrue(refused.getMessage().startsWith("exp.json"), refused.getMessage());
        } catch (RuntimeException | Error wrong) {
            throw new AssertionError(message, wrong);
        }
    }
}
