package trailbench.sequence;

import java.util.ArrayList;
import java.util.List;
import trailbench.sequence.Cases.Part;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Splits of sequences that are sessions: a session lies in one part as a whole, and every event of a held-out one but its first is asked for.
///
/// What a split says of a user's last events it says here of the user's last sessions, of those alone that have something to ask for. A user's
/// other sessions after the first that is held out are not used: they would be trained on after it.
final class SessionCuts {
    private final SequenceStore store;
    private final TargetBehaviours targets;
    private final int[] trainingEnd;
    private final int[] validationStart;
    private final int[] testStart;
    private final int[] testEnd;

    private SessionCuts(SequenceStore store, TargetBehaviours targets) {
        this.store = store;
        this.targets = targets;
        this.trainingEnd = SplitParts.ends(store);
        this.validationStart = SplitParts.ends(store);
        this.testStart = SplitParts.ends(store);
        this.testEnd = SplitParts.ends(store);
    }

    static SplitBounds leaveOneOut(SequenceStore store, TargetBehaviours targets) {
        var cuts = new SessionCuts(store, targets);
        int trainingOnly = 0;
        for (int first = 0, next; first < store.users(); first = next) {
            next = cuts.nextUser(first);
            List<Integer> asked = cuts.asked(first, next);
            int size = asked.size();
            boolean heldOut = size >= 2 && asked.get(size - 2) > first;
            trainingOnly += heldOut ? 0 : 1;
            if (heldOut) {
                cuts.hold(next, asked, size - 2, size - 1);
            }
        }
        Fault.require(
                trainingOnly < store.people(),
                "Nothing can be held out: none of the %,d users has three sessions, of which two have something to ask for. Take a split by time, such as"
                        + " split: {kind: last-days}.",
                store.people());
        SplitParts parts = cuts.parts();
        return cuts.bounds(new SplitFacts.LeaveOneOut(false, trainingOnly, parts.laterThanATest(store)), parts);
    }

    static SplitBounds ratio(SequenceStore store, Split.Ratio split, TargetBehaviours targets) {
        var cuts = new SessionCuts(store, targets);
        int trainingOnly = 0;
        for (int first = 0, next; first < store.users(); first = next) {
            next = cuts.nextUser(first);
            List<Integer> asked = cuts.asked(first, next);
            UserCuts.Shares shares = UserCuts.Shares.of(split, asked.size());
            if (shares.training() < asked.size()) {
                cuts.hold(next, asked, shares.training(), asked.size() - shares.test());
            } else {
                trainingOnly++;
            }
        }
        SplitParts parts = cuts.parts();
        return cuts.bounds(new SplitFacts.Ratio(split.validation(), split.test(), false, trainingOnly, parts.laterThanATest(store)), parts)
                .requireNoPartEmpty(store, Trouble.said("Take users with more sessions, or a split by time, such as split: {kind: last-days}."));
    }

    static SplitBounds deal(SequenceStore store, Split.KFold split, TargetBehaviours targets) {
        var cuts = new SessionCuts(store, targets);
        int[] foldOf = UserFolds.folds(store.people(), split);
        int validationFold = split.fold() % split.folds() + 1;
        int[] users = new int[Part.values().length];
        int tooShort = 0;
        for (int first = 0, next; first < store.users(); first = next) {
            next = cuts.nextUser(first);
            int fold = foldOf[store.owner(first)];
            if (fold != split.fold() && fold != validationFold) {
                continue;
            }
            if (cuts.asked(first, next).isEmpty()) {
                tooShort++;
            } else {
                users[(fold == split.fold() ? Part.TEST : Part.VALIDATION).ordinal()]++;
            }
            for (int session = first; session < next; session++) {
                cuts.hold(session, fold == split.fold() ? Part.TEST : Part.VALIDATION);
            }
        }
        SplitParts parts = cuts.parts();
        int training = store.people() - users[0] - users[1] - tooShort;
        var facts = new SplitFacts.KFold(
                split.folds(), split.fold(), split.seed(), training, users[Part.VALIDATION.ordinal()], users[Part.TEST.ordinal()], false, tooShort,
                parts.laterThanATest(store));
        return cuts.bounds(facts, parts).requireNoPartEmpty(store, Trouble.said("Take fewer folds, or a log of more users."));
    }

    /// The first session of the user after that of session `first`.
    private int nextUser(int first) {
        int next = first + 1;
        while (next < store.users() && store.owner(next) == store.owner(first)) {
            next++;
        }
        return next;
    }

    /// The sessions among `first … next - 1` with a target after their first event.
    private List<Integer> asked(int first, int next) {
        List<Integer> asked = new ArrayList<>();
        for (int session = first; session < next; session++) {
            if (targets.next(store, store.start(session) + 1, store.end(session)) < store.end(session)) {
                asked.add(session);
            }
        }
        return asked;
    }

    /// Holds out a user's sessions from place `validation` of `asked` on.
    ///
    /// @param next the first session of the next user
    /// @param test place in `asked` from which sessions are for the test
    private void hold(int next, List<Integer> asked, int validation, int test) {
        for (int session = asked.get(validation); session < next; session++) {
            int place = asked.indexOf(session);
            if (place < 0) {
                trainingEnd[session] = store.start(session);
                validationStart[session] = store.start(session);
                testStart[session] = store.start(session);
                testEnd[session] = store.start(session);
            } else {
                hold(session, place < test ? Part.VALIDATION : Part.TEST);
            }
        }
    }

    private void hold(int session, Part part) {
        trainingEnd[session] = store.start(session);
        validationStart[session] = store.start(session);
        testStart[session] = part == Part.TEST ? store.start(session) : store.end(session);
    }

    private SplitParts parts() {
        return new SplitParts(trainingEnd, validationStart, testStart, testEnd);
    }

    private SplitBounds bounds(SplitFacts facts, SplitParts parts) {
        return new SplitBounds(parts, facts, targets);
    }
}
