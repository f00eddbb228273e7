package trailbench.log;

import static trailbench.work.Fault.require;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import trailbench.work.Fault;

/// How a behaviour log is read and cleaned: everything needed to make the same [EventLog] again.
///
/// @param files   source files, folders or patterns, relative to the project folder; read one after the other
/// @param format  how text is cut into rows and columns; Parquet and JSON lines need none
/// @param columns which column plays which role
/// @param clean   which events stay
/// @param behaviours what is known of behaviours beside their events, in the order of the funnel; those left out take their place, weight and
///                   colour from [Funnel]
public record LogRecipe(List<Path> files, Format format, Columns columns, Clean clean, Optional<List<Behaviour>> behaviours) {
    public LogRecipe {
        List<Behaviour> listed = behaviours.orElse(List.of());
        for (int i = 0; i < listed.size(); i++) {
            String name = listed.get(i).name();
            require(
                    listed.subList(0, i).stream().noneMatch(before -> before.name().equals(name)),
                    "log.behaviours names \"%s\" twice. Name it once, at its place in the funnel.", name);
        }
    }

    /// Of which no behaviour is told more than its events tell.
    public LogRecipe(List<Path> files, Format format, Columns columns, Clean clean) {
        this(files, format, columns, clean, Optional.empty());
    }

    public LogRecipe with(Format other) {
        return new LogRecipe(files, other, columns, clean, behaviours);
    }

    public LogRecipe with(Columns other) {
        return new LogRecipe(files, format, other, clean, behaviours);
    }

    public LogRecipe with(Clean other) {
        return new LogRecipe(files, format, columns, other, behaviours);
    }

    public LogRecipe withBehaviours(List<Behaviour> listed) {
        return new LogRecipe(files, format, columns, clean, listed.isEmpty() ? Optional.empty() : Optional.of(listed));
    }

    /// What decides which events are read: equal for two recipes that make the same [EventLog].
    public LogRecipe reading() {
        return withBehaviours(List.of());
    }

    /// One behaviour of the log; its place in the funnel is its place in the list.
    ///
    /// @param name   as the events have it once they are read: what `columns.behaviours` makes of a value, not the value
    /// @param weight what a target of this behaviour weighs in the loss, relative to 1; 0 leaves such targets out
    /// @param colour `#rrggbb`, wherever the behaviour is drawn
    public record Behaviour(String name, Optional<Double> weight, Optional<String> colour) {
        private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

        public Behaviour {
            require(!name.isBlank(), "log.behaviours has an entry without a name. Name the behaviour, or take the entry out.");
            weight.ifPresent(given -> require(
                    given >= 0 && given < Double.POSITIVE_INFINITY, "log.behaviours gives \"%s\" the weight %s, which is not 0 or more.", name, given));
            colour.ifPresent(given -> require(
                    COLOUR.matcher(given).matches(), "log.behaviours gives \"%s\" the colour %s. Write it as \"#0072B2\".", name, given));
        }

        /// Of weight 1, in the colour that the [Funnel] has for it.
        public Behaviour(String name) {
            this(name, Optional.empty(), Optional.empty());
        }
    }

    /// A table of items beside the log: MovieLens' `u.item` or `movies.dat`, RecBole's `.item`, a catalogue. Its format is told from its first bytes.
    /// What it says of an item goes before what the log says.
    ///
    /// @param file     delimited text, JSON lines or Parquet; relative to the project folder
    /// @param id       column with the ids that the log has
    /// @param title    column with the item's words for people
    /// @param features further columns
    public record ItemTable(Path file, String id, Optional<String> title, List<String> features) {
        public static ItemTable defaults() {
            return new ItemTable(Path.of(""), "0", Optional.empty(), List.of());
        }
    }

    /// A table of users beside the log: MovieLens' `u.user` or `users.dat`, RecBole's `.user`. Read as an [ItemTable] is.
    ///
    /// @param file     relative to the project folder
    /// @param id       column with the ids that the log has
    /// @param features what is kept of each user: age, gender, country
    public record UserTable(Path file, String id, List<String> features) {
        public static UserTable defaults() {
            return new UserTable(Path.of(""), "0", List.of());
        }
    }

