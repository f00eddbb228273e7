package trailbench.sequence;

import java.util.Arrays;

/// What is known of the events of a batch beside their items. All of step `t` belongs to the event at `t`, never to what is to be
/// predicted from it.
///
/// @param behaviours `[B * T]` behaviour number, from 1; 0 for padding and for an unknown one
/// @param times      `[B * T]` milliseconds since 1970 UTC; [#UNKNOWN] for padding and where unknown
/// @param gaps       `[B * T]` milliseconds since the user's event before, also where that one is not in the window, at least 0;
///                   [#FIRST] for a user's first event; [#UNKNOWN] for padding and where unknown
/// @param users      `[B]` user number, from 1; [History#UNKNOWN_USER]
/// @param values     `[B * T]` the event's own number; NaN for padding and where unknown
public record Context(int[] behaviours, long[] times, long[] gaps, int[] users, float[] values) {
    public static final long UNKNOWN = Long.MIN_VALUE;
    public static final long FIRST = -1;
    /// Of a batch of which only items were asked for.
    public static final Context NONE = new Context(new int[0], new long[0], new long[0], new int[0], new float[0]);

    /// Nothing known yet of `size` windows of `steps` steps.
    public static Context unknown(int size, int steps) {
        Context context = new Context(
                new int[size * steps], new long[size * steps], new long[size * steps], new int[size], new float[size * steps]);
        Arrays.fill(context.values, Float.NaN);
        Arrays.fill(context.times, UNKNOWN);
        Arrays.fill(context.gaps, UNKNOWN);
        return context;
    }

    public boolean isNone() {
        return users.length == 0;
    }

    /// Says what is known of a window's events: those at `from … to - 1` of `history`, from position `at` on.
    ///
    /// @param window `b`
    /// @param at     index into the `[B * T]` arrays
    public void put(int window, int at, History history, int from, int to) {
        users[window] = history.user();
        put(at, history.behaviours(), history.times(), history.values(), 0, from, to);
    }

    /// As [#put(int, int, History, int, int)], of the events `from … to - 1` of a store, which are `user`'s.
    void put(int window, int at, SequenceStore store, int user, int from, int to) {
        users[window] = store.owner(user) + 1;
        put(at, store.behaviours(), store.times(), store.values(), store.start(user), from, to);
    }

    /// @param begin the user's first event
    private void put(int at, byte[] known, long[] when, float[] said, int begin, int from, int to) {
        if (said.length > 0) {
            System.arraycopy(said, from, values, at, to - from);
        }
        for (int event = from; event < to && known.length > 0; event++) {
            behaviours[at + event - from] = known[event] + 1;
        }
        for (int event = from; event < to && when.length > 0; event++) {
            times[at + event - from] = when[event];
            gaps[at + event - from] = event == begin ? FIRST : Math.max(0, when[event] - when[event - 1]);
        }
    }
}
