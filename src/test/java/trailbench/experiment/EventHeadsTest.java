package trailbench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.engine.dl4j.Dl4jEngine;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationTable;
import trailbench.evaluation.EventFigures;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.project.UserFolders;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Heads of behaviours and values through the whole line, on a log in which what is done next follows from the item before (whatever was done
/// before), and a value is ten less the value before it: nothing of that is to be seen by counting behaviours or by means of values.
class EventHeadsTest {
    private static final List<String> BEHAVIOURS = List.of("view", "cart", "purchase");

    @TempDir
    private Path folder;

    private ComputingWorkbench workbench;
    private Project project;

    @BeforeEach
    void write() throws IOException {
        workbench = new ComputingWorkbench(
                new Preparation(new UserFolders(folder.resolve("documents"), folder.resolve("user-cache"), folder.resolve("logs"))), Dl4jEngine::new);
        project = new FolderProjects().create(folder.resolve("project"), "Rules");
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder log = new StringBuilder("user,item,behaviour,time,stars\n");
        for (int user = 0; user < 300; user++) {
            int item = random.nextInt(30);
            double value = 2 + 6 * random.nextDouble();
            for (int event = 0; event < 12; event++) {
                int done = random.nextInt(20) == 0 ? random.nextInt(3) : item % 3;
                item = random.nextInt(30);
                value = 10 - value + 0.2 * random.nextGaussian();
                String told = random.nextInt(10) == 0 ? "" : String.format(Locale.ROOT, "%.3f", value);
                log.append("u%d,i%d,%s,%d,%s%n".formatted(user, item, BEHAVIOURS.get(done), 1_000_000 + event, told));
            }
        }
        Files.writeString(project.folder().resolve("log.csv"), log);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private static Experiment experiment(String name, String nodes, String metric) {
        return Yaml.parse(
                """
                experiment: %s
                log:
                  files: [log.csv]
                  columns: {user: user, item: item, time: time, behaviour: behaviour, value: stars}
                  clean: {min_user_events: 1, min_item_events: 1}
                sequences: {max_length: 12}
                split: ratio
                graph: {kind: drawn, nodes: [{kind: item-input, name: items}, {kind: embedding, name: embedding, input: items, width: 12, frozen: false}, %s]}
                training: {optimizer: {kind: adam, learning_rate: 0.01}, batch: 16, epochs: 8, early_stopping: {metric: %s, patience: 8}, seed: 5}
                """.formatted(name, nodes, metric),
                name, Experiment.class);
    }

    private EventFigures measured(Experiment experiment) {
        RunFolder run = workbench.train(project, experiment);
        assertEquals(RunState.FINISHED, run.state());
        Evaluation evaluation = workbench.evaluate(project, run, Progress.SILENT);
        System.out.println(EvaluationTable.text(evaluation));
        assertEquals(evaluation, run.evaluation().orElseThrow(), "what is kept is what was found");
        assertTrue(evaluation.rows().isEmpty(), "nothing is ranked");
        assertTrue(assertThrows(Fault.Request.class, () -> workbench.recommend(project, run, List.of("i7"), 3)).getMessage().contains("next-item head"));
        assertThrows(Fault.Request.class, () -> workbench.export(project, run, folder.resolve("x.trailbench-model"), Progress.SILENT));
        return evaluation.events().orElseThrow();
    }

    @Test
    void headOfBehavioursLearnsWhatCountingCannot() {
        EventFigures figures = measured(experiment(
                "deeds", "{kind: gru, name: encoder, input: embedding, units: 16}, {kind: next-behaviour, name: next-behaviour, input: encoder}", "balanced-accuracy"));
        assertEquals(List.of("deeds", "most frequent", "repeat last", "markov-1"), figures.lines().stream().map(EventFigures.Line::name).toList());
        // a twentieth of the deeds is drawn, two thirds of that wrongly: 0.967 can be told
        assertTrue(figures.model().metrics().get("accuracy") > 0.9, figures.model().metrics().toString());
        assertTrue(figures.best("accuracy").metrics().get("accuracy") < 0.45, figures.lines().toString());
        assertTrue(figures.bar().passed());
        assertEquals(BEHAVIOURS, figures.behaviours().stream().map(EventFigures.Behaviour::name).sorted(Comparator.comparingInt(BEHAVIOURS::indexOf)).toList());
        assertEquals(figures.events(), figures.behaviours().stream().mapToInt(EventFigures.Behaviour::events).sum());
    }

    @Test
    void headOfValuesLearnsWhatMeansCannotAndSaysThemInTheirOwnUnits() {
        EventFigures figures = measured(experiment(
                "stars",
                "{kind: value-input, name: value, scale: standard, width: 12}, {kind: sum, name: sum, inputs: [embedding, value]},"
                        + " {kind: causal-convolution, name: encoder, input: sum, filters: 16, kernel: 2, dilation: 1, activation: tanh},"
                        + " {kind: next-rating, name: next-rating, input: encoder}",
                "r2"));
        assertEquals(List.of("stars", "mean", "user mean", "last value"), figures.lines().stream().map(EventFigures.Line::name).toList());
        double mse = figures.model().metrics().get("mse");
        double mean = figures.best("mse").metrics().get("mse");
        assertTrue(mean > 2.5, "values lie between 2 and 8: " + mean);
        assertTrue(mse < 0.5 * mean, mse + " against " + mean);
        assertEquals(Math.sqrt(mse), figures.model().metrics().get("rmse"), 1e-9);
        assertTrue(figures.bar().passed());
    }

    @Test
    void oneTargetBehaviourAloneLeavesNothingToPredict() {
        Experiment experiment = Yaml.with(
                experiment("deeds", "{kind: next-behaviour, name: next-behaviour, input: embedding}", "accuracy"),
                Map.of("sequences.target_behaviours", "[purchase]"));
        assertTrue(assertThrows(Fault.Request.class, () -> workbench.train(project, experiment)).getMessage().contains("no behaviour to predict"));
    }
}
