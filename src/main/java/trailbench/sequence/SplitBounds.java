package trailbench.sequence;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import trailbench.work.Fault;

/// Where each user's events pass from training to validation to test. A basket is never cut in two.
///
/// Training: `start(u) … validationStart[u] - 1`; validation: `… testStart[u] - 1`; test: `… end(u) - 1`. Each may be empty.
///
/// @param validationStart `[U]` index into the store
/// @param testStart       `[U]` index into the store
/// @param facts           for protocols
public record SplitBounds(int[] validationStart, int[] testStart, SplitFacts facts) {

    /// @throws Fault.Request if a part of the split would be empty
    public static SplitBounds of(SequenceStore store, Split split) {
        return switch (split) {
            case Split.LeaveOneOut _ -> leaveOneOut(store);
            case Split.Temporal temporal -> temporal(store, temporal);
        };
    }

    /// The held-out questions of one part. An event in a user's first basket has no history and gives no case.
    public Cases cases(SequenceStore store, Cases.Part part) {
        int count = 0;
        int[] users = new int[store.events()];
        int[] ends = new int[store.events()];
        int[] targets = new int[store.events()];
        for (int user = 0; user < store.users(); user++) {
            int historyEnd = store.start(user);
            for (int event = from(part, user); event < to(store, part, user); event++) {
                if (event == from(part, user) || store.baskets()[event] != store.baskets()[event - 1]) {
                    historyEnd = event;
                }
                if (historyEnd > store.start(user)) {
                    users[count] = user;
                    ends[count] = historyEnd;
                    targets[count++] = store.items()[event];
                }
            }
        }
        return new Cases(part, Arrays.copyOf(users, count), Arrays.copyOf(ends, count), Arrays.copyOf(targets, count));
    }

    private int from(Cases.Part part, int user) {
        return part == Cases.Part.TEST ? testStart[user] : validationStart[user];
    }

    private int to(SequenceStore store, Cases.Part part, int user) {
        return part == Cases.Part.TEST ? store.end(user) : testStart[user];
    }

    private static SplitBounds leaveOneOut(SequenceStore store) {
        int[] validationStart = new int[store.users()];
        int[] testStart = new int[store.users()];
        int trainingOnly = 0;
        for (int user = 0; user < store.users(); user++) {
            int start = store.start(user);
            int end = store.end(user);
            int last = end > start ? store.basketStart(end - 1, start) : start;
            int secondLast = last > start ? store.basketStart(last - 1, start) : start;
            boolean threeBaskets = secondLast > start;
            validationStart[user] = threeBaskets ? secondLast : end;
            testStart[user] = threeBaskets ? last : end;
            trainingOnly += threeBaskets ? 0 : 1;
        }
        if (trainingOnly == store.users()) {
            throw new Fault.Request(
                    "Nothing can be held out: none of the %,d users has 3 events (or baskets) or more. Take a longer log, or lower clean.min_item_events.",
                    store.users());
        }
        int later = laterThanATest(store, validationStart, testStart);
        return new SplitBounds(validationStart, testStart, new SplitFacts.LeaveOneOut(hasBaskets(store), trainingOnly, later));
    }

    /// Training events later than the first test event of all, which must be another user's: a user's own come before the user's test.
    private static int laterThanATest(SequenceStore store, int[] validationStart, int[] testStart) {
        long firstTest = Long.MAX_VALUE;
        for (int user = 0; user < store.users(); user++) {
            if (testStart[user] < store.end(user)) {
                firstTest = Math.min(firstTest, store.times()[testStart[user]]);
            }
        }
        int later = 0;
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < validationStart[user]; event++) {
                later += store.times()[event] > firstTest ? 1 : 0;
            }
        }
        return later;
    }

    private static SplitBounds temporal(SequenceStore store, Split.Temporal split) {
        Fault.require(store.events() > 0, "The log has no events to split.");
        long[] sorted = store.times().clone();
        Arrays.parallelSort(sorted);
        long validationAt = split.validationAt().map(Instant::toEpochMilli).orElseGet(() -> share(sorted, 8));
        long testAt = split.testAt().map(Instant::toEpochMilli).orElseGet(() -> share(sorted, 9));
        String found = String.format(
                Locale.ROOT, "the log runs from %s to %s", Instant.ofEpochMilli(sorted[0]), Instant.ofEpochMilli(sorted[sorted.length - 1]));
        Fault.require(
                validationAt < testAt,
                "The temporal split leaves no validation events: validation starts at %s, the test at %s; %s. Name split.validation_at and split.test_at.",
                Instant.ofEpochMilli(validationAt), Instant.ofEpochMilli(testAt), found);
        SplitBounds bounds = cutAt(store, validationAt, testAt);
        long training = 0;
        long test = 0;
        for (int user = 0; user < store.users(); user++) {
            training += bounds.validationStart[user] - store.start(user);
            test += store.end(user) - bounds.testStart[user];
        }
        Fault.require(
                training > 0 && test > 0 && training + test < store.events(),
                "The temporal split leaves a part without events: training %,d, validation %,d, test %,d; %s. Choose instants within the log.",
                training, store.events() - training - test, test, found);
        return bounds;
    }

    private static SplitBounds cutAt(SequenceStore store, long validationAt, long testAt) {
        int[] validationStart = new int[store.users()];
        int[] testStart = new int[store.users()];
        for (int user = 0; user < store.users(); user++) {
            validationStart[user] = firstBasketFrom(store, user, validationAt);
            testStart[user] = firstBasketFrom(store, user, testAt);
        }
        return new SplitBounds(
                validationStart, testStart,
                new SplitFacts.Temporal(
                        Instant.ofEpochMilli(validationAt), Instant.ofEpochMilli(testAt), hasBaskets(store), withoutHistory(store, validationStart)));
    }

    /// A basket lies where its first event lies; the first one at or after `at` and all behind it are held out.
    private static int firstBasketFrom(SequenceStore store, int user, long at) {
        for (int event = store.start(user); event < store.end(user); event++) {
            boolean opensBasket = event == store.start(user) || store.baskets()[event] != store.baskets()[event - 1];
            if (opensBasket && store.times()[event] >= at) {
                return event;
            }
        }
        return store.end(user);
    }

    /// Events of first baskets that are held out already.
    private static int withoutHistory(SequenceStore store, int[] validationStart) {
        int events = 0;
        for (int user = 0; user < store.users(); user++) {
            int start = store.start(user);
            for (int event = start; validationStart[user] == start && event < store.end(user) && store.baskets()[event] == store.baskets()[start]; event++) {
                events++;
            }
        }
        return events;
    }

    private static long share(long[] sorted, int tenths) {
        return sorted[(int) Math.min(sorted.length - 1L, sorted.length * (long) tenths / 10)];
    }

    private static boolean hasBaskets(SequenceStore store) {
        for (int event = 1; event < store.events(); event++) {
            if (store.baskets()[event] == store.baskets()[event - 1]) {
                return true;
            }
        }
        return false;
    }
}
