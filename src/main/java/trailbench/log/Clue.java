package trailbench.log;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Why one part of a recipe was proposed.
public sealed interface Clue {
    /// In English, without a full stop.
    String text();

    /// @param columns into how many the first lines are cut
    record Delimiter(String name, int columns) implements Clue {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "%s: cuts the first lines into %d columns each", name, columns);
        }
    }

    /// @param found false if the first row looks like every other
    record Header(boolean found) implements Clue {
        @Override
        public String text() {
            return found ? "the first row names the columns" : "the first row looks like every other";
        }
    }

    /// @param assumed true if the bytes only are no UTF-8
    record Encoding(String name, boolean assumed) implements Clue {
        @Override
        public String text() {
            return assumed ? "not UTF-8, so taken as " + name : "reads as " + name;
        }
    }

    /// A column for a role.
    ///
    /// @param values different values in the column
    record Column(String role, String column, Why why, long values) implements Clue {
        @Override
        public String text() {
            String reason = switch (why) {
                case KNOWN_LOG -> "known of this log";
                case NAMED_LIKE_THE_ROLE -> "named like " + (role.equals(ColumnNames.ITEM) ? "an " : "a ") + role;
                case NAMED_LIKE_A_SESSION -> "named like a session, and no column is named like a user";
                case HOLDS_TIMES -> "holds times";
                case HOLDS_BEHAVIOURS -> "holds words for behaviours";
                case FIRST_LEFT -> "no name to go by, the first column that is left";
                case NEXT_LEFT -> "no name to go by, the next column";
                case RECIPE -> "as the recipe says";
            };
            return String.format(Locale.ROOT, "column %s: %s, %,d values", column, reason, values);
        }
    }

    /// @param name of the public log whose columns these are
    record Known(String name) implements Clue {
        @Override
        public String text() {
            return "has the columns of " + name;
        }
    }

    /// @param files that have other columns than the largest file
    record LeftOut(List<String> files) implements Clue {
        @Override
        public String text() {
            return "left out, as their columns differ: " + String.join(", ", files);
        }
    }

    /// What speaks for a column.
    enum Why {
        /// The log is a public one.
        KNOWN_LOG,
        NAMED_LIKE_THE_ROLE,
        /// Taken for the user, where no column is named like one.
        NAMED_LIKE_A_SESSION,
        HOLDS_TIMES,
        HOLDS_BEHAVIOURS,
        FIRST_LEFT,
        NEXT_LEFT,
        RECIPE
    }

    /// Columns named like properties of an item.
    record Features(List<String> columns) implements Clue {
        @Override
        public String text() {
            return String.join(", ", columns) + ": named like properties of an item";
        }
    }

    /// @param rival a format that reads as many values differently
    record Times(String format, Optional<String> rival) implements Clue {
        @Override
        public String text() {
            return rival.map(other -> "%s, but %s would fit as well: please check".formatted(format, other)).orElse(format);
        }
    }

    /// Some invoice numbers start with C, as those of cancellations do.
    record Cancellations(String column) implements Clue {
        @Override
        public String text() {
            return "some numbers in " + column + " start with C: taken as cancellations, the others as purchases";
        }
    }
}
