package trailbench.training;

import static trailbench.work.Fault.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import trailbench.engine.Model.PrivateStep;
import trailbench.engine.Model.UserBatch;
import trailbench.privacy.SecretDraws;
import trailbench.privacy.Spending;
import trailbench.sequence.Batch;
import trailbench.sequence.WindowSet;
import trailbench.work.Trouble;

/// Who takes part in each step of a private run, and with what: a function of the key and the step's number.
///
/// Each user takes part with probability q, whoever else does (Poisson sampling, which the accountant's proof is of), so a step has qU users on
/// average and not in fact. A user brings all windows, or, of more than `training.batch`, so many that are drawn anew in each step: they
/// make one gradient either way, and the bound is on that.
public final class PrivateUsers {
    private final WindowSet windows;
    private final List<int[]> users;
    private final PrivacyOptions.Noisy options;
    private final int mostWindows;
    private final long seed;
    private final double rate;
    private final double noise;
    private final SecretDraws draws;

    private PrivateUsers(WindowSet windows, List<int[]> users, PrivacyOptions.Noisy options, TrainingOptions training, SecretDraws draws) {
        this.windows = windows;
        this.users = users;
        this.options = options;
        this.mostWindows = training.batch();
        this.seed = training.seed();
        this.rate = options.users() / (double) users.size();
        this.noise = options.noise(rate, (long) steps() * training.epochs());
        this.draws = draws;
    }

    /// @throws trailbench.work.Fault.Request if there are too few users for what the options ask
    public static PrivateUsers of(WindowSet windows, PrivacyOptions.Noisy options, TrainingOptions training, SecretDraws draws) {
        List<int[]> users = windows.byOwner();
        require(!users.isEmpty(), Trouble.Kind.NOTHING_TO_TRAIN);
        require(
                options.users() <= users.size(), "training.privacy.users %s is more than the %s users there are to train on. Lower it",
                options.users(), users.size());
        require(
                options.delta() < 1.0 / users.size(),
                "training.privacy.delta %s would allow to publish one of the %s users whole. Choose one well below 1 / %s",
                options.delta(), users.size(), users.size());
        return new PrivateUsers(windows, users, options, training, draws);
    }

    /// Steps an epoch: as many as let each user take part once on average.
    public int steps() {
        return Math.ceilDiv(users.size(), options.users());
    }

    /// U
    public int count() {
        return users.size();
    }

    /// q
    public double rate() {
        return rate;
    }

    /// σ
    public double noise() {
        return noise;
    }

    /// After so many further steps.
    Spending after(Spending before, long steps) {
        return before.plus(noise, rate, steps);
    }

    RunEvent.Privacy privacy(Spending spent) {
        return new RunEvent.Privacy(epsilon(spent), options.delta());
    }

    double epsilon(Spending spent) {
        return spent.epsilon(options.delta());
    }

    /// Why the next epoch may not be begun: its steps, or what is left of them, would cost more than is allowed.
    Optional<Trouble> refusal(Spending spent, long stepsLeft) {
        double next = epsilon(after(spent, stepsLeft));
        return next <= options.limit()
                ? Optional.empty()
                : Optional.of(Trouble.said(
                        "The privacy budget is spent: ε is %.3f, %s are allowed at δ %s, and another epoch would make it %.3f",
                        epsilon(spent), options.limit(), options.delta(), next));
    }

    /// The users of a step who have something to learn from.
    public PrivateStep step(int epoch, long step) {
        boolean[] takes = draws.participants(step, users.size(), rate);
        List<UserBatch> chosen = new ArrayList<>();
        for (int user = 0; user < takes.length; user++) {
            if (takes[user]) {
                long choice = draws.choice(step, user);
                Batch batch = windows.batch(chosen(users.get(user), new SplittableRandom(choice)), seed, epoch);
                if (batch.targetCount() > 0) {
                    chosen.add(new UserBatch(batch, (int) (choice >>> 34)));
                }
            }
        }
        return new PrivateStep(chosen, options.clip(), noise, rate * users.size(), draws);
    }

    /// All of a user's windows, or the first of a shuffle.
    private int[] chosen(int[] own, RandomGenerator random) {
        if (own.length <= mostWindows) {
            return own;
        }
        int[] shuffled = own.clone();
        int[] first = new int[mostWindows];
        for (int i = 0; i < first.length; i++) {
            int other = i + random.nextInt(shuffled.length - i);
            first[i] = shuffled[other];
            shuffled[other] = shuffled[i];
        }
        return first;
    }
}
