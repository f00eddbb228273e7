package trailbench.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import trailbench.table.Dictionary;
import trailbench.table.OwnCacheLine;
import trailbench.table.Row;
import trailbench.table.RowSource;
import trailbench.work.Aside;
import trailbench.work.Fault;
import trailbench.work.Phase;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// Reads the files of a recipe into an [EventLog]. Every row is kept, rejected with a reason, or removed by a rule.
///
/// A row is rejected if it is malformed, has no user, no item or no time that can be read, or repeats an earlier row in user, item,
/// behaviour, session and time (asked for by `clean.drop_duplicates`; without a time column no row repeats another). Then behaviours that
/// are not to be kept are removed, events put in order, and [Cleaning] does the rest. `auto` times are decided once a file.
public final class LogReader extends OwnCacheLine {
    static final String BEHAVIOUR = "behaviour not kept";
    private static final int SAMPLE = 1_000;
    /// A file of which more rows than one in so many are not in its encoding is refused.
    private static final int READABLE = 100;

    private final LogRecipe recipe;
    private final Rejects rejects;
    private final @Nullable LogTrace trace;
    private final Progress progress;
    private final Dictionary users = new Dictionary();
    private final Dictionary items = new Dictionary();
    private final Dictionary sessions = new Dictionary();
    private final Behaviours behaviours;
    private final ItemColumns itemColumns;
    private final ItemColumns userColumns;
    private final EventBuffer events = new EventBuffer();
    private final LogLines lines = new LogLines();
    private final SequencedMap<String, Long> removed = new LinkedHashMap<>();
    /// Items in the order in which the files speak of them.
    private int[] itemOrder = {};
    private boolean timed;
    private long read;
    private long behaviourNotKept;
    private long valueNotKept;

    private LogReader(LogRecipe recipe, Rejects rejects, @Nullable LogTrace trace, Progress progress) {
        this.recipe = recipe;
        this.rejects = rejects;
        this.trace = trace;
        this.progress = progress;
        this.behaviours = new Behaviours(recipe);
        this.itemColumns = new ItemColumns(SideTables.itemFeatures(recipe));
        this.userColumns = new ItemColumns(SideTables.userFeatures(recipe));
    }

    /// @param folder      where the recipe's paths start
    /// @param rejectsFile tab-separated: file, line, reason, row (a thousand characters at most); overwritten
    /// @throws Fault.Request if a file or column is missing, a file is not text, or no event is left
    /// @throws Fault.Work    if a file cannot be read or the rejects cannot be written
    public static EventLog read(LogRecipe recipe, Path folder, Path rejectsFile, Progress progress) {
        try (var rejects = new Rejects(rejectsFile)) {
            var reader = new LogReader(recipe, rejects, null, progress);
            return reader.gather(reader.collect(folder));
        }
    }

    /// As [#read], telling `trace` what becomes of each row; also if no event is left.
    static LogReader trace(LogRecipe recipe, Path folder, Path rejectsFile, LogTrace trace, Progress progress) {
        try (var rejects = new Rejects(rejectsFile)) {
            var reader = new LogReader(recipe, rejects, trace, progress);
            reader.collect(folder);
            return reader;
        }
    }

    Dictionary users() {
        return users;
    }

    Dictionary items() {
        return items;
    }

    ItemColumns itemColumns() {
        return itemColumns;
    }

    EventBuffer events() {
        return events;
    }

    LogLines lines() {
        return lines;
    }

    /// @return the events that stay, in order
    private int[] collect(Path folder) {
        List<LogFiles.Named> files = LogFiles.expand(recipe.files(), folder);
        for (int i = 0; i < files.size(); i++) {
            readFile(files.get(i), i, files.size());
        }
        new SideTables(recipe.columns(), folder, progress).join(items, itemColumns, users, userColumns);
        return clean();
    }

    private void readFile(LogFiles.Named named, int index, int count) {
        lines.begin(named.name());
        RowSource file = LogFiles.open(named.path(), recipe.format());
        var roles = new Roles(file.path(), file.columns(), recipe);
        timed |= roles.time != Roles.NONE;
        var receiver = new Receiver(file.path(), roles, timeFormat(file, roles), (double) index / count, 1.0 / count);
        file.read(roles.wanted(), receiver.lookups, receiver, progress);
        receiver.checkEncoding();
    }

