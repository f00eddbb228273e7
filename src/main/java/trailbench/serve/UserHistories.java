package trailbench.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.bundle.Event;

/// What users have done so far, in memory. From any thread.
///
/// Keeps the last [#MOST_EVENTS] events of each of the [#MOST_USERS] users who did something last.
public final class UserHistories {
    static final int MOST_USERS = 1_000_000;
    static final int MOST_EVENTS = 1_000;

    private final Map<String, List<Event>> users = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Event>> eldest) {
            return size() > MOST_USERS;
        }
    };

    /// Adds events behind those that are known. An event that comes without a time happens when it comes.
    ///
    /// @param now when they came
    public synchronized void add(String uid, List<Event> events, Instant now) {
        List<Event> all = new ArrayList<>(users.getOrDefault(uid, List.of()));
        for (Event event : events) {
            all.add(event.time().isPresent() ? event : event.withTime(Optional.of(now)));
        }
        users.put(uid, List.copyOf(all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size())));
    }

    /// Oldest first; empty for somebody who is not known.
    ///
    /// @param timed false for a model whose log has no times: events stand in the order in which they came, without any
    public Optional<List<Event>> of(String uid, boolean timed) {
        Optional<List<Event>> known = of(uid);
        return timed ? known : known.map(events -> events.stream().map(event -> event.withTime(Optional.empty())).toList());
    }

    private synchronized Optional<List<Event>> of(String uid) {
        return Optional.ofNullable(users.get(uid));
    }

    public synchronized int size() {
        return users.size();
    }
}
