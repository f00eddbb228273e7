package trailbench.sequence;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Splits that cut all users at the same instants. A basket lies where its first event lies.
final class TimeCuts {
    private TimeCuts() {}

    static SplitBounds temporal(SequenceStore store, Split.Temporal split, TargetBehaviours targets) {
        var times = new OrderStatistics(store.times());
        long validationAt = split.validationAt().map(Instant::toEpochMilli).orElseGet(() -> share(times, 8));
        long testAt = split.testAt().map(Instant::toEpochMilli).orElseGet(() -> share(times, 9));
        Trouble found = span(times.smallest(), times.largest());
        Fault.require(
                validationAt < testAt,
                "The temporal split leaves no validation events: validation starts at %s, the test at %s; %s. Name split.validation_at and split.test_at.",
                Instant.ofEpochMilli(validationAt), Instant.ofEpochMilli(testAt), found);
        SplitParts parts = cut(store, validationAt, testAt);
        long training = parts.trainingEvents(store);
        long test = parts.events(Cases.Part.TEST);
        Fault.require(
                training > 0 && test > 0 && training + test < store.events(),
                "The temporal split leaves a part without events: training %,d, validation %,d, test %,d; %s. Choose instants within the log.",
                training, store.events() - training - test, test, found);
        SplitBounds bounds = new SplitBounds(
                parts,
                new SplitFacts.Temporal(
                        Instant.ofEpochMilli(validationAt), Instant.ofEpochMilli(testAt), SplitBounds.hasBaskets(store), parts.withoutHistory(store, targets)),
                targets);
        return targets.areAll() ? bounds : bounds.requireNoPartEmpty(store, Trouble.said("Choose instants with more targets between them; %s.", found));
    }

    static SplitBounds lastDays(SequenceStore store, Split.LastDays split, TargetBehaviours targets) {
        long first = Arrays.stream(store.times()).min().orElseThrow();
        long last = Arrays.stream(store.times()).max().orElseThrow();
        long testAt = last - Duration.ofDays(split.days()).toMillis();
        long validationAt = testAt - Duration.ofDays(split.days()).toMillis();
        Fault.require(
                first < validationAt,
                "The last %,d days of the test and the %,d before them leave nothing for training: %s. Choose a smaller split.days.",
                split.days(), split.days(), span(first, last));
        Split.LastDays.Whole whole = store.ofSessions() ? Split.LastDays.Whole.SEQUENCES : split.whole();
        SplitParts parts = switch (whole) {
            case BASKETS -> cut(store, validationAt, testAt);
            case SEQUENCES -> cutSequences(store, validationAt, testAt);
        };
        var facts = new SplitFacts.LastDays(
                split.days(), whole, Instant.ofEpochMilli(validationAt), Instant.ofEpochMilli(testAt),
                SplitBounds.hasBaskets(store), parts.withoutHistory(store, targets));
        return new SplitBounds(parts, facts, targets).requireNoPartEmpty(store, Trouble.said("Choose another split.days; %s.", span(first, last)));
    }

    static SplitBounds rolling(SequenceStore store, Split.Rolling split, TargetBehaviours targets) {
        var times = new OrderStatistics(store.times());
        int after = split.folds() - split.fold(); // tests that come after this one
        long validationAt = share(times, 1 - (after + 2) * split.share());
        long testAt = share(times, 1 - (after + 1) * split.share());
        Optional<Long> until = after == 0 ? Optional.empty() : Optional.of(share(times, 1 - after * split.share()));
        Fault.require(
                validationAt < testAt && testAt < until.orElse(Long.MAX_VALUE),
                "Fold %s of the rolling split leaves a part empty: validation starts at %s, the test at %s, and it ends at %s. Choose a larger split.share.",
                split.fold(), Instant.ofEpochMilli(validationAt), Instant.ofEpochMilli(testAt), Instant.ofEpochMilli(until.orElseGet(times::largest)));
        SplitParts cut = cut(store, validationAt, testAt);
        int[] testEnd = until.map(end -> store.ofSessions() ? endsBefore(store, end) : firstBaskets(store, end)).orElse(cut.testEnd());
        SplitParts parts = new SplitParts(cut.trainingEnd(), cut.validationStart(), cut.testStart(), testEnd);
        long used = parts.trainingEvents(store) + parts.events(Cases.Part.VALIDATION) + parts.events(Cases.Part.TEST);
        var facts = new SplitFacts.Rolling(
                split.folds(), split.fold(), Instant.ofEpochMilli(validationAt), Instant.ofEpochMilli(testAt), until.map(Instant::ofEpochMilli),
                SplitBounds.hasBaskets(store), parts.withoutHistory(store, targets), (int) (store.events() - used));
        return new SplitBounds(parts, facts, targets).requireNoPartEmpty(store, Trouble.said("Choose a larger split.share."));
    }

    /// Sessions are not cut.
    private static SplitParts cut(SequenceStore store, long validationAt, long testAt) {
        if (store.ofSessions()) {
            return cutSequences(store, validationAt, testAt);
        }
        int[] validationStart = firstBaskets(store, validationAt);
        return SplitParts.contiguous(store, validationStart, firstBaskets(store, validationStart, testAt));
    }

    /// A user's events all lie where the first of them lies.
    private static SplitParts cutSequences(SequenceStore store, long validationAt, long testAt) {
        int[] validationStart = SplitParts.ends(store);
        int[] testStart = SplitParts.ends(store);
        for (int user = 0; user < store.users(); user++) {
            int start = store.start(user);
            if (start < store.end(user) && store.times()[start] >= validationAt) {
                validationStart[user] = start;
                testStart[user] = store.times()[start] >= testAt ? start : store.end(user);
            }
        }
        return SplitParts.contiguous(store, validationStart, testStart);
    }

    /// `[U]` the end of each sequence that begins before `at`, the start of others.
    private static int[] endsBefore(SequenceStore store, long at) {
        int[] ends = SplitParts.ends(store);
        for (int user = 0; user < store.users(); user++) {
            boolean begun = store.start(user) < store.end(user) && store.times()[store.start(user)] >= at;
            ends[user] = begun ? store.start(user) : ends[user];
        }
        return ends;
    }

    private static int[] firstBaskets(SequenceStore store, long at) {
        return firstBaskets(store, Arrays.copyOf(store.offsets(), store.users()), at);
    }

    /// `[U]` the first basket at or after the instant `at`; it and all behind it are held out.
    ///
    /// @param from `[U]` where to begin to look
    private static int[] firstBaskets(SequenceStore store, int[] from, long at) {
        int[] starts = SplitParts.ends(store);
        for (int user = 0; user < store.users(); user++) {
            for (int event = from[user]; event < store.end(user); event++) {
                if (UserCuts.opensBasket(store, user, event) && store.times()[event] >= at) {
                    starts[user] = event;
                    break;
                }
            }
        }
        return starts;
    }

    private static long share(OrderStatistics times, int tenths) {
        return times.at((int) Math.min(times.size() - 1L, times.size() * (long) tenths / 10));
    }

    /// The instant with `share` of the events before it.
    private static long share(OrderStatistics times, double share) {
        return times.at((int) Math.min(times.size() - 1L, Math.round(times.size() * share)));
    }

    private static Trouble span(long first, long last) {
        return Trouble.said("the log runs from %s to %s", Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
    }
}
