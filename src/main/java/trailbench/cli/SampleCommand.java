package trailbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import trailbench.experiment.SyntheticProjects;
import trailbench.log.synthetic.SyntheticLog;
import trailbench.project.Project;
import trailbench.work.Fault;

@Command(name = "sample", mixinStandardHelpOptions = true, description = "Copies the sample project, so that it can be changed, or makes a project on a synthetic log.")
final class SampleCommand implements Callable<Integer> {
    static final String NAME = "online-retail";
    private static final String SHOP = "shop";

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The new folder. Default: Trailbench/online-retail (or the kind's name) in the home folder.")
    private @Nullable Path folder;

    @Option(
            names = "--of",
            paramLabel = "KIND",
            defaultValue = SHOP,
            description = "shop: a year of purchases, real. video, music, news: made up by a rule with a known structure, which the project's notes state. "
                    + "Default: ${DEFAULT-VALUE}")
    private String kind = SHOP;

    @Option(names = "--seed", paramLabel = "N", description = "Of a synthetic log: the same seed, the same file. Default: " + SyntheticProjects.SEED)
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    SampleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return kind.equals(SHOP) ? copyShop() : makeUp(SyntheticLog.of(kind));
    }

    private int copyShop() {
        Fault.require(seed.isEmpty(), "--seed belongs to a synthetic log, and the shop is real. Leave it out, or add --of video.");
        try (Project sample = session.projects().open(session.samples().resolve(NAME));
                Project copy = session.projects().saveAs(sample, target(NAME), session.progress())) {
            return tell(copy, DemoCommand.EXPERIMENT);
        }
    }

    private int makeUp(SyntheticLog log) {
        try (Project made = SyntheticProjects.create(
                session.projects(), target(log.id()), log, seed.orElse(SyntheticProjects.SEED), session.progress())) {
            return tell(made, made.experiments().getFirst().experiment());
        }
    }

    private Path target(String name) {
        return Optional.ofNullable(folder).orElseGet(() -> session.folders().documents().resolve(name));
    }

    private int tell(Project project, String experiment) {
        if (json) {
            session.printJson(new Copied(project.folder().toString(), project.title()));
        } else {
            session.print("Project: " + project.folder());
            session.print("Next: trailbench train " + project.folder().resolve("experiments").resolve(experiment + ".yaml"));
        }
        return 0;
    }

    /// What `--json` prints.
    record Copied(String project, String title) {}
}
