package trailbench.log;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why one part of a recipe was proposed, and how far the proposal can be trusted.
public sealed interface Clue {
    /// In English, without a full stop.
    String text();

    Confidence confidence();

    /// A field of the format is not the one that would be proposed.
    ///
    /// @param proposed what would be
    record Chosen(String proposed) implements Clue {
        @Override
        public String text() {
            return "as the recipe says; the file looks like " + proposed;
        }

        @Override
        public Confidence confidence() {
            return Confidence.CHOSEN;
        }
    }

    /// @param columns into how many the first lines are cut
    /// @param share   of the first lines that are cut into so many
    record Delimiter(String name, int columns, double share) implements Clue {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "%s: cuts %s into %d columns each", name, share == 1 ? "the first lines" : percent(share) + " of the first lines", columns);
        }

        @Override
        public Confidence confidence() {
            return columns < 2 ? Confidence.GUESS : Confidence.of(share);
        }
    }

    /// @param found false if the first row looks like every other
    record Header(boolean found, HeaderWhy why) implements Clue {
        @Override
        public String text() {
            return switch (why) {
                case NAMES_A_ROLE -> "the first row names the columns";
                case WORDS_OVER_NUMBERS -> "the first row has words over columns of numbers";
                case LIKE_THE_OTHERS -> "the first row looks like every other";
                case ALL_WORDS -> "all rows are words, so nothing tells";
            };
        }

        @Override
        public Confidence confidence() {
            return switch (why) {
                case NAMES_A_ROLE -> Confidence.CERTAIN;
                case WORDS_OVER_NUMBERS, LIKE_THE_OTHERS -> Confidence.LIKELY;
                case ALL_WORDS -> Confidence.GUESS;
            };
        }
    }

    /// What tells a first row of names from others.
    enum HeaderWhy {
        NAMES_A_ROLE,
        WORDS_OVER_NUMBERS,
        /// A number stands in the first row where numbers stand below.
        LIKE_THE_OTHERS,
        ALL_WORDS
    }

    record Encoding(String name, EncodingWhy why) implements Clue {
        @Override
        public String text() {
            return switch (why) {
                case MARK, ZEROS, CHINESE, VALID -> "reads as " + name;
                case PLAIN -> "plain ASCII, which reads the same in " + name;
                case FEW_BROKEN -> "reads as " + name + " but for a few broken characters";
                case NOT_UTF8 -> "not UTF-8, so taken as " + name;
            };
        }

        @Override
        public Confidence confidence() {
            return switch (why) {
                case MARK, PLAIN, VALID -> Confidence.CERTAIN;
                case ZEROS, CHINESE, FEW_BROKEN -> Confidence.LIKELY;
                case NOT_UTF8 -> Confidence.GUESS;
            };
        }
    }

    /// What tells an encoding.
    enum EncodingWhy {
        /// Its mark stands before the text.
        MARK,
        /// Every other byte is zero.
        ZEROS,
        /// All bytes are ASCII.
        PLAIN,
        /// Characters beyond ASCII are well formed.
        VALID,
        FEW_BROKEN,
        /// Pairs of high bytes, as common Chinese characters are.
        CHINESE,
        NOT_UTF8
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

        @Override
        public Confidence confidence() {
            return switch (why) {
                case KNOWN_LOG, NAMED_LIKE_THE_ROLE -> Confidence.CERTAIN;
                case NAMED_LIKE_A_SESSION, HOLDS_TIMES, HOLDS_BEHAVIOURS -> Confidence.LIKELY;
                case FIRST_LEFT, NEXT_LEFT -> Confidence.GUESS;
                case RECIPE -> Confidence.CHOSEN;
            };
        }
    }

    /// @param name of the public log whose columns these are
    record Known(String name) implements Clue {
        @Override
        public String text() {
            return "has the columns of " + name;
        }

        @Override
        public Confidence confidence() {
            return Confidence.CERTAIN;
        }
    }

    /// @param files that have other columns than the largest file, and are no tables of its items or users
    record LeftOut(List<String> files) implements Clue {
        @Override
        public String text() {
            return "left out, as their columns differ: " + String.join(", ", files);
        }

        @Override
        public Confidence confidence() {
            return Confidence.LIKELY;
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

        @Override
        public Confidence confidence() {
            return Confidence.LIKELY;
        }
    }

    /// How times are read.
    ///
    /// @param rival  a format that reads as many values differently
    /// @param read   share of the first values that are times in this format, 0 to 1
    /// @param chosen true if the recipe names it
    record Times(String format, Optional<String> rival, double read, boolean chosen) implements Clue {
        @Override
        public String text() {
            String some = read == 1 ? "" : ", which reads " + percent(read) + " of the first values";
            return rival.map(other -> "%s, but %s would fit as well: please check".formatted(format, other)).orElse(format) + some;
        }

        @Override
        public Confidence confidence() {
            return rival.isPresent() ? Confidence.GUESS : chosen && read == 1 ? Confidence.CHOSEN : Confidence.of(read);
        }
    }

    /// Where clocks show the times that name no zone.
    record Zone(String zone, ZoneWhy why) implements Clue {
        @Override
        public String text() {
            return switch (why) {
                case SINCE_1970 -> "times count from 1970 in UTC, so no zone is asked";
                case IN_THE_TIMES -> "each time names its zone";
                case ASSUMED -> "times name no zone: taken as " + zone;
            };
        }

        @Override
        public Confidence confidence() {
            return switch (why) {
                case SINCE_1970, IN_THE_TIMES -> Confidence.CERTAIN;
                case ASSUMED -> zone.equals("UTC") ? Confidence.GUESS : Confidence.CHOSEN;
            };
        }
    }

    /// What tells the zone of times.
    enum ZoneWhy {
        SINCE_1970,
        IN_THE_TIMES,
        ASSUMED
    }

    /// What the values of the behaviour column mean.
    ///
    /// @param names   value to behaviour
    /// @param unknown values that nobody has heard of, which keep their name
    record Values(Map<String, String> names, List<String> unknown) implements Clue {
        @Override
        public String text() {
            String known = names.entrySet().stream().map(entry -> entry.getKey() + " is " + entry.getValue()).collect(Collectors.joining(", "));
            return known + (known.isEmpty() || unknown.isEmpty() ? "" : "; ") + (unknown.isEmpty() ? "" : "not known: " + String.join(", ", unknown));
        }

        @Override
        public Confidence confidence() {
            return unknown.isEmpty() ? Confidence.CERTAIN : names.isEmpty() ? Confidence.GUESS : Confidence.LIKELY;
        }
    }

    /// What a column seems to hold.
    ///
    /// @param type  in the words of [LogReport#types]
    /// @param share of its first values that are of the type
    record Type(String column, String type, double share) implements Clue {
        @Override
        public String text() {
            return "column " + column + ": " + type + (share == 1 ? "" : ", " + percent(share) + " of the first values");
        }

        @Override
        public Confidence confidence() {
            return Confidence.of(share);
        }
    }

    /// Some invoice numbers start with C, as those of cancellations do.
    record Cancellations(String column) implements Clue {
        @Override
        public String text() {
            return "some numbers in " + column + " start with C: taken as cancellations, the others as purchases";
        }

        @Override
        public Confidence confidence() {
            return Confidence.LIKELY;
        }
    }

    /// A file beside the log whose rows are about its items or its users.
    ///
    /// @param file  its name
    /// @param about items or users
    /// @param id    column with their ids
    /// @param found share of the log's ids that are in it, 0 to 1
    record Joined(String file, About about, String id, double found) implements Clue {
        @Override
        public String text() {
            return "%s: %s of the log's %s are in its column %s".formatted(file, percent(found), about == About.ITEMS ? "items" : "users", id);
        }

        @Override
        public Confidence confidence() {
            return Confidence.of(found);
        }
    }

    /// What the rows of a table are about.
    enum About {
        ITEMS,
        USERS
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1_000) / 10);
    }
}
