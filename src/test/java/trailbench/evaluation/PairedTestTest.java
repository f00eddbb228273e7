package trailbench.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

class PairedTestTest {
    private static CaseRanks ranks(String passport, int... higher) {
        int[] people = IntStream.range(0, higher.length).toArray();
        return new CaseRanks(passport, people, new int[higher.length], higher, new int[higher.length]);
    }

    @Test
    void equalRunsDifferByNothingWithCertainty() {
        CaseRanks run = ranks("a", 0, 3, 11, 2);
        PairedTest test = PairedTest.of(run, run, 10).getFirst();
        assertEquals(new PairedTest("ndcg@10", test.first(), test.first(), 0, new Evaluation.Interval(0, 0), 1, 4), test);
    }

    @Test
    void valueOfPIsTheShareOfSignsThatGoAsFar() {
        // all of ten differences point one way: of 2^10 signs two go as far, 1 / 512
        double[] differences = new double[10];
        Arrays.fill(differences, .1);
        assertEquals(1 / 512., PairedTest.p(differences), .0015);
        // one of two each way: every draw goes as far as 0
        assertEquals(1, PairedTest.p(new double[] {.5, -.5}));
    }

    @Test
    void runThatPlacesEveryTargetHigherLeadsAndTheIntervalSaysSo() {
        Random random = new Random(2);
        int[] places = random.ints(60, 1, 9).toArray();
        PairedTest test = PairedTest.of(ranks("a", places), ranks("a", Arrays.stream(places).map(place -> place - 1).toArray()), 10).getFirst();
        assertTrue(test.interval().low() > 0 && test.interval().low() < test.difference() && test.difference() < test.interval().high(), test.toString());
        assertTrue(test.p() < .001, test.toString());
    }

    @Test
    void runsThatWereAskedOtherCasesAreRefused() {
        assertThrows(Fault.Request.class, () -> PairedTest.of(ranks("a", 1, 2), ranks("b", 1, 2), 10));
        assertThrows(Fault.Request.class, () -> PairedTest.of(ranks("a", 1, 2), ranks("a", 1, 2, 3), 10));
    }
}
