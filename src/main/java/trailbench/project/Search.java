package trailbench.project;

import static trailbench.work.Fault.require;

import java.util.List;
import java.util.Optional;
import trailbench.training.TrainingOptions;
import trailbench.work.Trouble;

/// Many runs of one experiment that differ in some of its fields: the contents of `searches/NAME.yaml`. Its runs have its name as a tag.
///
/// @param search     its name: letters, digits, `-`, `_`, `.`; also the file's name and the tag of its runs
/// @param method     which of the combinations are run
/// @param axes       the fields that are searched, each with what it may be
/// @param metric     figure of validation that the runs are judged by; that of early stopping, or NDCG@10, if empty
/// @param experiment what all runs have in common
public record Search(String search, Method method, List<Axis> axes, Optional<String> metric, Experiment experiment) {

    public Search {
        require(search.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*"), Trouble.Kind.SEARCH_NAME, search);
        require(!axes.isEmpty(), "axes are missing: say at least one field and what it may be");
        axes.forEach(axis -> require(
                axes.stream().filter(other -> other.field().equals(axis.field())).count() == 1, Trouble.Kind.SEARCH_TWICE, axis.field()));
    }

    /// The figure of validation that the runs are judged by.
    public String metricName() {
        return metric.or(() -> experiment.training().earlyStopping().map(TrainingOptions.EarlyStopping::metric)).orElse("ndcg@10");
    }

    /// Which combinations are run.
    public sealed interface Method {
        static Method defaults() {
            return new Grid();
        }

        /// Each value of each field with each of all others.
        record Grid() implements Method {}

        /// Each field drawn by itself (J. Bergstra and Y. Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012): evenly within a
        /// range, evenly in the logarithm, or one of some values.
        ///
        /// @param runs drawn; combinations that were drawn before are drawn again, so there are fewer only if there are no more
        /// @param seed of the draw
        record Random(int runs, long seed) implements Method {
            public Random {
                require(1 <= runs && runs <= MOST, "runs %s is not between 1 and %s", runs, MOST);
            }
        }

        /// More runs than this are a slip of the hand.
        int MOST = 1_000;
    }

    /// @param field of the experiment, by its path as `--set` takes it
    public record Axis(String field, Range range) {}

    /// What a field may be.
    public sealed interface Range {

        /// One of these, as they stand in files.
        record Values(List<String> values) implements Range {
            public Values {
                require(!values.isEmpty(), Trouble.Kind.SEARCH_NO_VALUES);
            }
        }

        /// @param steps values of it that a grid has, both ends included; a random search needs none
        record Linear(double from, double to, Optional<Integer> steps) implements Range {
            public Linear {
                check(from, to, steps);
            }
        }

        /// The same, even in the logarithm.
        record Log(double from, double to, Optional<Integer> steps) implements Range {
            public Log {
                check(from, to, steps);
                require(from > 0, Trouble.Kind.SEARCH_LOG, from);
            }
        }

        private static void check(double from, double to, Optional<Integer> steps) {
            require(Double.isFinite(from) && Double.isFinite(to) && from < to, Trouble.Kind.SEARCH_RANGE, from, to);
            steps.ifPresent(count -> require(2 <= count && count <= Method.MOST, Trouble.Kind.SEARCH_STEPS, count, Method.MOST));
        }
    }
}
