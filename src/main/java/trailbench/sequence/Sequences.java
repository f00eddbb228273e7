package trailbench.sequence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trailbench.log.EventLog;
import trailbench.work.Aside;
import trailbench.work.Chunks;
import trailbench.work.Fault;

/// An event log as sequences of item numbers.
///
/// Items are numbered from 1 in descending number of events, ties in order of first appearance in the log. Users keep the log's order.
/// The events of a user keep the log's order too; where sessions are baskets, the events of one basket are first brought together, at
/// the place of the basket's first event. Behaviours are numbered in the log's order without those of which no event was kept.
///
/// @param timed false if the log has no time column: [SequenceStore#times] then counts rows, and no split by time is possible
/// @param files which file each event comes from
/// @param sessions `[N]` equal for events of one session of a user; empty where the log has none, and where sessions are baskets
public record Sequences(Vocabulary vocabulary, SequenceStore store, boolean timed, Files files, int[] sessions) {

    /// Of one file, without sessions.
    public Sequences(Vocabulary vocabulary, SequenceStore store, boolean timed) {
        this(vocabulary, store, timed, Files.ONE, new int[0]);
    }

    /// @param names as the recipe has them; empty if there is one file alone
    /// @param of    `[N]` index into `names`; empty if there is one file alone
    public record Files(List<Path> names, int[] of) {
        public static final Files ONE = new Files(List.of(), new int[0]);
    }

    public static Sequences of(EventLog log) {
        int[] numbers;
        int[] offsets;
        int[] keptBehaviours;
        int[] order;
        try (var numbered = new Aside<>(() -> numberByFrequency(log))) {
            offsets = offsets(log);
            keptBehaviours = keptBehaviours(log);
            order = log.baskets() ? basketOrder(log, offsets) : new int[0];
            numbers = numbered.get();
        }
        try (var vocabulary = new Aside<>(() -> vocabulary(log, numbers, pick(log.behaviourNames(), keptBehaviours)))) {
            SequenceStore store = log.baskets() ? inBaskets(log, numbers, offsets, order) : asTheyStand(log, numbers, offsets);
            if (keptBehaviours.length < log.behaviourNames().size()) {
                renumber(store.behaviours(), keptBehaviours);
            }
            return new Sequences(vocabulary.get(), store, log.timed(), files(log, order), log.baskets() ? new int[0] : log.sessions());
        }
    }

