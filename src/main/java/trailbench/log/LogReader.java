package trailbench.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import trailbench.table.DelimitedFile;
import trailbench.table.NumberedRows;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Reads the files of a recipe into an [EventLog]. Every row is kept, rejected with a reason, or removed by a rule.
///
/// A row is rejected if it is malformed, has no user, no item or no time that can be read, or repeats an earlier row in user, item,
/// behaviour, session and time (asked for by `clean.drop_duplicates`; without a time column no row repeats another). Then behaviours that
/// are not to be kept are removed, events put in order, and [Cleaning] does the rest. `auto` times are decided once a file.
public final class LogReader {
    private static final String ANY_BEHAVIOUR = "event";
    static final String BEHAVIOUR = "behaviour not kept";
    private static final int SAMPLE = 1_000;

    private final LogRecipe recipe;
    private final Rejects rejects;
    private final Progress progress;
    private final Set<String> keptBehaviours;
    private final Dictionary users = new Dictionary();
    private final Dictionary items = new Dictionary();
    private final Dictionary sessions = new Dictionary();
    private final Dictionary behaviours = new Dictionary();
    private final ItemColumns itemColumns;
    private final EventBuffer events = new EventBuffer();
    private final Map<String, Long> removed = new LinkedHashMap<>();
    private final List<EventLog.Source> sources = new ArrayList<>();
    private long read;
    /// Lines in the files before this one.
    private long linesBefore;

    private LogReader(LogRecipe recipe, Rejects rejects, Progress progress) {
        this.recipe = recipe;
        this.rejects = rejects;
        this.progress = progress;
        this.keptBehaviours = Set.copyOf(recipe.clean().keepBehaviours());
        this.itemColumns = new ItemColumns(recipe.columns().features());
    }

    /// @param folder      where the recipe's paths start
    /// @param rejectsFile tab-separated: file, line, reason, row (a thousand characters at most); overwritten
    /// @throws Fault.Request if a file or column is missing, a file is not text, or no event is left
    /// @throws Fault.Work    if a file cannot be read or the rejects cannot be written
    public static EventLog read(LogRecipe recipe, Path folder, Path rejectsFile, Progress progress) {
        List<DelimitedFile> files = LogFiles.of(recipe, folder);
        try (var rejects = new Rejects(rejectsFile)) {
            var reader = new LogReader(recipe, rejects, progress);
            for (DelimitedFile file : files) {
                reader.readFile(file);
            }
            return reader.finish();
        }
    }

    private void readFile(DelimitedFile file) {
        try (NumberedRows rows = NumberedRows.cut(file, progress)) {
            var roles = new Roles(file.path(), rows.columns(), recipe.columns());
            var receiver = new Receiver(roles, timeFormat(file.path(), rows, roles));
            rows.read(roles.wanted(), receiver, progress);
            rejects.write(file.path().getFileName(), rows);
            linesBefore += receiver.lastLine;
            sources.add(new EventLog.Source(recipe.files().get(sources.size()), linesBefore));
        }
    }

    /// The format of the file's times; without a time column, never asked.
    private TimeFormat timeFormat(Path file, NumberedRows rows, Roles roles) {
        if (roles.time == Roles.NONE) {
            return new TimeFormat.Epoch(0);
        }
        int column = roles.wanted()[roles.time];
        TimeFormat format = TimeFormat.of(
                recipe.columns(), file.getFileName().toString(), column(rows.sample(SAMPLE, 1), column),
                () -> column(rows.sample(SAMPLE, Math.max(1, rows.count() / SAMPLE)), column));
        progress.report("Times of " + file.getFileName() + " are " + format.text(), 0, 0);
        return format;
    }

