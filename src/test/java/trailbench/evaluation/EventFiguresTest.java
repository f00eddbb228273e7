package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trailbench.sequence.SequenceStore;
import trailbench.sequence.TargetBehaviours;

/// By hand, on two users of six and four events; the last two of each are held out.
class EventFiguresTest {
    private static final int[] ENDS = {4, 8};
    private static final float NONE = Float.NaN;

    // behaviours 0 1 0 1 | 1 0   and 0 0 | 1 1
    private static final SequenceStore STORE = new SequenceStore(
                    new int[] {0, 6, 10}, new int[] {1, 2, 1, 2, 1, 2, 1, 2, 1, 2}, new long[10], new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
                    new byte[] {0, 1, 0, 1, 1, 0, 0, 0, 1, 1}, List.of("ann", "bob"))
            .withValues(new float[] {1, 3, NONE, 2, 4, 1, 5, 3, NONE, 2});

    private static AskedEvents asked(int... events) {
        int[] starts = new int[events.length];
        int[] people = new int[events.length];
        for (int i = 0; i < events.length; i++) {
            people[i] = events[i] < 6 ? 0 : 1;
            starts[i] = STORE.start(people[i]);
        }
        return new AskedEvents(STORE, events, events, starts, people);
    }

    @Test
    void behavioursAreHeldAgainstTheMostFrequentTheLastAndWhatFollowedIt() {
        var measurement = new BehaviourMeasurement(asked(4, 5, 8, 9), ENDS, TargetBehaviours.ALL, List.of("view", "buy"));
        EventFigures figures = measurement.of("model", List.of(
                new float[] {0.25f, 0.75f}, new float[] {0.5f, 0.5f}, new float[] {0.8f, 0.2f}, new float[] {0.2f, 0.8f}));

        // done: buy view buy buy; the model says buy, view (the first of equals), view, buy
        assertEquals(0.75, figures.model().metrics().get("accuracy"));
        assertEquals((1 + 2 / 3.0) / 2, figures.model().metrics().get("balanced-accuracy"), 1e-12);
        assertEquals(-(Math.log(0.75) + Math.log(0.5) + Math.log(0.2f) + Math.log(0.8f)) / 4, figures.model().metrics().get("log-loss"), 1e-6);
        assertEquals(
                List.of(new EventFigures.Behaviour("view", 1, 1, Optional.of(0.5)), new EventFigures.Behaviour("buy", 3, 2 / 3.0, Optional.of(1.0))), figures.behaviours());

        // training targets: buy view buy | view: two of each, so view, the first, is always said: right once in four
        EventFigures.Line frequent = figures.lines().get(1);
        assertEquals(0.25, frequent.metrics().get("accuracy"));
        assertEquals(Math.log(2), frequent.metrics().get("log-loss"), 1e-12);
        // before them: buy buy view buy; right at the first and the last
        EventFigures.Line again = figures.lines().get(2);
        assertEquals(0.5, again.metrics().get("accuracy"));
        assertFalse(again.metrics().containsKey("log-loss"), "who is certain and wrong has none");
        // after view: buy twice, view once, and half of one more each: 2.5 and 1.5 of 4; after buy: view once: 1.5 and 0.5 of 2. Said: view view buy view
        EventFigures.Line markov = figures.lines().get(3);
        assertEquals(0.5, markov.metrics().get("accuracy"));
        assertEquals(-(Math.log(0.25) + Math.log(0.75) + Math.log(2.5 / 4) + Math.log(0.25)) / 4, markov.metrics().get("log-loss"), 1e-12);
        assertEquals("accuracy", figures.metric());
        assertTrue(List.of("repeat last", "markov-1").contains(figures.bar().baseline()));
    }

    @Test
    void valuesAreHeldAgainstTheMeanTheUsersMeanAndTheLast() {
        EventFigures figures = new ValueMeasurement(asked(4, 5, 9), ENDS)
                .of("model", List.of(new float[] {3}, new float[] {1}, new float[] {4}));

        // values 4 1 2, errors -1 0 2
        assertEquals(5 / 3.0, figures.model().metrics().get("mse"), 1e-12);
        assertEquals(Math.sqrt(5 / 3.0), figures.model().metrics().get("rmse"), 1e-12);
        assertEquals(1, figures.model().metrics().get("mae"), 1e-12);
        // training values 1 3 2 5 3, mean 2.8: errors -1.2 1.8 0.8
        double mean = (1.44 + 3.24 + 0.64) / 3;
        assertEquals(mean, figures.lines().get(1).metrics().get("mse"), 1e-6);
        assertEquals(1 - 5 / 3.0 / mean, figures.model().metrics().get("r2"), 1e-6);
        // ann (14 + 6) / 8, then (14 + 10) / 9; bob (14 + 8) / 7
        double users = (Math.pow(2.5 - 4, 2) + Math.pow(24 / 9.0 - 1, 2) + Math.pow(22 / 7.0 - 2, 2)) / 3;
        assertEquals(users, figures.lines().get(2).metrics().get("mse"), 1e-6);
        // 2 4 3: that of the event before bob's last is unknown
        assertEquals((4 + 9 + 1) / 3.0, figures.lines().get(3).metrics().get("mse"), 1e-12);
        assertEquals("mean", figures.bar().baseline());
        assertTrue(EventFigures.isError("mse") && !EventFigures.isError("r2"));
    }
}
