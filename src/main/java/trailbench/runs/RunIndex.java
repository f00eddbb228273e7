package trailbench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import trailbench.format.AtomicFile;
import trailbench.project.Project;
import trailbench.project.RunFolder;
import trailbench.training.RunState;
import trailbench.work.Fault;

/// The summaries of a project's runs, kept in memory and in `cache/runs.index`, and read again only where a run's files have changed.
///
/// Several processes may keep the same index: each writes it whole, and the last one wins; what it lacks is read again. A project that cannot
/// be written to is indexed in memory alone. Safe for several threads, one glance at a time.
public final class RunIndex {
    private static final System.Logger LOG = System.getLogger(RunIndex.class.getName());

    private final Project project;
    private final Path file;
    private final Map<String, Known> known = new HashMap<>();
    private boolean loaded;

    /// A run as of the last glance.
    ///
    /// @param folder the same object at every glance
    public record Entry(RunFolder folder, RunSummary summary) {}

    private record Known(RunFolder folder, String stamp, RunSummary summary) {}

    public RunIndex(Project project) {
        this.project = project;
        this.file = project.folder().resolve("cache").resolve("runs.index");
    }

    /// Newest first. What cannot be read is told and left out.
    ///
    /// @param unreadable takes a run's folder and what is wrong with it
    public synchronized List<Entry> glance(BiConsumer<RunFolder, RuntimeException> unreadable) {
        Map<String, IndexFile.Stored> stored = loaded ? Map.of() : load();
        loaded = true;
        List<Entry> entries = new ArrayList<>();
        Map<String, Known> now = new LinkedHashMap<>();
        boolean changed = false;
        for (RunFolder run : project.runs()) {
            try {
                Known before = known.get(run.id());
                Known seen = look(before, run, stored);
                changed |= before != null && seen != before && seen.summary().state().isFinal()
                        || before == null && !stored.containsKey(run.id());
                now.put(run.id(), seen);
                entries.add(new Entry(seen.folder(), seen.summary()));
            } catch (RuntimeException fault) {
                unreadable.accept(run, fault);
            }
        }
        changed |= !stored.isEmpty() && !now.keySet().containsAll(stored.keySet());
        known.clear();
        known.putAll(now);
        if (changed) {
            store();
        }
        return entries;
    }

    /// Summaries of these runs, read anew: for a few, or for those in the trash.
    ///
    /// @throws Fault if one cannot be read
    public static List<RunSummary> read(List<RunFolder> runs) {
        return runs.stream().map(run -> read(run, JournalSummary.NOTHING).summary()).toList();
    }

    private static Known look(@org.jspecify.annotations.Nullable Known before, RunFolder listed, Map<String, IndexFile.Stored> stored) {
        if (before != null) {
            return look(before);
        }
        IndexFile.Stored from = stored.get(listed.id());
        if (from == null) {
            return read(listed, JournalSummary.NOTHING);
        }
        listed.recall(from.summary().journal().said(), from.summary().journal().read());
        return look(new Known(listed, from.stamp(), from.summary()));
    }

    /// Whether its worker lives is asked before its files are looked at: one that is gone has written its last word.
    private static Known look(Known before) {
        RunFolder folder = before.folder();
        RunState state = folder.state();
        if (!folder.stamp().equals(before.stamp())) {
            return read(folder, before.summary().journal());
        }
        RunSummary summary = before.summary().with(state);
        return summary == before.summary() ? before : new Known(folder, before.stamp(), summary);
    }

    private static Known read(RunFolder folder, JournalSummary before) {
        RunState state = folder.state();
        String stamp = folder.stamp();
        return new Known(folder, stamp, RunSummary.of(folder, state, journal(folder, before)));
    }

    /// A journal that is shorter than it was is another one.
    private static JournalSummary journal(RunFolder folder, JournalSummary before) {
        try {
            RunFolder.EventsSince since = folder.summarySince(before.read());
            return before.after(since.events(), since.offset());
        } catch (Fault.Work shorter) {
            RunFolder.EventsSince all = folder.summarySince(0);
            return JournalSummary.NOTHING.after(all.events(), all.offset());
        }
    }

    private Map<String, IndexFile.Stored> load() {
        Map<String, IndexFile.Stored> runs = new HashMap<>();
        if (Files.isRegularFile(file)) {
            try {
                IndexFile.read(file).forEach(run -> runs.put(run.summary().id(), run));
            } catch (IOException | RuntimeException damaged) {
                LOG.log(System.Logger.Level.DEBUG, "The index of runs is damaged; it is made anew", damaged);
            }
        }
        return runs;
    }

    private void store() {
        if (project.isSample() || !Files.isDirectory(project.folder()) || !Files.isWritable(project.folder())) {
            return;
        }
        try {
            AtomicFile.sweep(file); // of a window that was killed; whoever is at it just now does without
            IndexFile.write(file, known.values().stream().map(run -> new IndexFile.Stored(run.stamp(), run.summary())).toList());
        } catch (Fault full) {
            LOG.log(System.Logger.Level.DEBUG, "The index of runs was not kept; it will be made anew", full);
        }
    }
}
