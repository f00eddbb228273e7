package trailbench.sequence;

import java.util.Arrays;

/// Where each user's events pass from part to part.
///
/// Training: `start(u) … trainingEnd[u] - 1`; read as history alone: `… validationStart[u] - 1`; validation: `… testStart[u] - 1`;
/// test: `… testEnd[u] - 1`; not used: `… end(u) - 1`. Each may be empty.
///
/// @param trainingEnd     `[U]` index into the store
/// @param validationStart `[U]` index into the store
/// @param testStart       `[U]` index into the store
/// @param testEnd         `[U]` index into the store
public record SplitParts(int[] trainingEnd, int[] validationStart, int[] testStart, int[] testEnd) {

    /// Training lasts until the validation, and the test until the end.
    public static SplitParts contiguous(SequenceStore store, int[] validationStart, int[] testStart) {
        return new SplitParts(validationStart, validationStart, testStart, ends(store));
    }

    /// `[U]` where each user's events end.
    static int[] ends(SequenceStore store) {
        return Arrays.copyOfRange(store.offsets(), 1, store.users() + 1);
    }

    int from(Cases.Part part, int user) {
        return part == Cases.Part.TEST ? testStart[user] : validationStart[user];
    }

    int to(Cases.Part part, int user) {
        return part == Cases.Part.TEST ? testEnd[user] : testStart[user];
    }

    boolean isHeldOut(int user) {
        return validationStart[user] < testEnd[user];
    }

    long trainingEvents(SequenceStore store) {
        long events = 0;
        for (int user = 0; user < store.users(); user++) {
            events += trainingEnd[user] - store.start(user);
        }
        return events;
    }

    long events(Cases.Part part) {
        long events = 0;
        for (int user = 0; user < testEnd.length; user++) {
            events += to(part, user) - from(part, user);
        }
        return events;
    }

    /// Training events later than the first test event of all, which must be another user's: a user's own come before the user's test.
    int laterThanATest(SequenceStore store) {
        long firstTest = Long.MAX_VALUE;
        for (int user = 0; user < store.users(); user++) {
            if (testStart[user] < testEnd[user]) {
                firstTest = Math.min(firstTest, store.times()[testStart[user]]);
            }
        }
        int later = 0;
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < trainingEnd[user]; event++) {
                later += store.times()[event] > firstTest ? 1 : 0;
            }
        }
        return later;
    }

    /// Targets in first baskets that are held out already.
    int withoutHistory(SequenceStore store, TargetBehaviours targets) {
        int events = 0;
        for (int user = 0; user < store.users(); user++) {
            int start = store.start(user);
            for (int event = start; validationStart[user] == start && event < testEnd[user] && store.baskets()[event] == store.baskets()[start]; event++) {
                events += targets.include(store, event) ? 1 : 0;
            }
        }
        return events;
    }
}
