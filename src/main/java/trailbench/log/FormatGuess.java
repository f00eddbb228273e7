package trailbench.log;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trailbench.table.DelimitedFile;
import trailbench.work.Fault;

/// Encoding, delimiter and header, told from a file's first bytes.
///
/// The delimiter is the one that cuts the most lines into the same number of columns, two or more. The first row is a header if it
/// names a role ("user_id"), or holds words over a column of numbers.
///
/// @param clues why, by `delimiter`, `header`, `encoding`
record FormatGuess(LogRecipe.Format format, Map<String, Clue> clues) {
    private static final int HEAD_BYTES = 1 << 20;
    private static final int LINES = 200;
    /// In the order of preference where two cut equally well.
    private static final String DELIMITERS = "\t,;| ";

    static FormatGuess of(Path file) {
        byte[] head = DelimitedFile.head(file, HEAD_BYTES);
        Charset encoding = encoding(head);
        List<String> lines = lines(head, encoding);
        Fault.require(!lines.isEmpty(), "%s is empty. Choose a file with one event a line.", file);
        char delimiter = delimiter(file, lines);
        boolean header = header(lines, delimiter);
        String name = switch (delimiter) {
            case '\t' -> "tab";
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '|' -> "pipe";
            default -> "space";
        };
        int columns = fields(lines.getFirst(), delimiter).size();
        Map<String, Clue> clues = Map.of(
                "delimiter", new Clue.Delimiter(name, columns),
                "header", new Clue.Header(header),
                "encoding", new Clue.Encoding(encoding.name(), encoding.equals(StandardCharsets.ISO_8859_1)));
        return new FormatGuess(new LogRecipe.Format(name, header, encoding.name()), clues);
    }

    private static Charset encoding(byte[] head) {
        boolean utf16 = head.length >= 2 && (head[0] == (byte) 0xff && head[1] == (byte) 0xfe || head[0] == (byte) 0xfe && head[1] == (byte) 0xff);
        if (utf16) {
            return StandardCharsets.UTF_16;
        }
        // a character cut off at the end of the sample is no error
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false);
        return result.isError() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    private static List<String> lines(byte[] head, Charset encoding) {
        String text = new String(head, encoding).replace("\ufeff", "");
        List<String> lines = new ArrayList<>(text.lines().filter(line -> !line.isEmpty()).limit(LINES + 1).toList());
        boolean cutOff = head.length == HEAD_BYTES && lines.size() <= LINES;
        if (lines.size() > 1 && (cutOff || lines.size() > LINES)) {
            lines.removeLast();
        }
        return lines;
    }

    private static char delimiter(Path file, List<String> lines) {
        char best = 0;
        long most = 0;
        for (char candidate : DELIMITERS.toCharArray()) {
            Map<Integer, Long> widths = new HashMap<>();
            lines.forEach(line -> widths.merge(fields(line, candidate).size(), 1L, Long::sum));
            widths.remove(1);
            long agreeing = widths.values().stream().mapToLong(n -> n).max().orElse(0);
            if (agreeing > most) {
                best = candidate;
                most = agreeing;
            }
        }
        if (most * 2 < lines.size() || best == 0) {
            String shown = lines.getFirst().length() > 80 ? lines.getFirst().substring(0, 80) + "…" : lines.getFirst();
            throw new Fault.Request(
                    "%s: neither tab, comma, semicolon, pipe nor space cuts its lines into columns (\"%s\"). Write format.delimiter, or choose another file.",
                    file, shown.replaceAll("\\p{Cntrl}", "?"));
        }
        return best;
    }

    private static boolean header(List<String> lines, char delimiter) {
        List<String> first = fields(lines.getFirst(), delimiter);
        if (first.stream().anyMatch(ColumnNames::isRole)) {
            return true;
        }
        for (int column = 0; column < first.size(); column++) {
            int index = column;
            List<String> below = lines.stream().skip(1).map(line -> fields(line, delimiter)).filter(row -> row.size() > index).map(row -> row.get(index)).toList();
            boolean numbersBelow = ColumnTypes.of(below).equals(ColumnTypes.WHOLE) || ColumnTypes.of(below).equals(ColumnTypes.NUMBER);
            if (numbersBelow && ColumnTypes.of(List.of(first.get(column))).equals(ColumnTypes.TEXT) && !first.get(column).isBlank()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> fields(String line, char delimiter) {
        List<String> fields = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted && i == start;
            } else if (line.charAt(i) == delimiter && !quoted) {
                fields.add(line.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(line.substring(start));
        return fields;
    }
}
