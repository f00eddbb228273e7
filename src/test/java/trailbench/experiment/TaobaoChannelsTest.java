package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.evaluation.Evaluation;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.sequence.SequenceStore;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// A real log with several behaviours, through the whole line: read, cut, trained, evaluated, asked.
class TaobaoChannelsTest {
    private static final Path LOG = Path.of("../shared/data/taobao-sample/UserBehavior.csv.gz");

    @TempDir
    private Path folder;

    private ComputingWorkbench workbench;

    @BeforeEach
    void open() {
        assumeTrue(Files.isReadable(LOG), "the Taobao sample is not beside the project");
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        workbench = new ComputingWorkbench(new Preparation(folders), Dl4jEngine::new);
    }

    @Test
    void categoriesAreLearntWithBehavioursTimeGapsAndWeights() {
        // the sequence of categories: 55,000 items of 84,000 events would leave nothing to learn
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Taobao")) {
            RunFolder run = workbench.train(project, experiment(
                    "'2'", "[]", "{kind: gru-next, embedding: 32, hidden: 48, dropout: 0.2, channels: [behaviour, time-gap, hour]}",
                    "{buy: 3, cart: 2}"));
            assertEquals(RunState.FINISHED, run.state());
            List<RunEvent.Epoch> epochs =
                    run.events().stream().filter(RunEvent.Epoch.class::isInstance).map(RunEvent.Epoch.class::cast).toList();
            assertTrue(epochs.getLast().trainingLoss() < epochs.getFirst().trainingLoss());
            Evaluation evaluation = workbench.evaluate(project, run, Progress.SILENT);
            double model = evaluation.rows().get(0).metrics().get("ndcg@10");
            double popularity = evaluation.rows().get(1).metrics().get("ndcg@10");
            assertTrue(model > popularity, model + " against " + popularity);
            assertEquals(5, workbench.recommend(project, run, List.of("4756105", "2355072"), 5).items().size());
        }
    }

    @Test
    void nextPurchaseIsPredictedFromEverything() {
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Taobao")) {
            Experiment purchases = experiment(
                    "'2'", "[]", "{kind: gru-next, embedding: 32, hidden: 48, dropout: 0.2, channels: [behaviour]}", "{}", ", target_behaviours: [buy]");
            Prepared prepared = workbench.prepare(project, purchases, Progress.SILENT);
            int buy = prepared.vocabulary().behaviours().indexOf("buy");
            SequenceStore store = prepared.store();
            for (int i = 0; i < prepared.test().size(); i++) {
                int event = prepared.test().historyEnds()[i];
                int later = event;
                for (int other = event + 1; other < store.end(prepared.test().users()[i]); other++) {
                    later = store.behaviours()[other] == buy ? other : later;
                }
                assertEquals(buy, store.behaviours()[event], "a case asks for a purchase");
                assertEquals(event, later, "and for the user's last one");
                assertEquals(store.items()[event], prepared.test().targets()[i]);
            }
            TrainingWindows windows = TrainingWindows.of(purchases, prepared);
            long bought = 0;
            for (int user = 0; user < store.users(); user++) {
                for (int event = store.start(user); event < prepared.trainingEnd()[user]; event++) {
                    bought += store.behaviours()[event] == buy ? 1 : 0;
                }
            }
            assertTrue(windows.training().targets() > 0 && windows.training().targets() <= 2 * bought, "windows of 50 steps, 40 apart, share some events");
            RunFolder run = workbench.train(project, purchases);
            assertEquals(RunState.FINISHED, run.state());
            Evaluation evaluation = workbench.evaluate(project, run, Progress.SILENT);
            assertTrue(evaluation.passport().line().contains("targets: buy · leave-one-out"), evaluation.passport().line());
            assertEquals(prepared.test().size(), evaluation.passport().cases());
            assertNotEquals(
                    workbench.prepare(project, experiment("'2'", "[]", "gru-next", "{}"), Progress.SILENT).dataHash(), prepared.dataHash(),
                    "other questions are other data");
        }
    }

    @Test
    void sessionsThatBeginAfterAGapAreSequencesThatNoSplitCuts() {
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Taobao")) {
            Experiment plain = experiment("'2'", "[]", "{kind: gru-next, embedding: 16, hidden: 24, channels: [behaviour]}", "{}", ", of: sessions");
            assertTrue(assertThrows(Fault.Request.class, () -> workbench.prepare(project, plain, Progress.SILENT)).getMessage().contains("sessions-by-gap"));
            Experiment sessions = Yaml.with(plain, Map.of(
                    "log.clean.steps", "[{kind: sessions-by-gap, gap: PT30M}]", "split", "{kind: last-days, days: 1}", "training.epochs", "1",
                    "log.clean.min_item_events", "1"));
            Prepared prepared = workbench.prepare(project, sessions, Progress.SILENT);
            SequenceStore store = prepared.store();
            assertTrue(store.users() > store.people(), store.users() + " sessions of " + store.people() + " users");
            for (int session = 0; session < store.users(); session++) {
                for (int event = store.start(session) + 1; event < store.end(session); event++) {
                    assertTrue(store.times()[event] - store.times()[event - 1] <= 1_800_000, "no gap within a session");
                }
                int end = prepared.trainingEnd()[session];
                assertTrue(end == store.start(session) || end == store.end(session), "no session is cut");
            }
            RunFolder run = workbench.train(project, sessions);
            assertEquals(RunState.FINISHED, run.state());
            Evaluation evaluation = workbench.evaluate(project, run, Progress.SILENT);
            assertTrue(evaluation.passport().line().contains("whole sessions · last days: sequences that begin from"), evaluation.passport().line());
        }
    }

    @Test
    void categoryOfAnItemIsReadAsItsFeature() {
        String graph = """
                {kind: drawn, nodes: [
                  {kind: item-input, name: items}, {kind: feature-input, name: category, feature: '%s'}, {kind: behaviour-input, name: behaviour},
                  {kind: embedding, name: embedding, input: items, width: 32, frozen: false},
                  {kind: embedding, name: of-category, input: category, width: 16, frozen: false},
                  {kind: embedding, name: of-behaviour, input: behaviour, width: 8, frozen: false},
                  {kind: concat, name: all, inputs: [embedding, of-category, of-behaviour]},
                  {kind: gru, name: encoder, input: all, units: 32},
                  {kind: next-item, name: next-item, input: encoder}]}
                """;
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Taobao")) {
            RunFolder run = workbench.train(project, experiment("'1'", "['2']", graph.formatted("2"), "{}"));
            assertEquals(RunState.FINISHED, run.state());
            Fault.Request unknown = assertThrows(
                    Fault.Request.class, () -> workbench.train(project, experiment("'1'", "['2']", graph.formatted("brand"), "{}")));
            assertTrue(unknown.getMessage().contains("brand") && unknown.getMessage().contains("Choose among 2"), unknown.getMessage());
            Fault.Request weights = assertThrows(
                    Fault.Request.class, () -> workbench.train(project, experiment("'1'", "['2']", graph.formatted("2"), "{purchase: 2}")));
            assertTrue(weights.getMessage().contains("pv"), weights.getMessage());
        }
    }

    private static Experiment experiment(String item, String features, String graph, String weights) {
        return experiment(item, features, graph, weights, "");
    }

    /// @param sequences further fields of `sequences`, each after a comma
    private static Experiment experiment(String item, String features, String graph, String weights, String sequences) {
        return Yaml.parse(
                """
                experiment: taobao
                log:
                  files: ['%s']
                  format: {header: false}
                  columns: {user: '0', item: %s, behaviour: '3', time: '4', time_format: seconds, features: %s}
                  clean: {min_user_events: 5, min_item_events: 5}
                sequences: {max_length: 50, windows: {kind: sliding, stride: 40}%s}
                split: leave-one-out
                graph: %s
                training: {optimizer: {kind: adam, learning_rate: 0.005}, batch: 64, epochs: 3, seed: 7, behaviour_weights: %s}
                evaluation: {at: [10], exclude_seen: false}
                """.formatted(LOG.toAbsolutePath().normalize().toString().replace('\\', '/'), item, features, sequences, graph.replace("\n", " "), weights),
                "taobao experiment",
                Experiment.class);
    }
}
