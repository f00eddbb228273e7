package trailbench.ui.shell;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import java.util.Optional;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.training.RunEvent;

/// Glances at a project's runs and reads only what was appended since the last glance.
///
/// Used off the window's thread, one glance at a time.
final class RunWatch {
    private final Map<String, Followed> followed = new HashMap<>();

    /// Newest first.
    synchronized List<RunEntry> glance(Project project) {
        return project.runs().stream()
                .map(run -> followed.computeIfAbsent(project.folder() + "/" + run.id(), id -> new Followed(run)))
                .map(Followed::entry)
                .toList();
    }

    private static final class Followed {
        private final RunFolder folder;
        private final Instant created;
        private final String experiment;
        private long offset;
        private RunEvent.@Nullable Started started;
        private RunEvent.@Nullable Step step;
        private RunEvent.@Nullable Epoch epoch;
        private RunEvent.@Nullable Epoch best;

        Followed(RunFolder folder) {
            this.folder = folder;
            this.created = folder.created();
            this.experiment = folder.experiment().experiment();
        }

        RunEntry entry() {
            RunFolder.EventsSince since = folder.eventsSince(offset);
            offset = since.offset();
            since.events().forEach(this::take);
            return new RunEntry(folder, folder.id(), created, experiment, folder.state(), Optional.ofNullable(started),
                    Optional.ofNullable(step), Optional.ofNullable(epoch), Optional.ofNullable(best));
        }

        private void take(RunEvent event) {
            switch (event) {
                case RunEvent.Started first -> started = first;
                case RunEvent.Step next -> step = next;
                case RunEvent.Epoch done -> {
                    epoch = done;
                    if (done.best()) {
                        best = done;
                    }
                }
                case RunEvent.Checkpoint c -> {}
                case RunEvent.Paused p -> {}
                case RunEvent.Resumed r -> {}
                case RunEvent.Stopped s -> {}
                case RunEvent.Finished f -> {}
                case RunEvent.Failed f -> {}
            }
        }
    }
}
