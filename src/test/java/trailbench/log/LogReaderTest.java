package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.LogRecipe.BehaviourRule;
import trailbench.log.LogRecipe.Clean;
import trailbench.log.LogRecipe.Columns;
import trailbench.log.LogRecipe.Format;
import trailbench.work.Fault;
import trailbench.work.Progress;

class LogReaderTest {
    private static final Clean ALL = new Clean(1, 1, List.of(), false, true);

    @TempDir
    Path folder;

    private LogRecipe recipe(String text, Columns columns, Clean clean) throws IOException {
        Files.writeString(folder.resolve("log.csv"), text);
        return new LogRecipe(List.of(Path.of("log.csv")), Format.defaults(), columns, clean);
    }

    private static Columns timed(Optional<String> behaviour, Optional<String> session, boolean basket) {
        return new Columns(
                "user", "item", Optional.of("time"), session, behaviour, Optional.empty(), List.of(), "auto", "UTC", basket, Map.of(), List.of());
    }

    private EventLog read(LogRecipe recipe) {
        return LogReader.read(recipe, folder, folder.resolve("rejects.tsv"), Progress.SILENT);
    }

    private List<String> rejects() throws IOException {
        return Files.readAllLines(folder.resolve("rejects.tsv"));
    }

    private static List<String> items(EventLog log) {
        return Arrays.stream(log.items()).mapToObj(log.itemTable().ids()::get).toList();
    }

    @Test
    void eventsStandByUserThenTimeThenFileOrder() throws IOException {
        EventLog log = read(recipe("user,item,time\nbob,a,300\nann,b,200\nbob,c,100\nbob,d,300\nann,e,200\n", timed(Optional.empty(), Optional.empty(), false), ALL));

        assertEquals(List.of("bob", "ann"), log.userIds());
        assertEquals(List.of("c", "a", "d", "b", "e"), items(log));
        assertArrayEquals(new long[] {100_000, 300_000, 300_000, 200_000, 200_000}, log.times());
        assertArrayEquals(new int[0], log.sessions());
        assertEquals(List.of("event"), log.behaviourNames());
        assertTrue(log.timed());
    }

    @Test
    void valueGoesWithItsEventThroughSortingAndCleaningAndTextThatIsNoNumberIsUnknown() throws IOException {
        LogRecipe recipe = recipe(
                "user,item,time,stars\nbob,a,300,4.5\nann,b,200,\nbob,c,100,3\nbob,c,100,1\nann,e,250,good\nann,f,100,-1e1\n",
                timed(Optional.empty(), Optional.empty(), false).withValue(Optional.of("stars")), ALL);
        EventLog log = read(recipe);

        assertEquals(List.of("c", "a", "f", "b", "e"), items(log)); // the second c is a duplicate, so the first one's stars stay
        assertArrayEquals(new float[] {3, 4.5f, -10, Float.NaN, Float.NaN}, log.values());
        assertArrayEquals(new float[0], read(recipe("user,item,time\nann,b,200\n", timed(Optional.empty(), Optional.empty(), false), ALL)).values());
    }

    @Test
    void aRejectedRowGivesNobodyAPlace() throws IOException {
        EventLog log = read(recipe(
                "user,item,time\nbob,z,soon\nann,b,100\nbob,a,200\nann,z,300\nann,a,400\n", timed(Optional.empty(), Optional.empty(), false), ALL));

        assertEquals(List.of("ann", "bob"), log.userIds());
        assertEquals(List.of("b", "a", "z"), log.itemTable().ids());
        assertEquals(List.of("b", "z", "a", "a"), items(log));
    }

