package trailbench.sequence;

import java.util.Arrays;
import java.util.List;

/// Cases of some parts one after the other, each with the event that its target is.
///
/// @param users       `[C]`
/// @param historyEnds `[C]`
/// @param targets     `[C]`
/// @param events      `[C]` store index of the target's event: in the part's events, in the basket after the history; -1 if it is not there
/// @param usersOf     `[N]` whose event it is
record CaseEvents(int[] users, int[] historyEnds, int[] targets, int[] events, int[] usersOf) {

    static CaseEvents of(SequenceStore store, SplitBounds bounds, List<Cases> asked) {
        int size = asked.stream().mapToInt(Cases::size).sum();
        int[] users = new int[size];
        int[] historyEnds = new int[size];
        int[] targets = new int[size];
        int[] events = new int[size];
        int at = 0;
        for (Cases cases : asked) {
            int event = -1;
            for (int i = 0; i < cases.size(); i++, at++) {
                users[at] = cases.users()[i];
                historyEnds[at] = cases.historyEnds()[i];
                targets[at] = cases.targets()[i];
                boolean goesOn = i > 0 && users[at] == users[at - 1] && historyEnds[at] == historyEnds[at - 1] && event >= 0;
                event = find(store, bounds, cases, i, goesOn ? event + 1 : historyEnds[at]);
                events[at] = event;
            }
        }
        int[] usersOf = new int[store.events()];
        for (int user = 0; user < store.users(); user++) {
            Arrays.fill(usersOf, store.start(user), store.end(user), user);
        }
        return new CaseEvents(users, historyEnds, targets, events, usersOf);
    }

    /// The cases of one basket ask for its items in their order, so that a basket is gone through once.
    private static int find(SequenceStore store, SplitBounds bounds, Cases cases, int index, int from) {
        int user = cases.users()[index];
        int historyEnd = cases.historyEnds()[index];
        for (int event = from; event < store.end(user) && store.baskets()[event] == store.baskets()[historyEnd]; event++) {
            boolean inPart = bounds.parts().from(cases.part(), user) <= event && event < bounds.parts().to(cases.part(), user);
            if (inPart && bounds.targets().include(store, event) && store.items()[event] == cases.targets()[index]) {
                return event;
            }
        }
        return -1;
    }

    int size() {
        return users.length;
    }

    int user(int index) {
        return users[index];
    }

    int historyEnd(int index) {
        return historyEnds[index];
    }

    int target(int index) {
        return targets[index];
    }

    int event(int index) {
        return events[index];
    }

    int userOf(int event) {
        return usersOf[event];
    }
}
