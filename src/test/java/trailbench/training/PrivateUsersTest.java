package trailbench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.engine.Model.PrivateStep;
import trailbench.engine.Model.UserBatch;
import trailbench.engine.Optimizer;
import trailbench.graph.Options;
import trailbench.privacy.SecretDraws;
import trailbench.privacy.Spending;
import trailbench.sequence.WindowSet;
import trailbench.work.Fault;

class PrivateUsersTest {
    private static final SecretDraws DRAWS = new SecretDraws(new byte[SecretDraws.KEY_BYTES]);

    private static TrainingOptions training(int batch, int epochs) {
        return new TrainingOptions(new Optimizer.Adam(0.01), batch, epochs, Optional.empty(), 0, 42);
    }

    private static PrivateUsers users(PrivacyOptions.Noisy options, int batch) {
        return PrivateUsers.of(SomeUsers.windows(), options, training(batch, 3), DRAWS);
    }

    private static PrivacyOptions.Noise noise(int users) {
        return new PrivacyOptions.Noise(1.1, 0, 1e-3, 1, users);
    }

    @Test
    void everyoneTakesPartOnceAnEpochOnAverage() {
        PrivateUsers users = users(noise(16), 64);
        assertEquals(60, users.count());
        assertEquals(4, users.steps()); // 60 / 16
        assertEquals(16 / 60.0, users.rate(), 1e-12);
        double sum = 0;
        for (int step = 0; step < 1_000; step++) {
            sum += users.step(1, step).users().size();
        }
        assertEquals(16, sum / 1_000, 5 * Math.sqrt(60 * users.rate() * (1 - users.rate()) / 1_000));
        PrivateStep step = users.step(1, 0);
        assertEquals(16, step.expected(), 1e-12);
        assertEquals(1.1, step.noise());
        assertEquals(1, step.clip());
    }

    @Test
    void userBringsAllWindowsOrSoManyAsABatchHoldsAnewInEachStep() {
        WindowSet windows = SomeUsers.windows();
        int many = windows.byOwner().getFirst().length;
        assertTrue(many > 30, many + " windows");
        PrivateUsers all = users(noise(60), 64);
        assertEquals(many, all.step(1, 0).users().getFirst().batch().size());
        PrivateUsers few = users(noise(60), 8);
        Set<List<Integer>> seen = new HashSet<>();
        for (int step = 0; step < 5; step++) {
            UserBatch first = few.step(1, step).users().getFirst();
            assertEquals(8, first.batch().size());
            seen.add(IntStream.of(first.batch().items()).boxed().toList());
        }
        assertEquals(5, seen.size());
    }

    @Test
    void stepFollowsFromTheKeyAndItsNumber() {
        PrivateUsers users = users(noise(16), 64);
        assertEquals(draws(users.step(2, 7)), draws(users(noise(16), 64).step(2, 7)));
        assertNotEquals(draws(users.step(2, 7)), draws(users.step(2, 8)));
        byte[] key = new byte[SecretDraws.KEY_BYTES];
        key[0] = 1;
        PrivateUsers others = PrivateUsers.of(SomeUsers.windows(), noise(16), training(64, 3), new SecretDraws(key));
        assertNotEquals(draws(users.step(2, 7)), draws(others.step(2, 7)));
    }

    private static List<Integer> draws(PrivateStep step) {
        return step.users().stream().map(UserBatch::draw).toList();
    }

    @Test
    void budgetIsSpentByTheLastEpochAndNotBefore() {
        PrivateUsers users = users(new PrivacyOptions.Budget(3, 1e-3, 1, 16), 64);
        double all = users.epsilon(users.after(Spending.NOTHING, 12));
        assertTrue(all <= 3 && all > 2.97, all + " of 3");
        assertEquals(Optional.empty(), users.refusal(users.after(Spending.NOTHING, 8), 4));
        assertTrue(users.refusal(users.after(Spending.NOTHING, 12), 4).orElseThrow().toString().startsWith("The privacy budget is spent: ε is "));
    }

    @Test
    void whatNoBoundCanHoldIsRefusedInWords() {
        assertRefused("training.privacy.users 61 is more than the 60 users", noise(61));
        assertRefused("would allow to publish one of the 60 users whole", new PrivacyOptions.Noise(1, 0, 0.02, 1, 16));
        assertThrows(Fault.Request.class, () -> new PrivacyOptions.Budget(0, 1e-5, 1, 16));
        assertThrows(Fault.Request.class, () -> new PrivacyOptions.Noise(1, 0, 1e-5, 0, 16));
    }

    private static void assertRefused(String words, PrivacyOptions.Noisy options) {
        Fault.Request refused = assertThrows(Fault.Request.class, () -> users(options, 64));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    @Test
    void formOffersPrivacyWithItsRanges() {
        TrainingOptions usual = TrainingOptions.defaults();
        TrainingOptions bounded = Options.with(usual, "privacy", "budget");
        assertEquals(PrivacyOptions.Budget.defaults(), bounded.privacy());
        assertEquals(2.5, ((PrivacyOptions.Budget) Options.with(bounded, "privacy.epsilon", 2.5).privacy()).epsilon());
    }
}