    @Test
    void idsOfManyLengthsKeepTheirRowsOverManyBlocks() throws IOException {
        var text = new StringBuilder("user,item,time\n");
        for (int row = 0; row < 200_000; row++) {
            text.append('u').append("x".repeat(row % 12)).append(row % 1_000).append(",\"i").append(row % 7_919).append("\"\"\",").append(row).append('\n');
        }
        EventLog log = read(recipe(text.toString(), timed(Optional.empty(), Optional.empty(), false), ALL));

        assertEquals(200_000, log.tally().kept());
        for (int event = 0; event < log.size(); event++) {
            int row = (int) (log.times()[event] / 1000);
            assertEquals("u" + "x".repeat(row % 12) + row % 1_000, log.userIds().get(log.users()[event]));
            assertEquals("i" + row % 7_919 + "\"", log.itemTable().ids().get(log.items()[event]));
        }
    }

    @Test
    void rowsThatAreNoEventsGoToTheRejectsWithLineAndReason() throws IOException {
        EventLog log = read(recipe(
                "user,item,time\nann,a,100\n,b,100\nann, ,100\nann,a,soon\nann,a,\nann,a,100\nann,b\nann,c,200\n",
                timed(Optional.empty(), Optional.empty(), false), ALL));

        assertEquals(List.of("a", "c"), items(log));
        assertEquals(8, log.tally().read());
        assertEquals(
                Map.of("no user", 1L, "no item", 1L, "bad time", 1L, "no time", 1L, "duplicate", 1L, "missing columns", 1L), log.tally().rejected());
        assertEquals(
                List.of("file\tline\treason\trow", "log.csv\t3\tno user\t,b,100", "log.csv\t4\tno item\tann, ,100", "log.csv\t5\tbad time\tann,a,soon",
                        "log.csv\t6\tno time\tann,a,", "log.csv\t8\tmissing columns\tann,b", "log.csv\t7\tduplicate\t= log.csv:2"),
                rejects());
    }

    @Test
    void rulesTellABehaviourFromAnotherColumn() throws IOException {
        Columns columns = new Columns(
                "user", "item", Optional.of("time"), Optional.of("invoice"), Optional.empty(), Optional.of("title"), List.of("price"), "auto", "UTC", true,
                Map.of(), List.of(new BehaviourRule("invoice", "^C", "cancellation"), new BehaviourRule("invoice", "", "purchase")));
        EventLog log = read(recipe(
                "invoice,user,item,title,price,time\n1,ann,a,Apple,1,2020-01-01\nC2,ann,b,Bread,2,2020-01-02\n3,ann,b,,3,2020-01-03\n3,ann,a,Apples,,2020-01-03\n",
                columns, new Clean(1, 1, List.of("purchase"), false, true)));

        assertEquals(List.of("a", "b", "a"), items(log));
        assertEquals(Map.of("behaviour not kept", 1L), log.tally().removed());
        assertEquals(List.of("cancellation", "purchase"), List.of(log.behaviourNames().get(1), log.behaviourNames().get(0)));
        assertArrayEquals(new int[] {0, 1, 1}, log.sessions());
        assertEquals(List.of("Apples", "b"), log.itemTable().titles(), "the last title that is not empty, or the id");
        assertEquals(List.of("1", "3"), log.itemTable().features().get("price"));
        assertTrue(log.baskets());
    }

    @Test
    void behavioursAreRenamedAndTheUnlistedKeepTheirName() throws IOException {
        Columns columns = new Columns(
                "user", "item", Optional.of("time"), Optional.empty(), Optional.of("type"), Optional.empty(), List.of(), "seconds", "UTC", false,
                Map.of("pv", "view"), List.of());
        EventLog log = read(recipe("user,item,type,time\nu,a,pv,1\nu,b,buy,2\nu,c,,3\n", columns, ALL));
        assertEquals(List.of("view", "buy", "event"), log.behaviourNames());
        assertArrayEquals(new byte[] {0, 1, 2}, log.behaviours());
    }