    /// Vectors of items that were made elsewhere: of their titles, their pictures, or by another model.
    ///
    /// @param name   by which a graph asks for them; if none is given, the file's name without its ending
    /// @param file   NPY (`[N, D]` in C order, float32 or float64) or Parquet; relative to the project folder
    /// @param ids    beside NPY: a file with the id of each row, one a line
    /// @param id     of Parquet: column with the ids that the log has
    /// @param vector of Parquet: one column of lists, or a column for each number; if empty, the only column of lists or else all columns of floats
    public record ItemVectors(Optional<String> name, Path file, Optional<Path> ids, Optional<String> id, List<String> vector) {
        public static ItemVectors defaults() {
            return new ItemVectors(Optional.empty(), Path.of(""), Optional.empty(), Optional.empty(), List.of());
        }

        /// The name by which a graph asks for them.
        public String called() {
            String own = String.valueOf(file.getFileName());
            int dot = own.lastIndexOf('.');
            return name.orElse(dot > 0 ? own.substring(0, dot) : own);
        }
    }

    /// @param delimiter what separates columns; up to 8 characters ("," or "::"), or a name: `comma tab space semicolon pipe`
    /// @param header    true if the first row names the columns
    /// @param encoding  a Java charset name
    public record Format(String delimiter, boolean header, String encoding) {
        public static Format defaults() {
            return new Format("comma", true, "UTF-8");
        }
    }

    /// Each role names its column by header or, without a header, by its number from 0.
    ///
    /// @param user       who acted
    /// @param item       on what
    /// @param time       when; without it, file order is the order
    /// @param session    what belongs together: an invoice, a visit. See [#basket]
    /// @param behaviour  what was done: view, cart, purchase
    /// @param title      the item's words for people
    /// @param value      a number of the event itself, which a rating head learns to say: stars, an amount, seconds watched. Text that is no number
    ///                   (`4.5`, `1e3`; no thousands separators) counts as unknown
    /// @param features   further columns kept per item, the value of its last event (price, country, category)
    /// @param timeFormat `auto`, `seconds`, `millis`, `iso`, or a [java.time.format.DateTimeFormatter] pattern
    /// @param zone       zone of times that name none
    /// @param basket     true if the events of one session have no order among themselves (an invoice)
    /// @param behaviours value in the file to behaviour name; a value that is not listed keeps its own name
    /// @param behaviourRules tells behaviours from other columns, before `behaviour` is asked: the first rule that fits names it
    /// @param itemTables     what else is known of items
    /// @param userTables     what is known of users
    /// @param itemVectors    vectors of items
    public record Columns(
            String user,
            String item,
            Optional<String> time,
            Optional<String> session,
            Optional<String> behaviour,
            Optional<String> title,
            Optional<String> value,
            List<String> features,
            String timeFormat,
            String zone,
            boolean basket,
            Map<String, String> behaviours,
            List<BehaviourRule> behaviourRules,
            List<ItemTable> itemTables,
            List<UserTable> userTables,
            List<ItemVectors> itemVectors) {
        /// Of a log without values and without tables beside it.
        public Columns(
                String user,
                String item,
                Optional<String> time,
                Optional<String> session,
                Optional<String> behaviour,
                Optional<String> title,
                List<String> features,
                String timeFormat,
                String zone,
                boolean basket,
                Map<String, String> behaviours,
                List<BehaviourRule> behaviourRules) {
            this(user, item, time, session, behaviour, title, Optional.empty(), features, timeFormat, zone, basket, behaviours, behaviourRules, List.of(), List.of(), List.of());
        }

        public Columns withValue(Optional<String> column) {
            return new Columns(
                    user, item, time, session, behaviour, title, column, features, timeFormat, zone, basket, behaviours, behaviourRules, itemTables, userTables,
                    itemVectors);
        }

        public Columns withItemTables(List<ItemTable> tables) {
            return new Columns(
                    user, item, time, session, behaviour, title, value, features, timeFormat, zone, basket, behaviours, behaviourRules, tables, userTables,
                    itemVectors);
        }

        public Columns withUserTables(List<UserTable> tables) {
            return new Columns(
                    user, item, time, session, behaviour, title, value, features, timeFormat, zone, basket, behaviours, behaviourRules, itemTables, tables,
                    itemVectors);
        }

        public Columns withItemVectors(List<ItemVectors> vectors) {
            return new Columns(
                    user, item, time, session, behaviour, title, value, features, timeFormat, zone, basket, behaviours, behaviourRules, itemTables, userTables,
                    vectors);
        }

        /// Names of what is known of items: of the log's own columns, then of each table.
        public List<String> itemFeatures() {
            return Stream.concat(features.stream(), itemTables.stream().flatMap(table -> table.features().stream())).toList();
        }

        /// Names of what is known of users, table by table.
        public List<String> userFeatures() {
            return userTables.stream().flatMap(table -> table.features().stream()).toList();
        }

        public static Columns defaults() {
            return new Columns(
                    "user", "item", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    List.of(), "auto", "UTC", false, Map.of(), List.of());
        }
    }

