package trailbench.log;

import java.util.Arrays;
import trailbench.work.Fault;

/// Events in file order, as growing columns, with a hash index that finds an event equal to an earlier one.
final class EventBuffer {
    private int size;
    int[] users = new int[1024];
    int[] items = new int[1024];
    long[] times = new long[1024];
    /// Number in the session dictionary, or -1.
    int[] sessions = new int[1024];
    byte[] behaviours = new byte[1024];
    long[] rows = new long[1024];
    /// Open addressing: index of an event plus one, or 0.
    private int[] index = new int[0];

    int size() {
        return size;
    }

    void add(int user, int item, long time, int session, byte behaviour, long row) {
        if (size == users.length) {
            grow();
        }
        users[size] = user;
        items[size] = item;
        times[size] = time;
        sessions[size] = session;
        behaviours[size] = behaviour;
        rows[size++] = row;
    }

    /// As [#add], unless an earlier event equals this one in all but the row.
    ///
    /// @return false if there is such an event
    boolean addUnlessKnown(int user, int item, long time, int session, byte behaviour, long row) {
        if (size * 2 >= index.length) {
            rehash();
        }
        add(user, item, time, session, behaviour, row);
        int slot = slot(size - 1);
        while (index[slot] != 0) {
            if (same(index[slot] - 1, size - 1)) {
                size--;
                return false;
            }
            slot = slot + 1 & index.length - 1;
        }
        index[slot] = size;
        return true;
    }

    private boolean same(int one, int other) {
        return users[one] == users[other]
                && items[one] == items[other]
                && times[one] == times[other]
                && sessions[one] == sessions[other]
                && behaviours[one] == behaviours[other];
    }

    private int slot(int event) {
        long hash = times[event] * 0x9e3779b97f4a7c15L + users[event];
        hash = (hash ^ hash >>> 32) * 0xbf58476d1ce4e5b9L + items[event];
        hash = (hash ^ hash >>> 29) * 0x94d049bb133111ebL + sessions[event] * 31L + behaviours[event];
        hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 33) & index.length - 1;
    }

    private void rehash() {
        Fault.require(index.length < 1 << 30, "The log has more than %,d events, more than fit into one store.", size);
        index = new int[Math.max(4096, index.length * 2)];
        for (int event = 0; event < size; event++) {
            int slot = slot(event);
            while (index[slot] != 0) {
                slot = slot + 1 & index.length - 1;
            }
            index[slot] = event + 1;
        }
    }

    private void grow() {
        Fault.require(size < 1 << 30, "The log has more than %,d events, more than fit into one store.", size);
        int capacity = size + (size >> 1);
        users = Arrays.copyOf(users, capacity);
        items = Arrays.copyOf(items, capacity);
        times = Arrays.copyOf(times, capacity);
        sessions = Arrays.copyOf(sessions, capacity);
        behaviours = Arrays.copyOf(behaviours, capacity);
        rows = Arrays.copyOf(rows, capacity);
    }
}
