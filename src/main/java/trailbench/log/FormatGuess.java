package trailbench.log;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trailbench.table.Unpacking;
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
    private static final List<String> DELIMITERS = List.of("\t", "::", ",", ";", "|", " ");
    /// Share of common characters in a Chinese text.
    private static final double CHINESE = 0.8;

    static FormatGuess of(Path file) {
        byte[] head = Unpacking.head(file, HEAD_BYTES);
        Clue.Encoding told = encoding(head);
        Charset encoding = Charset.forName(told.name());
        List<String> lines = lines(head, encoding);
        Fault.require(!lines.isEmpty(), "%s is empty. Choose a file with one event a line.", file);
        String delimiter = delimiter(file, lines);
        Clue.Header header = header(lines, delimiter);
        String name = switch (delimiter) {
            case "\t" -> "tab";
            case "," -> "comma";
            case ";" -> "semicolon";
            case "|" -> "pipe";
            case " " -> "space";
            default -> delimiter;
        };
        int columns = fields(lines.getFirst(), delimiter).size();
        long alike = lines.stream().filter(line -> fields(line, delimiter).size() == columns).count();
        Map<String, Clue> clues = new LinkedHashMap<>();
        clues.put("delimiter", new Clue.Delimiter(name, columns, (double) alike / lines.size()));
        clues.put("header", header);
        clues.put("encoding", told);
        return new FormatGuess(new LogRecipe.Format(name, header.found(), encoding.name()), clues);
    }

    private static Clue.Encoding encoding(byte[] head) {
        boolean utf16 = head.length >= 2 && (head[0] == (byte) 0xff && head[1] == (byte) 0xfe || head[0] == (byte) 0xfe && head[1] == (byte) 0xff);
        if (utf16) {
            return clue(StandardCharsets.UTF_16, Clue.EncodingWhy.MARK);
        }
        long evenZeros = zeros(head, 0);
        long oddZeros = zeros(head, 1);
        if (Math.max(evenZeros, oddZeros) > head.length / 5) {
            return clue(evenZeros > oddZeros ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE, Clue.EncodingWhy.ZEROS);
        }
        if (isOf(head, StandardCharsets.UTF_8)) {
            boolean mark = head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
            return clue(StandardCharsets.UTF_8, mark ? Clue.EncodingWhy.MARK : isPlain(head) ? Clue.EncodingWhy.PLAIN : Clue.EncodingWhy.VALID);
        }
        if (mostlyUtf8(head)) {
            return clue(StandardCharsets.UTF_8, Clue.EncodingWhy.FEW_BROKEN);
        }
        Charset gb18030 = Charset.forName("GB18030");
        return isChinese(head) && isOf(head, gb18030)
                ? clue(gb18030, Clue.EncodingWhy.CHINESE)
                : clue(StandardCharsets.ISO_8859_1, Clue.EncodingWhy.NOT_UTF8);
    }

    private static Clue.Encoding clue(Charset encoding, Clue.EncodingWhy why) {
        return new Clue.Encoding(encoding.name(), why);
    }

    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /// Zero bytes at even or odd places: half of those of Latin text in UTF-16.
    private static long zeros(byte[] bytes, int first) {
        long zeros = 0;
        for (int i = first; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /// A broken row in a thousand is rejected later; it does not make the whole file Latin-1.
    private static boolean mostlyUtf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        long broken = text.chars().filter(c -> c == '\ufffd').count();
        return broken * 1_000 <= text.chars().filter(c -> c > 127).count();
    }

    /// True if all bytes are of the encoding; a character cut off at the end of the sample is no error.
    private static boolean isOf(byte[] bytes, Charset encoding) {
        CoderResult result = encoding.newDecoder().decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), false);
        return !result.isError();
    }

    /// Common Chinese characters are two high bytes (GB 2312). In Latin-1 an accented letter is mostly followed by a plain one.
    private static boolean isChinese(byte[] bytes) {
        int common = 0;
        int pairs = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] < 0) {
                pairs++;
                common += (bytes[i + 1] & 0xff) >= 0xa1 ? 1 : 0;
                i++;
            }
        }
        return common >= CHINESE * pairs;
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

    private static String delimiter(Path file, List<String> lines) {
        String best = "";
        long most = 0;
        for (String candidate : DELIMITERS) {
            Map<Integer, Long> widths = new HashMap<>();
            lines.forEach(line -> widths.merge(fields(line, candidate).size(), 1L, Long::sum));
            widths.remove(1);
            long agreeing = widths.values().stream().mapToLong(n -> n).max().orElse(0);
            if (agreeing > most) {
                best = candidate;
                most = agreeing;
            }
        }
        if (most * 2 < lines.size() || best.isEmpty()) {
            String shown = lines.getFirst().length() > 80 ? lines.getFirst().substring(0, 80) + "…" : lines.getFirst();
            throw new Fault.Request(
                    "%s: neither tab, ::, comma, semicolon, pipe nor space cuts its lines into columns (\"%s\"). Write format.delimiter, or choose another file.",
                    file, shown.replaceAll("\\p{Cntrl}", "?"));
        }
        return best;
    }

    private static Clue.Header header(List<String> lines, String delimiter) {
        List<String> first = fields(lines.getFirst(), delimiter);
        if (first.stream().anyMatch(ColumnNames::isRole)) {
            return new Clue.Header(true, Clue.HeaderWhy.NAMES_A_ROLE);
        }
        boolean numbers = false;
        for (int column = 0; column < first.size(); column++) {
            int index = column;
            List<String> below = lines.stream().skip(1).map(line -> fields(line, delimiter)).filter(row -> row.size() > index).map(row -> row.get(index)).toList();
            boolean numbersBelow = ColumnTypes.of(below).equals(ColumnTypes.WHOLE) || ColumnTypes.of(below).equals(ColumnTypes.NUMBER);
            if (numbersBelow && ColumnTypes.of(List.of(first.get(column))).equals(ColumnTypes.TEXT) && !first.get(column).isBlank()) {
                return new Clue.Header(true, Clue.HeaderWhy.WORDS_OVER_NUMBERS);
            }
            numbers |= numbersBelow;
        }
        return new Clue.Header(false, numbers ? Clue.HeaderWhy.LIKE_THE_OTHERS : Clue.HeaderWhy.ALL_WORDS);
    }

    private static List<String> fields(String line, String delimiter) {
        List<String> fields = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted && i == start;
            } else if (line.startsWith(delimiter, i) && !quoted) {
                fields.add(line.substring(start, i));
                start = i + delimiter.length();
                i = start - 1;
            }
        }
        fields.add(line.substring(start));
        return fields;
    }
}
