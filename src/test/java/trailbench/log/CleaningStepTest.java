package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trailbench.log.LogRecipe.Clean;
import trailbench.log.LogRecipe.Columns;
import trailbench.log.LogRecipe.Format;
import trailbench.work.Fault;
import trailbench.work.Progress;

class CleaningStepTest {
    private static final String HEADER = "user,item,time,event,country\n";

    @TempDir
    Path folder;

    private EventLog clean(String rows, CleaningStep... steps) throws IOException {
        Files.writeString(folder.resolve("log.csv"), HEADER + rows);
        Columns columns = new Columns(
                "user", "item", Optional.of("time"), Optional.empty(), Optional.of("event"), Optional.empty(), List.of(), "seconds", "UTC", false, Map.of(),
                List.of());
        var recipe = new LogRecipe(List.of(Path.of("log.csv")), Format.defaults(), columns, new Clean(1, 1, List.of(), false, true, List.of(steps)));
        return LogReader.read(recipe, folder, folder.resolve("rejects.tsv"), Progress.SILENT);
    }

    private static List<String> events(EventLog log) {
        return IntStream.range(0, log.size())
                .mapToObj(i -> log.userIds().get(log.users()[i]) + log.itemTable().ids().get(log.items()[i])).toList();
    }

    @Test
    void timeRangeHoldsItsFirstInstantAndNotItsLast() throws IOException {
        String rows = "u,a,100,view,FR\nu,b,200,view,FR\nu,c,300,view,FR\n";
        var range = new CleaningStep.TimeRange(Optional.of(Instant.ofEpochSecond(100)), Optional.of(Instant.ofEpochSecond(300)));
        EventLog log = clean(rows, range);
        assertEquals(List.of("ua", "ub"), events(log));
        assertEquals(Map.of("outside the time range", 1L), log.tally().removed());
        assertEquals(List.of("uc"), events(clean(rows, new CleaningStep.TimeRange(Optional.of(Instant.ofEpochSecond(201)), Optional.empty()))));
    }

    @Test
    void valuesStayByPatternOrGoByIt() throws IOException {
        String rows = "u,a,1,view,FR\nu,b,2,view,DE\nu,c,3,view,\nu,d,4,view,FR\n";
        assertEquals(List.of("ua", "ud"), events(clean(rows, new CleaningStep.Values("country", "^FR$", true))));
        EventLog log = clean(rows, new CleaningStep.Values("country", "^FR$", false), new CleaningStep.Values("item", "b", false));
        assertEquals(List.of("uc"), events(log));
        assertEquals(Map.of("value not kept", 3L), log.tally().removed());
    }

    @Test
    void botsAreUsersWithTooManyEventsWithinAMinute() throws IOException {
        String rows = "bot,a,0,view,\nbot,b,30,view,\nbot,c,59,view,\nman,a,0,view,\nman,b,30,view,\nman,c,60,view,\n";
        EventLog log = clean(rows, new CleaningStep.Bots(2));
        assertEquals(List.of("mana", "manb", "manc"), events(log));
        assertEquals(Map.of("user too fast for a person", 3L), log.tally().removed());
        assertEquals(6, clean(rows, new CleaningStep.Bots(3)).size());
    }

    @Test
    void unusualLengthsAreToldByQuantiles() throws IOException {
        var rows = new StringBuilder();
        for (int user = 1; user <= 11; user++) {
            for (int event = 0; event < user; event++) {
                rows.append("u").append(user).append(",i,").append(event).append(",view,\n");
            }
        }
        EventLog log = clean(rows.toString(), new CleaningStep.Lengths(0.2, 0.9));
        assertEquals(List.of("u3", "u4", "u5", "u6", "u7", "u8", "u9", "u10"), log.userIds());
        assertEquals(Map.of("user of unusual length", 14L), log.tally().removed());
    }

