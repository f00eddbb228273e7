package trailbench.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// [EventFigures] as tables for the terminal or a Markdown page: one line a metric, one column for the model and for each way of counting.
final class EventTable {
    private EventTable() {}

    static String text(Passport passport, EventFigures figures) {
        StringBuilder text = new StringBuilder(protocol(passport, figures)).append("\n\n");
        aligned(lines(figures), text);
        text.append('\n').append(badge(figures)).append('\n');
        if (!figures.behaviours().isEmpty()) {
            text.append('\n');
            aligned(behaviours(figures), text);
        }
        return text.toString();
    }

    static String markdown(Passport passport, EventFigures figures) {
        StringBuilder text = new StringBuilder(protocol(passport, figures)).append("\n\n");
        table(lines(figures), text);
        text.append('\n').append(badge(figures)).append('\n');
        if (!figures.behaviours().isEmpty()) {
            text.append('\n');
            table(behaviours(figures), text);
        }
        return text.toString();
    }

    /// Under which conditions the figures were found.
    static String protocol(Passport passport, EventFigures figures) {
        String what = switch (figures.asked()) {
            case BEHAVIOUR -> "behaviour";
            case VALUE -> "value";
        };
        return String.format(
                Locale.ROOT, "test · %s · the %s of each held-out event, from the events before it · %,d events · data %s", passport.split().text(), what,
                figures.events(), passport.dataHash());
    }

    private static String badge(EventFigures figures) {
        Evaluation.Bar bar = figures.bar();
        return String.format(
                Locale.ROOT, "%s: %s, lead over %s on %s %+.4f to %+.4f (95 %%, users drawn anew).", bar.passed() ? "BEATS COUNTING" : "DOES NOT BEAT COUNTING",
                figures.model().name(), bar.baseline(), figures.metric(), bar.lead().low(), bar.lead().high());
    }

    private static List<List<String>> lines(EventFigures figures) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("", figures.lines().stream().map(EventFigures.Line::name).toList()));
        figures.model().metrics().keySet().forEach(metric -> lines.add(line(metric, figures.lines().stream().map(each -> value(each, metric)).toList())));
        return lines;
    }

    private static String value(EventFigures.Line line, String metric) {
        Double value = line.metrics().get(metric);
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static List<List<String>> behaviours(EventFigures figures) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("behaviour", "events", "recall", "precision"));
        figures.behaviours().forEach(each -> lines.add(List.of(
                each.name(), String.format(Locale.ROOT, "%,d", each.events()), String.format(Locale.ROOT, "%.4f", each.recall()),
                each.precision().map(value -> String.format(Locale.ROOT, "%.4f", value)).orElse("never said"))));
        return lines;
    }

    private static List<String> line(String head, List<String> cells) {
        List<String> line = new ArrayList<>(List.of(head));
        line.addAll(cells);
        return line;
    }

    private static void aligned(List<List<String>> lines, StringBuilder text) {
        int[] widths = new int[lines.getFirst().size()];
        lines.forEach(line -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        });
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder(("%-" + widths[0] + "s").formatted(line.getFirst()));
            for (int column = 1; column < widths.length; column++) {
                padded.append(("  %" + widths[column] + "s").formatted(line.get(column)));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
    }

    private static void table(List<List<String>> lines, StringBuilder text) {
        text.append(row(lines.getFirst())).append("|---|").append("---:|".repeat(lines.getFirst().size() - 1)).append('\n');
        lines.stream().skip(1).map(EventTable::row).forEach(text::append);
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
