package trailbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.project.Project;

@Command(name = "sample", mixinStandardHelpOptions = true, description = "Copies the sample project, so that it can be changed.")
final class SampleCommand implements Callable<Integer> {
    static final String NAME = "online-retail";

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The new folder. Default: Trailbench/online-retail in the home folder.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    SampleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path target = Optional.ofNullable(folder).orElseGet(() -> session.folders().documents().resolve(NAME));
        try (Project sample = session.projects().open(session.samples().resolve(NAME));
                Project copy = session.projects().saveAs(sample, target, session.progress())) {
            if (json) {
                session.printJson(new Copied(copy.folder().toString(), copy.title()));
            } else {
                session.print("Project: " + copy.folder());
                session.print("Next: trailbench train " + copy.folder().resolve("experiments").resolve(DemoCommand.EXPERIMENT + ".yaml"));
            }
        }
        return 0;
    }

    /// What `--json` prints.
    record Copied(String project, String title) {}
}
