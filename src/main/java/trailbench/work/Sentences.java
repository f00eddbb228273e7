package trailbench.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the sentences of faults are in a language, by their English: see [Trouble#said].
///
/// A book is a text of pairs of lines: the English sentence as the code has it, and below it, indented by four blanks, the other language's with
/// a `%s` for each value, or `%2$s` where their order is another. A sentence without its pair stays English.
final class Sentences {
    /// Under `work/faults`, one for what belongs together.
    static final List<String> BOOKS = List.of(
            "bundle", "embedding", "evaluation", "experiment", "files", "graph", "log", "project", "sequence", "training", "window");

    private static final Pattern PLACE = Pattern.compile("%(?:(\\d+)\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z]");
    private static final String INDENT = "    ";
    private static final Map<Locale, Sentences> READ = new ConcurrentHashMap<>();

    private final Map<String, String> translated;

    private Sentences(Map<String, String> translated) {
        this.translated = translated;
    }

    /// @param language English for none
    static Sentences in(Locale language) {
        return READ.computeIfAbsent(language, Sentences::read);
    }

    private static Sentences read(Locale language) {
        Map<String, String> translated = new LinkedHashMap<>();
        for (String book : BOOKS) {
            try (InputStream text = Sentences.class.getResourceAsStream("faults/" + book + "_" + language + ".txt")) {
                if (text != null) {
                    translated.putAll(pairs(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new Sentences(translated);
    }

    /// Lines that begin with `#` are headings.
    static Map<String, String> pairs(String book) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String english = "";
        for (String line : book.lines().toList()) {
            if (line.startsWith(INDENT)) {
                pairs.put(english, line.strip());
            } else if (!line.startsWith("#")) {
                english = line;
            }
        }
        return pairs;
    }

    /// Itself where the language has no other words for it.
    String of(String english) {
        return translated.getOrDefault(english, english);
    }

    /// Each value as its place in the sentence wants it: `%,d` says 12,000.
    static List<String> values(String sentence, Object... values) {
        if (values.length == 0) {
            return List.of();
        }
        List<String> said = new ArrayList<>();
        for (MatchResult place : PLACE.matcher(sentence).results().toList()) {
            said.add(String.format(Locale.ROOT, place.group(), values[said.size()]));
        }
        return said;
    }

    static String fill(String sentence, List<String> values) {
        if (values.isEmpty()) {
            return sentence;
        }
        int[] next = {0};
        return PLACE.matcher(sentence)
                .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1) == null ? next[0]++ : Integer.parseInt(place.group(1)) - 1)));
    }
}
