package trailbench.log;

import java.util.Arrays;
import java.util.List;

/// Copies the events that stay into their final order, and numbers users, items and sessions anew without gaps.
final class Gathering {
    private final EventBuffer events;
    private final int[] kept;

    /// @param kept indices into `events`, in order
    Gathering(EventBuffer events, int[] kept) {
        this.events = events;
        this.kept = kept;
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
        Renumbering users = renumber(events.users, userIds.size());
        events.users = new int[0];
        Renumbering items = renumber(events.items, itemIds.size());
        events.items = new int[0];
        byte[] behaviourNumbers = new byte[kept.length];
        for (int i = 0; i < kept.length; i++) {
            behaviourNumbers[i] = events.behaviours[kept[i]];
        }
        events.behaviours = new byte[0];
        long[] times = new long[kept.length];
        Arrays.parallelSetAll(times, i -> events.times[kept[i]]);
        events.times = new long[0];
        float[] values = new float[recipe.columns().value().isPresent() ? kept.length : 0];
        for (int i = 0; i < values.length; i++) {
            values[i] = events.value(kept[i]);
        }
        events.releaseValues();
        return new EventLog(
                users.numbers,
                items.numbers,
                times,
                sessions,
                behaviourNumbers,
                Arrays.stream(users.old).mapToObj(userIds::get).toList(),
                itemColumns.table(items.old, itemIds),
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

    /// In order of first appearance in the files, of events that stay or not.
    private Renumbering renumber(int[] values, int size) {
        int[] order = FirstUse.order(values, events.size(), size);
        boolean[] used = new boolean[size];
        for (int event : kept) {
            used[values[event]] = true;
        }
        int[] newNumber = new int[size];
        int[] old = new int[size];
        int count = 0;
        for (int value : order) {
            if (used[value]) {
                newNumber[value] = count;
                old[count++] = value;
            }
        }
        int[] numbers = new int[kept.length];
        Arrays.parallelSetAll(numbers, i -> newNumber[values[kept[i]]]);
        return new Renumbering(numbers, Arrays.copyOf(old, count));
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
