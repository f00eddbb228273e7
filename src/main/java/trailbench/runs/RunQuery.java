package trailbench.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A filter of runs: `ndcg@10 > .1 and graph = sasrec`. The page `src/docs/runs.md` says what it may hold.
///
/// ```
/// any  := all { "or" all }        all := one { ["and"] one }
/// one  := "not" one | "(" any ")" | NAME COMPARISON VALUE | WORD
/// ```
public final class RunQuery {
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=", "~");

    private final RunColumns columns;
    private final List<Token> tokens;
    private final int length;
    private int next;

    /// @param quoted true for a text in quotes, which is no keyword
    /// @param at     its place in the question, from 1
    private record Token(String text, boolean quoted, int at) {
        boolean is(String word) {
            return !quoted && text.equalsIgnoreCase(word);
        }
    }

    private RunQuery(String text, RunColumns columns) {
        this.columns = columns;
        this.tokens = tokens(text);
        this.length = text.length();
    }

    /// @param text everything passes an empty one
    /// @throws Fault.Request if it cannot be understood: where, why, and what was probably meant
    public static Predicate<RunSummary> parse(String text, RunColumns columns) {
        if (text.isBlank()) {
            return run -> true;
        }
        RunQuery query = new RunQuery(text, columns);
        Predicate<RunSummary> passes = query.any();
        if (query.next < query.tokens.size()) {
            throw wrong(query.peek().at(), Trouble.Kind.FILTER_NOT_HERE, query.peek().text());
        }
        return passes;
    }

    private Predicate<RunSummary> any() {
        Predicate<RunSummary> passes = all();
        while (accept("or")) {
            passes = passes.or(all());
        }
        return passes;
    }

    private Predicate<RunSummary> all() {
        Predicate<RunSummary> passes = one();
        while (next < tokens.size() && !peek().is("or") && !peek().is(")")) {
            accept("and");
            passes = passes.and(one());
        }
        return passes;
    }

    private Predicate<RunSummary> one() {
        if (accept("not")) {
            return one().negate();
        }
        if (accept("(")) {
            Predicate<RunSummary> inner = any();
            if (!accept(")")) {
                throw wrong(here(), Trouble.Kind.FILTER_NO_BRACKET);
            }
            return inner;
        }
        Token name = value(Trouble.Kind.FILTER_NO_NAME, Trouble.Kind.FILTER_NAME_NOT);
        if (next < tokens.size() && !name.quoted() && COMPARISONS.contains(peek().text()) && !peek().quoted()) {
            String comparison = tokens.get(next++).text();
            return comparison(name, comparison, value(Trouble.Kind.FILTER_NO_VALUE, Trouble.Kind.FILTER_VALUE_NOT, comparison));
        }
        String word = name.text().toLowerCase(Locale.ROOT);
        return run -> run.searched().stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
    }

    private Predicate<RunSummary> comparison(Token name, String comparison, Token value) {
        RunColumn column;
        try {
            column = columns.resolve(name.text());
        } catch (Fault.Request unknown) {
            Trouble told = unknown.trouble();
            throw wrong(name.at(), switch (told.kind()) {
                case COLUMN_MEANT -> Trouble.Kind.FILTER_COLUMN_MEANT;
                case COLUMN_SEVERAL -> Trouble.Kind.FILTER_COLUMN_SEVERAL;
                default -> Trouble.Kind.FILTER_COLUMN_UNKNOWN;
            }, told.about().toArray(String[]::new));
        }
        String text = value.text();
        double number = seconds(text);
        if (!comparison.equals("=") && !comparison.equals("!=") && !comparison.equals("~") && column.isFigure() && Double.isNaN(number)) {
            throw wrong(value.at(), Trouble.Kind.FILTER_NO_NUMBER, column.name(), text);
        }
        return run -> holds(column.value(run), comparison, text, number);
    }

    /// A plain number, or with `s`, `min`, `m` or `h` behind it that many seconds; NaN for anything else.
    private static double seconds(String text) {
        double plain = RunValue.number(text);
        if (!Double.isNaN(plain)) {
            return plain;
        }
        for (String unit : List.of("min", "s", "m", "h")) {
            if (text.endsWith(unit)) {
                double count = RunValue.number(text.substring(0, text.length() - unit.length()));
                return count * (unit.equals("s") ? 1 : unit.equals("h") ? 3600 : 60);
            }
        }
        return Double.NaN;
    }

    private static boolean holds(RunValue value, String comparison, String text, double number) {
        if (value.isAbsent()) {
            return false;
        }
        if (comparison.equals("~")) {
            return value.text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
        }
        boolean numeric = !Double.isNaN(value.number()) && !Double.isNaN(number) && value.kind() != RunValue.Kind.TIME;
        if (comparison.equals("=") || comparison.equals("!=")) {
            boolean equal = numeric
                    ? value.number() == number
                    : value.parts().stream().anyMatch(part -> same(part, text)) || same(value.text(), text);
            return equal == comparison.equals("=");
        }
        int order = numeric ? Double.compare(value.number(), number) : value.text().compareToIgnoreCase(text);
        return switch (comparison) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean same(String part, String text) {
        return part.equalsIgnoreCase(text) || part.equals("yes") && text.equals("true") || part.equals("no") && text.equals("false");
    }

    /// @param missing said where there is nothing more
    /// @param other   said of what stands in its place
    /// @param after   what both speak of before
    private Token value(Trouble.Kind missing, Trouble.Kind other, String... after) {
        if (next >= tokens.size()) {
            throw wrong(here(), missing, after);
        }
        Token token = tokens.get(next);
        if (!token.quoted() && (COMPARISONS.contains(token.text()) || token.is(")") || token.is("(") || token.is("and") || token.is("or"))) {
            throw wrong(here(), other, Stream.concat(Stream.of(after), Stream.of(token.text())).toArray(String[]::new));
        }
        next++;
        return token;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String word) {
        if (next < tokens.size() && peek().is(word)) {
            next++;
            return true;
        }
        return false;
    }

    /// The character where the reading stands.
    private int here() {
        return next < tokens.size() ? peek().at() : length + 1;
    }

    private static Fault.Request wrong(int at, Trouble.Kind kind, String... about) {
        return new Fault.Request(Trouble.of(kind, Stream.concat(Stream.of(at), Stream.of(about)).toArray()));
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                int end = text.indexOf(c, at + 1);
                if (end < 0) {
                    throw wrong(at + 1, Trouble.Kind.FILTER_OPEN);
                }
                tokens.add(new Token(text.substring(at + 1, end), true, at + 1));
                at = end + 1;
            } else {
                int end = end(text, at);
                tokens.add(new Token(text.substring(at, end), false, at + 1));
                at = end;
            }
        }
        return tokens;
    }

    private static int end(String text, int at) {
        char c = text.charAt(at);
        if (c == '(' || c == ')' || c == '=' || c == '~') {
            return at + 1;
        }
        if (c == '<' || c == '>' || c == '!') {
            boolean two = at + 1 < text.length() && text.charAt(at + 1) == '=';
            if (c == '!' && !two) {
                throw wrong(at + 1, Trouble.Kind.FILTER_NO_COMPARISON, "!", "!=");
            }
            return at + (two ? 2 : 1);
        }
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && "()=<>!~\"'".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
