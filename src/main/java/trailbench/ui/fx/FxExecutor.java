package trailbench.ui.fx;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import trailbench.work.Progress;

/// Runs work beside the window and brings its result back to the window's thread.
///
/// Call it from the window's thread only. In tests [#direct] makes both threads the caller's own.
public final class FxExecutor {
    private final Executor window;
    private final Executor pool;
    private final boolean rehearses;
    private final Consumer<Throwable> faults;
    private final LongSupplier nanoTime;
    private final ObservableList<Job> jobs = FXCollections.observableArrayList();
    /// Held here: a listener on a view that nobody holds falls silent with the next garbage collection.
    private final ObservableList<Job> jobsView = FXCollections.unmodifiableObservableList(jobs);
    /// Numbers of the works that go on; touched by the window's thread only.
    private final TreeSet<Long> underway = new TreeSet<>();
    /// Of the works that the status bar shows; touched by the window's thread only.
    private final Map<Job, Long> numbers = new HashMap<>();
    private long begun;

    /// @param window   the window's thread
    /// @param pool     where work runs
    /// @param faults   told, on the window's thread, of every fault that nobody else asked for
    /// @param nanoTime a clock for rates
    public FxExecutor(Executor window, Executor pool, Consumer<Throwable> faults, LongSupplier nanoTime) {
        this(window, pool, faults, nanoTime, false);
    }

    private FxExecutor(Executor window, Executor pool, Consumer<Throwable> faults, LongSupplier nanoTime, boolean rehearses) {
        this.window = window;
        this.pool = pool;
        this.rehearses = rehearses;
        this.faults = faults;
        this.nanoTime = nanoTime;
    }

    /// For a real window: work runs on daemon threads, so that no forgotten job keeps a closed program alive.
    public static FxExecutor forWindow(Consumer<Throwable> faults) {
        return new FxExecutor(Platform::runLater, daemons(), faults, System::nanoTime);
    }

    /// For rooms that nobody sees: what is read quickly is read as in a window, and what the status bar would show never begins.
    public static FxExecutor forRehearsal(Consumer<Throwable> faults) {
        return new FxExecutor(Platform::runLater, daemons(), faults, System::nanoTime, true);
    }

    private static Executor daemons() {
        ThreadFactory threads = Thread.ofPlatform().daemon().name("work-", 1).factory();
        return Executors.newCachedThreadPool(threads);
    }

    /// For tests: everything happens at once, on the caller's thread.
    public static FxExecutor direct(Consumer<Throwable> faults) {
        return new FxExecutor(Runnable::run, Runnable::run, faults, System::nanoTime);
    }

    /// Starts work that the status bar shows.
    ///
    /// @param title what is done, in the user's words
    /// @param work  runs off the window's thread; reports to its [Progress] and asks it whether to go on
    /// @param done  takes the result on the window's thread; not called when the work failed or was cancelled
    public <T> Job run(String title, Function<Progress, T> work, Consumer<? super T> done) {
        return run(title, work, done, faults);
    }

    /// As [#run(String, Function, Consumer)], with the caller's own answer to a fault, on the window's thread.
    public <T> Job run(String title, Function<Progress, T> work, Consumer<? super T> done, Consumer<Throwable> failed) {
        Job job = new Job(title, nanoTime);
        if (rehearses) {
            return job;
        }
        jobs.add(job);
        long number = begin();
        numbers.put(job, number);
        pool.execute(() -> {
            Runnable end = outcome(() -> work.apply(job.progress()), job, done, failed);
            window.execute(() -> {
                jobs.remove(job);
                numbers.remove(job);
                underway.remove(number);
                end.run();
            });
        });
        return job;
    }

    /// Short work that is not worth a word in the status bar, such as looking whether a file has grown.
    public <T> void quietly(Supplier<T> work, Consumer<? super T> done) {
        Job unseen = new Job("", nanoTime);
        long number = begin();
        pool.execute(() -> {
            Runnable end = outcome(work, unseen, done, faults);
            window.execute(() -> {
                underway.remove(number);
                end.run();
            });
        });
    }

    /// Looks how something fares that is looked at ever again, such as a server: whatever it takes, the window is at rest meanwhile.
    public <T> void look(Supplier<T> work, Consumer<? super T> done) {
        Job unseen = new Job("", nanoTime);
        pool.execute(() -> window.execute(outcome(work, unseen, done, faults)));
    }

    /// Counts a work as rest that goes on until it is told to end, as a server does.
    public void rests(Job job) {
        Optional.ofNullable(numbers.get(job)).ifPresent(underway::remove);
    }

    /// True while no work, seen or unseen, is going on.
    public boolean isResting() {
        return underway.isEmpty();
    }

    /// Number of works, seen and unseen, that were ever started.
    public long begun() {
        return begun;
    }

    /// True once the first `count` works are over, whatever goes on after them: where something is looked at ever again, there is no rest.
    public boolean isDone(long count) {
        return underway.isEmpty() || underway.first() >= count;
    }

    private long begin() {
        underway.add(begun);
        return begun++;
    }

    /// Runs `action` on the window's thread, later. Safe from every thread.
    public void later(Runnable action) {
        window.execute(action);
    }

    /// Tells the one handler of faults; for faults that happen on the window's thread itself.
    public void fault(Throwable fault) {
        faults.accept(fault);
    }

    /// Work that is going on, oldest first.
    public ObservableList<Job> jobs() {
        return jobsView;
    }

    /// Brings what the working threads last reported into the jobs' properties. The window's [Pulse] calls it.
    public void sample() {
        jobs.forEach(Job::sample);
    }

    /// Runs the work and says what is to be done about it on the window's thread.
    private static <T> Runnable outcome(Supplier<T> work, Job job, Consumer<? super T> done, Consumer<Throwable> failed) {
        try {
            T result = work.get();
            return () -> {
                job.end(Job.State.DONE);
                done.accept(result);
            };
        } catch (Progress.Cancelled stopped) {
            return () -> job.end(Job.State.CANCELLED);
        } catch (Throwable fault) {
            return () -> {
                job.end(Job.State.FAILED);
                failed.accept(fault);
            };
        }
    }
}
