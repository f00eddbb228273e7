package trailbench.log;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import trailbench.table.Dictionary;
import trailbench.table.Row;
import trailbench.work.Fault;

/// Tells and numbers the behaviour of each row. What a value says is found out once a value.
final class Behaviours {
    static final int NOT_KEPT = -1;
    /// Of a log that tells none apart.
    private static final String ANY = "event";
    private static final int UNKNOWN = -2;

    private final LogRecipe.Columns columns;
    private final Set<String> kept;
    private final Dictionary numbers = new Dictionary();
    private final Dictionary values = new Dictionary();
    /// Number of the behaviour by number of the value, [#NOT_KEPT] or [#UNKNOWN].
    private int[] ofValue = {};

    Behaviours(LogRecipe recipe) {
        columns = recipe.columns();
        kept = Set.copyOf(recipe.clean().keepBehaviours());
    }

    /// In the order of their numbers, also those that are not kept.
    List<String> names() {
        return List.copyOf(numbers.texts());
    }

    /// Of the column's values.
    Dictionary values() {
        return values;
    }

    /// Of a log without such a column.
    int ofNone() {
        return values.number("");
    }

    /// @param value number of what the row says in the column for behaviours
    /// @return a number or [#NOT_KEPT]
    int of(Row row, Roles roles, int value) {
        for (Roles.Rule rule : roles.rules) {
            if (rule.pattern().isFoundIn(row)) {
                return number(rule.behaviour());
            }
        }
        if (value >= ofValue.length) {
            int known = ofValue.length;
            ofValue = Arrays.copyOf(ofValue, value + 16);
            Arrays.fill(ofValue, known, ofValue.length, UNKNOWN);
        }
        if (ofValue[value] == UNKNOWN) {
            String text = values.text(value);
            ofValue[value] = number(text.isEmpty() ? ANY : columns.behaviours().getOrDefault(text, text));
        }
        return ofValue[value];
    }

    private int number(String behaviour) {
        int number = numbers.number(behaviour);
        Fault.require(
                number <= Byte.MAX_VALUE,
                "There are more than %s different behaviours, the last one \"%s\". Choose another column as behaviour.",
                Byte.MAX_VALUE + 1, behaviour);
        return kept.isEmpty() || kept.contains(behaviour) ? number : NOT_KEPT;
    }
}
