package trailbench.ui.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import trailbench.experiment.FixOption;
import trailbench.log.CleaningStep;
import trailbench.log.LogRecipe;
import trailbench.sequence.Example;
import trailbench.sequence.Finding;
import trailbench.sequence.Fix;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;

/// Findings in the words of the window's language.
final class FindingWords {
    private static final int LONGEST = 120;
    /// A smaller share would read as none.
    private static final double SMALLEST = 0.001;

    private final Messages words;
    private final Quantities quantities;
    private final LogRecipe recipe;

    FindingWords(Messages words, LogRecipe recipe) {
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.recipe = recipe;
    }

    List<FindingRow> rows(List<Finding> findings) {
        return findings.stream().map(this::row).toList();
    }

    private FindingRow row(Finding finding) {
        String key = "finding." + kebab(finding.kind());
        String name = words.text(key, reason(finding.subject()));
        String unit = words.text("unit." + kebab(finding.kind().unit()), quantities.count(finding.count()), quantities.count(finding.of()),
                finding.count() > 0 && finding.share() < SMALLEST ? words.text("less", quantities.percent(SMALLEST)) : quantities.percent(finding.share()));
        return new FindingRow(finding.severity(), words.text("finding.title", name, unit), words.text(key + ".why"),
                finding.example().map(this::example).orElse(""), finding.fix().map(this::mend));
    }

    private FindingRow.Mend mend(Fix fix) {
        return new FindingRow.Mend(fix, fixWords(fix), FixOption.of(fix, recipe));
    }

    private String fixWords(Fix fix) {
        return switch (fix) {
            case Fix.DropDuplicates _ -> words.text("fix.duplicates");
            case Fix.DropRepeats _ -> words.text("fix.repeats");
            case Fix.MinimumUserEvents least -> words.text("fix.users", least.events());
            case Fix.MinimumItemEvents least -> words.text("fix.items", least.events());
            case Fix.AddStep added -> stepWords(added.step());
            case Fix.Encoding encoding -> words.text("fix.encoding", encoding.name());
        };
    }

    private String stepWords(CleaningStep step) {
        return switch (step) {
            case CleaningStep.TimeRange range when range.to().isEmpty() -> words.text("fix.from", day(range.from().orElseThrow()));
            case CleaningStep.TimeRange range when range.from().isEmpty() -> words.text("fix.to", day(range.to().orElseThrow()));
            case CleaningStep.TimeRange range -> words.text("fix.between", day(range.from().orElseThrow()), day(range.to().orElseThrow()));
            case CleaningStep.Bots _ -> words.text("fix.fast");
            case CleaningStep.Lengths lengths -> words.text("fix.long", quantities.decimal(100 * (1 - lengths.high()), 2));
            default -> step.rule();
        };
    }

    private String example(Example example) {
        return switch (example) {
            case Example.Event event -> event.time()
                    .map(time -> words.text("example.event.timed", event.user(), titled(event.item(), event.title()), quantities.utc(time)))
                    .orElseGet(() -> words.text("example.event", event.user(), titled(event.item(), event.title())));
            case Example.User user -> words.text("example.user", user.user(), user.events());
            case Example.Item item -> words.text("example.item", titled(item.item(), item.title()), item.events());
            case Example.Row row -> words.text("example.row", row.file(), row.line(), brief(row.text()));
            case Example.Days days -> words.text("example.days", day(days.from()), day(days.from().plusSeconds(86_400L * (days.days() - 1))));
        };
    }

    private String day(Instant time) {
        return quantities.day(time.toEpochMilli());
    }

    private String titled(String item, String title) {
        return item.equals(title) ? item : words.text("example.titled", item, brief(title));
    }

    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /// The bundle's words for a reason, or its own name.
    private String reason(String reason) {
        String key = "reason." + reason.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return words.knows(key) ? words.text(key) : reason;
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