    @Test
    void fewEventsAreRemovedOverAndOver() throws IOException {
        // Minimum 2 each. Item z has one event: it goes (1). Then user u3 has one event, on a: it goes (1). Then a has two events, b two; u1 and u2 two each.
        EventLog log = read(recipe(
                "user,item,time\nu1,a,1\nu1,b,2\nu2,a,3\nu2,b,4\nu3,a,5\nu3,z,6\n", timed(Optional.empty(), Optional.empty(), false),
                new Clean(2, 2, List.of(), false, true)));
        assertEquals(List.of("a", "b", "a", "b"), items(log));
        assertEquals(Map.of("item with too few events", 1L, "user with too few events", 1L), log.tally().removed());
        assertEquals(List.of("u1", "u2"), log.userIds());
    }

    @Test
    void consecutiveRepeatsGoAlsoThoseThatCleaningMakes() throws IOException {
        // u: a a z a. The second a repeats. z goes as the only one of its kind, then the last a repeats the first.
        EventLog log = read(recipe(
                "user,item,time\nu,a,1\nu,a,2\nu,z,3\nu,a,4\nu,b,5\nv,b,6\nv,a,7\n", timed(Optional.empty(), Optional.empty(), false),
                new Clean(1, 2, List.of(), true, true)));
        assertEquals(List.of("a", "b", "b", "a"), items(log));
        assertEquals(Map.of("consecutive repeat", 2L, "item with too few events", 1L), log.tally().removed());
    }

    @Test
    void withoutTimesTheFileOrderIsTheOrderAndNothingIsADuplicate() throws IOException {
        Columns columns = Columns.defaults();
        EventLog log = read(recipe("user,item\nu,b\nu,a\nu,b\n", columns, ALL));
        assertEquals(List.of("b", "a", "b"), items(log));
        assertArrayEquals(new long[] {2, 3, 4}, log.times());
        assertTrue(!log.timed());
    }

    @Test
    void severalFilesAreReadOneAfterTheOther() throws IOException {
        LogRecipe one = recipe("user,item,time\nu,a,1\n", timed(Optional.empty(), Optional.empty(), false), ALL);
        Files.writeString(folder.resolve("more.csv"), "time,user,item\n0,u,b\n,u,c\n");
        EventLog log = read(new LogRecipe(List.of(Path.of("log.csv"), Path.of("more.csv")), one.format(), one.columns(), one.clean()));
        assertEquals(List.of("b", "a"), items(log));
        assertEquals("more.csv\t3\tno time\t,u,c", rejects().get(1));
    }

    @Test
    void everyOneOfManyDuplicatesIsWritten() throws IOException {
        int events = 40_000;
        var text = new StringBuilder("user,item,time\n");
        for (int i = 0; i < 2 * events; i++) {
            text.append('u').append(i / 200).append(",i").append(i / 2).append(',').append(i / 2).append('\n');
        }
        EventLog log = read(recipe(text.toString(), timed(Optional.empty(), Optional.empty(), false), ALL));
        assertEquals(events, log.size());
        assertEquals(Map.of("duplicate", (long) events), log.tally().rejected());
        List<String> rejects = rejects();
        assertEquals(1 + events, rejects.size());
        for (int i = 0; i < events; i++) {
            assertEquals("log.csv\t" + (2 * i + 3) + "\tduplicate\t= log.csv:" + (2 * i + 2), rejects.get(i + 1));
        }
    }

    @Test
    void duplicatesAreFoundAmongMoreEventsOfOneInstantAndOverFiles() throws IOException {
        var text = new StringBuilder("user,item,time\n");
        for (int i = 0; i < 40; i++) {
            text.append("u,").append("abcdefghij".charAt(i * 7 % 10)).append(",5\n");
        }
        text.append("u,z,6\n");
        LogRecipe one = recipe(text.toString(), timed(Optional.empty(), Optional.empty(), false), ALL);
        Files.writeString(folder.resolve("more.csv"), "user,item,time\nu,y,6\nu,z,6\n");
        EventLog log = read(new LogRecipe(List.of(Path.of("log.csv"), Path.of("more.csv")), one.format(), one.columns(), one.clean()));
        assertEquals(List.of("a", "h", "e", "b", "i", "f", "c", "j", "g", "d", "z", "y"), items(log), "the first of each, in file order");
        assertEquals(Map.of("duplicate", 31L), log.tally().rejected());
        assertTrue(rejects().contains("log.csv\t12\tduplicate\t= log.csv:2"));
        assertEquals("more.csv\t3\tduplicate\t= log.csv:42", rejects().getLast());
    }

