package trailbench.cli;

import static trailbench.work.Fault.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.format.Yaml;
import trailbench.project.Experiment;
import trailbench.project.FolderProjects;
import trailbench.project.Project;
import trailbench.project.Search;

/// The experiment a verb works on, and the project it belongs to.
final class ExperimentArgument {
    private static final Pattern SEARCH = Pattern.compile("(?m)^search:");

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

    /// The search that the file holds; empty if it is not a search's.
    Optional<Saved> search(FolderProjects folders) {
        if (!Files.isRegularFile(experiment) || !isSearch(experiment)) {
            return Optional.empty();
        }
        require(changes.isEmpty(), "%s is a search, which --set does not change. Edit the file, or start another search.", experiment);
        Search search = Yaml.read(experiment, Search.class);
        return Optional.of(new Saved(folders.openShared(project != null ? project : projectAround(experiment)), search, experiment));
    }

    private static boolean isSearch(Path file) {
        try {
            return SEARCH.matcher(Files.readString(file)).find();
        } catch (IOException unreadable) {
            return false; // whoever reads it as an experiment says so
        }
    }

    private static Path projectAround(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path home = folder.getParent();
        require(
                (folder.endsWith("experiments") || folder.endsWith("searches")) && home != null && Files.isRegularFile(home.resolve("project.yaml")),
                "%s does not lie in a project's experiments folder. Say with --project DIR which project keeps the run.",
                file);
        return home;
    }

    record Saved(Project project, Search search, Path file) {}

    /// @param project    open without its lock: runs have locks of their own
    /// @param experiment with the changes of this once
    record Chosen(Project project, Experiment experiment) {}
}
