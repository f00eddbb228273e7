package trailbench.cli;

import static trailbench.work.Fault.require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.Project;

/// The experiment a verb works on, and the project it belongs to.
final class ExperimentArgument {
    @Parameters(
            index = "0",
            paramLabel = "EXPERIMENT",
            description = "An experiment file (PROJECT/experiments/NAME.yaml), or with --project an experiment's name.")
    private Path experiment = Path.of("");

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "The project that keeps the run. It is made if it does not exist. Default: the project that the file lies in.")
    private @Nullable Path project;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "Changes a field of the experiment for this once: --set training.epochs=3 --set graph.hidden=64")
    private Map<String, String> changes = new LinkedHashMap<>();

    /// @param folders how projects are opened
    Chosen choose(FolderProjects folders) {
        boolean isFile = Files.isRegularFile(experiment);
        require(
                isFile || project != null || Files.isRegularFile(Path.of("project.yaml")),
                "%s does not exist. Name an experiment file, or an experiment of a project with --project DIR.",
                experiment);
        Path home = project != null ? project : isFile ? projectAround(experiment) : Path.of("");
        if (project != null && !Files.exists(project.resolve("project.yaml"))) {
            require(isFile, "%s is no experiment file, and the project %s does not exist.", experiment, project);
            folders.create(project, project.toAbsolutePath().normalize().getFileName().toString()).close();
        }
        Project opened = folders.openShared(home);
        Experiment read = isFile ? Yaml.read(experiment, Experiment.class) : opened.experiment(experiment.toString());
        return new Chosen(opened, changes.isEmpty() ? read : Yaml.with(read, changes));
    }

    private static Path projectAround(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path home = folder.getParent();
        require(
                folder.endsWith("experiments") && home != null && Files.isRegularFile(home.resolve("project.yaml")),
                "%s does not lie in a project's experiments folder. Say with --project DIR which project keeps the run.",
                file);
        return home;
    }

    /// @param project    open without its lock: runs have locks of their own
    /// @param experiment with the changes of this once
    record Chosen(Project project, Experiment experiment) {}
}
