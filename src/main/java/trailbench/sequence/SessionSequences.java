package trailbench.sequence;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.sequence.SequenceStore.Owners;

/// Makes each session a sequence of its own.
///
/// The sessions of a user stand side by side, in the order of their first events; events within a session keep their order. A session is called
/// by its user's id and its place among the user's sessions (`12347#3`), or by the user's id alone where no user has two: in a log of anonymous
/// sessions the session is the user.
final class SessionSequences {
    private final SequenceStore store;
    private final int[] sessions;
    /// `[N]` old index by new index.
    private final int[] order;
    private final int[] owners;
    private final int[] offsets;
    private int size;

    private SessionSequences(SequenceStore store, int[] sessions) {
        this.store = store;
        this.sessions = sessions;
        this.order = new int[store.events()];
        this.owners = new int[store.events()];
        this.offsets = new int[store.events() + 1];
    }

    static Sequences of(Sequences users) {
        require(
                users.sessions().length > 0,
                "sequences.of is sessions, and the log has none. Name their column under log.columns.session, or let them begin after a gap:"
                        + " log.clean.steps: [{kind: sessions-by-gap, gap: PT30M}]. Sessions that are baskets have no order of their own:"
                        + " set log.columns.basket to false.");
        var cut = new SessionSequences(users.store(), users.sessions());
        for (int user = 0; user < users.store().users(); user++) {
            cut.add(user);
        }
        int[] files = users.files().of();
        int[] filesOf = files.length == 0 ? files : Arrays.stream(cut.order).map(event -> files[event]).toArray();
        return new Sequences(
                users.vocabulary(), cut.store(), users.timed(), new Sequences.Files(users.files().names(), filesOf), new int[0]);
    }

    /// All events of a user as one sequence again, in the order of their times.
    static SequenceStore together(SequenceStore sessions) {
        if (!sessions.ofSessions()) {
            return sessions;
        }
        int[] offsets = new int[sessions.people() + 1];
        for (int session = 0; session < sessions.users(); session++) {
            offsets[sessions.owner(session) + 1] = sessions.end(session);
        }
        int[] order = new int[sessions.events()];
        for (int user = 0; user < sessions.people(); user++) {
            int[] own = IntStream.range(offsets[user], offsets[user + 1]).boxed()
                    .sorted(Comparator.comparingLong(event -> sessions.times()[event])).mapToInt(Integer::intValue).toArray();
            System.arraycopy(own, 0, order, offsets[user], own.length);
        }
        return ordered(sessions, order, offsets, sessions.owners().ids(), Owners.NONE);
    }

    private static SequenceStore ordered(SequenceStore store, int[] order, int[] offsets, List<String> ids, Owners owners) {
        int[] items = new int[order.length];
        long[] times = new long[order.length];
        byte[] behaviours = new byte[order.length];
        int[] baskets = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            items[i] = store.items()[order[i]];
            times[i] = store.times()[order[i]];
            behaviours[i] = store.behaviours()[order[i]];
            baskets[i] = i;
        }
        return new SequenceStore(offsets, items, times, baskets, behaviours, ids, store.userFeatures(), owners, store.valuesOf(order));
    }

    private void add(int user) {
        Map<Integer, Integer> known = new HashMap<>();
        int start = store.start(user);
        int[] places = new int[store.end(user) - start];
        int[] counts = new int[places.length + 1];
        for (int i = 0; i < places.length; i++) {
            boolean goesOn = i > 0 && sessions[start + i] == sessions[start + i - 1];
            places[i] = goesOn ? places[i - 1] : known.computeIfAbsent(sessions[start + i], _ -> known.size());
            counts[places[i] + 1]++;
        }
        Arrays.parallelPrefix(counts, Integer::sum);
        for (int place = 0; place < known.size(); place++) {
            owners[size] = user;
            offsets[++size] = start + counts[place + 1];
        }
        for (int i = 0; i < places.length; i++) {
            order[start + counts[places[i]]++] = start + i;
        }
    }

    private SequenceStore store() {
        return ordered(store, order, Arrays.copyOf(offsets, size + 1), names(), new Owners(Arrays.copyOf(owners, size), store.userIds()));
    }

    private List<String> names() {
        boolean alone = true;
        for (int session = 1; session < size; session++) {
            alone &= owners[session] != owners[session - 1];
        }
        List<String> names = new ArrayList<>(size);
        for (int session = 0, place = 1; session < size; session++, place++) {
            place = session > 0 && owners[session] == owners[session - 1] ? place : 1;
            String user = store.userIds().get(owners[session]);
            names.add(alone ? user : user + "#" + place);
        }
        return List.copyOf(names);
    }
}
