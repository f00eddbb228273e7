package trailbench.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The events that were kept, as columns in one order: by user (in order of first appearance in the file), then time, then file order.
///
/// Nobody changes the arrays after construction.
///
/// @param users      `[N]` index into `userIds`
/// @param items      `[N]` index into `items().ids()`
/// @param times      `[N]` milliseconds since 1970 UTC; the row number where the log has no time column
/// @param sessions   `[N]` number of the session within the log, an event without one being a session of its own; empty where the log has none
/// @param behaviours `[N]` index into `behaviourNames`
/// @param files      the files of the log, as the recipe names them or, found by a pattern, by their paths
/// @param fileOf     `[N]` index into `files`; empty where there is one alone
/// @param userFeatures named columns of text values, aligned with `userIds`; empty text where unknown
/// @param values     `[N]` the number of each event; NaN where unknown; empty where the log has none
public record EventLog(
        int[] users,
        int[] items,
        long[] times,
        int[] sessions,
        byte[] behaviours,
        List<String> userIds,
        ItemTable itemTable,
        List<String> behaviourNames,
        boolean timed,
        boolean baskets,
        Tally tally,
        List<Path> files,
        int[] fileOf,
        Map<String, List<String>> userFeatures,
        float[] values) {

    /// A log of one file, of whose users no more is known.
    public EventLog(
            int[] users,
            int[] items,
            long[] times,
            int[] sessions,
            byte[] behaviours,
            List<String> userIds,
            ItemTable itemTable,
            List<String> behaviourNames,
            boolean timed,
            boolean baskets,
            Tally tally) {
        this(users, items, times, sessions, behaviours, userIds, itemTable, behaviourNames, timed, baskets, tally, List.of(), new int[0], Map.of(), new float[0]);
    }

    public int size() {
        return items.length;
    }

    /// What is known of each item: `[M]` values each, aligned with `ids`.
    ///
    /// @param ids      original ids as they stand in the log
    /// @param titles   words for people; the id where the log has none, and the same list where it has none at all
    /// @param features named columns of text values; empty text where unknown
    public record ItemTable(List<String> ids, List<String> titles, Map<String, List<String>> features) {}

    /// Where every row went; `read == kept + rejected + removed`, always.
    ///
    /// @param rejected reason to number of rows that could not be events ("no user", "bad time", "duplicate")
    /// @param removed  cleaning rule to number of events it removed
    public record Tally(long read, long kept, Map<String, Long> rejected, Map<String, Long> removed) {}
}
