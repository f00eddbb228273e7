package trailbench.ui.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.Evaluation;
import trailbench.evaluation.EvaluationOptions;
import trailbench.evaluation.Passport;
import trailbench.evaluation.Ties;
import trailbench.sequence.Cases;
import trailbench.sequence.ColdItems;

/// How the next evaluation ranks: at first as the figures on screen were made.
///
/// @param own    as the run's experiment says
/// @param made   as the figures on screen were made; of a run without figures, `own`
/// @param chosen as the next evaluation will
public record Protocol(EvaluationOptions own, EvaluationOptions made, EvaluationOptions chosen) {

    /// What an evaluation does not tell, since older programs did not keep it, is as the experiment says.
    static Protocol of(EvaluationOptions own, Optional<Evaluation> shown) {
        EvaluationOptions made = shown.map(evaluation -> made(own, evaluation)).orElse(own);
        return new Protocol(own, made, made);
    }

    private static EvaluationOptions made(EvaluationOptions own, Evaluation evaluation) {
        Passport passport = evaluation.passport();
        List<Integer> cutOffs = FigureTable.cutOffs(evaluation);
        return new EvaluationOptions(
                cutOffs.isEmpty() ? own.at() : cutOffs, passport.seen().excluded(), passport.cold().map(Cases.Cold::policy).orElse(own.coldItems()),
                passport.candidates().orElse(Candidates.defaults()), passport.ties());
    }

    /// All items, and each kind of draw: with the usual count and seed, and with those of the experiment and of the figures on screen.
    List<Candidates> candidates() {
        List<Candidates> kinds = List.of(new Candidates.All(), Candidates.Uniform.defaults(), Candidates.Popularity.defaults());
        return kinds.stream()
                .flatMap(kind -> Stream.of(kind, own.candidates(), made.candidates()).filter(each -> each.getClass() == kind.getClass()))
                .distinct()
                .toList();
    }

    /// The usual cut-offs, those of the experiment and those of the figures on screen.
    List<List<Integer>> cutOffs() {
        return Stream.of(EvaluationOptions.defaults().at(), own.at(), made.at()).distinct().toList();
    }

    Protocol among(Candidates candidates) {
        return next(new EvaluationOptions(chosen.at(), chosen.excludeSeen(), chosen.coldItems(), candidates, chosen.ties()));
    }

    Protocol at(List<Integer> cutOffs) {
        return next(new EvaluationOptions(cutOffs, chosen.excludeSeen(), chosen.coldItems(), chosen.candidates(), chosen.ties()));
    }

    Protocol by(Ties ties) {
        return next(new EvaluationOptions(chosen.at(), chosen.excludeSeen(), chosen.coldItems(), chosen.candidates(), ties));
    }

    Protocol seen(boolean excluded) {
        return next(new EvaluationOptions(chosen.at(), excluded, chosen.coldItems(), chosen.candidates(), chosen.ties()));
    }

    Protocol cold(ColdItems items) {
        return next(chosen.with(items));
    }

    private Protocol next(EvaluationOptions options) {
        return new Protocol(own, made, options);
    }
}
