package trailbench.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The part of Markdown that the help is written in: headings, paragraphs, lists of one level, fenced code and tables; within them strong words,
/// code and links.
final class Markdown {
    private static final Pattern HEADING = Pattern.compile("(#{1,3}) (.+)");
    private static final Pattern ITEM = Pattern.compile("(-|\\d+\\.) (.+)");
    private static final Pattern SPAN = Pattern.compile("\\*\\*(.+?)\\*\\*|`([^`]+)`|\\[([^\\]]+)]\\(([^)]+)\\)");
    private static final String FENCE = "```";

    private final List<Block> blocks = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private String marker = "";

    private Markdown() {}

    sealed interface Block {}

    /// @param level from 1, the page's title
    record Heading(int level, List<Span> text) implements Block {}

    record Paragraph(List<Span> text) implements Block {}

    /// @param marker "•" or a number with its dot
    record Item(String marker, List<Span> text) implements Block {}

    record Code(String text) implements Block {}

    /// @param rows the first is the head
    record Table(List<List<List<Span>>> rows) implements Block {}

    enum Style {
        PLAIN,
        STRONG,
        CODE,
        LINK
    }

    /// @param target of a link, else empty
    record Span(String text, Style style, String target) {}

    static List<Block> read(String text) {
        Markdown reading = new Markdown();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FENCE)) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith(FENCE)) {
                    end++;
                }
                reading.close();
                reading.blocks.add(new Code(String.join("\n", lines.subList(i + 1, end))));
                i = end;
            } else if (line.startsWith("|")) {
                int end = i;
                while (end < lines.size() && lines.get(end).startsWith("|")) {
                    end++;
                }
                reading.close();
                reading.blocks.add(table(lines.subList(i, end)));
                i = end - 1;
            } else {
                reading.line(line);
            }
        }
        reading.close();
        return List.copyOf(reading.blocks);
    }

    /// The words of spans, without their looks.
    static String words(List<Span> spans) {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    private void line(String line) {
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (heading.matches()) {
            close();
            blocks.add(new Heading(heading.group(1).length(), spans(heading.group(2))));
        } else if (item.matches()) {
            close();
            marker = item.group(1).equals("-") ? "•" : item.group(1);
            open.add(item.group(2));
        } else if (line.isBlank()) {
            close();
        } else {
            open.add(line.strip());
        }
    }

    /// Ends the paragraph or the item whose lines were read.
    private void close() {
        if (!open.isEmpty()) {
            List<Span> text = spans(joined(open));
            blocks.add(marker.isEmpty() ? new Paragraph(text) : new Item(marker, text));
        }
        open.clear();
        marker = "";
    }

    /// Lines become one; between Chinese characters a line's end is no space.
    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder(lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            boolean latin = text.charAt(text.length() - 1) < 0x2E80 || line.charAt(0) < 0x2E80;
            text.append(latin ? " " : "").append(line);
        }
        return text.toString();
    }

    private static Table table(List<String> lines) {
        return new Table(lines.stream().filter(line -> !line.matches("[|\\s:-]+"))
                .map(line -> Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|")).map(cell -> spans(cell.strip())).toList())
                .toList());
    }

    static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher found = SPAN.matcher(text);
        int at = 0;
        while (found.find()) {
            plain(text.substring(at, found.start()), spans);
            if (found.group(1) != null) {
                spans.add(new Span(found.group(1), Style.STRONG, ""));
            } else if (found.group(2) != null) {
                spans.add(new Span(found.group(2), Style.CODE, ""));
            } else {
                spans.add(new Span(found.group(3), Style.LINK, found.group(4)));
            }
            at = found.end();
        }
        plain(text.substring(at), spans);
        return List.copyOf(spans);
    }

    private static void plain(String text, List<Span> spans) {
        if (!text.isEmpty()) {
            spans.add(new Span(text, Style.PLAIN, ""));
        }
    }
}
