package trailbench.ui.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trailbench.project.Project;
import trailbench.runs.RunIndex;

/// Glances at a project's runs through its index, which reads only what has changed since the last glance.
///
/// Used off the window's thread, one glance at a time.
final class RunWatch {
    private static final System.Logger LOG = System.getLogger(RunWatch.class.getName());

    private final Set<String> told = new HashSet<>();
    private @Nullable Project watched;
    private @Nullable RunIndex index;
    private @Nullable Optional<List<RunEntry>> ahead;

    /// Reads the index of a project that is being opened while its rooms are built; the first glance takes what was found.
    synchronized void begin(Project project) {
        ahead = look(project);
    }

    /// Newest first. A run that cannot be read is left out, and the log tells why, once; the others are there.
    ///
    /// @return empty if the project does not even say which runs it has: the next glance tells what is true then
    synchronized Optional<List<RunEntry>> glance(Project project) {
        Optional<List<RunEntry>> found = watched == project ? ahead : null;
        ahead = null;
        return found != null ? found : look(project);
    }

    private Optional<List<RunEntry>> look(Project project) {
        try {
            return Optional.of(indexOf(project)
                    .glance((run, fault) -> tellOnce(project.folder() + "/" + run.id(), "The run " + run.path() + " is not shown: it cannot be read", fault))
                    .stream()
                    .map(entry -> new RunEntry(entry.folder(), entry.summary()))
                    .toList());
        } catch (RuntimeException fault) {
            tellOnce(project.folder().toString(), "The runs of " + project.folder() + " cannot be listed", fault);
            return Optional.empty();
        }
    }

    private RunIndex indexOf(Project project) {
        RunIndex known = index;
        if (known == null || watched != project) {
            watched = project;
            known = new RunIndex(project);
            index = known;
        }
        return known;
    }

    private void tellOnce(String key, String message, RuntimeException fault) {
        if (told.add(key)) {
            LOG.log(System.Logger.Level.WARNING, message, fault);
        }
    }
}
