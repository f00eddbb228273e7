package trailbench.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trailbench.bundle.Event;

/// What users have done so far, in memory. From any thread.
///
/// Keeps the last [#MOST_EVENTS] events of each of the [#MOST_USERS] users who did something last, or who were asked about last; fewer users if their
/// events would take more memory than is allowed.
public final class UserHistories {
    static final int MOST_USERS = 1_000_000;
    static final int MOST_EVENTS = 1_000;
    /// Of the heap: the rest is for answering.
    private static final int SHARE = 2;
    /// What an event takes beside its texts, and a user beside the name and the events.
    private static final int EVENT_BYTES = 160;
    private static final int USER_BYTES = 200;

    private final long mostBytes;
    private final Map<String, List<Event>> users = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// With half of what the heap can become.
    public UserHistories() {
        this(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /// @param mostBytes of memory, roughly
    public UserHistories(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// Adds events behind those that are known. An event that comes without a time happens when it comes.
    ///
    /// @param now when they came
    public synchronized void add(String uid, List<Event> events, Instant now) {
        List<Event> before = users.getOrDefault(uid, List.of());
        List<Event> all = new ArrayList<>(before);
        for (Event event : events) {
            all.add(event.time().isPresent() ? event : event.withTime(Optional.of(now)));
        }
        List<Event> kept = List.copyOf(all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size()));
        bytes += bytes(uid, kept) - (users.put(uid, kept) == null ? 0 : bytes(uid, before));
        forget();
    }

    /// Users of whom nothing was heard for longest go first.
    private void forget() {
        Iterator<Map.Entry<String, List<Event>>> eldest = users.entrySet().iterator();
        while (eldest.hasNext() && (users.size() > MOST_USERS || bytes > mostBytes)) {
            Map.Entry<String, List<Event>> forgotten = eldest.next();
            bytes -= bytes(forgotten.getKey(), forgotten.getValue());
            eldest.remove();
        }
    }

    private static long bytes(String uid, List<Event> events) {
        long texts = uid.length();
        for (Event event : events) {
            texts += event.item().length() + event.behaviour().map(String::length).orElse(0);
        }
        return USER_BYTES + (long) EVENT_BYTES * events.size() + Character.BYTES * texts;
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
