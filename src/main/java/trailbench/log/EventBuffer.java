package trailbench.log;

import java.util.Arrays;
import trailbench.table.OwnCacheLine;
import trailbench.work.Chunks;
import trailbench.work.Fault;

/// Events in file order until [EventOrder] has put them in order, as growing columns: 17 bytes an event, and four more each where the log has sessions or values.
final class EventBuffer extends OwnCacheLine {
    /// The largest log that fits into arrays.
    private static final int LIMIT = Integer.MAX_VALUE - 16;
    private static final int FIRST = 1 << 10;
    static final int NO_SESSION = -1;

    private int size;
    int[] users = new int[FIRST];
    int[] items = new int[FIRST];
    long[] times = new long[FIRST];
    byte[] behaviours = new byte[FIRST];
    /// Rows of the source before the event's, over all files; unsigned.
    int[] rows = new int[FIRST];
    /// Number in the session dictionary or [#NO_SESSION]; empty as long as no event has one.
    private int[] sessions = {};
    /// NaN where unknown; empty as long as no event has one.
    private float[] values = {};

    int size() {
        return size;
    }

    /// @param session a number or [#NO_SESSION]
    /// @param row     from 0
    /// @param share   of the log that has been read, 0 to 1: tells how much more room will be wanted
    void add(int user, int item, long time, int session, byte behaviour, long row, double share) {
        if (size == users.length) {
            grow(share);
        }
        users[size] = user;
        items[size] = item;
        times[size] = time;
        behaviours[size] = behaviour;
        rows[size] = (int) row;
        if (session != NO_SESSION || sessions.length > 0) {
            setSession(size, session);
        }
        size++;
    }

    int session(int event) {
        return sessions.length == 0 ? NO_SESSION : sessions[event];
    }

    void setSession(int event, int session) {
        if (sessions.length == 0) {
            sessions = new int[times.length];
            Arrays.fill(sessions, NO_SESSION);
        }
        sessions[event] = session;
    }

    /// Says the value of the event that was added last.
    void setValue(float value) {
        if (values.length < users.length) {
            int known = values.length;
            values = Arrays.copyOf(values, users.length);
            Arrays.fill(values, known, values.length, Float.NaN);
        }
        values[size - 1] = value;
    }

    float value(int event) {
        return event < values.length ? values[event] : Float.NaN;
    }

    boolean hasSessions() {
        return sessions.length > 0;
    }

    void releaseSessionsAndRows() {
        sessions = new int[0];
        rows = new int[0];
    }

    void releaseValues() {
        values = new float[0];
    }

    /// Brings all columns but users and times into another order.
    ///
    /// @param order `[N]` from new place to old
    void arrange(int[] order) {
        items = arranged(items, order);
        rows = arranged(rows, order);
        behaviours = arranged(behaviours, order);
        if (sessions.length > 0) {
            sessions = arranged(sessions, order);
        }
        if (values.length > 0) {
            values = arrangedValues(order);
        }
    }

    private static int[] arranged(int[] column, int[] order) {
        int[] arranged = new int[order.length];
        Chunks.sideBySide(order.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                arranged[i] = column[order[i]];
            }
        });
        return arranged;
    }

    private static byte[] arranged(byte[] column, int[] order) {
        byte[] arranged = new byte[order.length];
        Chunks.sideBySide(order.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                arranged[i] = column[order[i]];
            }
        });
        return arranged;
    }

    /// Events after the last one with a value have no place in the column.
    private float[] arrangedValues(int[] order) {
        float[] arranged = new float[order.length];
        Chunks.sideBySide(order.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                arranged[i] = value(order[i]);
            }
        });
        return arranged;
    }

    long row(int event) {
        return Integer.toUnsignedLong(rows[event]);
    }

    private void grow(double share) {
        Fault.require(size < LIMIT, "The log has more than %,d events, more than fit into one store.", size);
        double expected = share > 0.01 ? 1.02 * size / share : 2.0 * size;
        int capacity = (int) Math.min(LIMIT, Math.max(size + (size >> 3), Math.min(expected, 8.0 * size)));
        users = Arrays.copyOf(users, capacity);
        items = Arrays.copyOf(items, capacity);
        times = Arrays.copyOf(times, capacity);
        behaviours = Arrays.copyOf(behaviours, capacity);
        rows = Arrays.copyOf(rows, capacity);
        if (sessions.length > 0) {
            sessions = Arrays.copyOf(sessions, capacity);
        }
    }
}
