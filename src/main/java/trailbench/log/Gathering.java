package trailbench.log;

import java.util.Arrays;
import java.util.List;
import trailbench.work.Aside;
import trailbench.work.Chunks;

/// Copies the events that stay into their final order, and numbers users, items and sessions anew without gaps.
final class Gathering {
    private final EventBuffer events;
    private final int[] kept;
    private final int[] itemOrder;

    /// @param kept      indices into `events`, in order
    /// @param itemOrder items in order of first appearance in the files, of events that stay or not
    Gathering(EventBuffer events, int[] kept, int[] itemOrder) {
        this.events = events;
        this.kept = kept;
        this.itemOrder = itemOrder;
    }

    /// Gives back what each column took as soon as it is copied: a large log is never there twice.
    EventLog log(
            LogRecipe recipe,
            List<String> userIds,
            List<String> itemIds,
            ItemColumns itemColumns,
            ItemColumns userColumns,
            List<String> behaviours,
            EventLog.Tally tally,
            LogLines lines) {
        int[] fileOf = lines.files().size() > 1 ? Arrays.stream(kept).map(event -> lines.file(events.row(event) + 1)).toArray() : new int[0];
        int[] sessions = events.hasSessions() || recipe.columns().session().isPresent() ? sessions() : new int[0];
        events.releaseSessionsAndRows();
        int[] items;
        Renumbering users;
        try (var itemOrder = new Aside<>(() -> items(itemIds.size()))) {
            users = users(userIds.size());
            items = itemOrder.get();
        }
        events.users = new int[0];
        int[] itemNumbers = renumbered(events.items, items, itemIds.size());
        events.items = new int[0];
        byte[] behaviourNumbers;
        long[] times;
        try (var copied = new Aside<>(this::behaviours)) {
            times = times();
            behaviourNumbers = copied.get();
        }
        events.behaviours = new byte[0];
        events.times = new long[0];
        float[] values = new float[recipe.columns().value().isPresent() ? kept.length : 0];
        for (int i = 0; i < values.length; i++) {
            values[i] = events.value(kept[i]);
        }
        events.releaseValues();
        return new EventLog(
                users.numbers,
                itemNumbers,
                times,
                sessions,
                behaviourNumbers,
                Arrays.stream(users.old).mapToObj(userIds::get).toList(),
                itemColumns.table(items, itemIds),
                List.copyOf(behaviours),
                recipe.columns().time().isPresent(),
                recipe.columns().basket(),
                tally,
                lines.files(),
                fileOf,
                userColumns.features(users.old),
                values);
    }

    /// @param numbers `[N]` new number of each kept event
    /// @param old     old number by new number
    private record Renumbering(int[] numbers, int[] old) {}

    /// In the order of the events: [EventOrder] puts them in that of first appearance.
    private Renumbering users(int size) {
        int[] numbers = new int[kept.length];
        int[] old = new int[size];
        int count = 0;
        for (int i = 0; i < kept.length; i++) {
            int user = events.users[kept[i]];
            if (count == 0 || old[count - 1] != user) {
                old[count++] = user;
            }
            numbers[i] = count - 1;
        }
        return new Renumbering(numbers, Arrays.copyOf(old, count));
    }

    /// Items that have an event that stays, in their order.
    private int[] items(int size) {
        boolean[] used = new boolean[size];
        for (int event : kept) {
            used[events.items[event]] = true;
        }
        return Arrays.stream(itemOrder).filter(item -> used[item]).toArray();
    }

    /// `[N]` the place among `old` of each kept event's value.
    private int[] renumbered(int[] values, int[] old, int size) {
        int[] newNumber = new int[size];
        for (int i = 0; i < old.length; i++) {
            newNumber[old[i]] = i;
        }
        int[] numbers = new int[kept.length];
        Chunks.sideBySide(kept.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                numbers[i] = newNumber[values[kept[i]]];
            }
        });
        return numbers;
    }

    private long[] times() {
        long[] times = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            times[i] = events.times[kept[i]];
        }
        return times;
    }

    private byte[] behaviours() {
        byte[] behaviours = new byte[kept.length];
        for (int i = 0; i < kept.length; i++) {
            behaviours[i] = events.behaviours[kept[i]];
        }
        return behaviours;
    }

    /// An event without a session is a session of its own.
    private int[] sessions() {
        int highest = Arrays.stream(kept).map(events::session).max().orElse(-1);
        int[] newNumber = new int[highest + 1];
        Arrays.fill(newNumber, -1);
        int[] numbers = new int[kept.length];
        int next = 0;
        for (int i = 0; i < kept.length; i++) {
            int session = events.session(kept[i]);
            if (session < 0) {
                numbers[i] = next++;
            } else {
                if (newNumber[session] < 0) {
                    newNumber[session] = next++;
                }
                numbers[i] = newNumber[session];
            }
        }
        return numbers;
    }
}
