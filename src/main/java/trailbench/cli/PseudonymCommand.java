package trailbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pseudonym", mixinStandardHelpOptions = true, description = "Says what users are called in bundles that were exported with --pseudonyms.")
final class PseudonymCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's folder, which holds the key.")
    private Path project = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "Users, as the log spells them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    PseudonymCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<String> names = session.workbench().pseudonyms(session.projects().openShared(project), ids);
        Map<String, String> byId = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byId.put(ids.get(i), names.get(i));
        }
        if (json) {
            session.printJson(byId);
        } else {
            byId.forEach((id, name) -> session.print(id + "\t" + name));
        }
        return 0;
    }
}
