package trailbench.sequence;

import trailbench.work.Fault;

/// Splits that cut each user's history by itself, between baskets.
final class UserCuts {
    /// Room for shares like 0.29, of which 100 events are 28.999… in binary.
    private static final double ROUNDING = 1e-9;

    private UserCuts() {}

    static SplitBounds leaveOneOut(SequenceStore store) {
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
        requireHeldOut(store, trainingOnly);
        SplitParts parts = SplitParts.contiguous(store, validationStart, testStart);
        return new SplitBounds(parts, new SplitFacts.LeaveOneOut(SplitBounds.hasBaskets(store), trainingOnly, parts.laterThanATest(store)));
    }

    private static void requireHeldOut(SequenceStore store, int trainingOnly) {
        if (trainingOnly == store.users()) {
            throw new Fault.Request(
                    "Nothing can be held out: none of the %,d users has 3 events (or baskets) or more. Take a longer log, or lower clean.min_item_events.",
                    store.users());
        }
    }

    static SplitBounds ratio(SequenceStore store, Split.Ratio split) {
        int[] validationStart = new int[store.users()];
        int[] testStart = new int[store.users()];
        int trainingOnly = 0;
        for (int user = 0; user < store.users(); user++) {
            int baskets = baskets(store, user);
            int training = baskets;
            int test = (int) (split.test() * baskets + ROUNDING);
            int validation = (int) (split.validation() * baskets + ROUNDING);
            training -= test + validation;
            if (test == 0 && training > 1) {
                test = 1;
                training--;
            }
            if (validation == 0 && training > 1) {
                training--;
            }
            validationStart[user] = basketFrom(store, user, training);
            testStart[user] = basketFrom(store, user, baskets - test);
            trainingOnly += validationStart[user] == store.end(user) ? 1 : 0;
        }
        SplitParts parts = SplitParts.contiguous(store, validationStart, testStart);
        var facts = new SplitFacts.Ratio(
                split.validation(), split.test(), SplitBounds.hasBaskets(store), trainingOnly, parts.laterThanATest(store));
        return new SplitBounds(parts, facts)
                .requireNoPartEmpty(store, "Take a longer log, or users with 3 events (or baskets) and more.");
    }

    /// Number of the user's baskets; of the events where each stands alone.
    static int baskets(SequenceStore store, int user) {
        int baskets = 0;
        for (int event = store.start(user); event < store.end(user); event++) {
            baskets += opensBasket(store, user, event) ? 1 : 0;
        }
        return baskets;
    }

    /// Store index of the user's basket number `number`, from 0; the user's end if there are no more.
    private static int basketFrom(SequenceStore store, int user, int number) {
        int baskets = -1;
        for (int event = store.start(user); event < store.end(user); event++) {
            baskets += opensBasket(store, user, event) ? 1 : 0;
            if (baskets == number) {
                return event;
            }
        }
        return store.end(user);
    }

    static boolean opensBasket(SequenceStore store, int user, int event) {
        return event == store.start(user) || store.baskets()[event] != store.baskets()[event - 1];
    }
}
