package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.LogRecipe.Clean;
import trailbench.log.LogRecipe.Columns;
import trailbench.log.LogRecipe.Format;
import trailbench.work.Progress;

class LogTraceTest {
    @TempDir
    private Path folder;

    private EventLog log;

    private LogTrace find(String text, Optional<String> title, Clean clean) throws IOException {
        Files.writeString(folder.resolve("log.csv"), text);
        Columns columns = new Columns(
                "user", "item", Optional.of("time"), Optional.empty(), Optional.of("behaviour"), title, List.of(), "seconds", "UTC", false, Map.of(), List.of());
        var recipe = new LogRecipe(List.of(Path.of("log.csv")), Format.defaults(), columns, clean);
        log = LogReader.read(recipe, folder, folder.resolve("rejects.tsv"), Progress.SILENT);
        return LogTrace.of(recipe, folder, Progress.SILENT);
    }

    @Test
    void everyRuleAndEveryRejectionIsNamedWithItsLine() throws IOException {
        LogTrace rows = find(
                """
                user,item,behaviour,time,title
                ann,a,view,100,"Tea, green"
                ann,b,view,101,Bread
                ann,b,view,102,Bread
                ann,c,search,103,Cake
                ann,rare,view,104,Rare thing
                ann,a,view,105,"Tea, green"
                ann,a,view,105,"Tea, green"
                ann,b,view,soon,Bread
                ann,,view,106,Nothing
                bob,a,view,110,"Tea, green"
                bob,b,view,111,Bread
                bob,a,view,112,"Tea, green"
                cy,a,view,120,"Tea, green"
                cy,once,view,121,Once
                ,a,view,130,"Tea, green"
                bob,,view,113,ann
                ann
                """,
                Optional.of("title"), new Clean(3, 2, List.of("view"), true, true));

        assertEquals(
                List.of("4 consecutive repeat b Bread", "5 behaviour not kept c Cake", "6 item with too few events rare Rare thing",
                        "8 rejected: duplicate = log.csv:7", "9 rejected: bad time ann,b,view,soon,Bread", "10 rejected: no item ann,,view,106,Nothing",
                        "18 rejected: missing columns ann"),
                rows.of("ann").stream().map(LogTraceTest::words).toList());
        assertEquals(
                List.of("14 user with too few events a Tea, green", "15 user with too few events once Once"),
                rows.of("cy").stream().map(LogTraceTest::words).toList());
        assertEquals(List.of("17 rejected: no item bob,,view,113,ann"), rows.of("bob").stream().map(LogTraceTest::words).toList());
        assertEquals(List.of(), rows.of("nobody"));
    }

    private static String words(LogTrace.LeftOut row) {
        return row.line() + (row.rejected() ? " rejected: " + row.reason() + " " + row.row() : " " + row.reason() + " " + row.item() + " " + row.title());
    }

    @Test
    void asManyRowsAreFoundAsPreparationSaysItRemoved() throws IOException {
        for (long seed = 1; seed <= 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder("user,item,behaviour,time\n");
            for (int row = 0; row < 600; row++) {
                text.append('u').append((int) Math.pow(random.nextDouble() * 6, 2)).append(",i").append((int) Math.pow(random.nextDouble() * 7, 2))
                        .append(random.nextInt(4) == 0 ? ",cart," : ",view,").append(1_000 + random.nextInt(300)).append('\n');
            }
            LogTrace rows = find(text.toString(), Optional.empty(), new Clean(3, 2, seed % 2 == 0 ? List.of("view") : List.of(), seed % 3 == 0, true, List.of(
                    new CleaningStep.Values("item", "^i4$", false), new CleaningStep.Lengths(0, 0.9), new CleaningStep.MinimumCounts(2, 2))));
            Map<String, Long> removed = log.tally().removed();
            long expected = removed.values().stream().mapToLong(Long::longValue).sum();
            assertTrue(expected > 10, "seed " + seed + ": " + removed);
            List<LogTrace.LeftOut> leftOut = IntStream.range(0, 40).boxed().flatMap(user -> rows.of("u" + user).stream()).toList();
            long rejected = leftOut.stream().filter(LogTrace.LeftOut::rejected).count();
            assertEquals(expected, leftOut.size() - rejected, "seed " + seed + ": " + removed);
            assertEquals(log.tally().rejected().values().stream().mapToLong(Long::longValue).sum(), rejected, "seed " + seed);
        }
    }
}