    @Test
    void aCancellationTakesBackTheLatestOpenPurchaseOfTheItem() throws IOException {
        String rows = "u,a,1,purchase,\nu,a,2,purchase,\nu,b,3,purchase,\nu,a,4,cancellation,\nv,a,5,cancellation,\nu,a,6,purchase,\nu,a,7,cancellation,\nu,a,8,cancellation,\nv,c,9,purchase,\n";
        EventLog log = clean(rows, new CleaningStep.Returns("purchase", "cancellation"));
        assertEquals(List.of("ub", "vc"), events(log));
        assertEquals(Map.of("purchase taken back", 7L), log.tally().removed());
        assertEquals(List.of("ua", "ub", "vc"), events(clean(rows.replace("u,a,8,cancellation,\n", ""), new CleaningStep.Returns("purchase", "cancellation"))));
        String message = assertThrows(Fault.Request.class, () -> clean(rows, new CleaningStep.Returns("buy", "cancellation"))).getMessage();
        assertTrue(message.contains("\"buy\"") && message.contains("purchase, cancellation"), message);
    }

    @Test
    void sessionsBeginAfterAGap() throws IOException {
        String rows = "u,a,0,view,\nu,b,10,view,\nu,c,21,view,\nv,d,22,view,\n";
        assertArrayEquals(new int[] {0, 0, 1, 2}, clean(rows, new CleaningStep.SessionsByGap(Duration.ofSeconds(10))).sessions());
    }

    @Test
    void stepsSeeWhatTheOnesBeforeThemLeft() throws IOException {
        String rows = "u,a,1,view,\nu,b,2,view,\nv,a,3,view,\nv,b,900,view,\nw,b,901,view,\n";
        var early = new CleaningStep.TimeRange(Optional.empty(), Optional.of(Instant.ofEpochSecond(900)));
        var two = new CleaningStep.MinimumCounts(2, 1);
        assertEquals(List.of("ua", "ub"), events(clean(rows, early, two)));
        EventLog log = clean(rows, two, early);
        assertEquals(List.of("ua", "ub", "va"), events(log));
        assertEquals(List.of("too few events at this step", "outside the time range"), List.copyOf(log.tally().removed().keySet()), "in the order of the steps");
        assertEquals(List.of(1L, 1L), List.copyOf(log.tally().removed().values()));
    }

    @Test
    void minimumCountsAtAStepAreNotRepeated() throws IOException {
        // w has one event and goes; then b has one event and goes; then u has one event, and stays
        EventLog log = clean("u,a,1,view,\nu,b,2,view,\nv,a,3,view,\nv,c,4,view,\nx,c,5,view,\nx,a,6,view,\nw,b,7,view,\n", new CleaningStep.MinimumCounts(2, 2));
        assertEquals(List.of("ua", "va", "vc", "xc", "xa"), events(log));
    }

    @Test
    void whatAStepCannotDoIsSaid() throws IOException {
        Files.writeString(folder.resolve("log.csv"), "user,item\nu,a\n");
        for (CleaningStep step : Arrays.asList(
                new CleaningStep.Bots(1), new CleaningStep.SessionsByGap(Duration.ofSeconds(1)),
                new CleaningStep.TimeRange(Optional.of(Instant.EPOCH), Optional.empty()))) {
            var recipe = new LogRecipe(
                    List.of(Path.of("log.csv")), Format.defaults(), Columns.defaults(), new Clean(1, 1, List.of(), false, true, List.of(step)));
            String message = assertThrows(Fault.Request.class, () -> LogReader.read(recipe, folder, folder.resolve("r"), Progress.SILENT)).getMessage();
            assertTrue(message.contains("no time column"), message);
        }
        assertThrows(Fault.Request.class, () -> new CleaningStep.Values("a", "(", true));
        assertThrows(Fault.Request.class, () -> new CleaningStep.Lengths(0.5, 0.5));
        assertThrows(Fault.Request.class, () -> new CleaningStep.Returns("a", "a"));
    }
}
