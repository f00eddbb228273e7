package trailbench.sequence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All users' events in one compact store; everything else is a view over it.
///
/// A sequence is all of one user, or, where [#owners] says so, one session of a user. What is said of a "user" below and in the rest of the
/// package is said of a sequence; [#owner] tells whose it is.
///
/// Events of user `u` stand at `offsets[u] … offsets[u + 1] - 1`, oldest first.
///
/// @param offsets `[U + 1]`
/// @param items   `[N]` item numbers, 1 to V
/// @param times   `[N]` milliseconds since 1970 UTC
/// @param baskets `[N]` a number that is equal for events without an order among themselves and grows along each user;
///                the event's own index where every event stands alone
/// @param behaviours `[N]` index into [Vocabulary#behaviours]
/// @param userIds `[U]` original ids; of sessions, what they are called
/// @param userFeatures named columns of text values, one a user, also where sequences are sessions; empty text where unknown
/// @param owners  whose the sequences are
/// @param values  `[N]` the number of each event: stars, an amount; NaN where unknown; empty where the log has none
public record SequenceStore(
        int[] offsets,
        int[] items,
        long[] times,
        int[] baskets,
        byte[] behaviours,
        List<String> userIds,
        Map<String, List<String>> userFeatures,
        Owners owners,
        float[] values) {

    /// Whose the sessions are. Those of one user stand side by side, in the order in which they begin.
    ///
    /// @param of  `[U]` number of the user, from 0; empty where a sequence is all of one user
    /// @param ids original ids of users
    public record Owners(int[] of, List<String> ids) {
        public static final Owners NONE = new Owners(new int[0], List.of());
    }

    /// Of events without values.
    public SequenceStore(
            int[] offsets, int[] items, long[] times, int[] baskets, byte[] behaviours, List<String> userIds, Map<String, List<String>> userFeatures,
            Owners owners) {
        this(offsets, items, times, baskets, behaviours, userIds, userFeatures, owners, new float[0]);
    }

    /// Of which each sequence is all of one user.
    public SequenceStore(
            int[] offsets, int[] items, long[] times, int[] baskets, byte[] behaviours, List<String> userIds, Map<String, List<String>> userFeatures) {
        this(offsets, items, times, baskets, behaviours, userIds, userFeatures, Owners.NONE);
    }

    /// Of users of whom no more is known.
    public SequenceStore(int[] offsets, int[] items, long[] times, int[] baskets, byte[] behaviours, List<String> userIds) {
        this(offsets, items, times, baskets, behaviours, userIds, Map.of());
    }

    /// Events of one behaviour.
    public SequenceStore(int[] offsets, int[] items, long[] times, int[] baskets, List<String> userIds) {
        this(offsets, items, times, baskets, new byte[items.length], userIds);
    }

    /// The same sequences; events have these values.
    public SequenceStore withValues(float[] asked) {
        return new SequenceStore(offsets, items, times, baskets, behaviours, userIds, userFeatures, owners, asked);
    }

    /// The values of events in another order; empty where there are none.
    ///
    /// @param order index into this store's events
    float[] valuesOf(int[] order) {
        float[] ordered = new float[values.length == 0 ? 0 : order.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = values[order[i]];
        }
        return ordered;
    }

    /// What is known of one user: feature to value, without those that are unknown.
    public Map<String, String> known(int user) {
        Map<String, String> known = new LinkedHashMap<>();
        userFeatures.forEach((name, texts) -> {
            if (!texts.get(owner(user)).isEmpty()) {
                known.put(name, texts.get(owner(user)));
            }
        });
        return known;
    }

    /// Each feature of users as numbers, by name: `[U + 1]`, the value's number of user `u` at `u + 1`. Numbered as [Vocabulary#featureNumbers];
    /// 0 stands for an unknown user and for one without the feature.
    public Map<String, int[]> userFeatureNumbers() {
        return Vocabulary.numbers(userFeatures);
    }

    public int users() {
        return offsets.length - 1;
    }

    /// True if a sequence is a session.
    public boolean ofSessions() {
        return owners.of.length > 0;
    }

    /// Number of the user, from 0, whose sequence `user` is.
    public int owner(int user) {
        return ofSessions() ? owners.of[user] : user;
    }

    /// Original id of the user whose sequence `user` is.
    public String ownerId(int user) {
        return ofSessions() ? owners.ids.get(owners.of[user]) : userIds.get(user);
    }

    /// Number of users, whatever a sequence is.
    public int people() {
        return ofSessions() ? owners.ids.size() : users();
    }

    public int events() {
        return items.length;
    }

    public int start(int user) {
        return offsets[user];
    }

    public int end(int user) {
        return offsets[user + 1];
    }

    /// What is known of `user` before index `end`.
    public History history(int user, int end) {
        int start = offsets[user];
        return new History(
                Arrays.copyOfRange(items, start, end),
                Arrays.copyOfRange(baskets, start, end),
                Arrays.copyOfRange(behaviours, start, end),
                Arrays.copyOfRange(times, start, end),
                owner(user) + 1,
                values.length == 0 ? values : Arrays.copyOfRange(values, start, end));
    }

    /// The first index of the basket that holds event `index`, never before `from`.
    public int basketStart(int index, int from) {
        int first = index;
        while (first > from && baskets[first - 1] == baskets[index]) {
            first--;
        }
        return first;
    }
}