    @Test
    void rowsThatAreNotInTheEncodingAreRejectedUnlessTheyAreMany() throws IOException {
        byte[] bad = "u,caf\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1);
        LogRecipe recipe = recipe("user,item,time\n", timed(Optional.empty(), Optional.empty(), false), ALL);
        for (int i = 0; i < 200; i++) {
            Files.writeString(folder.resolve("log.csv"), "u,i" + i + ",2\n", StandardOpenOption.APPEND);
        }
        Files.write(folder.resolve("log.csv"), bad, StandardOpenOption.APPEND);
        assertEquals(Map.of("not in the encoding", 1L), read(recipe).tally().rejected());
        for (int i = 0; i < 2; i++) {
            Files.write(folder.resolve("log.csv"), bad, StandardOpenOption.APPEND);
        }
        refused(recipe, "log.csv line 202", "not UTF-8", "3 of its 203 rows", "encoding");
    }

    @Test
    void tablesOfUsersJoinById() throws IOException {
        LogRecipe log = recipe("user,item,time\nann,a,1\nbob,b,2\ncid,a,3\nann,b,4\n", timed(Optional.empty(), Optional.empty(), false), ALL);
        Files.writeString(folder.resolve("users.csv"), "id;age;town\ncid;30;Oslo\nzoe;50;Rome\nann;;Bonn\n");
        var tables = List.of(new LogRecipe.UserTable(Path.of("users.csv"), "id", List.of("town", "age")));
        EventLog joined = read(new LogRecipe(log.files(), log.format(), log.columns().withUserTables(tables), log.clean()));
        assertEquals(List.of("ann", "bob", "cid"), joined.userIds());
        assertEquals(Map.of("town", List.of("Bonn", "", "Oslo"), "age", List.of("", "", "30")), joined.userFeatures());
        refused(new LogRecipe(log.files(), log.format(), log.columns().withUserTables(List.of(
                new LogRecipe.UserTable(Path.of("users.csv"), "town", List.of()))), log.clean()), "users.csv", "is a user of the log", "\"town\"");
    }

