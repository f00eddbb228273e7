package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.embedding.ForeignVectors;
import trailbench.embedding.MapOptions;
import trailbench.embedding.MapWatcher;
import trailbench.embedding.PointMap;
import trailbench.embedding.VectorExport;
import trailbench.embedding.VectorFile;
import trailbench.evaluation.Evaluation;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Logs with tables and vectors beside them, through the whole line: read, joined, trained, evaluated, asked.
///
/// Items belong to twelve kinds, and after an item of one kind comes any item of the next. The log itself does not tell the kinds, and has
/// each item hardly twice in training; the vectors do tell them.
class TablesTrainingTest {
    private static final int KINDS = 12;
    private static final int ITEMS = 600;
    private static final int USERS = 1_000;

    @TempDir
    private Path folder;

    private ComputingWorkbench workbench;
    private Path own;

    @BeforeEach
    void write() throws IOException {
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        workbench = new ComputingWorkbench(new Preparation(folders), Dl4jEngine::new);
        own = folder.resolve("project");
        Files.createDirectories(own);
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder log = new StringBuilder("user,item,time\n");
        StringBuilder users = new StringBuilder("id,age,town\n");
        for (int user = 0; user < USERS; user++) {
            int kind = random.nextInt(KINDS);
            for (int event = 0; event < 4; event++) {
                log.append("u%d,i%d,%d%n".formatted(user, kind + KINDS * random.nextInt(ITEMS / KINDS), 1_000_000 + event));
                kind = (kind + 1) % KINDS;
            }
            users.append("u%d,%s,%s%n".formatted(user, user % 7 == 0 ? "" : 20 + user % 50, user % 3 == 0 ? "Oslo" : "Rome"));
        }
        Files.writeString(own.resolve("log.csv"), log);
        Files.writeString(own.resolve("users.csv"), users);
        StringBuilder goods = new StringBuilder("id,price\n");
        List<String> ids = new ArrayList<>();
        float[][] vectors = new float[KINDS][ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            ids.add("i" + item);
            vectors[item % KINDS][item] = 1;
            goods.append("i%d,%s%n".formatted(item, item == 3 ? "" : 1 + item % KINDS * 10));
        }
        Files.writeString(own.resolve("goods.csv"), goods);
        Columns columns = Columns.none().with("id", ids);
        for (int kind = 0; kind < KINDS; kind++) {
            columns = columns.with("k" + kind, vectors[kind]);
        }
        Parquet.write(own.resolve("kinds.parquet"), columns);
    }

    private static Experiment experiment(String name, String inputs, String embedded) {
        return Yaml.parse(
                """
                experiment: %s
                log:
                  files: [log.csv]
                  columns:
                    user: user
                    item: item
                    time: time
                    item_tables: [{file: goods.csv, id: id, features: [price]}]
                    user_tables: [{file: users.csv, id: id, features: [age, town]}]
                    item_vectors: [{file: kinds.parquet, id: id}]
                  clean: {min_user_events: 1, min_item_events: 1}
                sequences: {max_length: 4}
                split: leave-one-out
                graph: {kind: drawn, nodes: [
                  {kind: item-input, name: items}, {kind: embedding, name: embedding, input: items, width: 16, frozen: false}, %s
                  {kind: gru, name: encoder, input: %s, units: 24}, {kind: next-item, name: next-item, input: encoder}]}
                training: {optimizer: {kind: adam, learning_rate: 0.01}, batch: 32, epochs: 12, early_stopping: {metric: ndcg@10, patience: 12}, seed: 5}
                """.formatted(name, inputs, embedded),
                name, Experiment.class);
    }

    private double ndcg(Project project, RunFolder run) {
        Evaluation evaluation = workbench.evaluate(project, run, Progress.SILENT);
        return evaluation.rows().getFirst().metrics().get("ndcg@10");
    }

