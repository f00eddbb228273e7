package trailbench.runs;

import java.util.List;

/// How a table is written into a file: cells as each form wants them.
public enum TextForm {
    CSV,
    MARKDOWN,
    HTML;

    private static final String STYLE = """
            body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:78rem;padding:0 1rem;color:#1b1f24;background:#fff}
            table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:13px}
            th,td{padding:.35rem .6rem;border-bottom:1px solid #d8dee4;text-align:left;vertical-align:top}
            th{font-weight:600}td.n{text-align:right;font-variant-numeric:tabular-nums}
            tr.group td{font-weight:600;background:#f6f8fa}.muted{color:#59636e}
            .warning{border-left:4px solid #bf8700;background:#fff8c5;padding:.6rem 1rem;margin:1rem 0}.warning p{margin:.2rem 0}
            @media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,td{border-color:#30363d}tr.group td{background:#161b22}
            .muted{color:#9198a1}.warning{background:#2d2408;border-color:#d29922}}
            """;

    /// RFC 4180; a text that a spreadsheet would take for a formula stands behind an apostrophe.
    static String csv(String cell) {
        String safe = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 && Double.isNaN(RunValue.number(cell)) ? "'" + cell : cell;
        return safe.contains(",") || safe.contains("\"") || safe.contains("\n") || safe.contains("\r") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    static String csvRow(List<String> cells) {
        return String.join(",", cells.stream().map(TextForm::csv).toList()) + "\r\n";
    }

    static String markdown(String cell) {
        return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>");
    }

    static String markdownRow(List<String> cells) {
        return "| " + String.join(" | ", cells.stream().map(TextForm::markdown).toList()) + " |\n";
    }

    static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// A page that needs no other file.
    static String page(String title, String body) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + html(title)
                + "</title><style>" + STYLE + "</style></head><body>\n<h1>" + html(title) + "</h1>\n" + body + "</body></html>\n";
    }

    /// The protocols that do not agree, as a paragraph that cannot be missed; nothing where they do.
    String warning(Protocols protocols) {
        List<String> lines = protocols.lines();
        if (lines.isEmpty()) {
            return "";
        }
        return switch (this) {
            case CSV -> "";
            case MARKDOWN -> "> **" + markdown(lines.getFirst()) + "**\n" + String.join("", lines.stream().skip(1).map(line -> "> " + markdown(line) + "  \n").toList()) + "\n";
            case HTML -> "<div class=\"warning\">" + String.join("", lines.stream().map(line -> "<p>" + html(line) + "</p>").toList()) + "</div>\n";
        };
    }
}
