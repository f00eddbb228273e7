package trailbench.training;

/// Where a run stands. READY → RUNNING ⇄ PAUSED → STOPPING → STOPPED, or FINISHED, or FAILED; the last three are final.
public enum RunState {
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
}
