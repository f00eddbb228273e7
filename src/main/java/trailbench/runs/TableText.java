package trailbench.runs;

import java.util.ArrayList;
import java.util.List;

/// Writes a [RunTable] as CSV (full precision), Markdown or a page of HTML.
///
/// Where a column has figures of several protocols, CSV gets a column beside it that holds each figure's protocol; the others give every
/// figure its letter, with the warning above.
public final class TableText {
    private TableText() {}

    public static String of(RunTable table, TextForm form, String title) {
        return switch (form) {
            case CSV -> csv(table);
            case MARKDOWN -> "# " + TextForm.markdown(title) + "\n\n" + form.warning(table.protocols()) + markdown(table);
            case HTML -> TextForm.page(title, "<p class=\"muted\">" + table.runs() + " of " + table.all() + " runs</p>\n" + form.warning(table.protocols()) + html(table));
        };
    }

    /// A figure with its letter: `0.1214 (A)`.
    public static String cell(RunTable table, RunColumn column, RunSummary run) {
        RunValue value = column.value(run);
        return value.shown() + table.protocols().letter(column, run).map(letter -> " (" + letter + ")").orElse("");
    }

    private static String csv(RunTable table) {
        List<String> header = new ArrayList<>(List.of("run"));
        for (RunColumn column : table.columns()) {
            header.add(column.name());
            if (table.protocols().mixed().contains(column.name())) {
                header.add(column.name() + " protocol (NOT COMPARABLE across protocols)");
            }
        }
        StringBuilder text = new StringBuilder(TextForm.csvRow(header));
        for (RunTable.Line line : table.lines()) {
            line.run().ifPresent(run -> {
                List<String> cells = new ArrayList<>(List.of(run.id()));
                for (RunColumn column : table.columns()) {
                    cells.add(column.value(run).text());
                    if (table.protocols().mixed().contains(column.name())) {
                        cells.add(column.protocol(run).orElse(""));
                    }
                }
                text.append(TextForm.csvRow(cells));
            });
        }
        return text.toString();
    }

    private static String markdown(RunTable table) {
        List<String> names = new ArrayList<>(List.of("run"));
        table.columns().forEach(column -> names.add(column.name()));
        StringBuilder text = new StringBuilder(TextForm.markdownRow(names));
        text.append("|---|");
        table.columns().forEach(column -> text.append(column.isFigure() ? "---:|" : "---|"));
        text.append('\n');
        for (RunTable.Line line : table.lines()) {
            List<String> cells = new ArrayList<>(List.of(name(line, "&nbsp;&nbsp;")));
            table.columns().forEach(column -> cells.add(line.run().map(run -> cell(table, column, run)).orElse("")));
            text.append(TextForm.markdownRow(cells));
        }
        return text.toString();
    }

    private static String html(RunTable table) {
        StringBuilder text = new StringBuilder("<table><thead><tr><th>run</th>");
        table.columns().forEach(column -> text.append("<th>").append(TextForm.html(column.name())).append("</th>"));
        text.append("</tr></thead><tbody>\n");
        for (RunTable.Line line : table.lines()) {
            text.append(line.run().isEmpty() ? "<tr class=\"group\"><td>" : "<tr><td>");
            text.append("&emsp;".repeat(line.depth())).append(TextForm.html(name(line, ""))).append("</td>");
            for (RunColumn column : table.columns()) {
                boolean number = column.isFigure() || line.run().filter(run -> !Double.isNaN(column.value(run).number())).isPresent();
                text.append(number ? "<td class=\"n\">" : "<td>");
                text.append(TextForm.html(line.run().map(run -> cell(table, column, run)).orElse(""))).append("</td>");
            }
            text.append("</tr>\n");
        }
        return text.append("</tbody></table>\n").toString();
    }

    private static String name(RunTable.Line line, String indent) {
        return indent.repeat(line.depth())
                + line.run().map(run -> (run.marks().starred() ? "★ " : "") + run.id()).orElseGet(() -> group(line));
    }

    private static String group(RunTable.Line line) {
        return (line.title().isEmpty() ? "(none)" : line.title()) + " (" + line.count() + ")";
    }
}
