package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.work.Fault;
import trailbench.work.Progress;

/// Logs of every kind of damage, drawn from a seed: whatever a file holds, it is read or refused in words, soon, and every row is counted.
class MalformedLogsTest {
    /// More for a night: `-Dmalformed.logs=10000`.
    private static final int LOGS = Integer.getInteger("malformed.logs", 600);
    private static final String[] DELIMITERS = {",", "\t", ";", "|", " ", "::"};
    private static final String[] VALUES = {
        "u1", "u2", "u3", "a", "b", "c", "", "1", "2", "17", "0.5", "-3", "1511544070", "1511544070123", "2017-11-25 08:00:00", "25/11/2017", "soon", "é", "商品",
        "\"", "\"\"", "\"q\"", "\"q,r\"", "\"x\ny\"", "\"open", "'", "\\", "{", "}", "[1]", "NULL", "nan", " ", "\u0000", "\ufeff", "\u00a0", "x".repeat(300)
    };
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r", "\n\n", ""};

    @TempDir
    Path folder;

    @Test
    void noLogBreaksTheReader() throws IOException {
        Path file = folder.resolve("log");
        int read = 0;
        for (int seed = 0; seed < LOGS; seed++) {
            Files.write(file, log(new SplittableRandom(seed)));
            String which = "seed " + seed;
            Optional<EventLog.Tally> tally = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> tally(file), which);
            if (tally.isPresent()) {
                read++;
                check(tally.get(), which);
            }
        }
        System.out.println(LOGS + " malformed logs: " + read + " read with all rows accounted for, " + (LOGS - read) + " refused in words");
    }

    private void check(EventLog.Tally tally, String which) throws IOException {
        long rejected = tally.rejected().values().stream().mapToLong(n -> n).sum();
        long removed = tally.removed().values().stream().mapToLong(n -> n).sum();
        assertEquals(tally.read(), tally.kept() + rejected + removed, () -> which + " " + tally);
        assertEquals(rejected, Files.readAllLines(folder.resolve("rejects.tsv")).size() - 1, which);
    }

    /// Empty if the log was refused.
    private Optional<EventLog.Tally> tally(Path file) {
        try {
            LogReport report = LogSniffer.inspect(List.of(file), Progress.SILENT);
            LogRecipe proposed = report.recipe();
            var recipe = new LogRecipe(
                    proposed.files(), proposed.format(), proposed.columns(), new LogRecipe.Clean(1, 1, List.of(), true, true));
            EventLog.Tally tally = LogReader.read(recipe, folder, folder.resolve("rejects.tsv"), Progress.SILENT).tally();
            assertEquals(report.rows(), tally.read(), "the first look counts the same rows");
            return Optional.of(tally);
        } catch (Fault refused) {
            return Optional.empty();
        }
    }

    private static byte[] log(SplittableRandom random) throws IOException {
        String delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
        int columns = 1 + random.nextInt(6);
        double damage = random.nextInt(4) / 10.0;
        var text = new StringBuilder(random.nextInt(3) == 0 ? "user,item,time,event,price,title\n".replace(",", delimiter) : "");
        int rows = random.nextInt(40);
        for (int row = 0; row < rows; row++) {
            int width = random.nextDouble() < damage ? random.nextInt(8) : columns;
            for (int column = 0; column < width; column++) {
                text.append(column == 0 ? "" : delimiter).append(value(random, column, damage));
            }
            text.append(random.nextDouble() < damage ? LINE_ENDS[random.nextInt(LINE_ENDS.length)] : "\n");
        }
        byte[] bytes = text.toString().getBytes(
                List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)
                        .get(random.nextInt(5)));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextDouble() < damage / 100 ? (byte) random.nextInt(256) : bytes[i];
        }
        if (random.nextInt(10) > 0) {
            return bytes;
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        byte[] whole = packed.toByteArray();
        return random.nextBoolean() ? whole : Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
    }

    private static String value(SplittableRandom random, int column, double damage) {
        if (random.nextDouble() < damage) {
            return VALUES[random.nextInt(VALUES.length)];
        }
        return column == 2 ? Long.toString(1_511_544_070L + random.nextInt(1_000)) : Integer.toString(1 + random.nextInt(5));
    }
}
