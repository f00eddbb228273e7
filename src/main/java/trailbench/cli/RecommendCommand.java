package trailbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.Workbench;
import trailbench.project.FolderRun;

@Command(name = "recommend", mixinStandardHelpOptions = true, description = "Says which items a run's model expects after a history.")
final class RecommendCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--history", paramLabel = "ID", split = ",", required = true, description = "Original item ids, oldest first: --history 85123A,71053")
    private List<String> history = new ArrayList<>();

    @Option(names = "-k", description = "How many items. Default: ${DEFAULT-VALUE}", defaultValue = "10")
    private int k = 10;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    RecommendCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FolderRun asked = run.run();
        Workbench.Recommendation answer =
                session.workbench().recommend(session.projects().openShared(asked.projectFolder()), asked, history, k);
        if (json) {
            session.printJson(answer);
            return 0;
        }
        if (!answer.unknown().isEmpty()) {
            session.print("Not known to the model, left out: " + String.join(", ", answer.unknown()));
        }
        TextTable table = new TextTable(List.of("item", "score", "title"));
        answer.items().forEach(item -> table.row(List.of(item.id(), String.format(Locale.ROOT, "%.3f", item.score()), item.title())));
        session.print(table.toString());
        return 0;
    }
}
