package trailbench.ui.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.RunQueue;
import trailbench.project.Experiment;
import trailbench.project.QueueOptions;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.training.RunState;
import trailbench.work.Progress;

/// A queue in memory: its runs are those of the project that are QUEUED, in the order that was asked for.
public final class FakeQueue implements RunQueue {
    public QueueOptions options = new QueueOptions(1, false);
    public boolean served;
    private final List<String> order = new ArrayList<>();
    private List<String> asked = new ArrayList<>();
    private @Nullable FakeProject project;

    FakeQueue of(FakeProject now, List<String> log) {
        project = now;
        asked = log;
        return this;
    }

    @Override
    public State state() {
        return new State(options, served, ids(RunState.QUEUED).stream().sorted(Comparator.comparingInt(id -> order.contains(id) ? order.indexOf(id) : 99)).toList(), ids(RunState.RUNNING));
    }

    private List<String> ids(RunState state) {
        FakeProject of = project;
        return of == null ? List.of() : of.runs.stream().filter(run -> run.state == state).map(FakeProject.FakeRun::id).sorted().toList();
    }

    @Override
    public List<RunFolder> add(List<Experiment> experiments, RunMarks marks) {
        List<RunFolder> added = new ArrayList<>();
        FakeProject of = project;
        for (Experiment experiment : experiments) {
            asked.add("queue " + experiment.experiment());
            FakeProject.FakeRun run = new FakeProject.FakeRun(String.format("20260301-1015%02d-%s", asked.size(), experiment.experiment()), experiment);
            run.state = RunState.QUEUED;
            run.checkpoint = false;
            run.marks = marks;
            if (of != null) {
                of.runs.addFirst(run);
            }
            added.add(run);
        }
        return added;
    }

    @Override
    public RunFolder addFork(RunFolder parent, String checkpoint, Map<String, String> changes) {
        asked.add("queue fork " + parent.id() + " at " + checkpoint + " " + changes);
        return add(List.of(parent.experiment()), RunMarks.NONE).getFirst();
    }

    @Override
    public void arrange(List<String> first) {
        asked.add("arrange " + first);
        order.clear();
        order.addAll(first);
    }

    @Override
    public void set(QueueOptions now) {
        asked.add("queue options " + now.limit() + (now.paused() ? " paused" : ""));
        options = now;
    }

    @Override
    public void start() {
        asked.add("start queue");
        served = true;
    }

    @Override
    public void serve(Consumer<Happening> told, Progress progress) {
        asked.add("serve queue");
    }
}