    private static List<String> column(List<List<String>> rows, int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    private EventLog finish() {
        progress.report("Cleaning " + events.size() + " events", 0, 0);
        int[] order = EventOrder.of(events, users.size(), progress);
        var cleaning = new Cleaning(recipe.clean(), events, users.size(), items.size());
        int[] kept = cleaning.clean(order, removed, progress);
        if (kept.length == 0) {
            throw new Fault.Request(
                    "No event is left of the %,d rows of %s. Rejected: %s. Removed: %s. Behaviours found: %s. Check the columns, or loosen the cleaning rules.",
                    read, recipe.files(), counts(rejects.counts()), counts(removed), behaviours.texts());
        }
        var tally = new EventLog.Tally(
                read, kept.length, Collections.unmodifiableMap(rejects.counts()), Collections.unmodifiableSequencedMap(new LinkedHashMap<>(removed)));
        return new Gathering(events, kept).log(recipe, users.texts(), items.texts(), itemColumns, behaviours.texts(), tally, sources);
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty() ? "none" : counts.toString();
    }

    /// Makes events of one file's rows.
    private final class Receiver implements NumberedRows.Receiver {
        private final Roles roles;
        private final TimeFormat times;
        private int lastLine;

        Receiver(Roles roles, TimeFormat times) {
            this.roles = roles;
            this.times = times;
        }

        @Override
        public void malformed(int line, String reason) {
            read++;
            lastLine = Math.max(lastLine, line);
            rejects.add(line, reason);
        }

        @Override
        public void row(int line, String[] values) {
            read++;
            lastLine = line;
            String user = values[roles.user].strip();
            String item = values[roles.item].strip();
            if (user.isEmpty()) {
                rejects.add(line, Rejects.NO_USER);
            } else if (item.isEmpty()) {
                rejects.add(line, Rejects.NO_ITEM);
            } else if (roles.time == Roles.NONE) {
                event(line, user, item, linesBefore + line, values);
            } else {
                String time = values[roles.time].strip();
                long millis = times.millis(time);
                if (millis == TimeFormat.BAD) {
                    rejects.add(line, time.isEmpty() ? Rejects.NO_TIME : Rejects.BAD_TIME);
                } else {
                    event(line, user, item, millis, values);
                }
            }
        }

        private void event(int line, String user, String item, long time, String[] values) {
            String behaviour = behaviour(values);
            int behaviourNumber = behaviours.number(behaviour);
            Fault.require(
                    behaviourNumber <= Byte.MAX_VALUE,
                    "line %,d: more than %s different behaviours, the last one \"%s\". Choose another column as behaviour.",
                    line, Byte.MAX_VALUE + 1, behaviour);
            if (!keptBehaviours.isEmpty() && !keptBehaviours.contains(behaviour)) {
                removed.merge(BEHAVIOUR, 1L, Long::sum);
                return;
            }
            int itemNumber = items.number(item);
            int session = session(values);
            if (add(users.number(user), itemNumber, time, session, (byte) behaviourNumber, linesBefore + line)) {
                itemColumns.put(itemNumber, values, roles);
            } else {
                rejects.add(line, Rejects.DUPLICATE);
            }
        }

        private boolean add(int user, int item, long time, int session, byte behaviour, long row) {
            if (recipe.clean().dropDuplicates() && roles.time != Roles.NONE) {
                return events.addUnlessKnown(user, item, time, session, behaviour, row);
            }
            events.add(user, item, time, session, behaviour, row);
            return true;
        }

        private int session(String[] values) {
            String session = roles.session == Roles.NONE ? "" : values[roles.session].strip();
            return session.isEmpty() ? -1 : sessions.number(session);
        }

        private String behaviour(String[] values) {
            for (Roles.Rule rule : roles.rules) {
                if (rule.pattern().matcher(values[rule.place()]).find()) {
                    return rule.behaviour();
                }
            }
            String value = roles.behaviour == Roles.NONE ? "" : values[roles.behaviour].strip();
            return value.isEmpty() ? ANY_BEHAVIOUR : recipe.columns().behaviours().getOrDefault(value, value);
        }
    }
}
