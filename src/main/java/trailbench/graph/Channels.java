package trailbench.graph;

import static trailbench.work.Fault.require;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a graph is checked against: how many numbers each of its inputs can give.
///
/// @param items      V
/// @param behaviours K, the behaviours that the log tells apart; below 2 a behaviour says nothing
/// @param timed      true if events have times
/// @param users      U
/// @param features   categorical columns of items, in the log's order: name to number of values
/// @param userFeatures categorical columns of users, likewise
/// @param numbers    features of items that hold numbers
/// @param userNumbers features of users that do
/// @param vectors    joined vectors of items: name to D
/// @param valued     true if events have values
/// @param maxLength  T, the longest window
public record Channels(
        int items,
        int behaviours,
        boolean timed,
        int users,
        Map<String, Integer> features,
        Map<String, Integer> userFeatures,
        Set<String> numbers,
        Set<String> userNumbers,
        Map<String, Integer> vectors,
        boolean valued,
        int maxLength) {
    public Channels {
        require(items >= 1, "A graph needs a catalogue of at least 1 item, not %s.", items);
        require(maxLength >= 1, "A graph needs windows of at least 1 step, not %s.", maxLength);
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        userFeatures = Collections.unmodifiableMap(new LinkedHashMap<>(userFeatures));
        numbers = Collections.unmodifiableSet(new LinkedHashSet<>(numbers));
        userNumbers = Collections.unmodifiableSet(new LinkedHashSet<>(userNumbers));
        vectors = Collections.unmodifiableMap(new LinkedHashMap<>(vectors));
    }

    /// Of events without values.
    public Channels(
            int items,
            int behaviours,
            boolean timed,
            int users,
            Map<String, Integer> features,
            Map<String, Integer> userFeatures,
            Set<String> numbers,
            Set<String> userNumbers,
            Map<String, Integer> vectors,
            int maxLength) {
        this(items, behaviours, timed, users, features, userFeatures, numbers, userNumbers, vectors, false, maxLength);
    }

    /// Of items and users of which no more than categories is known.
    public Channels(
            int items, int behaviours, boolean timed, int users, Map<String, Integer> features, Map<String, Integer> userFeatures, int maxLength) {
        this(items, behaviours, timed, users, features, userFeatures, Set.of(), Set.of(), Map.of(), maxLength);
    }

    /// Of users of whom no more is known.
    public Channels(int items, int behaviours, boolean timed, int users, Map<String, Integer> features, int maxLength) {
        this(items, behaviours, timed, users, features, Map.of(), maxLength);
    }

    /// The same with windows of another length.
    public Channels of(int maxLength) {
        return new Channels(items, behaviours, timed, users, features, userFeatures, numbers, userNumbers, vectors, valued, maxLength);
    }

    /// Nothing but items is known.
    public static Channels ofItems(int items, int maxLength) {
        return new Channels(items, 0, false, 0, Map.of(), maxLength);
    }
}
