package trailbench.training;

import java.util.Optional;
import trailbench.format.Json;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Why a child process ends: a line it prints before the sentence, as JSON, for a parent that says it in another language.
public record FaultLine(Trouble fault) {

    public String text() {
        return Json.line(this);
    }

    /// Empty if the line is something else that the child printed.
    public static Optional<FaultLine> parse(String line) {
        if (!line.startsWith("{\"fault\":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(line, FaultLine.class));
        } catch (Fault.Request somethingElse) {
            return Optional.empty();
        }
    }
}
