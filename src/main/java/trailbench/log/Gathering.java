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

    EventLog log(
            LogRecipe recipe,
            List<String> userIds,
            List<String> itemIds,
            ItemColumns itemColumns,
            List<String> behaviours,
            EventLog.Tally tally,
            List<EventLog.Source> sources) {
        Renumbering users = renumber(events.users, userIds.size());
        Renumbering items = renumber(events.items, itemIds.size());
        long[] times = new long[kept.length];
        long[] rows = new long[kept.length];
        byte[] behaviourNumbers = new byte[kept.length];
        for (int i = 0; i < kept.length; i++) {
            times[i] = events.times[kept[i]];
            rows[i] = events.rows[kept[i]];
            behaviourNumbers[i] = events.behaviours[kept[i]];
        }
        return new EventLog(
                users.numbers,
                items.numbers,
                times,
                sessions(),
                behaviourNumbers,
                rows,
                Arrays.stream(users.old).mapToObj(userIds::get).toList(),
                itemColumns.table(items.old, itemIds),
                List.copyOf(behaviours),
                recipe.columns().time().isPresent(),
                recipe.columns().basket(),
                tally,
                List.copyOf(sources));
    }

    /// @param numbers `[N]` new number of each kept event
    /// @param old     old number by new number
    private record Renumbering(int[] numbers, int[] old) {}

    /// Numbers keep their order, which is that of first appearance in the files.
    private Renumbering renumber(int[] values, int size) {
        boolean[] used = new boolean[size];
        for (int event : kept) {
            used[values[event]] = true;
        }
        int[] newNumber = new int[size];
        int[] old = new int[size];
        int count = 0;
        for (int value = 0; value < size; value++) {
            if (used[value]) {
                newNumber[value] = count;
                old[count++] = value;
            }
        }
        int[] numbers = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            numbers[i] = newNumber[values[kept[i]]];
        }
        return new Renumbering(numbers, Arrays.copyOf(old, count));
    }

    /// An event without a session is a session of its own.
    private int[] sessions() {
        int highest = Arrays.stream(kept).map(event -> events.sessions[event]).max().orElse(-1);
        int[] newNumber = new int[highest + 1];
        Arrays.fill(newNumber, -1);
        int[] numbers = new int[kept.length];
        int next = 0;
        for (int i = 0; i < kept.length; i++) {
            int session = events.sessions[kept[i]];
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