    private static int[] offsets(EventLog log) {
        int[] offsets = new int[log.userIds().size() + 1];
        for (int user : log.users()) {
            offsets[user + 1]++;
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        return offsets;
    }

    private static Files files(EventLog log, int[] order) {
        int[] files = log.baskets() && log.fileOf().length > 0 ? Arrays.stream(order).map(event -> log.fileOf()[event]).toArray() : log.fileOf();
        return files.length == 0 ? Files.ONE : new Files(log.files(), files);
    }

    /// Shares the log's times: a large log is never there twice.
    private static SequenceStore asTheyStand(EventLog log, int[] numbers, int[] offsets) {
        int[] items = new int[log.size()];
        int[] baskets = new int[log.size()];
        int[] old = log.items();
        Chunks.sideBySide(items.length, (from, to) -> {
            for (int event = from; event < to; event++) {
                items[event] = numbers[old[event]];
                baskets[event] = event;
            }
        });
        return new SequenceStore(offsets, items, log.times(), baskets, log.behaviours().clone(), log.userIds(), log.userFeatures()).withValues(log.values());
    }

    private static SequenceStore inBaskets(EventLog log, int[] numbers, int[] offsets, int[] order) {
        int size = log.size();
        int[] items = new int[size];
        long[] times = new long[size];
        int[] baskets = new int[size];
        byte[] behaviours = new byte[size];
        for (int i = 0; i < size; i++) {
            int event = order[i];
            items[i] = numbers[log.items()[event]];
            times[i] = log.times()[event];
            behaviours[i] = log.behaviours()[event];
            boolean sameBasket = i > 0 && log.users()[event] == log.users()[order[i - 1]] && log.sessions()[event] == log.sessions()[order[i - 1]];
            baskets[i] = sameBasket ? baskets[i - 1] : i;
        }
        float[] values = new float[log.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = log.values()[order[i]];
        }
        return new SequenceStore(offsets, items, times, baskets, behaviours, log.userIds(), log.userFeatures()).withValues(values);
    }

    private static void renumber(byte[] behaviours, int[] kept) {
        byte[] number = new byte[Byte.MAX_VALUE + 1];
        for (int i = 0; i < kept.length; i++) {
            number[kept[i]] = (byte) i;
        }
        for (int event = 0; event < behaviours.length; event++) {
            behaviours[event] = number[behaviours[event]];
        }
    }

    /// The same events; a sequence is what `of` says.
    ///
    /// @throws Fault.Request if sessions are asked for and there are none
    public Sequences cut(SequenceOptions.Of of) {
        return switch (of) {
            case USERS -> this;
            case SESSIONS -> SessionSequences.of(this);
        };
    }

    /// The same events in the order that a split asks for: where files say which part an event belongs to, each user's parts one after the other.
    public Sequences orderedFor(Split split) {
        return split instanceof Split.Given given ? GivenParts.of(this, given).ordered() : this;
    }

    /// Every event is asked for.
    public SplitBounds split(Split split) {
        return split(split, TargetBehaviours.ALL);
    }

    /// As [SplitBounds#of], and refuses a split by time of a log without times.
    ///
    /// Events stand in the order of [#orderedFor].
    public SplitBounds split(Split split, TargetBehaviours targets) {
        if (split instanceof Split.Given given) {
            return GivenParts.of(this, given).bounds(targets);
        }
        if (timed) {
            return SplitBounds.of(store, split, targets);
        }
        boolean byTime = switch (split) {
            case Split.Temporal _, Split.LastDays _, Split.Rolling _ -> true;
            case Split.LeaveOneOut _, Split.Ratio _, Split.KFold _, Split.Given _ -> false;
        };
        if (byTime) {
            throw new Fault.Request(
                    "The log has no time column, so it cannot be split at an instant. Choose split: {kind: leave-one-out}, or name the time column.");
        }
        SplitBounds bounds = SplitBounds.of(store, split, targets);
        return new SplitBounds(bounds.parts(), bounds.facts().withoutTimes(), targets);
    }

    /// `[M]` the number of each item of the log, from 1; 0 for an item without events.
    private static int[] numberByFrequency(EventLog log) {
        int items = log.itemTable().ids().size();
        long[] keys = new long[items];
        for (int item = 0; item < items; item++) {
            keys[item] = item;
        }
        for (int item : log.items()) {
            keys[item] -= 1L << 32;
        }
        Arrays.parallelSort(keys);
        int[] numbers = new int[items];
        for (int rank = 0; rank < items && keys[rank] < 0; rank++) {
            numbers[(int) keys[rank]] = rank + 1;
        }
        return numbers;
    }

    private static Vocabulary vocabulary(EventLog log, int[] numbers, List<String> behaviours) {
        int size = Arrays.stream(numbers).max().orElse(0);
        int[] items = new int[size];
        for (int item = 0; item < numbers.length; item++) {
            if (numbers[item] > 0) {
                items[numbers[item] - 1] = item;
            }
        }
        Map<String, List<String>> features = new LinkedHashMap<>();
        log.itemTable().features().forEach((name, values) -> features.put(name, pick(values, items)));
        List<String> ids = pick(log.itemTable().ids(), items);
        boolean untitled = log.itemTable().titles() == log.itemTable().ids();
        return new Vocabulary(ids, untitled ? ids : pick(log.itemTable().titles(), items), features, behaviours);
    }

    /// The log's numbers of the behaviours that have an event, ascending.
    private static int[] keptBehaviours(EventLog log) {
        boolean[] kept = new boolean[Byte.MAX_VALUE + 1];
        for (byte behaviour : log.behaviours()) {
            kept[behaviour] = true;
        }
        return IntStream.range(0, kept.length).filter(behaviour -> kept[behaviour]).toArray();
    }

    private static List<String> pick(List<String> values, int[] indices) {
        var picked = new String[indices.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values.get(indices[i]);
        }
        return List.of(picked);
    }

    /// `[N]` the log's events with each user's baskets brought together.
    private static int[] basketOrder(EventLog log, int[] offsets) {
        int[] order = new int[log.size()];
        int next = 0;
        for (int user = 0; user + 1 < offsets.length; user++) {
            Map<Integer, List<Integer>> baskets = new LinkedHashMap<>();
            for (int event = offsets[user]; event < offsets[user + 1]; event++) {
                baskets.computeIfAbsent(log.sessions()[event], _ -> new ArrayList<>()).add(event);
            }
            for (List<Integer> basket : baskets.values()) {
                for (int event : basket) {
                    order[next++] = event;
                }
            }
        }
        return order;
    }
}
