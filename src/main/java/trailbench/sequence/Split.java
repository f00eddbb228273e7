package trailbench.sequence;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which events are for training, which for validation and which for the test.
public sealed interface Split {

    /// Each user's last basket (a single event where the log has none) is the test, the one before it the validation.
    ///
    /// Trains on events that lie after other users' test events: that is reported, and [Temporal] does not.
    record LeaveOneOut() implements Split {}

    /// Everything before one instant is for training, whoever did it. The default for new projects.
    ///
    /// @param validationAt first instant of validation; by default the instant with 80 % of events before it
    /// @param testAt       first instant of the test; by default the instant with 90 % of events before it
    record Temporal(Optional<Instant> validationAt, Optional<Instant> testAt) implements Split {
        public static Temporal defaults() {
            return new Temporal(Optional.empty(), Optional.empty());
        }
    }

    /// Each user's newest baskets (or events) are the test, those before them the validation, by shares of the user's own history.
    ///
    /// A share that comes to less than one basket is one basket, of the test first, as long as training keeps one: the rule of RecBole's
    /// ratio split in time order (W. X. Zhao et al., "RecBole: Towards a unified, comprehensive and efficient framework for recommendation
    /// algorithms", CIKM 2021). Trains on events later than other users' tests, as [LeaveOneOut] does.
    ///
    /// @param validation share of the validation
    /// @param test       share of the test; training has the rest
    record Ratio(double validation, double test) implements Split {
        public Ratio {
            require(0 < validation && validation < 1, "validation %s is not between 0 and 1", validation);
            require(0 < test && test < 1, "test %s is not between 0 and 1", test);
            require(validation + test < 1, "test %s and validation %s leave nothing for training", test, validation);
        }

        public static Ratio defaults() {
            return new Ratio(0.1, 0.1);
        }
    }

    /// What begins within the log's last days is the test, what begins within as many days before them the validation: the protocol of
    /// GRU4Rec (B. Hidasi et al., "Session-based recommendations with recurrent neural networks", ICLR 2016).
    ///
    /// @param days  length of the test and of the validation, counted back from the log's last event
    /// @param whole what is never cut
    record LastDays(int days, Whole whole) implements Split {
        public LastDays {
            require(days >= 1, "days %s is not at least 1", days);
        }

        public static LastDays defaults() {
            return new LastDays(1, Whole.BASKETS);
        }

        /// What lies where its first event lies.
        public enum Whole {
            /// A basket, or an event where the log has no baskets.
            BASKETS,
            /// All events of a user: for logs whose user column names anonymous sessions.
            SEQUENCES
        }
    }

    /// Users are dealt into folds: one fold is the test, the next one the validation, the others are for training (strong generalisation:
    /// B. M. Marlin, "Collaborative filtering: a machine learning perspective", University of Toronto 2004).
    ///
    /// Training sees no event of a held-out user. What is asked for is each held-out user's last basket; what comes before is the input.
    ///
    /// @param folds number of folds
    /// @param fold  which one is the test, from 1; the validation is the one after it, after the last the first
    /// @param seed  of the deal
    record KFold(int folds, int fold, long seed) implements Split {
        public KFold {
            require(folds >= 3, "folds %s is not at least 3: one for the test, one for the validation, the rest for training", folds);
            require(1 <= fold && fold <= folds, "fold %s is not between 1 and %s", fold, folds);
        }

        public static KFold defaults() {
            return new KFold(5, 1, 42);
        }
    }

    /// Temporal splits that move on through the log: training grows, the validation and the test after it keep their share of events
    /// (rolling-origin evaluation: L. J. Tashman, "Out-of-sample tests of forecasting accuracy", International Journal of Forecasting 2000).
    ///
    /// The last fold ends with the log. What comes after the test of a fold is not used in it.
    ///
    /// @param folds number of folds
    /// @param fold  which one, from 1, the earliest
    /// @param share share of the log's events in a validation and in a test
    record Rolling(int folds, int fold, double share) implements Split {
        public Rolling {
            require(folds >= 1, "folds %s is not at least 1", folds);
            require(1 <= fold && fold <= folds, "fold %s is not between 1 and %s", fold, folds);
            require(0 < share && share * (folds + 1) < 1, "share %s of %s tests and a validation leaves no event for training", share, folds);
        }

        public static Rolling defaults() {
            return new Rolling(5, 1, 0.1);
        }
    }

    /// Rows belong to the part that their file belongs to: for logs that come as files of training, validation and test.
    ///
    /// A user's events of training come first, then those of validation, then those of the test, each in the order of the log. Where that is
    /// not the order of time, the leak inspector says so.
    ///
    /// @param validation files of the validation, as `log.files` names them
    /// @param test       files of the test; all others are for training
    record Given(List<Path> validation, List<Path> test) implements Split {
        public static Given defaults() {
            return new Given(List.of(), List.of());
        }

        /// By the names of files, as in RecBole's `shop.train.inter`, `shop.valid.inter` and `shop.test.inter`.
        public static Given among(List<Path> files) {
            return new Given(named(files, "valid"), named(files, "test"));
        }

        private static List<Path> named(List<Path> files, String word) {
            return files.stream().filter(file -> String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).contains(word)).toList();
        }
    }

    static Split defaults() {
        return Temporal.defaults();
    }
}
