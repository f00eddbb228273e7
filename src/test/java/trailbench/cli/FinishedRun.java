package trailbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import trailbench.format.Json;
import trailbench.project.FolderRun;
import trailbench.training.RunEvent;
import trailbench.training.RunJournal;

/// The journal of a run of one epoch that is over.
final class FinishedRun {
    private FinishedRun() {}

    static void write(FolderRun run) throws IOException {
        Instant at = run.created();
        Files.write(
                run.path().resolve(RunJournal.EVENTS),
                List.of(Json.line(new RunEvent.Started(at, 0, 10, 4, 2, 1, 0)),
                        Json.line(new RunEvent.Epoch(at, 1, 2, 5, 6, Map.of("ndcg@10", 0.1), true, 1)),
                        Json.line(new RunEvent.Finished(at, 1, 2, 1, "done"))));
    }
}
