package trailbench.ui.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import trailbench.project.RunFolder;
import trailbench.ui.fx.Messages;
import trailbench.ui.shell.WorkbenchModel;
import trailbench.work.Fault;

/// The wish to fork a run, as it is typed: what is wrong with it is told beside it.
final class RunForks {
    private final WorkbenchModel model;
    private final Messages words;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    RunForks(WorkbenchModel model, Messages words) {
        this.model = model;
        this.words = words;
    }

    /// What is wrong with the wish; empty if nothing.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void forget() {
        problem.set("");
    }

    /// @param changes one `FIELD=VALUE` a line
    void fork(RunFolder parent, String checkpoint, String changes) {
        try {
            Map<String, String> parsed = parsed(changes);
            problem.set("");
            model.fork(parent, checkpoint, parsed, this::refused);
        } catch (Fault.Request wrong) {
            refused(wrong);
        }
    }

    private void refused(Throwable refusal) {
        if (refusal instanceof Fault.Request) {
            problem.set(words.fault(refusal));
        } else {
            model.executor().fault(refusal);
        }
    }

    private Map<String, String> parsed(String text) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            int cut = line.indexOf('=');
            Fault.require(cut > 0, "%s", words.text("fork.line", line));
            changes.put(line.substring(0, cut).strip(), line.substring(cut + 1).strip());
        }
        return changes;
    }

    /// What repeats the fork in a terminal.
    static String command(String run, String checkpoint, String changes) {
        String sets = changes.lines().map(String::strip).filter(line -> !line.isEmpty()).map(line -> " --set '" + line + "'").collect(Collectors.joining());
        return "trailbench fork " + run + " --at " + checkpoint + sets;
    }
}
