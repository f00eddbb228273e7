package trailbench.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import trailbench.project.FolderRun;

/// The run a verb works on.
final class RunArgument {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder: PROJECT/runs/ID.")
    private Path path = Path.of("");

    FolderRun run() {
        return FolderRun.open(path);
    }
}