    /// The format of the file's times; without a time column, never asked.
    private TimeFormat timeFormat(RowSource file, Roles roles) {
        if (roles.time == Roles.NONE) {
            return new TimeFormat.Epoch(0);
        }
        int column = roles.wanted()[roles.time];
        List<List<String>> head = file.head(SAMPLE);
        if (head.isEmpty()) {
            return new TimeFormat.Epoch(0); // no row can be read, so none has a time
        }
        TimeFormat format = TimeFormat.of(
                recipe.columns(), file.path().getFileName().toString(), column(head, column),
                () -> column(file.spread(2 * SAMPLE, progress), column));
        progress.report(told(file.path().getFileName(), format), 0, 0);
        return format;
    }

    private static Phase told(Path file, TimeFormat format) {
        return switch (format) {
            case TimeFormat.Epoch epoch -> Phase.of(epoch.decimals() == 0 ? Phase.Kind.TIMES_IN_MILLISECONDS : Phase.Kind.TIMES_IN_SECONDS, file);
            case TimeFormat.Iso iso -> Phase.of(Phase.Kind.TIMES_IN_ISO, file, iso.zone());
            case TimeFormat.Pattern like -> Phase.of(Phase.Kind.TIMES_LIKE, file, like.pattern(), like.zone());
        };
    }

