package trailbench.training;

import static trailbench.work.Fault.require;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the user wants of a run that goes on. Words come from any thread; the engine thread asks between batches.
public final class RunControl {
    private boolean paused;
    private boolean stopped;
    private boolean afterEpoch;
    private boolean looks;
    private Change change = Change.NONE;
    /// Changes by the number of steps after which they take effect.
    private final SortedMap<Long, Change> later = new TreeMap<>();

    public enum Word {
        PAUSE,
        RESUME,
        /// Stop after the batch in work, with a checkpoint.
        STOP,
        /// Stop when the epoch in progress is validated.
        STOP_AFTER_EPOCH,
        /// Say how weights and activations are spread, now: [Histograms].
        HISTOGRAMS
    }

    /// Options that change while a run goes on; what is empty stays.
    ///
    /// @param learningRate the full rate: warm-up, schedule and plateaus go on multiplying it
    /// @param patience     epochs without improvement before the run stops early; a run that would not stop early does from now on
    /// @param epochs       at most; a run that has done as many ends after the epoch in progress
    public record Change(Optional<Double> learningRate, Optional<Integer> patience, Optional<Integer> epochs) {
        public static final Change NONE = new Change(Optional.empty(), Optional.empty(), Optional.empty());

        public Change {
            learningRate.ifPresent(rate -> require(rate > 0 && rate <= 100, "learning rate %s is not above 0 and at most 100", rate));
            patience.ifPresent(epochsWithout -> require(1 <= epochsWithout && epochsWithout <= 10_000, "patience %s is not from 1 to 10,000", epochsWithout));
            epochs.ifPresent(most -> require(1 <= most && most <= 100_000, "epochs %s is not from 1 to 100,000", most));
        }

        Change then(Change later) {
            return new Change(later.learningRate.or(() -> learningRate), later.patience.or(() -> patience), later.epochs.or(() -> epochs));
        }
    }

    /// Takes effect before the next step, in a paused run when it goes on.
    public synchronized void say(Change asked) {
        change = change.then(asked);
    }

    /// Takes effect once `step` steps are done, before the next: for whoever does a run again that was changed there.
    public synchronized void sayAfter(long step, Change asked) {
        later.merge(step, asked, Change::then);
    }

    /// What was asked for since the last call, and what was to wait until `step` steps are done.
    synchronized Change takeChange(long step) {
        Change asked = change;
        change = Change.NONE;
        while (!later.isEmpty() && later.firstKey() <= step) {
            asked = asked.then(later.remove(later.firstKey()));
        }
        return asked;
    }

    public synchronized void say(Word word) {
        switch (word) {
            case PAUSE -> paused = true;
            case RESUME -> paused = false;
            case STOP -> stopped = true;
            case STOP_AFTER_EPOCH -> afterEpoch = true;
            case HISTOGRAMS -> looks = true;
        }
        notifyAll();
    }

    /// Blocks while the run is paused. An interrupt of the waiting thread counts as stop.
    ///
    /// @return false once the run should stop
    public synchronized boolean proceed() {
        while (paused && !stopped) {
            try {
                wait();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
        return !stopped;
    }

    /// As [#proceed()], and tells when waiting begins, and when it ends with going on.
    ///
    /// @param atLook has a look at the model: also of a run that waits
    boolean proceed(Runnable atPause, Runnable atResume, Runnable atLook) {
        if (takeLook()) {
            atLook.run();
        }
        if (!isPaused()) {
            return !isStopped();
        }
        atPause.run();
        while (waitsForALook()) {
            atLook.run();
        }
        boolean goOn = !isStopped();
        if (goOn) {
            atResume.run();
        }
        return goOn;
    }

    /// Blocks while the run is paused and nobody wants to look.
    ///
    /// @return true if somebody does; false once the run goes on, or should stop
    private synchronized boolean waitsForALook() {
        while (paused && !stopped && !looks) {
            try {
                wait();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
        return paused && !stopped && takeLook();
    }

    private synchronized boolean takeLook() {
        boolean asked = looks;
        looks = false;
        return asked;
    }

    public synchronized boolean isPaused() {
        return paused && !stopped;
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    synchronized boolean stopsAfterEpoch() {
        return afterEpoch || stopped;
    }
}
