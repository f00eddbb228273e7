package trailbench.sequence;

import java.util.SplittableRandom;
import trailbench.work.Trouble;

/// Deals users into folds.
final class UserFolds {
    private UserFolds() {}

    static SplitBounds deal(SequenceStore store, Split.KFold split, TargetBehaviours targets) {
        int[] foldOf = folds(store.users(), split);
        int validationFold = split.fold() % split.folds() + 1;
        int[] trainingEnd = SplitParts.ends(store);
        int[] validationStart = SplitParts.ends(store);
        int[] testStart = SplitParts.ends(store);
        int[] users = new int[Cases.Part.values().length];
        int tooShort = 0;
        for (int user = 0; user < store.users(); user++) {
            boolean test = foldOf[user] == split.fold();
            if (!test && foldOf[user] != validationFold) {
                continue;
            }
            trainingEnd[user] = store.start(user);
            int asked = UserCuts.lastTargetBasket(store, user, store.end(user), targets);
            if (asked <= store.start(user)) {
                tooShort++;
                continue;
            }
            users[(test ? Cases.Part.TEST : Cases.Part.VALIDATION).ordinal()]++;
            validationStart[user] = asked;
            testStart[user] = test ? validationStart[user] : store.end(user);
        }
        SplitParts parts = new SplitParts(trainingEnd, validationStart, testStart, SplitParts.ends(store));
        int training = store.users() - users[0] - users[1] - tooShort;
        var facts = new SplitFacts.KFold(
                split.folds(), split.fold(), split.seed(), training, users[Cases.Part.VALIDATION.ordinal()], users[Cases.Part.TEST.ordinal()],
                SplitBounds.hasBaskets(store), tooShort, parts.laterThanATest(store));
        return new SplitBounds(parts, facts, targets).requireNoPartEmpty(store, Trouble.said("Take fewer folds, or a log of more users."));
    }

    /// `[U]` the fold of each user, from 1: a random order dealt out one by one, so that folds differ by one user at most.
    static int[] folds(int users, Split.KFold split) {
        int[] order = new int[users];
        var random = new SplittableRandom(split.seed());
        for (int user = 0; user < users; user++) {
            int other = random.nextInt(user + 1);
            order[user] = order[other];
            order[other] = user;
        }
        int[] foldOf = new int[users];
        for (int place = 0; place < users; place++) {
            foldOf[order[place]] = place % split.folds() + 1;
        }
        return foldOf;
    }
}
