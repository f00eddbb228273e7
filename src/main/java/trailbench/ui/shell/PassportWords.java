package trailbench.ui.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import trailbench.evaluation.Candidates;
import trailbench.evaluation.Passport;
import trailbench.sequence.Cases;
import trailbench.sequence.LeakCount;
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
                candidates(passport),
                seen(passport.seen()),
                words.text("passport.ties." + passport.ties().name().toLowerCase(Locale.ROOT)),
                passport.cases(),
                passport.dataHash(),
                passport.cold().map(this::cold).orElse(""),
                passport.privacy().map(bound -> words.text("passport.privacy", bound.line())).orElse(""),
                passport.leaks().orElse(List.of()).stream().map(leak -> words.text("passport.leak", leak(leak))).collect(Collectors.joining()));
    }

    /// How often a leak was found, in a sentence without a full stop.
    public String leak(LeakCount leak) {
        return words.text("leak." + leak.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), leak.count(), leak.of());
    }

    /// How a log was split, and what that leaves out.
    public String split(SplitFacts split) {
        return switch (split) {
            case SplitFacts.LeaveOneOut facts -> words.text(ofBaskets("split.leave-one-out", facts.baskets()))
                    + trainingOnly(facts.trainingOnly(), facts.baskets()) + told("split.trained-later", facts.trainedLater());
            case SplitFacts.Ratio facts -> words.text(
                            ofBaskets("split.ratio", facts.baskets()), quantities.percent(facts.validation()), quantities.percent(facts.test()))
                    + trainingOnly(facts.trainingOnly(), facts.baskets()) + told("split.trained-later", facts.trainedLater());
            case SplitFacts.Temporal facts -> words.text(
                            "split.temporal", quantities.utc(facts.validationAt()), quantities.utc(facts.testAt()))
                    + between(facts.baskets()) + told("split.without-history", facts.withoutHistory());
            case SplitFacts.LastDays facts -> words.text(
                            lastDays(facts), facts.days(), quantities.utc(facts.validationAt()), quantities.utc(facts.testAt()))
                    + told("split.without-history", facts.withoutHistory());
            case SplitFacts.KFold facts -> words.text(
                            ofBaskets("split.k-fold", facts.baskets()), facts.folds(), facts.fold(), Long.toString(facts.seed()),
                            facts.training(), facts.validation(), facts.test())
                    + told(ofBaskets("split.too-short", facts.baskets()), facts.tooShort()) + told("split.trained-later", facts.trainedLater());
            case SplitFacts.OfSessions facts -> words.text(
                    facts.split() instanceof SplitFacts.Given ? "split.sessions.given" : "split.sessions", ofSessions(facts.split()));
            case SplitFacts.OfBehaviours facts -> words.text("split.targets", String.join(words.text("split.targets.and"), facts.behaviours()), rule(facts.split()));
            case SplitFacts.Given facts -> words.text("split.given", String.join(", ", facts.validation()), String.join(", ", facts.test()))
                    + told("split.without-history", facts.withoutHistory());
            case SplitFacts.Rolling facts -> words.text(
                            facts.until().isPresent() ? "split.rolling.until" : "split.rolling", facts.folds(), facts.fold(),
                            quantities.utc(facts.validationAt()), quantities.utc(facts.testAt()), facts.until().map(quantities::utc).orElse(""))
                    + between(facts.baskets()) + told("split.without-history", facts.withoutHistory()) + told("split.unused", facts.unused());
        };
    }

    /// How a log was split where some behaviours alone are asked for.
    private String rule(SplitFacts split) {
        return switch (split) {
            case SplitFacts.LeaveOneOut facts -> words.text("split.leave-one-out.targets") + told("split.training-only.targets", facts.trainingOnly())
                    + told("split.trained-later", facts.trainedLater());
            case SplitFacts.Ratio facts -> words.text("split.ratio.targets", quantities.percent(facts.validation()), quantities.percent(facts.test()))
                    + told("split.training-only.targets", facts.trainingOnly()) + told("split.trained-later", facts.trainedLater());
            case SplitFacts.KFold facts -> words.text(
                            "split.k-fold.targets", facts.folds(), facts.fold(), Long.toString(facts.seed()), facts.training(), facts.validation(), facts.test())
                    + told("split.too-short.targets", facts.tooShort()) + told("split.trained-later", facts.trainedLater());
            case SplitFacts.Temporal _, SplitFacts.LastDays _, SplitFacts.Rolling _, SplitFacts.Given _, SplitFacts.OfBehaviours _, SplitFacts.OfSessions _ -> split(split);
        };
    }

    /// How a log was split of which a sequence is a session.
    private String ofSessions(SplitFacts split) {
        return switch (split) {
            case SplitFacts.LeaveOneOut facts -> words.text("split.leave-one-out.sessions") + told("split.training-only.sessions", facts.trainingOnly())
                    + told("split.trained-later", facts.trainedLater());
            case SplitFacts.Ratio facts -> words.text("split.ratio.sessions", quantities.percent(facts.validation()), quantities.percent(facts.test()))
                    + told("split.training-only.sessions", facts.trainingOnly()) + told("split.trained-later", facts.trainedLater());
            case SplitFacts.KFold facts -> words.text(
                            "split.k-fold.sessions", facts.folds(), facts.fold(), Long.toString(facts.seed()), facts.training(), facts.validation(), facts.test())
                    + told("split.too-short.sessions", facts.tooShort()) + told("split.trained-later", facts.trainedLater());
            case SplitFacts.Temporal _, SplitFacts.LastDays _, SplitFacts.Rolling _, SplitFacts.Given _, SplitFacts.OfBehaviours _,
                    SplitFacts.OfSessions _ -> split(split);
        };
    }

    /// What of the held-out cases is about items and users that training never saw; empty if nothing is.
    public String cold(Cases.Cold cold) {
        String items = told("cold.items." + cold.policy().name().toLowerCase(Locale.ROOT), cold.items());
        String users = told("cold.users", cold.users());
        if (items.isEmpty() && users.isEmpty()) {
            return "";
        }
        return items.isEmpty() || users.isEmpty() ? words.text("passport.cold", items + users) : words.text("passport.cold.both", items, users);
    }

    private static String ofBaskets(String key, boolean baskets) {
        return baskets ? key + ".baskets" : key;
    }

    private static String lastDays(SplitFacts.LastDays facts) {
        return "split.last-days." + switch (facts.whole()) {
            case SEQUENCES -> "sequences";
            case BASKETS -> facts.baskets() ? "baskets" : "events";
        };
    }

    private String trainingOnly(int users, boolean baskets) {
        return told(ofBaskets("split.training-only", baskets), users);
    }

    private String between(boolean baskets) {
        return baskets ? words.text("split.between-baskets") : "";
    }

    private String told(String key, int count) {
        return count == 0 ? "" : words.text(key, count);
    }

    private String candidates(Passport passport) {
        return switch (passport.candidates().orElse(Candidates.defaults())) {
            case Candidates.All _ -> words.text("passport.all", passport.items());
            case Candidates.Uniform drawn -> words.text("passport.sampled.uniform", drawn.count(), passport.items(), Long.toString(drawn.seed()));
            case Candidates.Popularity drawn -> words.text("passport.sampled.popularity", drawn.count(), passport.items(), Long.toString(drawn.seed()));
        };
    }

    private String seen(Passport.Seen seen) {
        if (!seen.excluded()) {
            return words.text("passport.seen.allowed");
        }
        return seen.targets() == 0 ? words.text("passport.seen.excluded") : words.text("passport.seen.excluded.targets", seen.targets());
    }
}
