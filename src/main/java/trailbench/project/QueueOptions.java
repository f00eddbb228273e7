package trailbench.project;

import static trailbench.work.Fault.require;

/// How a project's queue is worked off: the contents of `queue.yaml`.
///
/// @param limit  runs of the project that go on at once, those that were started by hand included, at which the queue starts another no more
/// @param paused true while it starts none; runs that go on are not touched by it
public record QueueOptions(int limit, boolean paused) {
    private static final int MOST = 64;

    public QueueOptions {
        require(1 <= limit && limit <= MOST, "limit %s is not between 1 and %s", limit, MOST);
    }

    static QueueOptions defaults() {
        return new QueueOptions(1, false);
    }

    public QueueOptions withLimit(int now) {
        return new QueueOptions(now, paused);
    }

    public QueueOptions withPaused(boolean now) {
        return new QueueOptions(limit, now);
    }
}
