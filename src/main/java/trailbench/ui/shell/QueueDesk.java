package trailbench.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import trailbench.experiment.RunQueue;
import trailbench.project.Experiment;
import trailbench.project.Project;
import trailbench.project.QueueOptions;
import trailbench.project.RunFolder;
import trailbench.project.RunMarks;
import trailbench.project.Search;
import trailbench.ui.fx.Messages;

/// The queue of the open project as of the last glance, and what can be done with it. The process that serves it outlives the window.
public final class QueueDesk {
    private static final RunQueue.State NOTHING = new RunQueue.State(new QueueOptions(1, false), false, List.of(), List.of());

    private final WorkbenchModel model;
    private final ReadOnlyObjectWrapper<RunQueue.State> state = new ReadOnlyObjectWrapper<>(NOTHING);
    private @Nullable Project watched;
    private @Nullable RunQueue queue;

    QueueDesk(WorkbenchModel model) {
        this.model = model;
    }

    /// Changes with each glance at the runs.
    public ReadOnlyObjectProperty<RunQueue.State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Looks at the queue's files; off the window's thread.
    ///
    /// @param runs as of a glance just now; empty if they could not be listed
    RunQueue.State look(Project project, Optional<List<RunEntry>> runs) {
        RunQueue there = of(project);
        return runs.map(seen -> there.state(folders(seen.stream()), folders(seen.stream().filter(run -> !run.state().isFinal())))).orElseGet(there::state);
    }

    private static List<RunFolder> folders(Stream<RunEntry> runs) {
        return runs.map(RunEntry::folder).toList();
    }

    void show(RunQueue.State seen) {
        state.set(seen);
    }

    void forget() {
        state.set(NOTHING);
    }

    /// The same object as long as the project is open: it remembers which runs are over.
    private synchronized RunQueue of(Project project) {
        RunQueue known = queue;
        if (known == null || watched != project) {
            known = model.workbench().queue(project);
            queue = known;
            watched = project;
        }
        return known;
    }

    /// Saves the draft and puts a run of it behind all that wait.
    public void addDraft() {
        Experiment edited = model.draft();
        if (edited == null) {
            return;
        }
        model.requireWritable(words().text("purpose.queue"), writable -> {
            if (model.changedBinding().get()) {
                model.saveInto(writable);
            }
            add(writable, List.of(edited), RunMarks.NONE, () -> {}, () -> {}, model.executor()::fault);
        });
    }

    /// Keeps a search and puts its runs behind all that wait.
    ///
    /// @param refused takes what is wrong with it
    /// @param done    once they wait
    public void add(Search search, List<Experiment> runs, Consumer<Throwable> refused, Runnable done) {
        model.requireWritable(words().text("purpose.queue"), writable -> add(
                writable, runs, new RunMarks(List.of(search.search()), "", false), () -> writable.keep(search), done, refused));
    }

    /// Whoever adds to a queue that is not paused wants it to be worked off.
    ///
    /// @param keep done once the runs are made
    /// @param done done on the window's thread
    private void add(Project writable, List<Experiment> experiments, RunMarks marks, Runnable keep, Runnable done, Consumer<Throwable> refused) {
        model.executor().run(
                words().text("job.queue", experiments.size()),
                progress -> {
                    RunQueue there = of(writable);
                    List<RunFolder> added = there.add(experiments, marks);
                    keep.run();
                    if (!there.state().options().paused()) {
                        there.start();
                    }
                    return added;
                },
                added -> {
                    model.glanceAtRuns();
                    done.run();
                }, refused);
    }

    /// Works the queue off from now on.
    public void start() {
        change(there -> {
            there.set(there.state().options().withPaused(false));
            there.start();
        });
    }

    /// Begins no more runs; those that go on go on.
    public void pause() {
        change(there -> there.set(there.state().options().withPaused(true)));
    }

    public void limit(int runs) {
        change(there -> there.set(there.state().options().withLimit(runs)));
    }

    /// Moves a run that waits.
    ///
    /// @param by places towards the end, or negative towards the front
    public void move(String id, int by) {
        List<String> order = new ArrayList<>(state.get().waiting());
        int from = order.indexOf(id);
        if (from < 0) {
            return;
        }
        order.remove(from);
        order.add(Math.clamp((long) from + by, 0, order.size()), id);
        if (!order.equals(state.get().waiting())) {
            RunQueue.State now = state.get();
            state.set(new RunQueue.State(now.options(), now.served(), order, now.going())); // at once: the hand is faster than a glance
            change(there -> there.arrange(order));
        }
    }

    /// Takes a run that waits out of the queue, into the trash.
    public void remove(String id) {
        model.requireWritable(words().text("purpose.queue"), writable -> model.executor().quietly(() -> {
            writable.trash(writable.run(id));
            return id;
        }, gone -> model.glanceAtRuns()));
    }

    private void change(Consumer<RunQueue> deed) {
        model.requireWritable(words().text("purpose.queue"), writable -> model.executor().quietly(() -> {
            RunQueue there = of(writable);
            deed.accept(there);
            return there.state();
        }, seen -> {
            if (model.project() == writable) {
                state.set(seen);
                model.glanceAtRuns();
            }
        }));
    }

    private Messages words() {
        return model.words();
    }
}
