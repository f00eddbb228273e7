package trailbench.sequence;

import java.util.Arrays;
import java.util.BitSet;
import trailbench.work.Aside;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Where each user's events pass from training to validation to test. A basket is never cut in two.
///
/// @param facts   for protocols
/// @param targets which events are asked for, in training too
public record SplitBounds(SplitParts parts, SplitFacts facts, TargetBehaviours targets) {

    /// Every event is asked for.
    public SplitBounds(SplitParts parts, SplitFacts facts) {
        this(parts, facts, TargetBehaviours.ALL);
    }

    /// @throws Fault.Request if a part of the split would be empty
    public static SplitBounds of(SequenceStore store, Split split) {
        return of(store, split, TargetBehaviours.ALL);
    }

    /// As [#of(SequenceStore, Split)], where only some events are asked for: what a split says of a user's last event or basket holds of the last
    /// one with a target, and shares of a user's history are shares of those. Instants stay as they are.
    public static SplitBounds of(SequenceStore store, Split split, TargetBehaviours targets) {
        Fault.require(store.events() > 0, "The log has no events to split.");
        SplitBounds bounds = store.ofSessions() ? ofSessions(store, split, targets) : ofUsers(store, split, targets);
        return bounds.told();
    }

    private static SplitBounds ofUsers(SequenceStore store, Split split, TargetBehaviours targets) {
        return switch (split) {
            case Split.LeaveOneOut _ -> UserCuts.leaveOneOut(store, targets);
            case Split.Ratio ratio -> UserCuts.ratio(store, ratio, targets);
            case Split.Temporal temporal -> TimeCuts.temporal(store, temporal, targets);
            case Split.LastDays lastDays -> TimeCuts.lastDays(store, lastDays, targets);
            case Split.Rolling rolling -> TimeCuts.rolling(store, rolling, targets);
            case Split.KFold kFold -> UserFolds.deal(store, kFold, targets);
            case Split.Given _ -> throw new IllegalArgumentException("a store does not know the files of its events; ask Sequences");
        };
    }

    /// No session is cut.
    private static SplitBounds ofSessions(SequenceStore store, Split split, TargetBehaviours targets) {
        SplitBounds bounds = switch (split) {
            case Split.LeaveOneOut _ -> SessionCuts.leaveOneOut(store, targets);
            case Split.Ratio ratio -> SessionCuts.ratio(store, ratio, targets);
            case Split.KFold kFold -> SessionCuts.deal(store, kFold, targets);
            case Split.Temporal _, Split.LastDays _, Split.Rolling _, Split.Given _ -> ofUsers(store, split, targets);
        };
        return new SplitBounds(bounds.parts, new SplitFacts.OfSessions(bounds.facts), targets);
    }

    /// The same, whose protocol names the behaviours that are asked for.
    SplitBounds told() {
        return targets.areAll() ? this : new SplitBounds(parts, new SplitFacts.OfBehaviours(targets.names(), facts), targets);
    }

    /// `[U]` exclusive store index of each user's training events.
    public int[] trainingEnd() {
        return parts.trainingEnd();
    }

    /// `[U]` store index of each user's first validation event.
    public int[] validationStart() {
        return parts.validationStart();
    }

    /// `[U]` store index of each user's first test event.
    public int[] testStart() {
        return parts.testStart();
    }

    /// `[U]` exclusive store index of each user's test events.
    public int[] testEnd() {
        return parts.testEnd();
    }

    /// The held-out questions of both parts, gathered side by side.
    public HeldOut heldOut(SequenceStore store, ColdItems coldItems) {
        var trained = new Trained(trainedItems(store), trainedPeople(store));
        try (var validation = new Aside<>(() -> cases(store, Cases.Part.VALIDATION, coldItems, trained))) {
            Cases test = cases(store, Cases.Part.TEST, coldItems, trained);
            return new HeldOut(validation.get(), test);
        }
    }

    public record HeldOut(Cases validation, Cases test) {}

    /// What training saw.
    private record Trained(BitSet items, BitSet people) {}

    /// The held-out questions of one part: one for each event that is asked for. An event in a user's first basket has no history and gives no case.
    public Cases cases(SequenceStore store, Cases.Part part) {
        return cases(store, part, ColdItems.KEEP);
    }

    /// As [#cases(SequenceStore, Cases.Part)]; what is asked about items that training never saw is left out if `coldItems` says so.
    public Cases cases(SequenceStore store, Cases.Part part, ColdItems coldItems) {
        return cases(store, part, coldItems, new Trained(trainedItems(store), trainedPeople(store)));
    }

    private Cases cases(SequenceStore store, Cases.Part part, ColdItems coldItems, Trained trained) {
        int count = 0;
        int ofColdItems = 0;
        int ofColdUsers = 0;
        int most = Math.toIntExact(parts.events(part));
        int[] users = new int[most];
        int[] ends = new int[most];
        int[] asked = new int[most];
        for (int user = 0; user < store.users(); user++) {
            int historyEnd = store.start(user);
            for (int event = parts.from(part, user); event < parts.to(part, user); event++) {
                if (event == parts.from(part, user) || store.baskets()[event] != store.baskets()[event - 1]) {
                    historyEnd = event;
                }
                if (historyEnd == store.start(user) || !targets.include(store, event)) {
                    continue;
                }
                boolean cold = !trained.items.get(store.items()[event]);
                ofColdItems += cold ? 1 : 0;
                if (cold && coldItems == ColdItems.DROP) {
                    continue;
                }
                ofColdUsers += trained.people.get(store.owner(user)) ? 0 : 1;
                users[count] = user;
                ends[count] = historyEnd;
                asked[count++] = store.items()[event];
            }
        }
        return new Cases(
                part, Arrays.copyOf(users, count), Arrays.copyOf(ends, count), Arrays.copyOf(asked, count),
                new Cases.Cold(coldItems, ofColdItems, ofColdUsers));
    }

    /// Users with a training event, also where sequences are sessions.
    private BitSet trainedPeople(SequenceStore store) {
        BitSet trained = new BitSet();
        for (int user = 0; user < store.users(); user++) {
            if (parts.trainingEnd()[user] > store.start(user)) {
                trained.set(store.owner(user));
            }
        }
        return trained;
    }

    private BitSet trainedItems(SequenceStore store) {
        BitSet trained = new BitSet();
        for (int user = 0; user < store.users(); user++) {
            for (int event = store.start(user); event < parts.trainingEnd()[user]; event++) {
                trained.set(store.items()[event]);
            }
        }
        return trained;
    }

    static boolean hasBaskets(SequenceStore store) {
        for (int event = 1; event < store.events(); event++) {
            if (store.baskets()[event] == store.baskets()[event - 1]) {
                return true;
            }
        }
        return false;
    }

    /// @param remedy what to do about it
    SplitBounds requireNoPartEmpty(SequenceStore store, Trouble remedy) {
        long training = parts.trainingEvents(store);
        int validation = cases(store, Cases.Part.VALIDATION).size();
        int test = cases(store, Cases.Part.TEST).size();
        Fault.require(
                training > 0 && validation > 0 && test > 0,
                "The split leaves a part empty: %,d training events, %,d validation cases, %,d test cases (%s). %s",
                training, validation, test, told().facts().text(), remedy);
        return this;
    }
}
