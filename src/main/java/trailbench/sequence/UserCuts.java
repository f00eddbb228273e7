package trailbench.sequence;

import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Splits that cut each user's history by itself, between baskets.
final class UserCuts {
    /// Room for shares like 0.29, of which 100 events are 28.999… in binary.
    private static final double ROUNDING = 1e-9;

    private UserCuts() {}

    static SplitBounds leaveOneOut(SequenceStore store, TargetBehaviours targets) {
        int[] validationStart = new int[store.users()];
        int[] testStart = new int[store.users()];
        int trainingOnly = 0;
        for (int user = 0; user < store.users(); user++) {
            int start = store.start(user);
            int end = store.end(user);
            int last = lastTargetBasket(store, user, end, targets);
            int secondLast = lastTargetBasket(store, user, last, targets);
            boolean heldOut = secondLast > start;
            validationStart[user] = heldOut ? secondLast : end;
            testStart[user] = heldOut ? last : end;
            trainingOnly += heldOut ? 0 : 1;
        }
        requireHeldOut(store, trainingOnly, targets);
        SplitParts parts = SplitParts.contiguous(store, validationStart, testStart);
        return new SplitBounds(
                parts, new SplitFacts.LeaveOneOut(SplitBounds.hasBaskets(store), trainingOnly, parts.laterThanATest(store)), targets);
    }

    /// Where the last basket with a target before event `before` begins; the user's first event if none does.
    static int lastTargetBasket(SequenceStore store, int user, int before, TargetBehaviours targets) {
        int start = store.start(user);
        int end = targets.endOfLast(store, start, before);
        return end > start ? store.basketStart(end - 1, start) : start;
    }

    private static void requireHeldOut(SequenceStore store, int trainingOnly, TargetBehaviours targets) {
        if (trainingOnly == store.users() && !targets.areAll()) {
            throw new Fault.Request(
                    "Nothing can be held out: none of the %,d users has two targets (%s) and an event before them. Name other target_behaviours, or take a"
                            + " split by time.",
                    store.users(), String.join(", ", targets.names()));
        }
        if (trainingOnly == store.users()) {
            throw new Fault.Request(
                    "Nothing can be held out: none of the %,d users has 3 events (or baskets) or more. Take a longer log, or lower clean.min_item_events.",
                    store.users());
        }
    }

    /// How many of a user's baskets or sessions are for training and for the test; the rest is the validation.
    record Shares(int training, int test) {
        static Shares of(Split.Ratio split, int all) {
            int test = (int) (split.test() * all + ROUNDING);
            int validation = (int) (split.validation() * all + ROUNDING);
            int training = all - test - validation;
            if (test == 0 && training > 1) {
                test = 1;
                training--;
            }
            if (validation == 0 && training > 1) {
                training--;
            }
            return new Shares(training, test);
        }
    }

    static SplitBounds ratio(SequenceStore store, Split.Ratio split, TargetBehaviours targets) {
        int[] validationStart = new int[store.users()];
        int[] testStart = new int[store.users()];
        int trainingOnly = 0;
        for (int user = 0; user < store.users(); user++) {
            int baskets = baskets(store, user, targets);
            Shares shares = Shares.of(split, baskets);
            validationStart[user] = basketFrom(store, user, shares.training(), targets);
            testStart[user] = basketFrom(store, user, baskets - shares.test(), targets);
            trainingOnly += validationStart[user] == store.end(user) ? 1 : 0;
        }
        SplitParts parts = SplitParts.contiguous(store, validationStart, testStart);
        var facts = new SplitFacts.Ratio(
                split.validation(), split.test(), SplitBounds.hasBaskets(store), trainingOnly, parts.laterThanATest(store));
        return new SplitBounds(parts, facts, targets)
                .requireNoPartEmpty(store, Trouble.said("Take a longer log, or users with 3 events (or baskets) and more."));
    }

    /// Number of the user's baskets with a target; of such events where each stands alone.
    private static int baskets(SequenceStore store, int user, TargetBehaviours targets) {
        int baskets = 0;
        for (int event = nextBasket(store, user, store.start(user), targets); event < store.end(user); baskets++) {
            event = nextBasket(store, user, basketEnd(store, user, event), targets);
        }
        return baskets;
    }

    /// Store index of the user's basket number `number` of those with a target, from 0; the user's end if there are no more.
    private static int basketFrom(SequenceStore store, int user, int number, TargetBehaviours targets) {
        int event = nextBasket(store, user, store.start(user), targets);
        for (int basket = 0; basket < number && event < store.end(user); basket++) {
            event = nextBasket(store, user, basketEnd(store, user, event), targets);
        }
        return event;
    }

    /// Where the first basket with a target begins that begins at or after `from`, itself a basket's beginning; the user's end if none does.
    private static int nextBasket(SequenceStore store, int user, int from, TargetBehaviours targets) {
        int end = store.end(user);
        int event = targets.next(store, from, end);
        return event < end ? store.basketStart(event, from) : end;
    }

    private static int basketEnd(SequenceStore store, int user, int event) {
        int end = event + 1;
        while (end < store.end(user) && store.baskets()[end] == store.baskets()[event]) {
            end++;
        }
        return end;
    }

    static boolean opensBasket(SequenceStore store, int user, int event) {
        return event == store.start(user) || store.baskets()[event] != store.baskets()[event - 1];
    }
}
