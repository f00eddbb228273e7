package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trailbench.bundle.Privacy;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.evaluation.Evaluation;
import trailbench.format.Yaml;
import trailbench.privacy.Guarantee;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.project.Verification;
import trailbench.training.PrivacyOptions;
import trailbench.training.RunEvent;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// A small private run with the real engine, from its experiment to its bundle.
@Timeout(180)
class PrivateRunTest {
    private static final String PRIVATELY = "training.privacy";

    @TempDir
    private Path folder;

    private Project project;
    private ComputingWorkbench workbench;

    @BeforeEach
    void make() {
        SyntheticLog.write(folder.resolve("log.csv"), 60, 12, 1);
        project = new FolderProjects().create(folder.resolve("project"), "Circle");
        UserFolders folders = new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"));
        workbench = new ComputingWorkbench(new Preparation(folders), Dl4jEngine::new);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Experiment experiment() {
        return Yaml.with(
                Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), Map.of(PRIVATELY, "budget")), // the kind first, then what it says
                Map.of("training.privacy.epsilon", "6", "training.privacy.delta", "0.001", "training.privacy.users", "20", "training.epochs", "2"));
    }

    private FolderRun trained() {
        return FolderRun.open(workbench.train(project, experiment()).path());
    }

    private static List<RunEvent.Privacy> spent(RunFolder run) {
        return run.events().stream().filter(RunEvent.Epoch.class::isInstance).map(event -> ((RunEvent.Epoch) event).privacy().orElseThrow()).toList();
    }

    @Test
    void privateRunIsToldDoneAgainMeasuredAndExported() throws IOException {
        FolderRun run = trained();
        assertEquals(2, spent(run).size());
        double epsilon = spent(run).getLast().epsilon();
        assertTrue(epsilon <= 6 && epsilon > 5.9, epsilon + " of 6");
        assertEquals(0.001, spent(run).getLast().delta());

        Path key = run.path().resolve(".private").resolve("noise.key");
        String secret = Files.readString(key).strip();
        Verification again = workbench.verify(project, run, new VerifyOptions(0, 0), Progress.SILENT);
        assertEquals(Verification.Verdict.IDENTICAL, again.verdict());

        Evaluation evaluation = workbench.evaluate(project, run, Progress.SILENT);
        Guarantee bound = evaluation.passport().privacy().orElseThrow();
        assertEquals(epsilon, bound.epsilon());
        assertEquals(6, bound.spent().steps()); // 60 users, 20 a step, two epochs
        assertTrue(evaluation.passport().line().contains(" · ε 5.9") || evaluation.passport().line().contains(" · ε 6.00"), evaluation.passport().line());
        assertFalse(evaluation.passport().protocol().contains("ε"), "how it was measured is not how it was trained");

        Path bundle = folder.resolve("m.trailbench-model");
        workbench.export(project, run, bundle, Privacy.NONE, Progress.SILENT);
        String text = unzipped(bundle);
        assertTrue(text.contains("for each user whose events were trained on (6 steps with noise"), "the card says the bound");
        assertFalse(text.contains(secret), "the key stays");
        assertFalse(text.contains(new String(HexFormat.of().parseHex(secret), StandardCharsets.ISO_8859_1)), "its bytes too");

        Files.delete(key);
        Fault.Request gone = assertThrows(Fault.Request.class, () -> workbench.verify(project, run, new VerifyOptions(0, 0), Progress.SILENT));
        assertTrue(gone.getMessage().contains("noise.key is gone"), gone.getMessage());
    }

    private static String unzipped(Path bundle) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(bundle))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith("card") || !entry.getName().endsWith(".zip")) {
                    in.transferTo(all);
                }
            }
        }
        return all.toString(StandardCharsets.UTF_8) + new String(Files.readAllBytes(bundle), StandardCharsets.ISO_8859_1);
    }

    @Test
    void forkGoesOnSpendingWithAKeyOfItsOwn() throws IOException {
        FolderRun run = trained();
        RunFolder fork = workbench.fork(project, run, "last", Map.of("training.epochs", "4", "training.privacy.epsilon", "20"));
        assertTrue(spent(fork).getFirst().epsilon() > spent(run).getLast().epsilon(), "what its parent spent counts");
        assertNotEquals(
                Files.readString(run.path().resolve(".private").resolve("noise.key")), Files.readString(fork.path().resolve(".private").resolve("noise.key")));
        assertThrows(Fault.Request.class, () -> workbench.fork(project, run, "last", Map.of("training.epochs", "4", PRIVATELY, "none")));
        RunFolder poor = workbench.fork(project, run, "last", Map.of("training.epochs", "4"));
        RunEvent.Finished end = assertInstanceOf(RunEvent.Finished.class, poor.events().getLast());
        assertTrue(end.reason().startsWith("The privacy budget is spent"), end.reason());
    }

    @Test
    void experimentKeepsItsPrivacyInItsFile() {
        PrivacyOptions.Budget budget = new PrivacyOptions.Budget(6, 0.001, 1, 20);
        assertEquals(budget, experiment().training().privacy());
        Experiment read = Yaml.parse(Yaml.text(experiment()), "again", Experiment.class);
        assertEquals(budget, read.training().privacy());
        assertEquals(new PrivacyOptions.None(), SyntheticLog.experiment(folder.resolve("log.csv")).training().privacy());
        assertEquals(
                new PrivacyOptions.Noise(1, 0, 1e-5, 1, 256),
                Yaml.with(experiment(), Map.of(PRIVATELY, "noise")).training().privacy(), "what is left out takes its default");
    }

    @Test
    void whatWouldMakeTheBoundUntrueIsRefusedInWords() {
        assertRefused("held-out events of the same users", Map.of("training.early_stopping.metric", "loss"));
        assertRefused("reduce-on-plateau", Map.of("training.schedule", "reduce-on-plateau"));
        assertRefused("training.balance", Map.of("training.balance", "0.5"));
        assertRefused("training.accumulate must be 1", Map.of("training.accumulate", "2"));
        Experiment private0 = experiment();
        Experiment popular = Yaml.parse(
                Yaml.text(private0).replaceFirst("(?s)graph:.*?training:", """
                        graph: {kind: sasrec, loss: {kind: bpr, negatives: 4, sampler: {kind: popularity, alpha: 0.75}}}
                        training:"""),
                "by popularity", Experiment.class);
        Fault.Request refused = assertThrows(Fault.Request.class, () -> ExperimentCheck.check(popular));
        assertTrue(refused.getMessage().contains("negatives drawn by popularity"), refused.getMessage());
    }

    private void assertRefused(String words, Map<String, String> changes) {
        Fault.Request refused = assertThrows(Fault.Request.class, () -> ExperimentCheck.check(Yaml.with(experiment(), changes)));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
        ExperimentCheck.check(Yaml.with(SyntheticLog.experiment(folder.resolve("log.csv")), changes)); // without privacy all is well
    }
}
