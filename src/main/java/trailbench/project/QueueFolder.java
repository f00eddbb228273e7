package trailbench.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.format.FolderLock;
import trailbench.format.Yaml;
import trailbench.training.RunState;

/// The queue of a project on disk: run folders that wait (each keeps its own place), `queue.yaml`, and the lock of whoever works it off.
///
/// Looked at anew with each call, so it is right while others add, move and start.
public final class QueueFolder {
    static final String LOCK_FILE = "queue.lock";
    private static final String FILE = "queue.yaml";

    private final Project project;
    private Map<String, FolderRun> known = Map.of();

    public QueueFolder(Project project) {
        this.project = project;
    }

    public QueueOptions options() {
        Path file = project.folder().resolve(FILE);
        return Files.isRegularFile(file) ? Yaml.read(file, QueueOptions.class) : QueueOptions.defaults();
    }

    /// @throws trailbench.work.Fault.Request if the project is a sample
    public void keep(QueueOptions options) {
        FolderRun.requireOwn(project);
        Yaml.write(project.folder().resolve(FILE), options);
    }

    private record Waiting(FolderRun run, long place) {}

    /// The runs that wait, first to last.
    public List<FolderRun> waiting() {
        return waiting(runs());
    }

    /// Those of `runs` that wait, first to last.
    public static List<FolderRun> waiting(List<FolderRun> runs) {
        List<Waiting> waiting = new ArrayList<>();
        for (FolderRun run : runs) {
            run.queuePlace().number().filter(place -> run.state() == RunState.QUEUED).ifPresent(place -> waiting.add(new Waiting(run, place)));
        }
        return waiting.stream()
                .sorted(Comparator.comparingLong(Waiting::place).thenComparing(each -> each.run().created()).thenComparing(each -> number(each.run().id())))
                .map(Waiting::run)
                .toList();
    }

    /// Runs made in one second are told apart by a number at the end of their names.
    private static int number(String id) {
        String end = id.substring(id.lastIndexOf('-') + 1);
        return end.matches("\\d{1,6}") ? Integer.parseInt(end) : 0;
    }

    /// The runs that have a worker, whoever started it.
    public List<FolderRun> going() {
        return going(runs());
    }

    /// Those of `runs` that have a worker.
    public static List<FolderRun> going(List<FolderRun> runs) {
        return runs.stream().filter(run -> run.state().isGoing()).toList();
    }

    /// Looks at these objects from now on: they remember what somebody else has read of their journals.
    public synchronized void know(List<RunFolder> runs) {
        Map<String, FolderRun> now = new LinkedHashMap<>();
        runs.forEach(run -> now.put(run.id(), (FolderRun) run));
        known = now;
    }

    /// The same objects at every look: a run that is over is not read again.
    private synchronized List<FolderRun> runs() {
        Map<String, FolderRun> now = new LinkedHashMap<>();
        for (RunFolder run : project.runs()) {
            now.put(run.id(), known.getOrDefault(run.id(), (FolderRun) run));
        }
        known = now;
        return List.copyOf(now.values());
    }

    /// Makes runs that wait behind all others.
    ///
    /// @throws trailbench.work.Fault.Request if the project is a sample
    public List<RunFolder> add(List<Experiment> experiments, RunMarks marks, Instant now) {
        long place = behind();
        List<RunFolder> added = new ArrayList<>();
        for (Experiment experiment : experiments) {
            long taken = place++;
            added.add(FolderRun.create(project, experiment, now, run -> {
                run.queuePlace().take(taken);
                if (!marks.equals(RunMarks.NONE)) {
                    run.mark(marks);
                }
            }));
        }
        return added;
    }

    /// The place behind all that wait.
    public long behind() {
        return waiting().stream().mapToLong(run -> run.queuePlace().number().orElse(0L)).max().orElse(-1) + 1;
    }

    /// Puts these first, in this order; the others that wait stay behind them as they were. What does not wait any more is passed over.
    public void arrange(List<String> first) {
        FolderRun.requireOwn(project);
        List<FolderRun> waiting = new ArrayList<>(waiting());
        waiting.sort(Comparator.comparingInt(run -> first.contains(run.id()) ? first.indexOf(run.id()) : Integer.MAX_VALUE));
        for (int place = 0; place < waiting.size(); place++) {
            FolderRun run = waiting.get(place);
            if (run.queuePlace().number().filter(Long.valueOf(place)::equals).isEmpty()) {
                run.queuePlace().move(place);
            }
        }
    }

    /// True while somebody works the queue off.
    public boolean isServed() {
        return FolderLock.isHeld(project.folder().resolve(LOCK_FILE));
    }

    /// Makes the caller the one who works the queue off; empty if somebody else is.
    public Optional<FolderLock> serve() {
        return FolderLock.tryAcquire(project.folder().resolve(LOCK_FILE));
    }
}
