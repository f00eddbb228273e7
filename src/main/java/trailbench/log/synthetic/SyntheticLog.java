package trailbench.log.synthetic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The made-up logs.
public enum SyntheticLog {
    /// Viewers who go on with the next episode: [VideoLog].
    VIDEO(random -> new VideoLog(random).events()),
    /// Listeners who stay in a mood and play again what they just heard: [MusicLog].
    MUSIC(random -> new MusicLog(random).events()),
    /// Readers of articles that are old after a day: [NewsLog].
    NEWS(random -> new NewsLog(random).events());

    /// The columns, in their order; times are seconds since the epoch.
    public static final String HEADER = "user,session,time,behaviour,item,title,group";

    static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private final Function<SplittableRandom, List<SyntheticEvent>> rule;

    SyntheticLog(Function<SplittableRandom, List<SyntheticEvent>> rule) {
        this.rule = rule;
    }

    /// Lower case, as it is typed.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws Fault.Request if there is no such log
    public static SyntheticLog of(String id) {
        return Stream.of(values()).filter(each -> each.id().equals(id)).findFirst().orElseThrow(() -> new Fault.Request(
                "There is no synthetic log \"%s\". There are: %s.", id, String.join(", ", Stream.of(values()).map(SyntheticLog::id).toList())));
    }

    /// In the order of their times.
    List<SyntheticEvent> events(long seed) {
        return rule.apply(new SplittableRandom(seed)).stream()
                .sorted(Comparator.comparingLong(SyntheticEvent::millis).thenComparing(SyntheticEvent::user)).toList();
    }

    /// Writes the log as CSV, compressed with gzip: the same bytes for the same seed.
    ///
    /// @return the number of events
    public int write(Path file, long seed) {
        List<SyntheticEvent> events = events(seed);
        try (Writer text = new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            text.write(HEADER + "\n");
            for (SyntheticEvent event : events) {
                text.write(event.row());
                text.write('\n');
            }
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be written: %s. Choose a folder you may write to.", file, Trouble.reason(e), e);
        }
        return events.size();
    }
}
