package trailbench.training;

/// What the user wants of a run that goes on. Words come from any thread; the engine thread asks between batches.
public final class RunControl {
    private boolean paused;
    private boolean stopped;
    private boolean afterEpoch;

    public enum Word {
        PAUSE,
        RESUME,
        /// Stop after the batch in work, with a checkpoint.
        STOP,
        /// Stop when the epoch in progress is validated.
        STOP_AFTER_EPOCH
    }

    public synchronized void say(Word word) {
        switch (word) {
            case PAUSE -> paused = true;
            case RESUME -> paused = false;
            case STOP -> stopped = true;
            case STOP_AFTER_EPOCH -> afterEpoch = true;
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
    boolean proceed(Runnable atPause, Runnable atResume) {
        if (!isPaused()) {
            return !isStopped();
        }
        atPause.run();
        boolean goOn = proceed();
        if (goOn) {
            atResume.run();
        }
        return goOn;
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
