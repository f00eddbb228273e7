package trailbench.ui.shell;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.training.RunEvent;

/// Glances at a project's runs and reads only what was appended since the last glance.
///
/// Used off the window's thread, one glance at a time.
final class RunWatch {
    private static final System.Logger LOG = System.getLogger(RunWatch.class.getName());

    private final Map<String, Followed> followed = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /// Newest first. A run that cannot be read is left out, and the log tells why, once; the others are there.
    ///
    /// @return empty if the project does not even say which runs it has: the next glance tells what is true then
    synchronized Optional<List<RunEntry>> glance(Project project) {
        try {
            return Optional.of(project.runs().stream().flatMap(run -> entry(project, run).stream()).toList());
        } catch (RuntimeException fault) {
            tellOnce(project.folder().toString(), "The runs of " + project.folder() + " cannot be listed", fault);
            return Optional.empty();
        }
    }

    private Optional<RunEntry> entry(Project project, RunFolder run) {
        String key = project.folder() + "/" + run.id();
        try {
            return Optional.of(followed.computeIfAbsent(key, id -> new Followed(run)).entry());
        } catch (RuntimeException fault) {
            tellOnce(key, "The run " + run.path() + " is not shown: it cannot be read", fault);
            return Optional.empty();
        }
    }

    private void tellOnce(String key, String message, RuntimeException fault) {
        if (told.add(key)) {
            LOG.log(System.Logger.Level.WARNING, message, fault);
        }
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