    private static List<String> column(List<List<String>> rows, int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    private int[] clean() {
        for (CleaningStep step : recipe.clean().steps()) {
            if (step instanceof CleaningStep.Values) {
                removed.put(step.rule(), valueNotKept);
            }
        }
        if (behaviourNotKept > 0) {
            removed.put(BEHAVIOUR, behaviourNotKept);
        }
        progress.report(Phase.of(Phase.Kind.SORTING, events.size()), 0, 0);
        int[] order = sort();
        int size = order.length;
        var duplicates = new Duplicates(events, order);
        if (recipe.clean().dropDuplicates() && timed) {
            size = duplicates.remove();
            traceAll(duplicates);
        }
        progress.report(Phase.of(Phase.Kind.CLEANING, size), 0, 0);
        var cleaning = new Cleaning(recipe.clean(), events, users.size(), items.size(), behaviours.names(), timed, order, size, trace);
        try (var _ = new Aside<>(() -> rejectAll(duplicates))) {
            return cleaning.clean(removed, progress);
        }
    }

    /// Puts the events in order.
    ///
    /// @return all their places
    private int[] sort() {
        int[] inFileOrder = events.items;
        try (var firstUse = new Aside<>(() -> FirstUse.order(inFileOrder, events.size(), items.size()))) {
            EventOrder.arrange(events, users.size(), progress);
            itemOrder = firstUse.get();
        }
        int[] places = new int[events.size()];
        for (int place = 0; place < places.length; place++) {
            places[place] = place;
        }
        return places;
    }

    private Rejects rejectAll(Duplicates duplicates) {
        duplicates.forEach((event, original) -> rejects.addDuplicate(place(event), place(original)));
        return rejects;
    }

    private void traceAll(Duplicates duplicates) {
        if (trace != null) {
            duplicates.forEach((event, original) -> trace.duplicate(users.text(events.users[event]), place(event), place(original)));
        }
    }

    private LogLines.Place place(int event) {
        return lines.place(events.row(event) + 1);
    }

    private EventLog gather(int[] kept) {
        if (kept.length == 0) {
            throw new Fault.Request(
                    "No event is left of the %,d rows of %s. Rejected: %s. Removed: %s. Behaviours found: %s. Check the columns, or loosen the cleaning rules.",
                    read, recipe.files(), counts(rejects.counts()), counts(removed), behaviours.names());
        }
        var tally = new EventLog.Tally(
                read, kept.length, Collections.unmodifiableSequencedMap(rejects.counts()), Collections.unmodifiableSequencedMap(new LinkedHashMap<>(removed)));
        return new Gathering(events, kept, itemOrder).log(recipe, users.texts(), items.texts(), itemColumns, userColumns, behaviours.names(), tally, lines);
    }

    private static Trouble counts(Map<String, Long> counts) {
        Object[] each = counts.entrySet().stream().map(count -> Trouble.said("%s (%,d)", Trouble.said(count.getKey()), count.getValue())).toArray();
        return each.length == 0 ? Trouble.said("none") : Trouble.said(String.join(", ", Collections.nCopies(each.length, "%s")), each);
    }

    /// Makes events of one file's rows.
    private final class Receiver implements RowSource.Receiver {
        private final Path file;
        private final Roles roles;
        private final TimeFormat times;
        private final double sharesBefore;
        private final double ownShare;
        private final List<RowSource.Lookup> lookups = new ArrayList<>();
        private final int userLookup;
        private final int itemLookup;
        private final int behaviourLookup;
        private final int sessionLookup;
        private final long readBefore = read;
        private long unreadable;
        private long firstUnreadable;

        /// @param sharesBefore of the log, 0 to 1
        /// @param ownShare     of the log
        Receiver(Path file, Roles roles, TimeFormat times, double sharesBefore, double ownShare) {
            this.file = file;
            this.roles = roles;
            this.times = times;
            this.sharesBefore = sharesBefore;
            this.ownShare = ownShare;
            userLookup = lookUp(roles.user, users);
            itemLookup = lookUp(roles.item, items);
            behaviourLookup = lookUp(roles.behaviour, behaviours.values());
            sessionLookup = lookUp(roles.session, sessions);
        }

        private int lookUp(int place, Dictionary dictionary) {
            if (place != Roles.NONE) {
                lookups.add(new RowSource.Lookup(place, dictionary));
            }
            return lookups.size() - 1;
        }

        @Override
        public void malformed(Row row, String reason) {
            if (reason.equals(RowSource.NOT_IN_ENCODING)) {
                firstUnreadable = unreadable == 0 ? row.line() : firstUnreadable;
                unreadable++;
            }
            reject(row, false, reason);
        }

        private void reject(Row row, boolean cut, String reason) {
            read++;
            lines.number(row.line());
            rejects.add(file.getFileName(), row, reason);
            if (trace != null) {
                trace.rejected(file, row, roles, cut, reason);
            }
        }

        @Override
        public void row(Row row, double share) {
            if (row.isEmpty(roles.user)) {
                reject(row, true, Rejects.NO_USER);
            } else if (row.isEmpty(roles.item)) {
                reject(row, true, Rejects.NO_ITEM);
            } else if (roles.time == Roles.NONE) {
                event(row, lines.number(row.line()), share);
            } else {
                long millis = times.millis(row, roles.time);
                if (millis == TimeFormat.BAD) {
                    reject(row, true, row.isEmpty(roles.time) ? Rejects.NO_TIME : Rejects.BAD_TIME);
                } else {
                    event(row, millis, share);
                }
            }
        }

        private void event(Row row, long time, double share) {
            read++;
            long number = lines.number(row.line());
            if (!roles.keeps(row)) {
                valueNotKept++;
                setAside(row, time, number, CleaningStep.Values.RULE);
                return;
            }
            int behaviour = behaviours.of(row, roles, roles.behaviour == Roles.NONE ? behaviours.ofNone() : row.number(behaviourLookup));
            if (behaviour == Behaviours.NOT_KEPT) {
                behaviourNotKept++;
                setAside(row, time, number, BEHAVIOUR);
                return;
            }
            int item = row.number(itemLookup);
            int session = roles.session == Roles.NONE || row.isEmpty(roles.session) ? EventBuffer.NO_SESSION : row.number(sessionLookup);
            events.add(
                    row.number(userLookup), item, time, session, (byte) behaviour, number - 1, sharesBefore + ownShare * share);
            if (roles.value != Roles.NONE) {
                events.setValue(value(row));
            }
            itemColumns.put(item, row, roles.title, roles.features, 0);
        }

        /// NaN if the row says no number.
        private float value(Row row) {
            if (row.isEmpty(roles.value)) {
                return Float.NaN;
            }
            try {
                float value = Float.parseFloat(row.text(roles.value));
                return Float.isFinite(value) ? value : Float.NaN;
            } catch (NumberFormatException unknown) {
                return Float.NaN;
            }
        }

        private void setAside(Row row, long time, long number, String rule) {
            if (trace != null) {
                int item = row.number(itemLookup);
                itemColumns.put(item, row, roles.title, roles.features, 0);
                trace.removed(row.number(userLookup), item, time, number - 1, rule);
            }
        }

        /// @throws Fault.Request if many rows are not in the encoding: then it is the encoding that is wrong
        void checkEncoding() {
            Fault.require(
                    unreadable * READABLE <= read - readBefore,
                    "%s line %,d: is not %s, as are %,d of its %,d rows. Choose another encoding, for instance ISO-8859-1, GB18030 or UTF-16.",
                    file, firstUnreadable, recipe.format().encoding(), unreadable, read - readBefore);
        }
    }
}
