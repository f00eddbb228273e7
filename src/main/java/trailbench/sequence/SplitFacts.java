package trailbench.sequence;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a log was split, with what the split leaves out: the part of a protocol that readers of a figure must know.
public sealed interface SplitFacts {
    /// One English sentence without a full stop.
    String text();

    /// Of a log whose rows say who comes after whom within a user alone: nothing is known of before and after between users.
    default SplitFacts withoutTimes() {
        return switch (this) {
            case LeaveOneOut facts -> new LeaveOneOut(facts.baskets, facts.trainingOnly, 0);
            case Ratio facts -> new Ratio(facts.validation, facts.test, facts.baskets, facts.trainingOnly, 0);
            case KFold facts -> new KFold(
                    facts.folds, facts.fold, facts.seed, facts.training, facts.validation, facts.test, facts.baskets, facts.tooShort, 0);
            case OfBehaviours facts -> new OfBehaviours(facts.behaviours, facts.split.withoutTimes());
            case OfSessions facts -> new OfSessions(facts.split.withoutTimes());
            case Temporal _, LastDays _, Rolling _, Given _ -> this;
        };
    }

    /// @param baskets      true if the log has baskets of more than one event, which are never cut
    /// @param trainingOnly users with fewer than three events (or baskets), of whom nothing is held out
    /// @param trainedLater training events that are later than another user's test event: a model may learn from them what was not known yet;
    ///                     0 where the log has no times
    record LeaveOneOut(boolean baskets, int trainingOnly, int trainedLater) implements SplitFacts {
        /// No training event is later than a test.
        public LeaveOneOut(boolean baskets, int trainingOnly) {
            this(baskets, trainingOnly, 0);
        }

        /// For evaluations of before, which did not count later training events.
        public static LeaveOneOut defaults() {
            return new LeaveOneOut(false, 0);
        }

        @Override
        public String text() {
            String noun = noun(baskets);
            return rule(noun) + trainOnly(trainingOnly, noun) + later(trainedLater);
        }

        private static String rule(String noun) {
            return String.format(Locale.ROOT, "leave-one-out: each user's last %s is the test, the one before it the validation", noun);
        }
    }

    /// @param validation   share of the validation
    /// @param test         share of the test
    /// @param baskets      as in [LeaveOneOut]
    /// @param trainingOnly users with too few events (or baskets), of whom nothing is held out
    /// @param trainedLater as in [LeaveOneOut]
    record Ratio(double validation, double test, boolean baskets, int trainingOnly, int trainedLater) implements SplitFacts {
        @Override
        public String text() {
            String noun = noun(baskets);
            return rule(noun) + trainOnly(trainingOnly, noun) + later(trainedLater);
        }

        private String rule(String noun) {
            return String.format(
                    Locale.ROOT, "ratio: of each user's %ss the last %s %% are the test, the %s %% before them the validation", noun, percent(test), percent(validation));
        }
    }