    @Test
    void modelWithTheVectorsThatCarryTheSignalBeatsTheOneWithout() throws IOException {
        try (Project project = new FolderProjects().create(folder.resolve("made"), "Kinds")) {
            copyTo(project.folder());
            RunFolder without = workbench.train(project, experiment("without", "", "embedding"));
            RunFolder with = workbench.train(
                    project, experiment("with", "{kind: vector-input, name: kinds, vectors: kinds, width: 16}, {kind: sum, name: sum, inputs: [embedding, kinds]},", "sum"));
            assertEquals(List.of(RunState.FINISHED, RunState.FINISHED), List.of(without.state(), with.state()));
            double plain = ndcg(project, without);
            double joined = ndcg(project, with);
            System.out.println("ndcg@10 without vectors " + plain + ", with " + joined);
            assertTrue(joined > 1.5 * plain, joined + " against " + plain);

            // a map of users wears what their table knows of them
            Path users = folder.resolve("users.parquet");
            workbench.embed(project, with, Workbench.Vectors.USERS, users, Progress.SILENT);
            PointMap map = workbench.map(
                    users, Optional.empty(), new MapOptions(MapOptions.Method.PCA, 500, 30, 1_000, 42), MapWatcher.NONE, Progress.SILENT);
            int user = map.ids().indexOf("u8");
            assertEquals(List.of("28", "Rome", "4"), Stream.of("age", "town", "events").map(column -> map.columns().get(column).get(user)).toList());

            // as do those of users that went out as text and came back
            Path text = folder.resolve("users.w2v.txt");
            VectorExport.write(VectorExport.Format.WORD2VEC, text, VectorFile.read(users));
            VectorFile.Vectors back = ForeignVectors.read(text, Optional.empty()).vectors();
            int row = back.ids().indexOf("u8");
            assertEquals(List.of("28", "Rome", "4"), Stream.of("age", "town", "events").map(column -> back.columns().get(column).get(row)).toList());

            // derived data is made again
            Files.delete(project.folder().resolve("cache").resolve(Files.list(project.folder().resolve("cache")).findFirst().orElseThrow().getFileName()).resolve("vectors-0.bin"));
            assertEquals(joined, ndcg(project, with));
        }
    }

    /// Item 3 has no vector, and those of the others are twice as wide as the embedding has room for: their principal components are taken.
    @Test
    void embeddingThatStartsFromVectorsOfAnNpyFileKnowsWhatTheyTell() throws IOException {
        try (Project project = new FolderProjects().create(folder.resolve("made"), "Kinds")) {
            copyTo(project.folder());
            writeNpy(project.folder());
            String embedding = "{kind: embedding, name: embedding, input: items, width: 16, frozen: %s%s},";
            Experiment drawn = given("drawn", embedding.formatted("false", ""));
            Experiment tuned = given("tuned", embedding.formatted("false", ", vectors: texts"));
            Experiment frozen = given("frozen", embedding.formatted("true", ", vectors: texts"));
            ExperimentGraph told = ExperimentGraph.of(tuned, Optional.of(workbench.prepare(project, tuned, Progress.SILENT)));
            assertEquals(List.of("embedding: 1 of 600 items have no vector in texts; they start from drawn vectors."), told.notes());

            RunFolder run = workbench.train(project, tuned);
            double plain = ndcg(project, workbench.train(project, drawn));
            double given = ndcg(project, run);
            double unmoved = ndcg(project, workbench.train(project, frozen));
            System.out.println("ndcg@10 from drawn vectors " + plain + ", from given ones " + given + ", from given ones frozen " + unmoved);
            assertTrue(given > 1.5 * plain && unmoved > 1.5 * plain, "%s and %s against %s".formatted(given, unmoved, plain));

            Fault unknown = assertThrows(Fault.Request.class, () -> workbench.train(project, given("x", embedding.formatted("false", ", vectors: pictures"))));
            assertTrue(unknown.getMessage().contains("no vectors \"pictures\". Choose among texts"), unknown.getMessage());
        }
    }

