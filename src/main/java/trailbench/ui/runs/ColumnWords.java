package trailbench.ui.runs;

import java.util.List;
import java.util.Optional;
import trailbench.evaluation.Evaluation;
import trailbench.project.Verification;
import trailbench.runs.RunColumn;
import trailbench.runs.RunSummary;
import trailbench.runs.RunTable;
import trailbench.runs.RunValue;
import trailbench.runs.TestFigures;
import trailbench.ui.chart.Figures;
import trailbench.ui.fx.Messages;
import trailbench.ui.fx.Quantities;
import trailbench.ui.shell.PassportWords;

/// Columns and their cells in the user's language.
final class ColumnWords {
    private static final List<String> KINDS = List.of("best.", "last.", "at-best.", "test.");
    private static final int LETTERS_SHOWN = 60;

    private final Messages words;
    private final Quantities quantities;
    private final PassportWords passports;

    ColumnWords(Messages words) {
        this.words = words;
        this.quantities = new Quantities(words.locale());
        this.passports = new PassportWords(words.locale());
    }

    /// The head of a column: "Test NDCG@10", "Duration", "learning_rate".
    String head(String column) {
        if (words.knows("column." + column)) {
            return words.text("column." + column);
        }
        for (String kind : KINDS) {
            if (column.startsWith(kind)) {
                return words.text("column.kind." + kind.substring(0, kind.length() - 1), figure(column.substring(kind.length())));
            }
        }
        return column.substring(column.lastIndexOf('.') + 1);
    }

    private String figure(String name) {
        return words.knows("metric." + name) ? words.text("metric." + name) : Figures.metric(name);
    }

    String cell(RunTable table, RunColumn column, RunSummary run) {
        RunValue value = column.value(run);
        if (value.isAbsent()) {
            return column.isFigure() ? "–" : "";
        }
        return switch (column.name()) {
            case "state" -> words.text("state." + value.text());
            case "verified" -> words.text("verified." + value.text());
            case "baselines" -> words.text("baselines." + value.text());
            case "starred" -> words.text("answer." + value.text());
            case "epochs" -> run.journal().started().map(first -> words.text("cell.epochs", (int) value.number(), first.epochs())).orElse("–");
            default -> written(table, column, run, value);
        };
    }

    private String written(RunTable table, RunColumn column, RunSummary run, RunValue value) {
        return switch (value.kind()) {
            case TIME -> quantities.localTime(run.started());
            case DURATION -> quantities.duration((long) value.number());
            case FIGURE -> Figures.of(value.number(), words.locale()) + table.protocols().letter(column, run).map(letter -> " " + letter).orElse("");
            case TEXT, NUMBER -> firstLine(value.text());
        };
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LETTERS_SHOWN ? line : line.substring(0, LETTERS_SHOWN) + "…";
    }

    /// What is to be known of a cell beside what it shows; empty if nothing.
    String tip(RunColumn column, RunSummary run) {
        if (column.name().equals("verified")) {
            return repeatable(run);
        }
        if (column.name().equals("baselines")) {
            return run.tested().flatMap(TestFigures::bar).map(this::standing).orElse(words.text("cell.unevaluated"));
        }
        if (column.name().startsWith("test.")) {
            return run.tested()
                    .map(tested -> interval(tested, column.name().substring("test.".length())) + passports.line(tested.passport()))
                    .orElse(words.text("cell.unevaluated"));
        }
        if (column.name().startsWith("best.") || column.name().startsWith("at-best.")) {
            return run.journal().best().map(epoch -> words.text("cell.best.tip", epoch.epoch())).orElse("")
                    + column.protocol(run).map(protocol -> "\n" + protocol).orElse("");
        }
        return column.protocol(run).orElseGet(() -> column.value(run).kind() == RunValue.Kind.TEXT ? column.value(run).text() : "");
    }

    private String standing(Evaluation.Bar bar) {
        return words.text(
                bar.passed() ? "baselines.tip.beats" : "baselines.tip.not", bar.baseline(), signed(bar.lead().low()), signed(bar.lead().high()));
    }

    private String signed(double value) {
        return (value < 0 ? "−" : "+") + quantities.decimal(Math.abs(value), 4);
    }

    private String interval(TestFigures tested, String metric) {
        Evaluation.Interval ends = tested.intervals().get(metric);
        return ends == null ? "" : words.text("cell.interval", quantities.decimal(ends.low(), 4), quantities.decimal(ends.high(), 4)) + "\n";
    }

    private String repeatable(RunSummary run) {
        String mode = run.threads().map(threads -> words.text("repeatable.threads", threads)).orElse(words.text("repeatable.unknown"));
        return mode + "\n" + run.verification().map(this::verdict).orElse(words.text("repeatable.unverified"));
    }

    /// `2 threads ✓`: what repeats it, and whether that was tried. The tooltip says it in words.
    String badge(RunSummary run) {
        String threads = run.threads().map(count -> words.text("badge.threads", Integer.parseInt(count))).orElse(words.text("badge.unknown"));
        return threads + run.verification().map(done -> switch (done.verdict()) {
                    case IDENTICAL -> " ✓";
                    case WITHIN_TOLERANCE -> " ≈";
                    case DIFFERENT -> " ✗";
                })
                .orElse("");
    }

    String verdict(Verification found) {
        return switch (found.verdict()) {
            case IDENTICAL -> words.text("verified.sentence.identical", found.steps(), found.epochs());
            case WITHIN_TOLERANCE -> words.text("verified.sentence.within", Double.toString(found.tolerance()), found.firstStep().orElse(0L), found.steps());
            case DIFFERENT -> words.text("verified.sentence.different", found.firstStep().orElse(0L), Figures.of(found.greatest(), words.locale()));
        };
    }

    /// The warning above a table whose figures are not all comparable; empty where they are.
    Optional<String> warning(RunTable table) {
        return table.protocols().isMixed()
                ? Optional.of(words.text(
                        "warning.protocols", String.join(words.text("list.comma"), table.protocols().mixed().stream().map(this::head).toList()),
                        String.join(words.text("list.comma"), table.protocols().letters().values())))
                : Optional.empty();
    }
}
