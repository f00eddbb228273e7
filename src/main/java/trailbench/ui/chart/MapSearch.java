package trailbench.ui.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import trailbench.embedding.PointMap;
import trailbench.ui.chart.PointMapModel.Matches;
import trailbench.ui.chart.PointMapModel.Problem;

/// Finds points by title, id or the value of any column. Plain text: every word must occur, upper and lower case alike. Or a regular
/// expression, which must occur in one of the texts.
final class MapSearch {
    private static final long PATIENCE_NANOS = 300_000_000;

    private final PointMap map;
    private final int[] popularFirst;
    private final List<String> texts;

    MapSearch(PointCloud cloud) {
        this.map = cloud.map();
        int last = cloud.size() - 1;
        this.popularFirst = IntStream.rangeClosed(0, last).map(i -> cloud.order()[last - i]).toArray();
        String[] lower = new String[map.size()];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = String.join("\n", texts(i)).toLowerCase(Locale.ROOT);
        }
        this.texts = List.of(lower);
    }

    private List<String> texts(int point) {
        String[] of = new String[2 + map.columns().size()];
        of[0] = map.titles().get(point);
        of[1] = map.ids().get(point);
        int at = 2;
        for (List<String> values : map.columns().values()) {
            of[at++] = values.get(point);
        }
        return List.of(of);
    }

    Matches find(String query, boolean regex) {
        if (query.isBlank()) {
            return Matches.NONE;
        }
        return regex ? matching(query.strip()) : containing(words(query));
    }

    private static String[] words(String query) {
        return query.strip().toLowerCase(Locale.ROOT).split("\\s+");
    }

    /// The column in which a point that was found answers the query, with its value; empty if title or id do.
    Optional<Map.Entry<String, String>> where(int point, String query, boolean regex) {
        return regex ? whereMatching(point, query.strip()) : whereContaining(point, words(query));
    }

    private Optional<Map.Entry<String, String>> whereContaining(int point, String[] words) {
        String own = (map.titles().get(point) + "\n" + map.ids().get(point)).toLowerCase(Locale.ROOT);
        return Arrays.stream(words)
                .filter(word -> !own.contains(word))
                .findFirst()
                .flatMap(word -> firstColumn(point, value -> value.toLowerCase(Locale.ROOT).contains(word)));
    }

    private Optional<Map.Entry<String, String>> whereMatching(int point, String expression) {
        try {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            Pattern pattern = pattern(expression);
            boolean own = occurs(pattern, map.titles().get(point), deadline) || occurs(pattern, map.ids().get(point), deadline);
            return own ? Optional.empty() : firstColumn(point, value -> occurs(pattern, value, deadline));
        } catch (PatternSyntaxException | TooSlow unusable) {
            return Optional.empty(); // such a query has found nothing, so no point asks
        }
    }

    private Optional<Map.Entry<String, String>> firstColumn(int point, java.util.function.Predicate<String> answers) {
        return map.columns().entrySet().stream()
                .filter(column -> answers.test(column.getValue().get(point)))
                .map(column -> Map.entry(column.getKey(), column.getValue().get(point)))
                .findFirst();
    }

    private Matches containing(String[] words) {
        int[] found = new int[texts.size()];
        int count = 0;
        for (int i : popularFirst) {
            String text = texts.get(i);
            if (containsAll(text, words)) {
                found[count++] = i;
            }
        }
        return new Matches(Arrays.copyOf(found, count), Optional.empty());
    }

    private static boolean containsAll(String text, String[] words) {
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private Matches matching(String expression) {
        try {
            Pattern pattern = pattern(expression);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            int[] found = new int[texts.size()];
            int count = 0;
            for (int i : popularFirst) {
                if (texts(i).stream().anyMatch(text -> occurs(pattern, text, deadline))) {
                    found[count++] = i;
                }
            }
            return new Matches(Arrays.copyOf(found, count), Optional.empty());
        } catch (PatternSyntaxException wrong) {
            return new Matches(new int[0], Optional.of(new Problem(wrong.getDescription())));
        } catch (TooSlow slow) {
            return new Matches(new int[0], Optional.of(new Problem("")));
        }
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static boolean occurs(Pattern pattern, String text, long deadline) {
        return pattern.matcher(new Impatient(text, deadline)).find();
    }

    /// A text that stops an expression which would try for ever: some nest repetitions so that they never end.
    private record Impatient(CharSequence text, long deadline) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if ((index & 15) == 0 && System.nanoTime() > deadline) {
                throw new TooSlow();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Impatient(text.subSequence(start, end), deadline);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