    private static Experiment given(String name, String embedding) {
        Experiment joined = Yaml.with(experiment(name, "", "embedding"), Map.of("log.columns.item_vectors", "[{file: texts.npy, ids: texts.txt}]"));
        return Yaml.with(joined, Map.of("graph", "{kind: drawn, nodes: [{kind: item-input, name: items}, " + embedding
                + " {kind: gru, name: encoder, input: embedding, units: 24}, {kind: next-item, name: next-item, input: encoder}]}"));
    }

    /// Each kind has a direction of its own among 32, turned by a fixed draw; every item a little noise.
    private static void writeNpy(Path project) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        float[][] directions = new float[KINDS][32];
        for (float[] direction : directions) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) random.nextGaussian();
            }
        }
        StringBuilder ids = new StringBuilder();
        ByteBuffer values = ByteBuffer.allocate(4 * 32 * (ITEMS - 1)).order(ByteOrder.LITTLE_ENDIAN);
        for (int item = 0; item < ITEMS; item++) {
            if (item != 3) {
                ids.append('i').append(item).append('\n');
                for (int i = 0; i < 32; i++) {
                    values.putFloat(directions[item % KINDS][i] + 0.1f * (float) random.nextGaussian());
                }
            }
        }
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, 32), }".formatted(ITEMS - 1);
        header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), (byte) (header.length() >> 8)});
        file.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(values.array());
        Files.write(project.resolve("texts.npy"), file.toByteArray());
        Files.writeString(project.resolve("texts.txt"), ids);
    }

    @Test
    void numbersAndFeaturesOfItemsAndUsersAreReadWithTheScalingOfTheTrainingEvents() throws IOException {
        String inputs = """
                {kind: number-input, name: price, of: item, feature: price, scale: log, width: 16},
                {kind: number-input, name: age, of: user, feature: age, scale: standard, width: 16},
                {kind: user-feature-input, name: town, feature: town}, {kind: embedding, name: of-town, input: town, width: 16, frozen: false},
                {kind: sum, name: sum, inputs: [embedding, price, age, of-town]},""";
        try (Project project = new FolderProjects().create(folder.resolve("made"), "Kinds")) {
            copyTo(project.folder());
            Experiment experiment = experiment("numbers", inputs, "sum");
            RunFolder run = workbench.train(project, experiment);
            assertEquals(RunState.FINISHED, run.state());
            double before = ndcg(project, run);
            assertEquals(3, workbench.recommend(project, run, List.of("i7", "i8"), 3).items().size(), "of an unknown user, whose age and town are unknown");
            assertEquals(before, ndcg(project, run));
            Path vectors = folder.resolve("users.parquet");
            workbench.embed(project, run, Workbench.Vectors.USERS, vectors, Progress.SILENT);
            Columns users = Parquet.read(vectors);
            assertEquals(List.of("id", "title", "age", "town", "events", "v0"), users.names().subList(0, 6));
            assertEquals(List.of("u0", "", "Oslo", "u1", "21", "Rome"), List.of(
                    users.text("id")[0], users.text("age")[0], users.text("town")[0], users.text("id")[1], users.text("age")[1], users.text("town")[1]));
            Prepared prepared = workbench.prepare(project, experiment, Progress.SILENT);
            assertEquals(Map.of("age", "21", "town", "Rome"), TrainingWindows.book(experiment, prepared).of(1, 1).known());

            Fault unknown = assertThrows(Fault.Request.class, () -> workbench.train(project, experiment("town", inputs.replace("feature: age", "feature: town"), "sum")));
            assertTrue(unknown.getMessage().contains("\"town\" holds no numbers. Choose among age."), unknown.getMessage());
        }
    }

    private void copyTo(Path project) throws IOException {
        for (String file : List.of("log.csv", "users.csv", "goods.csv", "kinds.parquet")) {
            Files.copy(own.resolve(file), project.resolve(file));
        }
    }
}
