package trailbench.ui.shell;

import java.util.Locale;
import trailbench.evaluation.Passport;
import trailbench.sequence.SplitFacts;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// The protocol behind figures, in the language of the window. Tables that are copied out carry [Passport#line], which is English always.
public final class PassportWords {
    private final Messages words;
    private final Quantities quantities;

    public PassportWords(Locale locale) {
        this.words = Messages.of(PassportWords.class, locale);
        this.quantities = new Quantities(locale);
    }

    /// `Test · leave-one-out: … · all 1,682 items · seen items excluded · ties at their expected rank · 943 cases · data 9f3c01`.
    public String line(Passport passport) {
        return words.text(
                "passport",
                words.text("passport.part." + passport.part().name().toLowerCase(Locale.ROOT)),
                split(passport.split()),
                passport.items(),
                seen(passport.seen()),
                words.text("passport.ties." + passport.ties().name().toLowerCase(Locale.ROOT)),
                passport.cases(),
                passport.dataHash());
    }

    /// How a log was split, and what that leaves out.
    public String split(SplitFacts split) {
        return switch (split) {
            case SplitFacts.LeaveOneOut facts -> words.text(facts.baskets() ? "split.leave-one-out.baskets" : "split.leave-one-out")
                    + (facts.trainingOnly() == 0
                            ? ""
                            : words.text(facts.baskets() ? "split.training-only.baskets" : "split.training-only", facts.trainingOnly()))
                    + (facts.trainedLater() == 0 ? "" : words.text("split.trained-later", facts.trainedLater()));
            case SplitFacts.Temporal facts -> words.text(
                            "split.temporal", quantities.utc(facts.validationAt()), quantities.utc(facts.testAt()))
                    + (facts.baskets() ? words.text("split.between-baskets") : "")
                    + (facts.withoutHistory() == 0 ? "" : words.text("split.without-history", facts.withoutHistory()));
        };
    }

    private String seen(Passport.Seen seen) {
        if (!seen.excluded()) {
            return words.text("passport.seen.allowed");
        }
        return seen.targets() == 0 ? words.text("passport.seen.excluded") : words.text("passport.seen.excluded.targets", seen.targets());
    }
}
