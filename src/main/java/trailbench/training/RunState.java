package trailbench.training;

/// Where a run stands. (QUEUED →) READY → RUNNING ⇄ PAUSED → STOPPING → STOPPED, or FINISHED, or FAILED; the last three are final.
public enum RunState {
    /// Waits in the project's queue; it has no worker yet.
    QUEUED,
    /// Its worker prepares the log.
    READY,
    RUNNING,
    PAUSED,
    STOPPING,
    STOPPED,
    FINISHED,
    /// Said so itself, or its worker is gone without a last word.
    FAILED;

    public boolean isFinal() {
        return this == STOPPED || this == FINISHED || this == FAILED;
    }

    /// True while a worker is at work on it, or waits for a word.
    public boolean isGoing() {
        return !isFinal() && this != QUEUED;
    }
}
