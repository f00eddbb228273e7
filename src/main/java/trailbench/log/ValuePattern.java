package trailbench.log;

import java.util.Arrays;
import java.util.regex.Pattern;
import trailbench.table.Dictionary;
import trailbench.table.Row;

/// A pattern to be found in one value of a row. Each value is asked once: logs have few different ones.
final class ValuePattern {
    private static final byte FOUND = 1;
    private static final byte NOT_FOUND = 2;

    private final int place;
    private final Pattern pattern;
    private final Dictionary values = new Dictionary();
    /// By number of the value; 0 for one that was not asked for yet.
    private byte[] answers = {};

    /// @param place   where the value stands in a row
    /// @param pattern an empty one is found in every value
    ValuePattern(int place, String pattern) {
        this.place = place;
        this.pattern = Pattern.compile(pattern);
    }

    boolean isFoundIn(Row row) {
        if (pattern.pattern().isEmpty()) {
            return true;
        }
        int value = values.number(row, place);
        if (value >= answers.length) {
            answers = Arrays.copyOf(answers, Math.max(256, value * 2));
        }
        if (answers[value] == 0) {
            answers[value] = pattern.matcher(values.text(value)).find() ? FOUND : NOT_FOUND;
        }
        return answers[value] == FOUND;
    }
}
