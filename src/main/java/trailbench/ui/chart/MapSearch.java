package trailbench.ui.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import trailbench.embedding.PointMap;
import trailbench.ui.chart.PointMapModel.Matches;
import trailbench.ui.chart.PointMapModel.Problem;

/// Finds points by title or id. Plain text: every word must occur, upper and lower case alike. Or a regular expression.
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
            lower[i] = (map.titles().get(i) + "\n" + map.ids().get(i)).toLowerCase(Locale.ROOT);
        }
        this.texts = List.of(lower);
    }

    Matches find(String query, boolean regex) {
        if (query.isBlank()) {
            return Matches.NONE;
        }
        return regex ? matching(query.strip()) : containing(query.strip().toLowerCase(Locale.ROOT).split("\\s+"));
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
            Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            int[] found = new int[texts.size()];
            int count = 0;
            for (int i : popularFirst) {
                if (pattern.matcher(new Impatient(map.titles().get(i), deadline)).find()
                        || pattern.matcher(new Impatient(map.ids().get(i), deadline)).find()) {
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
