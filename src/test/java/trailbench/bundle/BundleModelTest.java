package trailbench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.Engine;
import trailbench.engine.Model;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.experiment.ComputingWorkbench;
import trailbench.experiment.Preparation;
import trailbench.experiment.SyntheticLog;
import trailbench.experiment.Workbench;
import trailbench.format.Json;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// A bundle answers as its run does, whoever asks and however; and what is no whole bundle is refused.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundleModelTest {
    @TempDir
    private static Path folder;

    private Preparation preparation;
    private Project project;
    private RunFolder run;
    private Path bundle;
    private ParityCertificate proof;
    private BundleModel model;

    @BeforeAll
    void export() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 40, 1);
        preparation = new Preparation(new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs")));
        project = new FolderProjects().create(folder.resolve("project"), "Circle");
        run = workbench(new Dl4jEngine()).train(project, experiment("gru-next, embedding: 16, hidden: 16"));
        workbench(new Dl4jEngine()).evaluate(project, run, Progress.SILENT);
        bundle = folder.resolve("circle" + BundleFile.ENDING);
        proof = workbench(new Dl4jEngine()).export(project, run, bundle, Progress.SILENT);
        model = BundleModel.open(bundle, new Dl4jEngine());
    }

    @AfterAll
    void close() {
        model.close();
        project.close();
    }

    private ComputingWorkbench workbench(Engine engine) {
        return new ComputingWorkbench(preparation, () -> engine);
    }

    private Experiment experiment(String graph) {
        return Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), Map.of(
                "graph", "{kind: " + graph + "}", "evaluation.exclude_seen", "true", "log.columns.features", "[title]"));
    }

    private static List<Event> history(String... items) {
        return List.of(items).stream().map(Event::of).toList();
    }

    @Test
    void everyHeldOutHistoryIsAnsweredAsTheEvaluationRankedAndTheCertificateTravels() {
        assertEquals(60, proof.histories());
        assertEquals(List.of("bundle", "http"), proof.legs().stream().map(ParityCertificate.Leg::way).toList());
        assertTrue(proof.legs().getFirst().largestDifference() <= ParityCertificate.TOLERANCE);
        assertEquals(Optional.of(proof), model.contents().certificate());
        assertEquals(run.evaluation(), model.contents().evaluation());
        assertEquals(Users.NONE, model.contents().users(), "no id of a person leaves without need");
        Workbench.Recommendation ofRun = workbench(new Dl4jEngine()).recommend(project, run, List.of("i3", "i4"), 5);
        Answer ofBundle = model.recommend(history("i3", "i4"), 5, List.of());
        assertEquals(ofRun.items().stream().map(Workbench.Scored::id).toList(), ofBundle.items().stream().map(Answer.Item::id).toList());
        assertEquals(Answer.By.MODEL, ofBundle.by());
    }

    @Test
    void whatOnlyTrainingNeedsStaysAtHome() throws IOException {
        Path checkpoint = run.path().resolve("checkpoints/best/model.zip");
        assertTrue(entries(Files.readAllBytes(checkpoint)).keySet().stream().anyMatch(name -> name.equals("updaterState.bin") || name.equals("rowState.bin")));
        Map<String, byte[]> exported = entries(Files.readAllBytes(bundle));
        assertEquals(List.of("configuration.json", "coefficients.bin"), List.copyOf(entries(exported.get("model.zip")).keySet()));
        assertTrue(exported.get("model.zip").length < Files.size(checkpoint) / 2, "moments weigh twice what parameters do");
        for (Map.Entry<String, byte[]> entry : exported.entrySet()) {
            assertFalse(new String(entry.getValue(), StandardCharsets.UTF_8).contains(folder.toString()), entry.getKey() + " names a folder of this machine");
        }
    }

    @Test
    void timesUsersAndNumbersTravelToo() {
        RunFolder reading = workbench(new Dl4jEngine()).train(project, experiment("gru-next, embedding: 16, hidden: 16, channels: [time-gap, hour, user]"));
        Path file = folder.resolve("reading" + BundleFile.ENDING);
        assertEquals(60, workbench(new Dl4jEngine()).export(project, reading, file, Progress.SILENT).histories());
        try (BundleModel opened = BundleModel.open(file, new Dl4jEngine())) {
            assertEquals(60, opened.contents().users().ids().size());
            List<Event> timed = List.of(at("i3", 1_700_000_000), at("i4", 1_700_003_000));
            List<Event> turned = List.of(timed.get(1), timed.get(0));
            Answer stranger = opened.recommend(new Question(timed, 5, List.of(), Map.of(), Optional.of("nobody")));
            Answer known = opened.recommend(new Question(timed, 5, List.of(), Map.of(), Optional.of("u1")));
            assertEquals(stranger, opened.recommend(timed, 5, List.of()));
            assertEquals(stranger, opened.recommend(turned, 5, List.of()), "events are put in the order of their times");
            assertFalse(known.equals(stranger), "who asks is read");
            Fault half = assertThrows(Fault.Request.class, () -> opened.recommend(List.of(timed.get(0), Event.of("i4")), 5, List.of()));
            assertTrue(half.getMessage().contains("1 of 2 events have a time"), half.getMessage());
        }
    }

    @Test
    void usersMayBeCoveredOrForgottenAndSmallCountsLeftOut() throws IOException {
        RunFolder reading = workbench(new Dl4jEngine()).train(project, experiment("gru-next, embedding: 16, hidden: 16, channels: [user]"));
        workbench(new Dl4jEngine()).evaluate(project, reading, Progress.SILENT);
        Path covered = folder.resolve("covered" + BundleFile.ENDING);
        workbench(new Dl4jEngine()).export(project, reading, covered, new Privacy(true, false, 0), Progress.SILENT);
        String name = workbench(new Dl4jEngine()).pseudonyms(project, List.of("u1")).getFirst();
        Path key = project.folder().resolve(".private/pseudonyms.key");
        assertEquals(name, new Pseudonyms(HexFormat.of().parseHex(Files.readString(key).strip())).of("u1"));
        Answer stranger;
        try (BundleModel opened = BundleModel.open(covered, new Dl4jEngine())) {
            assertTrue(opened.contents().users().ids().contains(name));
            assertFalse(opened.contents().users().ids().contains("u1"));
            stranger = opened.recommend(history("i3", "i4"), 5, List.of());
            assertEquals(stranger, opened.recommend(new Question(history("i3", "i4"), 5, List.of(), Map.of(), Optional.of("u1"))), "the log's own id tells nothing");
            assertFalse(stranger.equals(opened.recommend(new Question(history("i3", "i4"), 5, List.of(), Map.of(), Optional.of(name)))));
        }
        Path without = folder.resolve("without" + BundleFile.ENDING);
        workbench(new Dl4jEngine()).export(project, reading, without, new Privacy(false, true, 8), Progress.SILENT);
        Map<String, byte[]> entries = entries(Files.readAllBytes(without));
        assertFalse(new String(entries.get("users.json"), StandardCharsets.UTF_8).contains("u1"));
        assertTrue(new String(entries.get("card.md"), StandardCharsets.UTF_8).contains("has forgotten all of them"));
        try (BundleModel opened = BundleModel.open(without, new Dl4jEngine())) {
            assertEquals(ids(stranger), ids(opened.recommend(history("i3", "i4"), 5, List.of())));
            assertEquals(ids(stranger), ids(opened.recommend(new Question(history("i3", "i4"), 5, List.of(), Map.of(), Optional.of("u1")))));
            for (int count : opened.contents().popularity()) {
                assertTrue(count == 0 || count >= 8, "a count of " + count);
            }
            assertTrue(opened.contents().evaluation().orElseThrow().slices().orElse(List.of()).stream().allMatch(slice -> slice.cases() >= 8));
        }
        assertTrue(Files.size(without) < Files.size(covered), "no vectors of users");
    }

    private static Event at(String item, long seconds) {
        return new Event(item, Optional.empty(), Optional.of(Instant.ofEpochSecond(seconds)));
    }

    @Test
    void unknownItemsAreNamedAndColdHistoriesGetWhatIsPopular() {
        Answer unknown = model.recommend(history("nothing", "i3"), 3, List.of());
        assertEquals(List.of("nothing"), unknown.unknown());
        assertEquals(model.recommend(history("i3"), 3, List.of()).items(), unknown.items());
        Answer cold = model.recommend(history("nothing"), 3, List.of());
        assertEquals(Answer.By.POPULARITY, cold.by());
        assertEquals(cold.items(), model.recommend(List.of(), 3, List.of()).items());
        assertTrue(cold.items().get(0).score() >= cold.items().get(1).score());
        assertTrue(assertThrows(Fault.Request.class, () -> model.embed(history("nothing"))).getMessage().contains("has no vector"));
        assertTrue(assertThrows(Fault.Request.class, () -> model.similar("nothing", 1)).getMessage().contains("\"nothing\""));
        assertTrue(assertThrows(Fault.Request.class, () -> model.recommend(List.of(), 0, List.of())).getMessage().contains("at least 1"));
    }

    @Test
    void seenExcludedAndFilteredItemsAreNoCandidates() {
        List<String> all = ids(model.recommend(history("i3"), 1_000, List.of()));
        assertEquals(39, all.size());
        assertFalse(all.contains("i3"));
        assertEquals(all.subList(1, 39), ids(model.recommend(history("i3"), 1_000, List.of(all.getFirst()))));
        Question filtered = new Question(history("i3"), 5, List.of(), Map.of("title", List.of("Item 9", "Item 3")), Optional.empty());
        assertEquals(List.of("i9"), ids(model.recommend(filtered)));
        Question wrong = new Question(history("i3"), 5, List.of(), Map.of("colour", List.of("red")), Optional.empty());
        assertTrue(assertThrows(Fault.Request.class, () -> model.recommend(wrong)).getMessage().contains("Choose among [title]"));
    }

    private static List<String> ids(Answer answer) {
        return answer.items().stream().map(Answer.Item::id).toList();
    }

    @Test
    void manyThreadsAreAnsweredAsOneIs() throws Exception {
        List<Answer> alone = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            alone.add(model.recommend(history("i" + i), 5, List.of()));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> together = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                List<Event> asked = history("i" + i);
                together.add(threads.submit(() -> model.recommend(asked, 5, List.of())));
            }
            for (int i = 0; i < 40; i++) {
                assertEquals(ids(alone.get(i)), ids(together.get(i).get()));
            }
        }
    }

    @Test
    void aModelThatAnswersOtherwiseIsNotExported() {
        Path file = folder.resolve("other" + BundleFile.ENDING);
        int[] opened = {0};
        Engine second = new Engine() {
            @Override
            public Model create(ModelOptions options) {
                return new Dl4jEngine().create(options);
            }

            @Override
            public Model open(Path zip, ModelOptions options) {
                Model right = new Dl4jEngine().open(zip, options);
                return opened[0]++ == 0 ? right : wrong(right);
            }
        };
        Fault refused = assertThrows(Fault.Work.class, () -> workbench(second).export(project, run, file, Progress.SILENT));
        assertTrue(refused.getMessage().contains("nothing was exported. Held-out history "), refused.getMessage());
        assertFalse(Files.exists(file));
    }

    /// A model whose scores of item 7 are a little too high.
    private static Model wrong(Model right) {
        return (Model) Proxy.newProxyInstance(Model.class.getClassLoader(), new Class<?>[] {Model.class}, (_, method, arguments) -> {
            try {
                Object said = method.invoke(right, arguments);
                if (method.getName().equals("score")) {
                    for (float[] row : (float[][]) arguments[1]) {
                        row[7] += 100;
                    }
                }
                return said;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        });
    }

    @Test
    void neitherWindowNorSmileNorDuckDbIsLoaded() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xlog:class+load:file=" + loaded, "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx512m", "-cp", classPath, BundleProgram.class.getName(), bundle.toString(), "i3")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(java.waitFor(120, TimeUnit.SECONDS));
        assertTrue(said.contains("3 16 2"), said);
        List<String> classes = Files.readAllLines(loaded);
        assertTrue(classes.stream().anyMatch(line -> line.contains(" " + BundleModel.class.getName() + " ")));
        assertEquals(
                List.of(),
                classes.stream().filter(line -> line.contains("] javafx.") || line.contains("] smile.") || line.contains("] org.duckdb.") || line.contains("] picocli.")).toList());
    }

    @Test
    void aChangedByteIsFound() throws IOException {
        for (String name : List.of("vocabulary.json", "model.zip", "network.json", "card.md")) {
            refused(changed(entries -> with(entries, name, flipped(entries.get(name))), false), name + " is not what was exported");
        }
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] other = bytes.clone();
        other[other.length / 2] ^= 1;
        return other;
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(bundle);
        for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
            refused(Files.write(folder.resolve("cut" + BundleFile.ENDING), java.util.Arrays.copyOf(whole, length)), "damaged or cut off");
        }
        refused(Files.writeString(folder.resolve("text" + BundleFile.ENDING), "no zip"), "damaged or cut off");
        refused(folder.resolve("missing"), "There is no bundle at");
    }

    @Test
    void namesThatLeaveTheFolderAreRefused() throws IOException {
        for (String name : List.of("../../evil.sh", "/etc/passwd", "model.zip/../x", "Evil.class")) {
            refused(changed(entries -> with(entries, name, new byte[] {1}), true), "it holds \"" + name + "\"");
        }
    }

    @Test
    void entriesThatSwellAreRefused() throws IOException {
        refused(changed(entries -> with(entries, "provenance.json", new byte[64 << 20]), true), "provenance.json would swell to 67,108,864 bytes");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        refused(changed(entries -> with(entries, "popularity.json", utf8("{\"counts\": [0, 1]}")), true), "does not go together");
        refused(changed(entries -> without(entries, "network.json"), true), "it has no network.json");
        refused(changed(entries -> replaced(entries, "network.json", "\"width\": 16", "\"width\": 4096"), true), "");
        refused(changed(entries -> replaced(entries, "network.json", "\"kind\": \"gru\"", "\"kind\": \"java.lang.Runtime\""), true), "java.lang.Runtime");
        refused(changed(entries -> with(entries, "model.zip", new byte[10_000]), true), "");
    }

    private void refused(Path file, String why) {
        Fault fault = assertThrows(Fault.class, () -> BundleModel.open(file, new Dl4jEngine()).close());
        assertTrue(fault.getMessage().contains(why), fault.getMessage());
    }

    /// The bundle with other entries.
    ///
    /// @param told true if the manifest says what the entries are
    private Path changed(UnaryOperator<Map<String, byte[]>> change, boolean told) throws IOException {
        Map<String, byte[]> other = change.apply(entries(Files.readAllBytes(bundle)));
        if (told) {
            BundleFile.Manifest old = Json.parse(new String(other.get("bundle.json"), StandardCharsets.UTF_8), BundleFile.Manifest.class);
            List<BundleFile.Entry> files = new ArrayList<>();
            other.forEach((name, bytes) -> {
                if (!name.equals("bundle.json")) {
                    files.add(new BundleFile.Entry(name, bytes.length, sha256(bytes)));
                }
            });
            other.put("bundle.json", utf8(Json.text(new BundleFile.Manifest(old.format(), old.about(), files))));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : other.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return Files.write(folder.resolve("changed" + BundleFile.ENDING), out.toByteArray());
    }

    private static Map<String, byte[]> entries(byte[] zipped) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, byte[] bytes) {
        Map<String, byte[]> other = new LinkedHashMap<>(entries);
        other.put(name, bytes);
        return other;
    }

    private static Map<String, byte[]> without(Map<String, byte[]> entries, String name) {
        Map<String, byte[]> other = new LinkedHashMap<>(entries);
        other.remove(name);
        return other;
    }

    private static Map<String, byte[]> replaced(Map<String, byte[]> entries, String name, String old, String text) {
        String before = new String(entries.get(name), StandardCharsets.UTF_8);
        assertTrue(before.contains(old), before);
        return with(entries, name, utf8(before.replace(old, text)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
