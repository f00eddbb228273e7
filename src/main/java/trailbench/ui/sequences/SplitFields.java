package trailbench.ui.sequences;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import trailbench.evaluation.EvaluationOptions;
import trailbench.project.Experiment;
import trailbench.sequence.ColdItems;
import trailbench.sequence.Split;
import trailbench.ui.shell.DraftFields;
import trailbench.ui.shell.ExperimentEdits;

/// The draft's split, one property a value. A value of a kind that is not the draft's shows that kind's default.
final class SplitFields {
    enum Kind {
        TEMPORAL(Split.Temporal.defaults()),
        LEAVE_ONE_OUT(new Split.LeaveOneOut()),
        RATIO(Split.Ratio.defaults()),
        LAST_DAYS(Split.LastDays.defaults()),
        ROLLING(Split.Rolling.defaults()),
        K_FOLD(Split.KFold.defaults()),
        GIVEN(Split.Given.defaults());

        private final Split standard;

        Kind(Split standard) {
            this.standard = standard;
        }

        static Kind of(Split split) {
            return switch (split) {
                case Split.Temporal _ -> TEMPORAL;
                case Split.LeaveOneOut _ -> LEAVE_ONE_OUT;
                case Split.Ratio _ -> RATIO;
                case Split.LastDays _ -> LAST_DAYS;
                case Split.Rolling _ -> ROLLING;
                case Split.KFold _ -> K_FOLD;
                case Split.Given _ -> GIVEN;
            };
        }

        /// The split of this kind that a user begins with.
        Split split(Experiment experiment) {
            return this == GIVEN ? Split.Given.among(experiment.log().files()) : standard;
        }

        /// The key of its words.
        String key() {
            return "split." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final DraftFields fields;
    final ObjectProperty<Kind> kind;
    final ObjectProperty<Optional<Instant>> validationAt;
    final ObjectProperty<Optional<Instant>> testAt;
    final ObjectProperty<Number> validationShare;
    final ObjectProperty<Number> testShare;
    final ObjectProperty<Number> days;
    final ObjectProperty<Split.LastDays.Whole> whole;
    final ObjectProperty<Number> rollingFolds;
    final ObjectProperty<Number> rollingFold;
    final ObjectProperty<Number> rollingShare;
    final ObjectProperty<Number> userFolds;
    final ObjectProperty<Number> userFold;
    final ObjectProperty<Number> seed;
    final ObjectProperty<String> validationFiles;
    final ObjectProperty<String> testFiles;
    final ObjectProperty<ColdItems> coldItems;

    SplitFields(DraftFields fields) {
        this.fields = fields;
        kind = fields.field(Kind.TEMPORAL, e -> Kind.of(e.split()), (e, v) -> ExperimentEdits.withSplit(e, v.split(e)));
        Split.Temporal temporal = Split.Temporal.defaults();
        validationAt = field(temporal, Split.Temporal::validationAt, (s, v) -> new Split.Temporal(v, s.testAt()));
        testAt = field(temporal, Split.Temporal::testAt, (s, v) -> new Split.Temporal(s.validationAt(), v));
        Split.Ratio ratio = Split.Ratio.defaults();
        validationShare = field(ratio, Split.Ratio::validation, (s, v) -> new Split.Ratio(v.doubleValue(), s.test()));
        testShare = field(ratio, Split.Ratio::test, (s, v) -> new Split.Ratio(s.validation(), v.doubleValue()));
        Split.LastDays lastDays = Split.LastDays.defaults();
        days = field(lastDays, Split.LastDays::days, (s, v) -> new Split.LastDays(v.intValue(), s.whole()));
        whole = field(lastDays, Split.LastDays::whole, (s, v) -> new Split.LastDays(s.days(), v));
        Split.Rolling rolling = Split.Rolling.defaults();
        rollingFolds = field(rolling, Split.Rolling::folds,
                (s, v) -> new Split.Rolling(v.intValue(), Math.min(s.fold(), v.intValue()), s.share()));
        rollingFold = field(rolling, Split.Rolling::fold, (s, v) -> new Split.Rolling(s.folds(), v.intValue(), s.share()));
        rollingShare = field(rolling, Split.Rolling::share, (s, v) -> new Split.Rolling(s.folds(), s.fold(), v.doubleValue()));
        Split.KFold kFold = Split.KFold.defaults();
        userFolds = field(kFold, Split.KFold::folds, (s, v) -> new Split.KFold(v.intValue(), Math.min(s.fold(), v.intValue()), s.seed()));
        userFold = field(kFold, Split.KFold::fold, (s, v) -> new Split.KFold(s.folds(), v.intValue(), s.seed()));
        seed = field(kFold, Split.KFold::seed, (s, v) -> new Split.KFold(s.folds(), s.fold(), v.longValue()));
        Split.Given given = Split.Given.defaults();
        validationFiles = field(given, s -> joined(s.validation()), (s, v) -> new Split.Given(cut(v), s.test()));
        testFiles = field(given, s -> joined(s.test()), (s, v) -> new Split.Given(s.validation(), cut(v)));
        coldItems = fields.field(EvaluationOptions.defaults().coldItems(), e -> e.evaluation().coldItems(),
                (e, v) -> ExperimentEdits.withEvaluation(e, e.evaluation().with(v)));
    }

    private static String joined(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static List<Path> cut(String names) {
        return Stream.of(names.split(",")).map(String::strip).filter(name -> !name.isEmpty()).map(Path::of).toList();
    }

    /// @param standard what stands in where the draft's split is of another kind
    private <S extends Split, T> ObjectProperty<T> field(S standard, Function<S, ? extends T> get, BiFunction<S, T, Split> set) {
        Function<Experiment, S> split = e -> {
            @SuppressWarnings("unchecked") // a record class has no subclass
            S own = standard.getClass().isInstance(e.split()) ? (S) e.split() : standard;
            return own;
        };
        return fields.field(get.apply(standard), e -> get.apply(split.apply(e)), (e, v) -> ExperimentEdits.withSplit(e, set.apply(split.apply(e), v)));
    }
}