    /// Names the behaviour of a row by what another column says. An invoice whose number starts with C is a cancellation, any other
    /// a purchase: `[{column: InvoiceNo, pattern: "^C", behaviour: cancellation}, {column: InvoiceNo, pattern: "", behaviour: purchase}]`.
    ///
    /// @param column    named as a role's column is
    /// @param pattern   a [java.util.regex.Pattern] to be found in the column's value; an empty pattern fits every value
    /// @param behaviour what the row then is
    public record BehaviourRule(String column, String pattern, String behaviour) {
        public BehaviourRule {
            require(!behaviour.isBlank(), "behaviour_rules: the rule for column \"%s\" names no behaviour", column);
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new Fault.Request("behaviour_rules: \"%s\" is not a regular expression: %s", pattern, e.getDescription(), e);
            }
        }
    }

    /// @param minUserEvents          users with fewer events go; repeated with the next until nothing changes
    /// @param minItemEvents          items with fewer events go
    /// @param keepBehaviours         only these behaviours stay; all if empty
    /// @param dropConsecutiveRepeats an event on the same item as the event before it goes
    /// @param dropDuplicates         a row equal to an earlier one in user, item, behaviour, session and time is rejected
    /// @param steps                  further steps, in this order: after behaviours and duplicates, before repeats and minimum counts, which
    ///                               must hold of what is left
    public record Clean(
            int minUserEvents,
            int minItemEvents,
            List<String> keepBehaviours,
            boolean dropConsecutiveRepeats,
            boolean dropDuplicates,
            List<CleaningStep> steps) {
        /// Without further steps.
        public Clean(int minUserEvents, int minItemEvents, List<String> keepBehaviours, boolean dropConsecutiveRepeats, boolean dropDuplicates) {
            this(minUserEvents, minItemEvents, keepBehaviours, dropConsecutiveRepeats, dropDuplicates, List.of());
        }

        public static Clean defaults() {
            return new Clean(5, 5, List.of(), false, true);
        }

        public Clean withMinUserEvents(int events) {
            return new Clean(events, minItemEvents, keepBehaviours, dropConsecutiveRepeats, dropDuplicates, steps);
        }

        public Clean withMinItemEvents(int events) {
            return new Clean(minUserEvents, events, keepBehaviours, dropConsecutiveRepeats, dropDuplicates, steps);
        }

        public Clean withKeepBehaviours(List<String> names) {
            return new Clean(minUserEvents, minItemEvents, names, dropConsecutiveRepeats, dropDuplicates, steps);
        }

        public Clean withDropConsecutiveRepeats(boolean drop) {
            return new Clean(minUserEvents, minItemEvents, keepBehaviours, drop, dropDuplicates, steps);
        }

        public Clean withDropDuplicates(boolean drop) {
            return new Clean(minUserEvents, minItemEvents, keepBehaviours, dropConsecutiveRepeats, drop, steps);
        }

        public Clean withSteps(List<CleaningStep> list) {
            return new Clean(minUserEvents, minItemEvents, keepBehaviours, dropConsecutiveRepeats, dropDuplicates, list);
        }
    }
}