    /// @param validationAt   first instant of validation
    /// @param testAt         first instant of the test
    /// @param baskets        true if the log has baskets of more than one event, which are never cut
    /// @param withoutHistory held-out events that give no case, since nothing comes before their basket
    record Temporal(Instant validationAt, Instant testAt, boolean baskets, int withoutHistory) implements SplitFacts {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "temporal: validation from %s, test from %s, for all users", second(validationAt), second(testAt))
                    + between(baskets) + without(withoutHistory);
        }
    }

    /// @param days           length of the validation and of the test
    /// @param whole          what is never cut
    /// @param validationAt   first instant of validation
    /// @param testAt         first instant of the test
    /// @param baskets        as in [Temporal]
    /// @param withoutHistory as in [Temporal]
    record LastDays(int days, Split.LastDays.Whole whole, Instant validationAt, Instant testAt, boolean baskets, int withoutHistory)
            implements SplitFacts {
        @Override
        public String text() {
            String what = whole == Split.LastDays.Whole.SEQUENCES ? "sequences" : noun(baskets) + "s";
            return String.format(
                            Locale.ROOT, "last days: %s that begin from %s on are the test (%,d days), those from %s on the validation",
                            what, second(testAt), days, second(validationAt))
                    + without(withoutHistory);
        }
    }

    /// @param folds        number of folds
    /// @param fold         which one is the test
    /// @param seed         of the deal
    /// @param training     users for training
    /// @param validation   users held out for validation
    /// @param test         users held out for the test
    /// @param baskets      true if the log has baskets of more than one event, which are never cut
    /// @param tooShort     users held out with one event (or basket) alone, who give no case
    /// @param trainedLater as in [LeaveOneOut]
    record KFold(int folds, int fold, long seed, int training, int validation, int test, boolean baskets, int tooShort, int trainedLater)
            implements SplitFacts {
        @Override
        public String text() {
            String noun = noun(baskets);
            return rule(noun)
                    + (tooShort == 0 ? "" : String.format(Locale.ROOT, "; %,d held-out users with fewer than 2 %ss give no case", tooShort, noun))
                    + later(trainedLater);
        }

        private String rule(String noun) {
            return String.format(
                    Locale.ROOT,
                    "k-fold over users: fold %,d of %,d (seed %d), %,d users train, the last %s of %,d others is the validation, of %,d others the test",
                    fold, folds, seed, training, noun, validation, test);
        }
    }

    /// @param folds          number of folds
    /// @param fold           which one this is
    /// @param validationAt   first instant of validation
    /// @param testAt         first instant of the test
    /// @param until          first instant after the test; empty if the test lasts until the log ends
    /// @param baskets        as in [Temporal]
    /// @param withoutHistory as in [Temporal]
    /// @param unused         events after the test
    record Rolling(
            int folds, int fold, Instant validationAt, Instant testAt, Optional<Instant> until, boolean baskets, int withoutHistory, int unused)
            implements SplitFacts {
        @Override
        public String text() {
            return String.format(
                            Locale.ROOT, "rolling: fold %,d of %,d, validation from %s, test from %s%s, for all users",
                            fold, folds, second(validationAt), second(testAt), until.map(end -> " until " + second(end)).orElse(""))
                    + between(baskets) + without(withoutHistory)
                    + (unused == 0 ? "" : String.format(Locale.ROOT, "; %,d later events are not used", unused));
        }
    }

    /// @param validation     names of the files of the validation
    /// @param test           names of the files of the test
    /// @param withoutHistory as in [Temporal]
    record Given(List<String> validation, List<String> test, int withoutHistory) implements SplitFacts {
        @Override
        public String text() {
            return "given: the validation is " + String.join(", ", validation) + ", the test " + String.join(", ", test) + ", as the log's files are"
                    + without(withoutHistory);
        }
    }

    /// Where only events of some behaviours are asked for. Histories hold all behaviours.
    ///
    /// @param behaviours that are asked for
    /// @param split      how the log was split: what it says of events or baskets that are held out is said of those with a target, and users who
    ///                   have too few have too few of those
    record OfBehaviours(List<String> behaviours, SplitFacts split) implements SplitFacts {
        @Override
        public String text() {
            String rule = switch (split) {
                case LeaveOneOut facts -> LeaveOneOut.rule("target " + noun(facts.baskets))
                        + told("; %,d users with too few targets train only", facts.trainingOnly) + later(facts.trainedLater);
                case Ratio facts -> facts.rule("target " + noun(facts.baskets))
                        + told("; %,d users with too few targets train only", facts.trainingOnly) + later(facts.trainedLater);
                case KFold facts -> facts.rule("target " + noun(facts.baskets))
                        + told("; %,d held-out users with no target after their first event give no case", facts.tooShort) + later(facts.trainedLater);
                case Temporal _, LastDays _, Rolling _, Given _, OfBehaviours _, OfSessions _ -> split.text();
            };
            return "targets: " + String.join(", ", behaviours) + " · " + rule;
        }
    }

    /// Where sequences are sessions, which lie in one part as a whole, unless the log's files say otherwise.
    ///
    /// @param split how the log was split: what it says of events that are held out is said of sessions
    record OfSessions(SplitFacts split) implements SplitFacts {
        @Override
        public String text() {
            String rule = switch (split) {
                case LeaveOneOut facts -> LeaveOneOut.rule("session") + told("; %,d users with too few sessions train only", facts.trainingOnly)
                        + later(facts.trainedLater);
                case Ratio facts -> facts.rule("session") + told("; %,d users with too few sessions train only", facts.trainingOnly)
                        + later(facts.trainedLater);
                case KFold facts -> String.format(
                                Locale.ROOT,
                                "k-fold over users: fold %,d of %,d (seed %d), %,d users train, the sessions of %,d others are the validation, of %,d others the test",
                                facts.fold, facts.folds, facts.seed, facts.training, facts.validation, facts.test)
                        + told("; %,d held-out users with nothing to ask for give no case", facts.tooShort) + later(facts.trainedLater);
                case Temporal _, LastDays _, Rolling _, Given _, OfBehaviours _, OfSessions _ -> split.text();
            };
            return (split instanceof Given ? "sessions · " : "whole sessions · ") + rule;
        }
    }

    private static String noun(boolean baskets) {
        return baskets ? "basket" : "event";
    }

    private static String percent(double share) {
        return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(share * 100);
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String told(String sentence, int count) {
        return count == 0 ? "" : String.format(Locale.ROOT, sentence, count);
    }

    private static String trainOnly(int users, String noun) {
        return told("; %,d users with fewer than 3 " + noun + "s train only", users);
    }

    private static String later(int events) {
        return told("; %,d training events are later than another user's test", events);
    }

    private static String between(boolean baskets) {
        return baskets ? ", cut between baskets" : "";
    }

    private static String without(int events) {
        return told("; %,d held-out events have no history and are no cases", events);
    }
}
