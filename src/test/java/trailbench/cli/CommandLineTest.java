package trailbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.embedding.EpochHealth;
import trailbench.embedding.ForeignVectors;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.VectorExport;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.OrderTest;
import trailbench.experiment.ComputingWorkbench;
import trailbench.experiment.ExperimentGraph;
import trailbench.experiment.Preparation;
import trailbench.experiment.RunForecast;
import trailbench.experiment.SyntheticLog;
import trailbench.experiment.Workbench;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.graph.GraphChoice;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.UserFolders;
import trailbench.sequence.Finding;
import trailbench.sequence.LeakFinding;
import trailbench.sequence.LogProfile;
import trailbench.work.Progress;

/// The verbs on real files with the real engine, in this JVM; and on bad requests, which must say what, where and what to do.
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void makeProject() {
        project = folder.resolve("project");
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        try (Project made = new FolderProjects().create(project, "Circle")) {
            made.save(SyntheticLog.experiment(folder.resolve("log.csv")));
        }
    }

    @Test
    void trainsEvaluatesMapsEmbedsAndRecommends() throws IOException {
        assertEquals(0, run("train", experiment(), "--json"), error::toString);
        assertTrue(out.toString().contains("\"state\": \"finished\"") || out.toString().contains("\"state\" : \"finished\""), out::toString);
        Path run = onlyRun();

        assertEquals(0, run("evaluate", run.toString()), error::toString);
        assertTrue(out.toString().contains("decayed co-occurrence"), out::toString);
        assertTrue(out.toString().contains("all 12 items"), out::toString);

        out.getBuffer().setLength(0);
        assertEquals(0, run("histograms", run.toString()), error::toString);
        assertTrue(Pattern.compile("encoder\\s+weights\\s+1,632 ").matcher(out.toString()).find(), "GRU of 16 on 16: 3 · 16 · (16 + 16 + 2) numbers\n" + out);
        assertTrue(Files.exists(run.resolve("histograms.json")));

        assertEquals(0, run("map", run.toString(), "--perplexity", "3", "--iterations", "100"), error::toString);
        assertTrue(Files.exists(run.resolve("maps/tsne-2000-p3-i100-s42.parquet")));

        assertEquals(0, run("embed", run.toString(), "--of", "users"), error::toString);
        assertTrue(Files.exists(run.resolve("embeddings/users.parquet")));
        for (VectorExport.Format format : VectorExport.Format.values()) { // how many events each user has, and how often each item was trained on
            for (Workbench.Vectors whose : Workbench.Vectors.values()) {
                Path out = folder.resolve(format.name(whose.name()));
                assertEquals(0, run("embed", run.toString(), "--of", whose.name(), "--format", format.name(), "--out", out.toString()), error::toString);
                Map<String, List<String>> columns = ForeignVectors.read(out, Optional.empty()).vectors().columns();
                List<String> counts = columns.get(whose == Workbench.Vectors.USERS ? "events" : "popularity");
                assertTrue(counts.stream().allMatch(count -> Integer.parseInt(count) > 0), format + " " + columns);
            }
        }

        assertEquals(0, run("recommend", run.toString(), "--history", "i3,i4,nothing", "-k", "3"), error::toString);
        assertTrue(out.toString().contains("left out: nothing"), out::toString);
        assertTrue(out.toString().contains("i5"), out::toString);
    }

    @Test
    void epochsOfARunAreLaidOnEachOtherAndMeasured() throws IOException {
        assertEquals(0, run("train", experiment(), "--json", "--set", "training.keep_checkpoints=2"), error::toString);
        Path run = onlyRun();

        assertEquals(0, run("map", run.toString(), "--epochs", "all", "--perplexity", "3", "--iterations", "100", "--json"), error::toString);
        MapCommand.MadeTimeline made = Json.parse(out.toString(), MapCommand.MadeTimeline.class);
        assertEquals(List.of(2, 4), made.epochs().stream().map(MapCommand.Epoch::epoch).toList());
        assertEquals(10, made.moved().size());
        assertEquals(List.of("tsne-2000-p3-i100-s42-all-epochs"), FolderRun.open(run).timelines());

        assertEquals(0, run("health", run.toString()), error::toString);
        assertTrue(out.toString().contains("eff. rank"), out::toString);
        HealthCurves curves = FolderRun.open(run).health().orElseThrow();
        assertEquals(List.of(2, 4), curves.epochs().stream().map(EpochHealth::epoch).toList());
        assertTrue(curves.epochs().getLast().alignment() < 2, curves::toString);

        assertEquals(2, run("map", run.toString(), "--epochs", "1,4"), out::toString);
        assertTrue(error.toString().contains("no checkpoint of epoch 1") && error.toString().contains("2, 4"), error::toString);
        assertEquals(2, run("map", run.toString(), "--epochs", "some"), out::toString);
        assertTrue(error.toString().contains("1,5,10"), error::toString);

        assertEquals(2, run("map", run.toString(), "--epochs", "all", "--compare", run.toString()), out::toString);
        assertTrue(error.toString().contains("--epochs goes without"), error::toString);

        assertEquals(0, run("map", run.toString(), "--method", "pca", "--compare", run.toString()), error::toString);
        assertTrue(out.toString().contains("1.000 of the 10 nearest, over 12 items in common"), out::toString);
        Path from = run.resolve("maps/pca-2000.parquet");
        assertEquals(0, run("map", run.toString(), "--perplexity", "3", "--iterations", "100", "--from", from.toString()), error::toString);
        assertTrue(out.toString().contains("turned to lie on " + run.getFileName() + " pca-2000 (12 points in common"), out::toString);
    }

    @Test
    void vectorsThatWereTrainedElsewhereAreMappedBesideThem() throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "the 1 2\ncat 3 4\nsat 5 -6\non 1 1\n");
        assertEquals(0, run("map", words.toString(), "--method", "pca"), error::toString);
        assertTrue(out.toString().contains("all 4 items · words.txt"), out::toString);
        assertTrue(Files.exists(folder.resolve("words.txt-pca-2000.parquet")));

        Files.writeString(words, "the 1 2\ncat 3\n");
        assertEquals(2, run("map", words.toString()), out::toString);
        assertTrue(error.toString().contains("words.txt line 2"), error::toString);
    }

    @Test
    void demoPrintsOneDocumentThatNamesWhatItMade() throws IOException {
        SyntheticLog.write(folder.resolve("log.csv"), 200, 120, 1);
        Path copy = folder.resolve("copy");
        try (Project made = new FolderProjects().create(copy, "Circle")) {
            made.save(Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), Map.of("experiment", DemoCommand.EXPERIMENT)));
        }

        assertEquals(0, run("demo", "--into", copy.toString(), "--json", "--set", "training.epochs=1"), error::toString);
        DemoCommand.Done done = Json.parse(out.toString(), DemoCommand.Done.class);
        assertTrue(Files.exists(Path.of(done.table())), done.table());
        assertTrue(Path.of(done.map()).startsWith(Path.of(done.run())), done.map());
        assertEquals(done.evaluation(), Json.read(Path.of(done.table()), Evaluation.class));
    }

    @Test
    void graphIsPrintedDrawnAndWrittenAndReadAgain() throws IOException {
        Path svg = folder.resolve("graph.svg");
        Path yaml = folder.resolve("graph.yaml");
        assertEquals(0, run("graph", experiment(), "--set", "graph={kind: sasrec}", "--svg", svg.toString(), "--yaml", yaml.toString()), error::toString);
        assertTrue(out.toString().contains("self-attention"), out::toString);
        assertTrue(out.toString().contains("for 12 items"), out::toString);
        assertTrue(Files.readString(svg).contains("[B, T, 64]"));
        assertEquals(GraphChoice.Sasrec.defaults().graph(), ExperimentGraph.parse(Files.readString(yaml), "graph.yaml").graph());

        assertEquals(0, run("graph", experiment(), "--unprepared", "--json", "--set", "graph={kind: sasrec, heads: 3}"), error::toString);
        ExperimentGraph wrong = Json.parse(out.toString(), ExperimentGraph.class);
        assertTrue(wrong.assumed());
        assertTrue(wrong.problems().getFirst().contains("heads"), wrong::toString);
        assertTrue(wrong.bytes().isEmpty());
    }

    @Test
    void forecastMeasuresAFewBatchesAndKeepsNoRun() throws IOException {
        assertEquals(0, run("forecast", experiment(), "--json"), error::toString);
        RunForecast forecast = Json.parse(out.toString(), RunForecast.class);
        assertTrue(forecast.fits());
        RunForecast.Measured measured = forecast.measured().orElseThrow();
        assertTrue(measured.steps() >= 1 && measured.targetsPerSecond() > 0 && measured.heapBytes() > 0, forecast::toString);
        assertEquals(forecast.targets() / measured.targetsPerSecond(), measured.epochSeconds(), 1e-6);
        assertFalse(Files.exists(project.resolve("runs")) && project.resolve("runs").toFile().list().length > 0);

        out.getBuffer().setLength(0);
        assertEquals(0, run("forecast", experiment(), "--set", "training.accumulate=4", "--json"), error::toString);
        RunForecast gathered = Json.parse(out.toString(), RunForecast.class);
        assertEquals(forecast.predictedBytes() + 4 * forecast.parameters(), gathered.predictedBytes(), "the sum of the gradients is kept beside them");
        assertTrue(gathered.measured().orElseThrow().steps() >= 1, gathered::toString);

        assertEquals(0, run("forecast", experiment(), "--set", "graph={kind: gru-next, embedding: 4096, hidden: 4096}", "--set", "training.batch=8192",
                "--set", "sequences.max_length=5000"), error::toString);
        assertTrue(out.toString().contains("does not fit"), out::toString);
        assertTrue(out.toString().contains("--set training.batch="), out::toString);
    }

    @Test
    void prepareSaysWhereEveryRowWent() {
        assertEquals(0, run("prepare", experiment(), "--json"), error::toString);
        assertTrue(out.toString().contains("\"users\""), out::toString);
    }

    @Test
    void reportSaysWhatIsInTheLogAndHowToMendIt() throws IOException {
        String log = Files.readString(folder.resolve("log.csv"));
        Files.writeString(folder.resolve("log.csv"), log + ",i1,1700000000,Item 1\nu1,i1,0,Item 1\n");
        assertEquals(0, run("report", experiment()), error::toString);
        assertTrue(out.toString().contains("1 rows rejected"), out::toString);
        assertTrue(out.toString().contains("Rejected rows, no user: 1 of "), out::toString);
        assertTrue(out.toString().contains("log.csv line "), out::toString);
        assertTrue(out.toString().contains("user u1, item i1 (Item 1), 1970-01-01T00:00:00Z"), out::toString);
        assertTrue(out.toString().contains("█"), out::toString);
        Matcher mend = Pattern.compile("To mend it: --set '(log\\.clean\\.steps=.*)'").matcher(out.toString());
        assertTrue(mend.find(), out::toString);
        out.getBuffer().setLength(0);

        assertEquals(0, run("report", experiment(), "--set", mend.group(1)), error::toString); // what it says does mend it
        assertFalse(out.toString().contains("Events of 1970"), out::toString);
        out.getBuffer().setLength(0);

        assertEquals(0, run("report", experiment(), "--json"), error::toString);
        LogProfile profile = Json.parse(out.toString(), LogProfile.class);
        assertEquals(60, profile.counts().users());
        assertEquals(profile.tally().read(), profile.tally().kept() + 1);
        assertEquals(List.of(Finding.Kind.EPOCH_TIMES, Finding.Kind.REJECTED_ROWS), profile.findings().stream().map(Finding::kind).toList());
    }

    @Test
    void sequenceShowsAUserAsTheTrainerSeesThem() throws IOException {
        Files.writeString(folder.resolve("log.csv"), "solo,i1,1700000000,Item 1\n", StandardOpenOption.APPEND);
        assertEquals(0, run("sequence", experiment(), "--user", "u3"), error::toString);
        assertTrue(out.toString().contains("held out for test"), out::toString);
        assertTrue(out.toString().contains("window 4: "), out::toString); // one window a user, and u3 is the fourth
        assertTrue(out.toString().contains("No row of this user was left out"), out::toString);
        out.getBuffer().setLength(0);

        assertEquals(0, run("sequence", experiment(), "--user", "solo", "--json"), error::toString);
        SequenceCommand.Account account = Json.parse(out.toString(), SequenceCommand.Account.class);
        assertTrue(account.sequence().isEmpty());
        assertEquals("user with too few events", account.leftOut().getFirst().reason());

        assertEquals(2, run("sequence", experiment(), "--user", "3"), error::toString);
        assertTrue(error.toString().contains("The log has no user \"3\". Ids that hold it: u3, u13"), error::toString);
    }

    @Test
    void orderTestSaysWhetherOrderCarriesSignal() {
        assertEquals(0, run("order-test", experiment(), "--shuffles", "1"), error::toString);
        assertTrue(out.toString().contains("Order carries signal: "), out::toString); // the circle is walked in order
        out.getBuffer().setLength(0);

        assertEquals(0, run("order-test", experiment(), "--shuffles", "1", "--json"), error::toString);
        assertEquals(OrderTest.Verdict.SIGNAL, Json.parse(out.toString(), OrderTest.class).verdict());

        assertEquals(2, run("order-test", experiment(), "--shuffles", "0"), error::toString);
        assertTrue(error.toString().contains("shuffles 0 is not between 1 and 100"), error::toString);
    }

    @Test
    void leaksAreNamedWithExamplesAndTheWayToMendThem() {
        assertEquals(0, run("leaks", experiment()), error::toString);
        assertTrue(out.toString().contains("RED    "), out::toString);
        assertTrue(out.toString().contains("targets are earlier than another user's training events"), out::toString);
        assertTrue(out.toString().contains("Mend it with --set split=temporal"), out::toString);

        assertEquals(0, run("leaks", experiment(), "--set", "split=temporal", "--json"), error::toString);
        LeaksCommand.Document mended = Json.parse(out.toString(), LeaksCommand.Document.class);
        assertFalse(mended.worst() == LeakFinding.Severity.RED, out::toString);
        assertEquals(LeakFinding.Severity.GREEN, mended.findings().getFirst().severity());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            missing file          | log.files=[gone.csv]                                      | gone.csv
            wrong column          | log.columns.user=nobody                                   | nobody
            unknown field         | training.epoch=3                                          | epoch
            value out of range    | graph.dropout=1.5                                         | dropout
            not a number          | training.epochs=many                                      | epochs
            unknown kind          | graph=transformer-xxl                                     | transformer-xxl
            absurd length         | sequences.max_length=2000000000                           | max_length
            """)
    void badRequestsAreNamedAndEndWith2(String what, String change, String named) {
        assertEquals(2, run("train", experiment(), "--set", change), what);
        assertTrue(error.toString().contains(named), error::toString);
        assertFalse(error.toString().contains("\tat "), error::toString);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"empty,''", "header only,'user,item,time,title\n'", "one user,'user,item,time,title\nu,a,1,A\nu,b,2,B\n'"})
    void logsWithNothingToLearnAreRefused(String what, String text) throws IOException {
        Files.writeString(folder.resolve("log.csv"), text);

        int code = run("prepare", experiment());

        assertEquals(2, code, what);
        assertFalse(error.toString().isBlank());
        assertFalse(error.toString().contains("\tat "), error::toString);
    }

    @Test
    void bytesThatAreNotUtf8AreNamedWithFileAndRemedy() throws IOException {
        Files.write(folder.resolve("log.csv"), "user,item,time,title\nu,a,1,Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        int code = run("prepare", experiment());

        assertEquals(2, code, error::toString);
        assertTrue(error.toString().contains("log.csv"), error::toString);
        assertTrue(error.toString().toLowerCase(java.util.Locale.ROOT).contains("encoding"), error::toString);
    }

    @Test
    void unknownVerbAndMissingArgumentEndWith2() {
        assertEquals(2, run("fly"));
        assertEquals(2, run("train"));
        assertTrue(error.toString().contains("--help"));
    }

    @Test
    void runThatIsNoneIsNamed() {
        assertEquals(2, run("evaluate", folder.toString()));
        assertTrue(error.toString().contains("is not a run"), error::toString);
    }

    @Test
    void inspectProposesARecipeThatCanBeUsed() {
        assertEquals(0, run("inspect", folder.resolve("log.csv").toString()), error::toString);
        assertTrue(out.toString().contains("Proposed recipe"), out::toString);
        assertTrue(out.toString().contains("user: user"), out::toString);
    }

    private String experiment() {
        return project.resolve("experiments/circle.yaml").toString();
    }

    private Path onlyRun() throws IOException {
        try (var runs = Files.list(project.resolve("runs"))) {
            return runs.toList().getFirst();
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        error.getBuffer().setLength(0);
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        Session session = new Session(
                new FolderProjects(),
                new ComputingWorkbench(new Preparation(folders), Dl4jEngine::new),
                (map, png, width, height, dark) -> {},
                (experiment, prepared, png, dark, language) -> {},
                request -> {},
                folders,
                Path.of("projects"),
                Progress.SILENT,
                new PrintWriter(out));
        return new TrailbenchCommand(session, new PrintWriter(error), (fault, words) -> {
                    throw new AssertionError("a fault nobody foresaw", fault);
                })
                .run(arguments);
    }
}