    @Test
    void tablesOfItemsJoinById() throws IOException {
        LogRecipe log = recipe("user,item,time,price\nu,a,1,5\nu,b,2,6\nu,c,3,7\n", new Columns(
                "user", "item", Optional.of("time"), Optional.empty(), Optional.empty(), Optional.empty(), List.of("price"), "auto", "UTC", false, Map.of(),
                List.of()), ALL);
        Files.write(folder.resolve("items.dat"), "b|Bröt|food\nz|Zebra|animal\na|Apple|fruit\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("more.jsonl"), "{\"sku\": \"c\", \"brand\": \"Acme\"}\n{\"sku\": \"a\", \"brand\": null}\n");
        var tables = List.of(
                new LogRecipe.ItemTable(Path.of("items.dat"), "0", Optional.of("1"), List.of("2")),
                new LogRecipe.ItemTable(Path.of("more.jsonl"), "sku", Optional.empty(), List.of("brand")));
        EventLog.ItemTable items = read(new LogRecipe(log.files(), log.format(), log.columns().withItemTables(tables), log.clean())).itemTable();
        assertEquals(List.of("Apple", "Bröt", "c"), items.titles());
        assertEquals(Map.of("price", List.of("5", "6", "7"), "2", List.of("fruit", "food", ""), "brand", List.of("", "", "Acme")), items.features());
        refused(new LogRecipe(log.files(), log.format(), log.columns().withItemTables(List.of(
                new LogRecipe.ItemTable(Path.of("items.dat"), "2", Optional.empty(), List.of()))), log.clean()), "items.dat", "no value", "\"2\"");
        refused(new LogRecipe(log.files(), log.format(), log.columns().withItemTables(List.of(
                new LogRecipe.ItemTable(Path.of("items.dat"), "sku", Optional.empty(), List.of()))), log.clean()), "item_tables.id", "numbers 0 to 2");
    }

    @Test
    void wrongRequestsSayWhatThereIs() throws IOException {
        refused(recipe("user,item\nu,a\n", timed(Optional.empty(), Optional.empty(), false), ALL), "\"time\"", "columns.time", "user, item");
        refused(recipe("user,item,time\n,a,1\n", timed(Optional.empty(), Optional.empty(), false), ALL), "No event is left", "no user (1)");
        refused(recipe("user,item,time\n", timed(Optional.empty(), Optional.empty(), false), ALL), "log.csv");
        refused(recipe("", timed(Optional.empty(), Optional.empty(), false), ALL), "log.csv is empty");
        refused(recipe("user,item,time\nu,a,1\n", timed(Optional.empty(), Optional.empty(), true), ALL), "session");
        refused(recipe("user,item,time\nu,a,1\n", timed(Optional.empty(), Optional.empty(), false), new Clean(9, 1, List.of(), false, true)), "too few events (1)");
        LogRecipe good = recipe("user,item\nu,a\n", Columns.defaults(), ALL);
        refused(new LogRecipe(List.of(Path.of("gone.csv")), good.format(), good.columns(), ALL), "gone.csv does not exist");
        refused(new LogRecipe(List.of(), good.format(), good.columns(), ALL), "names no file");
        refused(new LogRecipe(good.files(), new Format("\"", true, "UTF-8"), good.columns(), ALL), "delimiter", "::");
        refused(new LogRecipe(good.files(), new Format(",", true, "UTF-9"), good.columns(), ALL), "UTF-9");
        refused(new LogRecipe(good.files(), new Format(",", false, "UTF-8"), good.columns(), ALL), "numbers 0 to 1");
    }

    private void refused(LogRecipe recipe, String... words) {
        String message = assertThrows(Fault.Request.class, () -> read(recipe)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    @Test
    void everyRowIsKeptRejectedOrRemoved() throws IOException {
        String[] fragments = {"u1", "u2", "u3", "", "a", "b", "c", "1", "2", "soon", "\"", "\"\"", "\"q\"", "\"q,r\"", "\"x\ny\"", ",", ",", ",", ",", "\n", "\n",
            "\r\n", "\r", "é", "名", "\t", " ", "'", "\\", "u1,a,1\n", "u2,b,2\n", "u1,b,3,view\n", "u3,c,x\n", "\"u2\",\"a\",4\n"};
        for (long seed = 0; seed < 400; seed++) {
            var random = new SplittableRandom(seed);
            var text = new StringBuilder("user,item,time\nu1,a,7\nu1,a,8\n");
            int pieces = random.nextInt(60);
            for (int i = 0; i < pieces; i++) {
                text.append(fragments[random.nextInt(fragments.length)]);
            }
            var clean = new Clean(1 + random.nextInt(2), 1 + random.nextInt(2), List.of(), random.nextBoolean(), random.nextBoolean());
            Columns columns = new Columns(
                    "user", "item", Optional.of("time"), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), "seconds", "UTC", false, Map.of(),
                    List.of());
            EventLog.Tally tally;
            try {
                tally = read(recipe(text.toString(), columns, clean)).tally();
            } catch (Fault.Request nothingLeft) {
                assertTrue(nothingLeft.getMessage().startsWith("No event is left"), "seed " + seed + ": " + nothingLeft.getMessage());
                continue;
            }
            long rejected = tally.rejected().values().stream().mapToLong(n -> n).sum();
            long removed = tally.removed().values().stream().mapToLong(n -> n).sum();
            assertEquals(tally.read(), tally.kept() + rejected + removed, "seed " + seed + "\n" + text + "\n" + tally);
            assertEquals(rejected, rejects().size() - 1, "seed " + seed);
        }
    }
}
