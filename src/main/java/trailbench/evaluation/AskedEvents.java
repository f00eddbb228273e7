package trailbench.evaluation;

import java.util.List;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.WindowSet;

/// Held-out events that a head of behaviours or values was asked about, and what may be known of each: its user's events before it.
///
/// @param store  all events
/// @param events `[C]` store indices, user by user
/// @param ends   `[C]` exclusive store index of the history: the event itself, or the beginning of its basket
/// @param starts `[C]` where the history begins
/// @param people `[C]` whose they are
public record AskedEvents(SequenceStore store, int[] events, int[] ends, int[] starts, int[] people) {

    /// @param windows   whose targets they are, in the order of [WindowSet#inOrder]
    /// @param ofBaskets true if nothing of an event's own basket is known
    public static AskedEvents of(SequenceStore store, WindowSet windows, boolean ofBaskets) {
        int[] events = windows.askedEvents(0, windows.size());
        int[] ends = new int[events.length];
        int[] starts = new int[events.length];
        int[] people = new int[events.length];
        int user = 0;
        for (int i = 0; i < events.length; i++) {
            while (events[i] >= store.end(user)) {
                user++;
            }
            starts[i] = store.start(user);
            ends[i] = ofBaskets ? store.basketStart(events[i], starts[i]) : events[i];
            people[i] = store.owner(user);
        }
        return new AskedEvents(store, events, ends, starts, people);
    }

    public int size() {
        return events.length;
    }

    /// The behaviours that were done, from 0.
    int[] behaviours() {
        int[] behaviours = new int[events.length];
        for (int i = 0; i < behaviours.length; i++) {
            behaviours[i] = store.behaviours()[events[i]];
        }
        return behaviours;
    }

    double[] values() {
        double[] values = new double[events.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = store.values()[events[i]];
        }
        return values;
    }

    /// What is said of all of them.
    ///
    /// @param name of who says it
    /// @param said `[C, K]` probabilities of behaviours, or `[C, 1]` values
    record Said(String name, boolean model, double[][] said) {}

    static double[][] doubles(List<float[]> rows) {
        double[][] doubles = new double[rows.size()][];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = new double[rows.get(i).length];
            for (int j = 0; j < doubles[i].length; j++) {
                doubles[i][j] = rows.get(i)[j];
            }
        }
        return doubles;
    }
}
