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

    private final boolean timed;
    private final Map<String, List<Event>> users = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Event>> eldest) {
            return size() > MOST_USERS;
        }
    };

    /// @param timed true if the model's log has times: an event that comes without one happens when it comes. Otherwise times are left out
    public UserHistories(boolean timed) {
        this.timed = timed;
    }

    /// Adds events behind those that are known.
    ///
    /// @param now when they came
    public synchronized void add(String uid, List<Event> events, Instant now) {
        List<Event> all = new ArrayList<>(users.getOrDefault(uid, List.of()));
        for (Event event : events) {
            all.add(new Event(event.item(), event.behaviour(), timed ? event.time().or(() -> Optional.of(now)) : Optional.empty()));
        }
        users.put(uid, List.copyOf(all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size())));
    }

    /// Oldest first; empty for somebody who is not known.
    public synchronized Optional<List<Event>> of(String uid) {
        return Optional.ofNullable(users.get(uid));
    }

    public synchronized int size() {
        return users.size();
    }
}
