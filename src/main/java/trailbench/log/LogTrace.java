package trailbench.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import trailbench.table.Row;
import trailbench.work.Fault;
import trailbench.work.Progress;
import trailbench.work.Trouble;

/// What became of every row of a log: read once more by the reader itself, which says of each row why it is no event.
///
/// Of rows that could not be cut, those belong to a user in which the user's id stands anywhere.
public final class LogTrace {
    private final LogRecipe recipe;
    private final List<Rejected> rejected = new ArrayList<>();
    /// Events that a rule removed while the file was read.
    private final EventBuffer aside = new EventBuffer();
    private final List<String> rules = new ArrayList<>();
    /// Index into [#rules] plus one of the rule that removed an event, by event; 0 for those that stay.
    private byte[] fates = {};
    private byte[] asideFates = {};
    private boolean[] stays = {};
    private @Nullable LogReader reader;

    /// A row that is no event.
    ///
    /// @param file     name of its file
    /// @param line     in that file, from 1
    /// @param item     original id; empty if the row has none that can be read
    /// @param title    empty if unknown
    /// @param time     empty if the log has none or it cannot be read
    /// @param rejected true if the row could not be an event or repeats one, false if a rule removed it
    /// @param reason   in the words of [EventLog.Tally]
    /// @param row      the text of a rejected row; of a duplicate, the line that it repeats; empty for a row that a rule removed
    public record LeftOut(
            String file, long line, String item, String title, Optional<Instant> time, boolean rejected, String reason, String row) {}

    /// @param user empty if it cannot be told
    private record Rejected(Optional<String> user, String file, long line, String reason, String row) {}

    private LogTrace(LogRecipe recipe) {
        this.recipe = recipe;
    }

    /// @param folder where the recipe's paths start
    /// @throws Fault as [LogReader#read]
    public static LogTrace of(LogRecipe recipe, Path folder, Progress progress) {
        var trace = new LogTrace(recipe);
        Path rejects = null;
        try {
            rejects = Files.createTempFile("trailbench-rejects", ".tsv"); // preparation has written this list already
            trace.reader = LogReader.trace(recipe, folder, rejects, trace, progress);
            return trace;
        } catch (IOException e) {
            throw new Fault.Work("No file can be made aside: %s. Free some space in the folder for temporary files.", Trouble.reason(e), e);
        } finally {
            if (rejects != null) {
                rejects.toFile().delete();
            }
        }
    }

    /// Rows of a user that are no events, in the order of the log; empty for a user whom the log does not know.
    public List<LeftOut> of(String userId) {
        LogReader read = Objects.requireNonNull(reader);
        List<LeftOut> found = new ArrayList<>();
        byte[] bytes = userId.getBytes(StandardCharsets.UTF_8);
        int user = read.users().find(bytes, 0, bytes.length);
        add(found, read, user, read.events(), fates);
        add(found, read, user, aside, asideFates);
        for (Rejected row : rejected) {
            boolean own = row.user.map(userId::equals).orElseGet(() -> row.row.contains(userId));
            if (own) {
                found.add(new LeftOut(row.file, row.line, "", "", Optional.empty(), true, row.reason, row.row));
            }
        }
        List<String> files = read.lines().files().stream().map(file -> file.getFileName().toString()).toList();
        found.sort(Comparator.<LeftOut>comparingInt(row -> files.indexOf(row.file)).thenComparingLong(LeftOut::line));
        return List.copyOf(found);
    }

    private void add(List<LeftOut> found, LogReader read, int user, EventBuffer events, byte[] why) {
        for (int event = 0; event < events.size() && user >= 0; event++) {
            if (events.users[event] == user && event < why.length && why[event] > 0) {
                LogLines.Place place = read.lines().place(events.row(event) + 1);
                String id = read.items().text(events.items[event]);
                String title = read.itemColumns().title(events.items[event]);
                Optional<Instant> time = recipe.columns().time().isPresent() ? Optional.of(Instant.ofEpochMilli(events.times[event])) : Optional.empty();
                found.add(new LeftOut(
                        place.file().toString(), place.line(), id, title.isEmpty() ? id : title, time, false, rules.get(why[event] - 1), ""));
            }
        }
    }

    // ---- told by the reader

    void rejected(Path file, Row row, Roles roles, boolean cut, String reason) {
        boolean someone = !cut || !row.isEmpty(roles.user);
        if (someone) {
            rejected.add(new Rejected(
                    cut ? Optional.of(row.text(roles.user)) : Optional.empty(), file.getFileName().toString(), row.line(), reason, row.whole()));
        }
    }

    void duplicate(String user, LogLines.Place place, LogLines.Place original) {
        rejected.add(new Rejected(Optional.of(user), place.file().toString(), place.line(), Rejects.DUPLICATE, Rejects.repeated(original)));
    }

    /// An event that a rule removed before it was one.
    void removed(int user, int item, long time, long row, String rule) {
        aside.add(user, item, time, EventBuffer.NO_SESSION, (byte) 0, row, 0);
        if (asideFates.length < aside.size()) {
            asideFates = Arrays.copyOf(asideFates, Math.max(64, 2 * aside.size()));
        }
        asideFates[aside.size() - 1] = fate(rule);
    }

    /// What is left of the events: those that went since the call before went by a rule. The first call tells what is there.
    void left(IntFunction<String> rule, int events, int[] order, int size) {
        boolean first = stays.length == 0;
        boolean[] now = new boolean[Math.max(1, events)];
        for (int i = 0; i < size; i++) {
            now[order[i]] = true;
        }
        if (first) {
            fates = new byte[events];
        }
        for (int event = 0; event < events && !first; event++) {
            if (stays[event] && !now[event]) {
                fates[event] = fate(rule.apply(event));
            }
        }
        stays = now;
    }

    private byte fate(String rule) {
        int index = rules.indexOf(rule);
        if (index < 0) {
            rules.add(rule);
            index = rules.size() - 1;
        }
        return (byte) (index + 1);
    }
}
