package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trailbench.bundle.Answer;
import trailbench.bundle.BundleFile;
import trailbench.bundle.BundleModel;
import trailbench.bundle.Event;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.evaluation.Evaluator;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.work.Progress;

/// What a run recommends is what its evaluation ranked.
class RecommendingTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recommendationsReplayTheEvaluationOfHeldOutCasesAndSeenItemsAreNeverAmongThem(boolean excludeSeen) {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 40, 1);
        String text = Yaml.text(SyntheticLog.experiment(folder.resolve("log.csv")));
        Experiment experiment = Yaml.parse(text.replace("exclude_seen: false", "exclude_seen: " + excludeSeen), "test", Experiment.class);
        assertEquals(excludeSeen, experiment.evaluation().excludeSeen());
        Preparation preparation = new Preparation(new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs")));
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            RunFolder run = new ComputingWorkbench(preparation, Dl4jEngine::new).train(project, experiment);
            try (RunModel asked = RunModel.open(new Dl4jEngine(), preparation, project, FolderRun.open(run.path()), Progress.SILENT)) {
                Prepared prepared = asked.prepared();
                Map<String, Double> figures =
                        Evaluator.evaluate(asked.model(), prepared.store(), prepared.test(), experiment.evaluation(), Progress.SILENT);
                int first = 0;
                int amongTen = 0;
                for (int i = 0; i < prepared.test().size(); i++) {
                    int[] history = prepared.store().history(prepared.test().users()[i], prepared.test().historyEnds()[i]).items();
                    List<String> ids = Arrays.stream(history).mapToObj(prepared.vocabulary()::id).toList();
                    List<String> said = Recommending.recommend(asked, ids, 10).items().stream().map(Workbench.Scored::id).toList();
                    int place = said.indexOf(prepared.vocabulary().id(prepared.test().targets()[i]));
                    first += place == 0 ? 1 : 0;
                    amongTen += place >= 0 ? 1 : 0;
                    assertTrue(!excludeSeen || said.stream().noneMatch(ids::contains), "a seen item is recommended");
                }
                assertEquals(figures.get("recall@1"), first / (double) prepared.test().size(), 1e-12);
                assertEquals(figures.get("recall@10"), amongTen / (double) prepared.test().size(), 1e-12);
                assertTrue(first > 0 && amongTen < prepared.test().size(), first + " and " + amongTen);
            }
        }
    }

    @Test
    void aRunAndItsBundleSayTheSameOfAHistoryThatIsStillToBeCleaned() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 40, 1);
        String text = Yaml.text(SyntheticLog.experiment(folder.resolve("log.csv")));
        String dropping = text.replaceAll("drop_consecutive_repeats: false", "drop_consecutive_repeats: true");
        Experiment experiment = Yaml.parse(dropping, "test", Experiment.class);
        assertTrue(experiment.log().clean().dropConsecutiveRepeats());
        Preparation preparation = new Preparation(new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs")));
        Path file = folder.resolve("circle" + BundleFile.ENDING);
        try (Project project = new FolderProjects().create(folder.resolve("project"), "Circle")) {
            ComputingWorkbench workbench = new ComputingWorkbench(preparation, Dl4jEngine::new);
            RunFolder run = workbench.train(project, experiment);
            workbench.export(project, run, file, Progress.SILENT);
            try (BundleModel bundle = BundleModel.open(file, new Dl4jEngine())) {
                for (List<String> history : List.of(List.of("i3", "i4", "i4", "i4", "nobody", "i4"), List.of("i3", "i4"))) {
                    Workbench.Recommendation said = workbench.recommend(project, run, history, 10);
                    Answer answer = bundle.recommend(history.stream().map(Event::of).toList(), 10, List.of());
                    assertEquals(answer.items().stream().map(Answer.Item::id).toList(), said.items().stream().map(Workbench.Scored::id).toList(), history.toString());
                    assertArrayEquals(
                            answer.items().stream().mapToDouble(Answer.Item::score).toArray(), said.items().stream().mapToDouble(Workbench.Scored::score).toArray(), 1e-5);
                }
                assertEquals(
                        workbench.recommend(project, run, List.of("i3", "i4"), 10).items(),
                        workbench.recommend(project, run, List.of("i3", "i4", "i4", "i4"), 10).items(), "repeats are no events of this log");
            }
        }
    }
}
