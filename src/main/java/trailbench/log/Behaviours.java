package trailbench.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
    private final List<Answers> rules = new ArrayList<>();

    Behaviours(LogRecipe recipe) {
        columns = recipe.columns();
        kept = Set.copyOf(recipe.clean().keepBehaviours());
    }

    /// Before each file: its columns may stand elsewhere.
    void begin() {
        rules.clear();
    }

    /// In the order of their numbers, also those that are not kept.
    List<String> names() {
        return List.copyOf(numbers.texts());
    }

    /// A number or [#NOT_KEPT].
    int of(Row row, Roles roles) {
        for (int i = 0; i < roles.rules.size(); i++) {
            if (i == rules.size()) {
                rules.add(new Answers(roles.rules.get(i), this));
            }
            if (rules.get(i).fits(row)) {
                return rules.get(i).behaviour();
            }
        }
        int value = roles.behaviour == Roles.NONE ? values.number("") : values.number(row, roles.behaviour);
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

    /// A rule with its answer to each value that it was asked for.
    private static final class Answers {
        private static final byte YES = 1;
        private static final byte NO = 2;

        private final Roles.Rule rule;
        private final Behaviours behaviours;
        private final boolean always;
        private final Dictionary values = new Dictionary();
        private byte[] answers = {};
        private int behaviour = UNKNOWN;

        Answers(Roles.Rule rule, Behaviours behaviours) {
            this.rule = rule;
            this.behaviours = behaviours;
            this.always = rule.pattern().pattern().isEmpty();
        }

        boolean fits(Row row) {
            if (always) {
                return true;
            }
            int value = values.number(row, rule.place());
            if (value >= answers.length) {
                answers = Arrays.copyOf(answers, Math.max(256, value * 2));
            }
            if (answers[value] == 0) {
                answers[value] = rule.pattern().matcher(values.text(value)).find() ? YES : NO;
            }
            return answers[value] == YES;
        }

        /// Numbered when the rule first fits, so that behaviours are numbered as they appear.
        int behaviour() {
            if (behaviour == UNKNOWN) {
                behaviour = behaviours.number(rule.behaviour());
            }
            return behaviour;
        }
    }
}
