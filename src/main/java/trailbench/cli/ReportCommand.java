package trailbench.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trailbench.experiment.FixOption;
import trailbench.experiment.Prepared;
import trailbench.log.LogRecipe;
import trailbench.log.Funnel;
import trailbench.sequence.CountHistogram;
import trailbench.sequence.Example;
import trailbench.sequence.Finding;
import trailbench.sequence.LogProfile;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Says what is in a prepared log, how it lies in time, and what to mend before a model learns from it.")
final class ReportCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ExperimentArgument experiment = new ExperimentArgument();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ExperimentArgument.Chosen chosen = experiment.choose(session.projects());
        Prepared prepared = session.workbench().prepare(chosen.project(), chosen.experiment(), session.progress());
        LogProfile profile = session.workbench().profile(prepared, chosen.experiment().log(), session.progress())
                .in(Funnel.of(chosen.experiment().log(), prepared.vocabulary().behaviours()));
        if (json) {
            session.printJson(profile);
        } else {
            print(profile, chosen.experiment().log());
        }
        return 0;
    }

    private void print(LogProfile profile, LogRecipe recipe) {
        printRows(profile);
        printFindings(profile, recipe);
        printHistogram("Events per user", profile.userEvents());
        printHistogram("Events per item", profile.itemEvents());
        session.print(line("Of all events, the top 1 %% of items have %.1f %%, 10 %% have %.1f %%, 20 %% have %.1f %%; Gini coefficient %.3f.",
                100 * profile.longTail().top1(), 100 * profile.longTail().top10(), 100 * profile.longTail().top20(), profile.longTail().gini()));
        profile.timeline().ifPresent(this::printTimeline);
        profile.gaps().ifPresent(this::printGaps);
        session.print("");
        session.print(line("Repeats: %s on an item that the user had before, %s on that of the event right before.",
                share(profile.repeats().events(), profile), share(profile.repeats().consecutive(), profile)));
        profile.span().ifPresent(span -> session.print(line("Ties: %s at the time of another event of their user; %s without a basket that explains it.",
                share(profile.ties().events(), profile), share(profile.ties().unordered(), profile))));
    }

    private void printRows(LogProfile profile) {
        long rejected = profile.tally().rejected().values().stream().mapToLong(Long::longValue).sum();
        long removed = profile.tally().removed().values().stream().mapToLong(Long::longValue).sum();
        session.print(line("%,d rows read = %,d events kept + %,d rows rejected + %,d removed by rules",
                profile.tally().read(), profile.tally().kept(), rejected, removed));
        profile.tally().rejected().forEach((reason, rows) -> session.print(line("  %,12d rejected: %s", rows, reason)));
        profile.tally().removed().forEach((rule, rows) -> session.print(line("  %,12d removed: %s", rows, rule)));
        LogProfile.Counts counts = profile.counts();
        session.print(line("%,d users, %,d items, %,d events", counts.users(), counts.items(), counts.events()));
        if (counts.behaviours().size() > 1) {
            session.print(counts.behaviours().entrySet().stream()
                    .map(entry -> line("%,d %s", entry.getValue(), entry.getKey())).collect(Collectors.joining(", ", "Behaviours: ", "")));
        }
        profile.span().ifPresent(span -> session.print(line("%s to %s, %,d days of which %,d have events",
                day(span.bulkFirst()), day(span.bulkLast()), span.days(), span.daysWithEvents())));
    }

    private void printFindings(LogProfile profile, LogRecipe recipe) {
        session.print("");
        session.print(profile.findings().isEmpty() ? "Nothing was found that needs a word." : "Findings");
        for (Finding finding : profile.findings()) {
            session.print(line("  %-8s %s", finding.severity().name().toLowerCase(Locale.ROOT), finding.sentence()));
            finding.example().ifPresent(example -> session.print("           For example " + words(example)));
            finding.fix().ifPresent(fix -> session.print("           To mend it: " + FixOption.of(fix, recipe)));
        }
    }

    private static String words(Example example) {
        return switch (example) {
            case Example.Event event -> line("user %s, item %s%s%s", event.user(), event.item(), titled(event.item(), event.title()),
                    event.time().map(time -> ", " + time).orElse(""));
            case Example.User user -> line("user %s with %,d events", user.user(), user.events());
            case Example.Item item -> line("item %s%s with %,d events", item.item(), titled(item.item(), item.title()), item.events());
            case Example.Row row -> line("%s line %,d: %s", row.file(), row.line(), row.text());
            case Example.Days days -> line("%,d days from %s", days.days(), day(days.from()));
        };
    }

    private static String titled(String item, String title) {
        return item.equals(title) ? "" : " (" + title + ")";
    }

    private void printHistogram(String title, CountHistogram histogram) {
        session.print("");
        session.print(line("%s: median %,d, 90 %% have at most %,d, 99 %% at most %,d, the most is %,d",
                title, histogram.median(), histogram.p90(), histogram.p99(), histogram.most()));
        TextBars bars = new TextBars();
        histogram.bins().forEach(bin -> bars.bar(bin.from() == bin.to() ? line("%,d", bin.from()) : line("%,d–%,d", bin.from(), bin.to()), bin.count(), ""));
        session.print(bars.toString());
    }

    private void printTimeline(LogProfile.Timeline timeline) {
        session.print("");
        session.print("Events per " + timeline.step().name().toLowerCase(Locale.ROOT) + ", and the share of them on items first seen that day");
        TextBars bars = new TextBars();
        for (LogProfile.Timeline.Bin bin : timeline.bins()) {
            String start = bin.start().toString();
            bars.bar(timeline.step() == LogProfile.Step.HOUR ? start.substring(0, 13).replace('T', ' ') + " h" : start.substring(0, 10), bin.total(),
                    bin.total() == 0 ? "" : line("%5.1f %% new%s", 100.0 * bin.cold() / bin.total(), behaviours(timeline.behaviours(), bin)));
        }
        session.print(bars.toString());
    }

    private static String behaviours(List<String> names, LogProfile.Timeline.Bin bin) {
        StringBuilder text = new StringBuilder();
        for (int behaviour = 0; behaviour < names.size() && names.size() > 1; behaviour++) {
            text.append(behaviour == 0 ? "  " : ", ").append(line("%,d %s", bin.events().get(behaviour), names.get(behaviour)));
        }
        return text.toString();
    }

    private void printGaps(LogProfile.Gaps gaps) {
        session.print("");
        session.print(line("Time between a user's events: median %s, 90 %% within %s, 99 %% within %s",
                length(gaps.medianSeconds()), length(gaps.p90Seconds()), length(gaps.p99Seconds())));
        TextBars bars = new TextBars();
        int filled = gaps.bins().size();
        while (filled > 0 && gaps.bins().get(filled - 1).count() == 0) {
            filled--;
        }
        for (LogProfile.Gaps.Bin bin : gaps.bins().subList(0, filled)) {
            bars.bar("from " + length(bin.fromSeconds()), bin.count(), "");
        }
        session.print(bars.toString());
        if (!gaps.silences().isEmpty()) {
            session.print(gaps.silences().stream().map(silence -> line("%,d from %s", silence.days(), day(silence.from())))
                    .collect(Collectors.joining("; ", "Longest stretches without any event, in days: ", "")));
        }
    }

    private static String length(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return amount(seconds / 60.0, "min");
        }
        return seconds < 86_400 ? amount(seconds / 3_600.0, "h") : amount(seconds / 86_400.0, "d");
    }

    /// One digit behind the point, unless it is nought.
    private static String amount(double number, String unit) {
        return line("%,.1f", number).replaceFirst("\\.0$", "") + " " + unit;
    }

    private static String share(long events, LogProfile profile) {
        return line("%,d events (%.1f %%)", events, 100.0 * events / Math.max(1, profile.counts().events()));
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
