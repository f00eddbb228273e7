package trailbench.sequence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All users' events in one compact store; everything else is a view over it.
///
/// Events of user `u` stand at `offsets[u] … offsets[u + 1] - 1`, oldest first.
///
/// @param offsets `[U + 1]`
/// @param items   `[N]` item numbers, 1 to V
/// @param times   `[N]` milliseconds since 1970 UTC
/// @param baskets `[N]` a number that is equal for events without an order among themselves and grows along each user;
///                the event's own index where every event stands alone
/// @param behaviours `[N]` index into [Vocabulary#behaviours]
/// @param userIds `[U]` original ids
/// @param userFeatures named columns of text values, aligned with `userIds`; empty text where unknown
public record SequenceStore(
        int[] offsets, int[] items, long[] times, int[] baskets, byte[] behaviours, List<String> userIds, Map<String, List<String>> userFeatures) {

    /// Of users of whom no more is known.
    public SequenceStore(int[] offsets, int[] items, long[] times, int[] baskets, byte[] behaviours, List<String> userIds) {
        this(offsets, items, times, baskets, behaviours, userIds, Map.of());
    }

    /// Events of one behaviour.
    public SequenceStore(int[] offsets, int[] items, long[] times, int[] baskets, List<String> userIds) {
        this(offsets, items, times, baskets, new byte[items.length], userIds);
    }

    /// What is known of one user: feature to value, without those that are unknown.
    public Map<String, String> known(int user) {
        Map<String, String> known = new LinkedHashMap<>();
        userFeatures.forEach((name, texts) -> {
            if (!texts.get(user).isEmpty()) {
                known.put(name, texts.get(user));
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
                user + 1);
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
