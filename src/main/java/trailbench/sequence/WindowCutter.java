package trailbench.sequence;

import static trailbench.work.Fault.require;

import java.util.Arrays;
import trailbench.sequence.WindowSet.Objective;

/// Decides which stretches of a user's events become windows.
final class WindowCutter {
    private final SequenceStore store;
    private final Objective objective;
    private final TargetBehaviours targets;
    private final int maxLength;

    WindowCutter(SequenceStore store, Objective objective, TargetBehaviours targets, int maxLength) {
        this.store = store;
        this.objective = objective;
        this.targets = targets;
        this.maxLength = maxLength;
    }

    /// A window ends at the last input with a target, and one without any target is none.
    ///
    /// @param ends `[U]` exclusive store index of the last event that may be input or target
    Windows training(int[] ends, SequenceOptions.Windows kind) {
        require(
                !(objective == Objective.SAME_ITEM && kind instanceof SequenceOptions.Windows.NextValue),
                "windows: next-value predicts one value after each window, and this graph reconstructs the window. Choose last or sliding.");
        var windows = new Windows();
        for (int user = 0; user < store.users(); user++) {
            int start = store.start(user);
            int limit = ends[user];
            int inputEnd = inputEnd(start, limit);
            switch (kind) {
                case SequenceOptions.Windows.Last _ -> add(windows, user, Math.max(start, inputEnd - maxLength), inputEnd, limit);
                case SequenceOptions.Windows.Sliding sliding -> {
                    int from = start;
                    for (; from + maxLength < inputEnd; from += sliding.stride()) {
                        add(windows, user, from, from + maxLength, limit);
                    }
                    add(windows, user, Math.max(start, inputEnd - maxLength), inputEnd, limit);
                }
                case SequenceOptions.Windows.NextValue _ -> {
                    for (int end = start + 1; end <= inputEnd; end++) {
                        if (objective == Objective.NEXT_ITEM || store.baskets()[end] != store.baskets()[end - 1]) {
                            addIfAsked(windows, user, Math.max(start, end - maxLength), end, end - 1, limit);
                        }
                    }
                }
            }
        }
        return windows;
    }

    /// Windows with targets at the events `from[u] … to[u] - 1` only.
    Windows heldOut(int[] from, int[] to) {
        var windows = new Windows();
        int targetsEach = Math.max(1, maxLength / 2);
        for (int user = 0; user < store.users(); user++) {
            int start = store.start(user);
            int firstTarget = from[user] < to[user] ? firstTarget(start, from[user]) : to[user];
            int inputEnd = inputEnd(start, to[user]);
            while (firstTarget < inputEnd) {
                int end = Math.min(inputEnd, firstTarget + targetsEach);
                addIfAsked(windows, user, Math.max(start, end - maxLength), end, firstTarget, to[user]);
                firstTarget = end;
            }
        }
        return windows;
    }

    private void add(Windows windows, int user, int start, int end, int limit) {
        if (start < end) {
            addIfAsked(windows, user, start, end, start, limit);
        }
    }

    private void addIfAsked(Windows windows, int user, int start, int end, int firstTarget, int limit) {
        boolean asked = targets.areAll() || switch (objective) {
            case SAME_ITEM -> anyTarget(firstTarget, end);
            case NEXT_ITEM -> anyTarget(firstTarget + 1, end + 1);
            case NEXT_BASKET -> anyTarget(basketEnd(firstTarget, limit), basketEnd(basketEnd(end - 1, limit), limit));
        };
        if (asked) {
            windows.add(user, start, end, firstTarget, limit);
        }
    }

    private boolean anyTarget(int from, int to) {
        return targets.next(store, from, to) < to;
    }

    /// Where the basket of `event` ends, exclusive.
    private int basketEnd(int event, int limit) {
        int end = event;
        while (end < limit && store.baskets()[end] == store.baskets()[event]) {
            end++;
        }
        return end;
    }

    /// The exclusive end of the inputs that have a target before `limit`; `start` if there is none.
    private int inputEnd(int start, int limit) {
        int end = targets.endOfLast(store, start, limit);
        if (end <= start) {
            return start;
        }
        return switch (objective) {
            case SAME_ITEM -> end;
            case NEXT_ITEM -> end - 1;
            case NEXT_BASKET -> store.basketStart(end - 1, start);
        };
    }

    /// The first input whose target is at or after `from`.
    private int firstTarget(int start, int from) {
        if (from == start || objective == Objective.SAME_ITEM) {
            return from;
        }
        return objective == Objective.NEXT_ITEM ? from - 1 : store.basketStart(from - 1, start);
    }

    /// Growing columns, one entry a window: inputs `start … end - 1`, targets from input `firstTarget` on, nothing at or beyond `limit`.
    static final class Windows {
        private int size;
        private int[] users = new int[256];
        private int[] starts = new int[256];
        private int[] ends = new int[256];
        private int[] firstTargets = new int[256];
        private int[] limits = new int[256];

        void add(int user, int start, int end, int firstTarget, int limit) {
            if (size == users.length) {
                users = Arrays.copyOf(users, size * 2);
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
                firstTargets = Arrays.copyOf(firstTargets, size * 2);
                limits = Arrays.copyOf(limits, size * 2);
            }
            users[size] = user;
            starts[size] = start;
            ends[size] = end;
            firstTargets[size] = firstTarget;
            limits[size++] = limit;
        }

        int size() {
            return size;
        }

        int user(int window) {
            return users[window];
        }

        int start(int window) {
            return starts[window];
        }

        int end(int window) {
            return ends[window];
        }

        int firstTarget(int window) {
            return firstTargets[window];
        }

        int limit(int window) {
            return limits[window];
        }
    }
}
