package trailbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trailbench.project.Search.Axis;
import trailbench.project.Search.Range;
import trailbench.work.Fault;

/// What a field of a search may be, as it is typed: `FIELD=A,B,C`, `FIELD=FROM..TO` or `FIELD=FROM..TO/STEPS`.
final class AxisText {
    private static final Pattern RANGE = Pattern.compile("(?<from>[^/]+?)\\.\\.(?<to>[^/]+?)(/(?<steps>\\d+))?");

    private AxisText() {}

    static Axis values(String text) {
        return new Axis(field(text), new Range.Values(parts(value(text))));
    }

    static Axis linear(String text) {
        Matcher range = range(text);
        return new Axis(field(text), new Range.Linear(number(text, range.group("from")), number(text, range.group("to")), steps(range)));
    }

    static Axis log(String text) {
        Matcher range = range(text);
        return new Axis(field(text), new Range.Log(number(text, range.group("from")), number(text, range.group("to")), steps(range)));
    }

    private static String field(String text) {
        int cut = text.indexOf('=');
        Fault.require(cut > 0, "\"%s\" says no field and what it may be. Write FIELD=A,B,C or FIELD=FROM..TO.", text);
        return text.substring(0, cut).strip();
    }

    private static String value(String text) {
        field(text);
        return text.substring(text.indexOf('=') + 1).strip();
    }

    /// Commas inside brackets and braces belong to a value: `[1,5],[1,10]` are two.
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        StringBuilder part = new StringBuilder();
        for (char letter : text.toCharArray()) {
            depth += letter == '[' || letter == '{' ? 1 : letter == ']' || letter == '}' ? -1 : 0;
            if (letter == ',' && depth == 0) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(letter);
            }
        }
        parts.add(part.toString().strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static Matcher range(String text) {
        Matcher range = RANGE.matcher(value(text));
        Fault.require(range.matches(), "\"%s\" is no range. Write FIELD=FROM..TO, or FIELD=FROM..TO/STEPS for a grid.", text);
        return range;
    }

    private static double number(String text, String number) {
        try {
            return Double.parseDouble(number.strip());
        } catch (NumberFormatException word) {
            throw new Fault.Request("\"%s\": \"%s\" is no number. A range goes from a number to a number; words are listed: --grid %s=A,B", text, number, field(text));
        }
    }

    private static Optional<Integer> steps(Matcher range) {
        return Optional.ofNullable(range.group("steps")).map(Integer::valueOf);
    }
}
