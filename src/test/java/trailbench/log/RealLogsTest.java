package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.LogRecipe.BehaviourRule;
import trailbench.log.LogRecipe.Clean;
import trailbench.log.LogRecipe.Columns;
import trailbench.log.LogRecipe.Format;
import trailbench.work.Progress;

/// Logs that people use, with the counts that their publishers name.
class RealLogsTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final Clean NOTHING = new Clean(1, 1, List.of(), false, false);

    @TempDir
    Path folder;

    private EventLog read(Format format, Columns columns, Clean clean, String... files) {
        List<Path> paths = new ArrayList<>();
        for (String file : files) {
            assumeTrue(Files.exists(DATA.resolve(file)), () -> file + " is not in " + DATA.toAbsolutePath().normalize());
            paths.add(Path.of(file));
        }
        long start = System.nanoTime();
        EventLog log = LogReader.read(new LogRecipe(paths, format, columns, clean), DATA, folder.resolve("rejects.tsv"), Progress.SILENT);
        System.out.printf(
                "%s: %s, %d users, %d items, %.1f s%n", paths.getFirst(), log.tally(), log.userIds().size(), log.itemTable().ids().size(),
                (System.nanoTime() - start) / 1e9);
        return log;
    }

    private static Columns columns(String user, String item, String time) {
        return new Columns(
                user, item, Optional.ofNullable(time.isEmpty() ? null : time), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), "auto", "UTC",
                false, Map.of(), List.of());
    }

    private static void assertSize(EventLog log, int users, int items, int events) {
        assertEquals(users, log.userIds().size(), "users");
        assertEquals(items, log.itemTable().ids().size(), "items");
        assertEquals(events, log.size(), "events");
    }

    @Test
    void movieLens100K() {
        EventLog log = read(new Format("tab", false, "UTF-8"), columns("0", "1", "3"), NOTHING, "ml-100k/u.data");
        assertSize(log, 943, 1_682, 100_000);
        assertEquals("196", log.userIds().getFirst());
    }

    @Test
    void movieLens1MInTheOrderOfItsFile() {
        EventLog log = read(new Format("space", false, "UTF-8"), columns("0", "1", ""), NOTHING, "ml-1m/ml-1m-sasrec.txt.gz");
        assertSize(log, 6_040, 3_416, 999_611);
        for (int i = 0; i < log.size(); i++) {
            assertEquals(i + 1, log.times()[i], "the file stands by user already, and rows stand for times");
        }
    }

    @Test
    void taobao() {
        Columns columns = new Columns(
                "0", "1", Optional.of("4"), Optional.empty(), Optional.of("3"), Optional.empty(), List.of("2"), "auto", "Asia/Shanghai", false,
                Map.of("pv", "view", "buy", "purchase"), List.of());
        EventLog log = read(new Format("comma", false, "UTF-8"), columns, NOTHING, "taobao-sample/UserBehavior.csv.gz");
        assertSize(log, 815, 55_368, 84_475);
        assertEquals(4, log.behaviourNames().size());
        assertTrue(log.behaviourNames().contains("view"));
    }

    @Test
    void yoochoose() {
        EventLog log = read(
                new Format("tab", true, "UTF-8"), columns("SessionId", "ItemId", "Time"), NOTHING,
                "yoochoose-100k/yoochoose-clicks-100k_train_full.txt.gz", "yoochoose-100k/yoochoose-clicks-100k_test.txt.gz");
        assertEquals(83_846, log.tally().read());
        assertEquals(83_846, log.size());
    }

    private static Columns retail() {
        return new Columns(
                "CustomerID", "StockCode", Optional.of("InvoiceDate"), Optional.of("InvoiceNo"), Optional.empty(), Optional.of("Description"),
                List.of("UnitPrice", "Country"), "auto", "Europe/London", true, Map.of(),
                List.of(new BehaviourRule("InvoiceNo", "^C", "cancellation"), new BehaviourRule("InvoiceNo", "", "purchase")));
    }

    @Test
    void onlineRetail() throws Exception {
        EventLog log = read(Format.defaults(), retail(), NOTHING, "online-retail.csv.gz");
        assertSize(log, 4_372, 3_684, 541_909 - 135_080);
        assertEquals(541_909, log.tally().read());
        assertEquals(Map.of("no user", 135_080L), log.tally().rejected());
        try (var lines = Files.lines(folder.resolve("rejects.tsv"))) {
            assertEquals(135_081, lines.count());
        }
        // 9,288 cancelled in the whole file; 8,905 of them have a customer
        int cancellation = log.behaviourNames().indexOf("cancellation");
        int cancelled = 0;
        for (byte behaviour : log.behaviours()) {
            cancelled += behaviour == cancellation ? 1 : 0;
        }
        assertEquals(8_905, cancelled);
    }

    @Test
    void onlineRetailPurchasesCleaned() {
        EventLog log = read(Format.defaults(), retail(), new Clean(5, 5, List.of("purchase"), false, true), "online-retail.csv.gz");
        EventLog again = read(Format.defaults(), retail(), new Clean(5, 5, List.of("purchase"), false, true), "online-retail.csv.gz");
        assertArrayEquals(log.items(), again.items());
        long rejected = log.tally().rejected().values().stream().mapToLong(n -> n).sum();
        long removed = log.tally().removed().values().stream().mapToLong(n -> n).sum();
        assertEquals(541_909, log.size() + rejected + removed);
        assertEquals(8_905, log.tally().removed().get("behaviour not kept"));
    }
}
