package trailbench.ui.shell;

import java.util.Locale;
import java.util.OptionalInt;

/// How well what was typed fits a text whose letters it leaves out: "trn" finds "Train", "gt em" finds "Go to Embeddings".
///
/// Each typed word has to be found, its letters in their order. Letters at the beginning of a word and letters side by side weigh more;
/// of all ways to find a word the best counts.
final class Fuzzy {
    private static final int LETTER = 1;
    private static final int WORD_BEGINS = 8;
    private static final int SIDE_BY_SIDE = 5;
    private static final int TEXT_BEGINS = 4;
    private static final int NONE = Integer.MIN_VALUE / 2;

    private Fuzzy() {}

    /// @return the weight, more for a better fit and 0 for nothing typed; empty if the text does not fit
    static OptionalInt weight(String typed, String text) {
        int sum = 0;
        for (String word : typed.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            int best = best(word, text, text.toLowerCase(Locale.ROOT));
            if (best < 0) {
                return OptionalInt.empty();
            }
            sum += best;
        }
        return OptionalInt.of(sum);
    }

    /// `ending[j]`: the best weight of the letters so far, the last of them found at `j`.
    private static int best(String word, String text, String lower) {
        if (word.isEmpty()) {
            return 0;
        }
        int[] ending = new int[lower.length()];
        for (int i = 0; i < word.length(); i++) {
            int[] next = new int[lower.length()];
            int before = NONE;
            for (int j = 0; j < lower.length(); j++) {
                next[j] = NONE;
                if (lower.charAt(j) == word.charAt(i)) {
                    int apart = i == 0 ? 0 : before;
                    int beside = i > 0 && j > 0 ? ending[j - 1] + SIDE_BY_SIDE : NONE;
                    next[j] = Math.max(apart, beside) + LETTER + (beginsWord(text, j) ? WORD_BEGINS : 0) + (j == 0 ? TEXT_BEGINS : 0);
                }
                before = Math.max(before, ending[j]);
            }
            ending = next;
        }
        int best = NONE;
        for (int weight : ending) {
            best = Math.max(best, weight);
        }
        return best;
    }

    private static boolean beginsWord(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) && Character.isLetterOrDigit(text.charAt(at));
    }
}
