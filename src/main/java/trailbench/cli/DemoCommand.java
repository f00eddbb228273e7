package trailbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import trailbench.embedding.MapOptions;
import trailbench.embedding.PointMap;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationTable;
import trailbench.experiment.MapNames;
import trailbench.experiment.Prepared;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.training.RunState;
import trailbench.work.Progress;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Does the whole line on a copy of the sample project: prepare, train, evaluate, map.")
final class DemoCommand implements Callable<Integer> {
    /// The experiment of the sample that is trained.
    static final String EXPERIMENT = "gru-next";

    private final Session session;

    @Option(names = "--into", paramLabel = "DIR", description = "The copy of the sample; one that exists gets a further run. Default: Trailbench/online-retail in the home folder.")
    private @Nullable Path into;

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "Changes a field of the experiment for this once: --set training.epochs=1")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints one JSON document at the end, and nothing before.")
    private boolean json;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Session told = json ? session.quiet() : session;
        Path folder = Optional.ofNullable(into).orElseGet(() -> session.folders().documents().resolve(SampleCommand.NAME));
        Project project = Files.exists(folder.resolve("project.yaml")) ? session.projects().openShared(folder) : copyInto(folder, told);
        Experiment chosen = project.experiment(EXPERIMENT);
        Experiment experiment = changes.isEmpty() ? chosen : Yaml.with(chosen, changes);

        heading(told, "1/4 Prepare");
        Prepared prepared = session.workbench().prepare(project, experiment, told.progress());
        told.print(String.format(Locale.ROOT,
                "%,d rows, %,d events kept: %,d users, %,d items; %s, %,d test cases",
                prepared.tally().read(), prepared.tally().kept(), prepared.store().users(), prepared.vocabulary().size(),
                prepared.split().text(), prepared.test().size()));

        heading(told, "2/4 Train");
        FolderRun run = FolderRun.open(session.workbench().train(project, experiment).path());
        if (new RunReport(session, json).follow(run) != RunState.FINISHED) {
            throw new Progress.Cancelled(); // Ctrl+C: nobody waits for the rest
        }

        heading(told, "3/4 Evaluate");
        Evaluation evaluation = session.workbench().evaluate(project, run, told.progress());
        told.print(EvaluationTable.text(evaluation));

        heading(told, "4/4 Map");
        MapOptions options = MapOptions.defaults();
        PointMap map = session.workbench().map(project, run, options, told.progress());
        Path picture = MapNames.picture(run.mapPath(MapNames.of(options)));
        session.mapPicture().write(map, picture, 1600, 1200, false);
        told.print(map.method().text() + " of " + map.caption());

        if (json) {
            session.printJson(new Done(run.path().toString(), run.path().resolve("evaluation.json").toString(), picture.toString(), evaluation));
            return 0;
        }
        told.print("");
        told.print("Run:              " + run.path());
        told.print("Evaluation table: " + run.path().resolve("evaluation.json"));
        told.print("Map:              " + picture);
        return 0;
    }

    private Project copyInto(Path folder, Session told) {
        try (Project sample = session.projects().open(session.samples().resolve(SampleCommand.NAME));
                Project copy = session.projects().saveAs(sample, folder, told.progress())) {
            told.print("Copied the sample project to " + copy.folder());
            return copy;
        }
    }

    private static void heading(Session session, String words) {
        session.print("");
        session.print(words);
    }

    /// What `--json` prints.
    record Done(String run, String table, String map, Evaluation evaluation) {}
}
