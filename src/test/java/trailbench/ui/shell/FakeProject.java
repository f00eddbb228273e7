package trailbench.ui.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;
import trailbench.embedding.HealthCurves;
import trailbench.embedding.PointMap;
import trailbench.embedding.Timeline;
import trailbench.evaluation.Evaluation;
import trailbench.project.Experiment;
import trailbench.project.Fork;
import trailbench.project.Project;
import trailbench.project.Projects;
import trailbench.project.Provenance;
import trailbench.project.RunFolder;
import trailbench.project.MapBookmarks;
import trailbench.project.RunMarks;
import trailbench.project.Search;
import trailbench.project.Verification;
import trailbench.training.RunEvent;
import trailbench.training.RunState;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// A project in memory, for tests of the window.
public final class FakeProject implements Project {
    public final List<Experiment> experiments = new ArrayList<>();
    public final List<Search> searches = new ArrayList<>();
    public final List<FakeRun> runs = new ArrayList<>();
    public final List<FakeRun> trashed = new ArrayList<>();
    public boolean closed;
    /// What stands in the way of listing the runs.
    public Optional<RuntimeException> unlistable = Optional.empty();
    private final Path folder;
    private final String title;
    private final boolean readOnly;

    public FakeProject(Path folder, String title, boolean readOnly) {
        this.folder = folder;
        this.title = title;
        this.readOnly = readOnly;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String notes() {
        return "";
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public boolean isSample() {
        return readOnly;
    }

    @Override
    public List<Experiment> experiments() {
        return experiments.stream().sorted(Comparator.comparing(Experiment::experiment)).toList();
    }

    @Override
    public Experiment experiment(String name) {
        return experiments.stream().filter(e -> e.experiment().equals(name)).findFirst().orElseThrow(NoSuchElementException::new);
    }

    @Override
    public void save(Experiment experiment) {
        Fault.require(!readOnly, "%s is read-only", title);
        experiments.removeIf(e -> e.experiment().equals(experiment.experiment()));
        experiments.add(experiment);
    }

    @Override
    public void describe(String title, String notes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Search> searches() {
        return List.copyOf(searches);
    }

    @Override
    public String searchStamp() {
        return searches.toString();
    }

    @Override
    public void keep(Search search) {
        searches.removeIf(other -> other.search().equals(search.search()));
        searches.add(search);
    }

    @Override
    public List<RunFolder> runs() {
        unlistable.ifPresent(fault -> {
            throw fault;
        });
        return List.copyOf(runs);
    }

    @Override
    public RunFolder run(String id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow(NoSuchElementException::new);
    }

    @Override
    public void trash(RunFolder run) {
        runs.remove((FakeRun) run);
        trashed.addFirst((FakeRun) run);
    }

    @Override
    public List<RunFolder> trashed() {
        return List.copyOf(trashed);
    }

    @Override
    public RunFolder restore(String id) {
        FakeRun run = trashed.stream().filter(other -> other.id().equals(id)).findFirst().orElseThrow(NoSuchElementException::new);
        trashed.remove(run);
        runs.add(run);
        runs.sort(Comparator.comparing(FakeRun::id).reversed());
        return run;
    }

    @Override
    public List<String> emptyTrash() {
        List<String> gone = trashed.stream().map(FakeRun::id).toList();
        trashed.clear();
        return gone;
    }

    @Override
    public void close() {
        closed = true;
    }

    /// A run whose events the test writes.
    public static final class FakeRun implements RunFolder {
        public final List<RunEvent> events = new ArrayList<>();
        public RunState state = RunState.RUNNING;
        public Optional<Evaluation> evaluation = Optional.empty();
        public final SequencedMap<String, PointMap> maps = new LinkedHashMap<>();
        public final SequencedMap<String, Timeline> timelines = new LinkedHashMap<>();
        public Optional<HealthCurves> health = Optional.empty();
        public List<Integer> kept = List.of();
        public boolean checkpoint = true;
        public RunMarks marks = RunMarks.NONE;
        public MapBookmarks bookmarks = MapBookmarks.NONE;
        public Optional<Fork> fork = Optional.empty();
        public List<RunEvent> inherited = List.of();
        public Optional<Verification> verification = Optional.empty();
        public Optional<Provenance> provenance = Optional.empty();
        /// What is wrong with the experiment's file.
        public Optional<RuntimeException> unreadable = Optional.empty();
        /// Where its files are, if it has any.
        public Optional<Path> folder = Optional.empty();
        private final String id;
        private final Experiment experiment;

        public FakeRun(String id, Experiment experiment) {
            this.id = id;
            this.experiment = experiment;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Path path() {
            return folder.orElse(Path.of("runs", id));
        }

        @Override
        public Instant created() {
            return Instant.parse("2026-03-01T10:15:00Z");
        }

        @Override
        public Experiment experiment() {
            unreadable.ifPresent(fault -> {
                throw fault;
            });
            return experiment;
        }

        @Override
        public RunState state() {
            return state;
        }

        @Override
        public List<RunEvent> events() {
            return List.copyOf(events);
        }

        @Override
        public EventsSince eventsSince(long offset) {
            return new EventsSince(List.copyOf(events.subList((int) offset, events.size())), events.size());
        }

        @Override
        public Optional<Provenance> provenance() {
            return provenance;
        }

        @Override
        public Optional<Fork> fork() {
            return fork;
        }

        @Override
        public List<RunEvent> inherited() {
            return inherited;
        }

        @Override
        public Optional<Verification> verification() {
            return verification;
        }

        @Override
        public RunMarks marks() {
            return marks;
        }

        @Override
        public MapBookmarks bookmarks() {
            return bookmarks;
        }

        @Override
        public void keep(MapBookmarks bookmarks) {
            this.bookmarks = bookmarks;
        }

        @Override
        public void mark(RunMarks marks) {
            this.marks = marks;
        }

        @Override
        public String stamp() {
            return events.size() + " " + evaluation.hashCode() + " " + marks.hashCode() + " " + verification.hashCode();
        }

        @Override
        public List<String> checkpointNames() {
            return checkpoint ? List.of("last", "best") : List.of();
        }

        @Override
        public Optional<Evaluation> evaluation() {
            return evaluation;
        }

        @Override
        public List<String> timelines() {
            return List.copyOf(timelines.keySet());
        }

        @Override
        public Timeline timeline(String name) {
            return timelines.get(name);
        }

        @Override
        public Optional<HealthCurves> health() {
            return health;
        }

        @Override
        public List<Integer> keptEpochs() {
            return kept;
        }

        @Override
        public List<String> maps() {
            return List.copyOf(maps.keySet());
        }

        @Override
        public PointMap map(String name) {
            return Optional.ofNullable(maps.get(name)).orElseThrow(() -> new NoSuchElementException(name));
        }

        @Override
        public boolean hasCheckpoint() {
            return checkpoint;
        }
    }

    /// Opens the projects that it was given, and copies them in memory.
    public static final class FakeProjects implements Projects {
        public final List<FakeProject> known = new ArrayList<>();

        @Override
        public Project open(Path folder) {
            return known.stream().filter(p -> p.folder().equals(folder)).findFirst()
                    .orElseThrow(() -> new Fault.Request("%s holds no project.yaml", folder));
        }

        @Override
        public Project create(Path folder, String title) {
            FakeProject made = new FakeProject(folder, title, false);
            known.add(made);
            return made;
        }

        @Override
        public Project saveAs(Project project, Path folder, Progress progress) {
            FakeProject copy = new FakeProject(folder, project.title(), false);
            copy.experiments.addAll(project.experiments());
            copy.runs.addAll(((FakeProject) project).runs);
            known.add(copy);
            return copy;
        }
    }
}
