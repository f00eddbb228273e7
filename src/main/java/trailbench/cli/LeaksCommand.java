package trailbench.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.LeakInspection;
import trailbench.experiment.Prepared;
import trailbench.sequence.LeakFinding;
import trailbench.sequence.LeakFinding.Event;
import trailbench.sequence.LeakFinding.Severity;
import trailbench.sequence.Leaks;

@Command(
        name = "leaks",
        mixinStandardHelpOptions = true,
        description = "Looks for what held-out events tell training: each kind of leak with its count, examples and a way to mend it.")
final class LeaksCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    LeaksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        Prepared prepared = session.workbench().prepare(chosen.project(), chosen.experiment(), session.progress());
        Leaks leaks = LeakInspection.inspect(chosen.experiment(), prepared);
        if (json) {
            session.printJson(new Document(prepared.split().text(), prepared.dataHash(), leaks.worst(), leaks.findings()));
            return 0;
        }
        session.print("Split " + prepared.split().text() + " (data " + prepared.dataHash() + ")");
        leaks.findings().forEach(this::print);
        return 0;
    }

    /// What `--json` prints.
    record Document(String split, String dataHash, Severity worst, List<LeakFinding> findings) {}

    private void print(LeakFinding finding) {
        String text = finding.checked() ? finding.found().text() : "not checked, since the log has no time column: " + finding.found().text();
        session.print(String.format("%-5s  %s", finding.severity(), text));
        if (finding.severity() == Severity.GREEN) {
            return;
        }
        for (LeakFinding.Example example : finding.examples()) {
            session.print("         " + shown(example.event()) + example.other().map(other -> "  <-  " + shown(other)).orElse(""));
        }
        if (!finding.fix().isEmpty()) {
            session.print("       Mend it with " + options(finding.fix()));
        }
    }

    private static String shown(Event event) {
        return "user " + event.user() + ", " + event.item() + event.time().map(time -> ", " + time).orElse("");
    }

    private static String options(Map<String, String> fix) {
        return fix.entrySet().stream().map(change -> "--set " + change.getKey() + "=" + change.getValue()).collect(Collectors.joining(" "));
    }
}
