package trailbench.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import trailbench.project.Experiment;
import trailbench.project.FolderRun;
import trailbench.project.Project;
import trailbench.project.QueueFolder;
import trailbench.project.QueueOptions;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.work.Progress;

/// The queue in a project's folder.
final class FolderQueue implements RunQueue {
    private final Project project;
    private final QueueFolder folder;
    private final Consumer<FolderRun> begin;
    private final Runnable start;

    /// @param begin begins a run and returns as soon as its worker is up
    /// @param start starts a process that serves this queue
    FolderQueue(Project project, Consumer<FolderRun> begin, Runnable start) {
        this.project = project;
        this.folder = new QueueFolder(project);
        this.begin = begin;
        this.start = start;
    }

    @Override
    public State state() {
        return new State(folder.options(), folder.isServed(), ids(folder.waiting()), ids(folder.going()));
    }

    @Override
    public State state(List<RunFolder> runs, List<RunFolder> open) {
        folder.know(runs);
        return new State(folder.options(), folder.isServed(), ids(QueueFolder.waiting(own(open))), ids(QueueFolder.going(own(open))));
    }

    private static List<FolderRun> own(List<RunFolder> runs) {
        return runs.stream().map(FolderRun.class::cast).toList();
    }

    private static List<String> ids(List<FolderRun> runs) {
        return runs.stream().map(FolderRun::id).toList();
    }

    @Override
    public List<RunFolder> add(List<Experiment> experiments, RunMarks marks) {
        FolderRun.requireOwn(project);
        experiments.forEach(ExperimentCheck::check);
        experiments.stream().map(Experiment::log).distinct()
                .forEach(log -> Preparation.requireSources(project.folder(), experiments.stream().filter(each -> each.log().equals(log)).findFirst().orElseThrow()));
        return folder.add(experiments, marks, Instant.now());
    }

    @Override
    public RunFolder addFork(RunFolder parent, String checkpoint, Map<String, String> changes) {
        long place = folder.behind();
        return Forking.fork(project, FolderRun.open(parent.path()), checkpoint, changes, Instant.now(), run -> run.queuePlace().take(place));
    }

    @Override
    public void arrange(List<String> first) {
        folder.arrange(first);
    }

    @Override
    public void set(QueueOptions options) {
        folder.keep(options);
    }

    @Override
    public void start() {
        FolderRun.requireOwn(project);
        if (!folder.isServed()) {
            start.run();
        }
    }

    @Override
    public void serve(Consumer<Happening> told, Progress progress) {
        FolderRun.requireOwn(project);
        new QueueServing(project, folder, begin, told, progress).serve();
    }
}
