package trailbench.format;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Lays out a tree as YAML that reads well and differs little when little changes.
final class YamlText {
    private static final String INDENT = "  ";
    private static final int LINE = 110;
    /// Starts with a letter, `_`, `/` or `.` and goes on without anything that means something in YAML.
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_/.][\\p{L}\\p{M}\\p{N}_/.@+-]*( [\\p{L}\\p{N}_/.@+(-][\\p{L}\\p{M}\\p{N}_/.@+()-]*)*");
    /// Texts that YAML 1.1 or 1.2 readers take for something else.
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", ".nan", ".inf", "nan", "inf", "infinity");
    private static final Pattern NUMERIC = Pattern.compile("[.]?[0-9][0-9a-fA-FxXoOeE_.+:-]*|[.]+");

    private final StringBuilder out = new StringBuilder();

    String document(Tree tree) {
        switch (tree) {
            case Tree.Fields fields when !fields.values().isEmpty() -> fields(fields.values(), "", false);
            case Tree.Items items when !flat(items) -> items(items.values(), "");
            default -> out.append(line(tree)).append('\n');
        }
        return out.toString();
    }

    private void fields(Map<String, Tree> fields, String indent, boolean begun) {
        boolean first = begun;
        for (Map.Entry<String, Tree> field : fields.entrySet()) {
            out.append(first ? "" : indent).append(scalar(field.getKey())).append(':');
            value(field.getValue(), indent);
            first = false;
        }
    }

    private void value(Tree value, String indent) {
        switch (value) {
            case Tree.Fields group when !group.values().isEmpty() -> {
                out.append('\n');
                fields(group.values(), indent + INDENT, false);
            }
            case Tree.Items list when !flat(list) || indent.length() + line(list).length() > LINE -> {
                out.append('\n');
                items(list.values(), indent + INDENT);
            }
            case Tree.Text text when literal(text.value()) -> literal(text.value(), indent + INDENT);
            default -> out.append(' ').append(line(value)).append('\n');
        }
    }

    private void items(List<Tree> items, String indent) {
        for (Tree item : items) {
            out.append(indent).append('-');
            if (item instanceof Tree.Fields group && !group.values().isEmpty()) {
                out.append(' ');
                fields(group.values(), indent + INDENT, true);
            } else {
                value(item, indent);
            }
        }
    }

    /// Several lines of plain text are easier to read, and to compare, as they are.
    private static boolean literal(String text) {
        return text.contains("\n") && text.chars().allMatch(c -> c == '\n' || c >= ' ' && c != 0x7f && c != 0x85 && c != 0xfeff && c < 0xd800)
                && !text.startsWith(" ") && !text.startsWith("\n") && !text.endsWith("\n\n") && text.lines().noneMatch(line -> line.endsWith(" "));
    }

    private void literal(String text, String indent) {
        out.append(text.endsWith("\n") ? " |\n" : " |-\n");
        text.lines().forEach(line -> out.append(line.isEmpty() ? "" : indent).append(line).append('\n'));
    }

    private static boolean flat(Tree.Items list) {
        return list.values().stream().noneMatch(item -> item instanceof Tree.Fields || item instanceof Tree.Items);
    }

    /// On one line.
    static String line(Tree tree) {
        return switch (tree) {
            case Tree.Fields fields -> "{}";
            case Tree.Items items -> items.values().stream().map(YamlText::line).collect(joining(", ", "[", "]"));
            case Tree.Text text -> scalar(text.value());
            case Tree.Number number -> switch (number.digits()) {
                case "NaN" -> ".nan";
                case "Infinity" -> ".inf";
                case "-Infinity" -> "-.inf";
                default -> number.digits();
            };
            case Tree.Truth truth -> Boolean.toString(truth.value());
            case Tree.Nothing nothing -> "null";
        };
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && !WORDS.contains(text.toLowerCase(Locale.ROOT))
                && !NUMERIC.matcher(text).matches();
        return plain ? text : Json.line(text);
    }
}
