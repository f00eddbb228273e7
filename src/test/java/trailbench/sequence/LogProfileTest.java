package trailbench.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trailbench.log.CleaningStep;
import trailbench.log.EventLog;
import trailbench.log.EventLog.Tally;
import trailbench.log.LogRecipe;
import trailbench.log.LogRecipe.Clean;
import trailbench.log.LogRecipe.Columns;
import trailbench.log.LogRecipe.Format;
import trailbench.sequence.Finding.Kind;
import trailbench.sequence.Finding.Severity;
import trailbench.work.Progress;

/// Plants each finding in a log that has none, and looks whether it is found with the right count.
class LogProfileTest {
    private static final Instant START = Instant.parse("2024-03-04T08:00:00Z"); // a Monday
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final int USERS = 20;
    private static final int EVENTS = 10;
    private static final int ITEMS = 25;

    private record Seen(String user, int item, Instant time, String behaviour, int basket) {}

    /// Twenty users a day apart within three weeks; each has ten events an hour apart, on ten of 25 items; all items come on the first days.
    private final List<Seen> events = new ArrayList<>();
    private final Map<String, Long> rejected = new LinkedHashMap<>();
    private final Map<Integer, String> titles = new LinkedHashMap<>();
    private Clean clean = new Clean(1, 1, List.of(), false, false);
    private Format format = Format.defaults();
    private boolean timed = true;
    private boolean baskets;

    LogProfileTest() {
        for (int user = 0; user < USERS; user++) {
            for (int event = 0; event < EVENTS; event++) {
                // 10 events on items 10·u, 10·u + 1, … modulo 25: each item has 8 of the 200 events
                add("u" + user, (EVENTS * user + event) % ITEMS, START.plus(Duration.ofDays(user).plusHours(event)));
            }
        }
    }

    private void add(String user, int item, Instant time) {
        events.add(new Seen(user, item, time, "view", -1));
    }

    private Sequences sequences() {
        List<String> users = events.stream().map(Seen::user).distinct().toList();
        List<String> behaviours = events.stream().map(Seen::behaviour).distinct().toList();
        List<Seen> order = users.stream()
                .flatMap(user -> events.stream().filter(event -> event.user().equals(user)).sorted(Comparator.comparing(Seen::time)))
                .toList();
        int items = events.stream().mapToInt(Seen::item).max().orElse(0) + 1;
        List<String> ids = IntStream.range(0, items).mapToObj(item -> "i" + item).toList();
        var log = new EventLog(
                order.stream().mapToInt(event -> users.indexOf(event.user())).toArray(),
                order.stream().mapToInt(Seen::item).toArray(),
                order.stream().mapToLong(event -> event.time().toEpochMilli()).toArray(),
                order.stream().mapToInt(Seen::basket).toArray(),
                behaviours(order, behaviours),
                users,
                new EventLog.ItemTable(
                        ids, IntStream.range(0, items).mapToObj(item -> titles.getOrDefault(item, "Item " + item)).toList(), Map.of()),
                behaviours, timed, baskets, new Tally(0, 0, Map.of(), Map.of()));
        return Sequences.of(log);
    }

    private static byte[] behaviours(List<Seen> order, List<String> names) {
        byte[] numbers = new byte[order.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (byte) names.indexOf(order.get(i).behaviour());
        }
        return numbers;
    }

    private LogRecipe recipe() {
        Columns none = Columns.defaults();
        Columns columns = new Columns("user", "item", timed ? Optional.of("time") : Optional.empty(), baskets ? Optional.of("invoice") : Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), none.timeFormat(), none.zone(), baskets, Map.of(), List.of());
        return new LogRecipe(List.of(Path.of("log.csv")), format, columns, clean);
    }

    private LogProfile profile() {
        Sequences made = sequences();
        long lost = rejected.values().stream().mapToLong(Long::longValue).sum();
        return LogProfile.of(
                made.store(), made.vocabulary(), new Tally(events.size() + lost, events.size(), rejected, Map.of()), recipe(),
                Map.of("no user", new Example.Row("log.csv", 7, ",i1,2024-03-04")), NOW, Progress.SILENT);
    }

    private Optional<Finding> find(Kind kind) {
        return profile().findings().stream().filter(finding -> finding.kind() == kind).findFirst();
    }

    private Finding found(Kind kind) {
        return find(kind).orElseThrow(() -> new AssertionError(kind + " was not found: " + profile().findings()));
    }

    private LogRecipe mended(Finding finding) {
        return finding.fix().orElseThrow().apply(recipe());
    }

    @Test
    void eventsWithoutAValueAreCounted() {
        Sequences made = sequences();
        float[] values = new float[made.store().events()];
        Arrays.fill(values, 3);
        values[1] = Float.NaN;
        values[5] = Float.NaN;
        LogProfile profile = LogProfile.of(
                made.store().withValues(values), made.vocabulary(), new Tally(values.length, values.length, Map.of(), Map.of()), recipe(), Map.of(), NOW,
                Progress.SILENT);
        Finding finding = profile.findings().stream().filter(each -> each.kind() == Kind.UNKNOWN_VALUES).findFirst().orElseThrow();
        assertEquals(2, finding.count());
        assertEquals(values.length, finding.of());
        assertEquals(made.vocabulary().id(made.store().items()[1]), ((Example.Event) finding.example().orElseThrow()).item());
    }

    @Test
    void logWithoutFaultsHasNoFindings() {
        assertEquals(List.of(), profile().findings());
    }

    @Test
    void countsSpanAndHistogramsAreThoseOfTheLog() {
        add("u0", 0, START.plus(Duration.ofDays(30)));
        LogProfile profile = profile();
        assertEquals(new LogProfile.Counts(20, 25, 201, Map.of("view", 201L)), profile.counts());
        LogProfile.Span span = profile.span().orElseThrow();
        assertEquals(START, span.first());
        assertEquals(START.plus(Duration.ofDays(30)), span.last());
        assertEquals(31, span.days());
        assertEquals(21, span.daysWithEvents()); // a day a user, and the one added
        // 19 users with 10 events and one with 11: all in the bin 10 to 19
        assertEquals(new CountHistogram.Bin(10, 19, 20), profile.userEvents().bins().getLast());
        assertEquals(10, profile.userEvents().median());
        assertEquals(10, profile.userEvents().p90());
        assertEquals(11, profile.userEvents().p99()); // the 20th of 20 at ⌈19.8⌉
        assertEquals(11, profile.userEvents().most());
        // 24 items with 8 events, one with 9
        assertEquals(new CountHistogram.Bin(5, 9, 25), profile.itemEvents().bins().getLast());
    }

    @Test
    void histogramBinsGrowWithoutGaps() {
        CountHistogram histogram = CountHistogram.of(new int[] {0, 1, 1, 2, 4, 5, 60, 2_000_000_000});
        assertEquals(
                List.of(
                        new CountHistogram.Bin(1, 1, 2), new CountHistogram.Bin(2, 4, 2), new CountHistogram.Bin(5, 9, 1), new CountHistogram.Bin(10, 19, 0),
                        new CountHistogram.Bin(20, 49, 0), new CountHistogram.Bin(50, 99, 1)),
                histogram.bins().subList(0, 6));
        assertEquals(new CountHistogram.Bin(2_000_000_000, Integer.MAX_VALUE, 1), histogram.bins().getLast());
        assertEquals(4, histogram.median()); // the 4th of 1 1 2 4 5 60 …
    }

    @Test
    void missingTimesWrittenAsNoughtAreFoundAndKeptOutOfThePicture() {
        add("u3", 4, Instant.EPOCH);
        add("u5", 4, Instant.EPOCH.plusSeconds(1_700_000)); // seconds of 2023 read as milliseconds
        Finding finding = found(Kind.EPOCH_TIMES);
        assertEquals(2, finding.count());
        assertEquals(202, finding.of());
        assertEquals(Severity.PROBLEM, finding.severity());
        assertEquals(Optional.of(new Example.Event("u3", "i4", "Item 4", Optional.of(Instant.EPOCH))), finding.example());
        assertTrue(find(Kind.FAR_TIMES).isEmpty());
        assertEquals(20, profile().timeline().orElseThrow().bins().size());
        assertEquals(START, profile().span().orElseThrow().bulkFirst());
        assertEquals(
                List.of(new CleaningStep.TimeRange(Optional.of(Instant.parse("2024-03-04T00:00:00Z")), Optional.empty())), mended(finding).clean().steps());
        assertEquals(Instant.EPOCH, profile().span().orElseThrow().first());
    }

    @Test
    void timesOfTheFutureAreFound() {
        add("u3", 4, NOW.plus(Duration.ofDays(2)));
        Finding finding = found(Kind.FUTURE_TIMES);
        assertEquals(1, finding.count());
        assertEquals(
                List.of(new CleaningStep.TimeRange(Optional.empty(), Optional.of(Instant.parse("2024-03-24T00:00:00Z")))), mended(finding).clean().steps());
        assertTrue(find(Kind.FAR_TIMES).isEmpty());
    }

    @Test
    void timesFurtherFromAllOthersThanThoseLieApartAreFoundAndNearerOnesAreNot() {
        // with an event before them, the first day that 0.1 % lie before is the first of the log: all others lie within 20 days
        add("u3", 4, START.minus(Duration.ofDays(21)));
        Finding finding = found(Kind.FAR_TIMES);
        assertEquals(1, finding.count());
        assertEquals(Optional.of(new Example.Event("u3", "i4", "Item 4", Optional.of(START.minus(Duration.ofDays(21))))), finding.example());
        events.removeLast();
        add("u3", 4, START.minus(Duration.ofDays(20)));
        assertTrue(find(Kind.FAR_TIMES).isEmpty());
    }

    @Test
    void inALogOfYearsAYearIsFarEnough() {
        for (int user = 0; user < USERS; user++) {
            add("u" + user, user, START.minus(Duration.ofDays(800))); // now nearly all events lie within 820 days
        }
        add("u3", 4, START.minus(Duration.ofDays(800 + 366)));
        assertEquals(1, found(Kind.FAR_TIMES).count());
        events.removeLast();
        add("u3", 4, START.minus(Duration.ofDays(800 + 365)));
        assertTrue(find(Kind.FAR_TIMES).isEmpty());
    }

    @Test
    void logOfNothingButStrayTimesStillHasAPicture() {
        events.clear();
        add("a", 0, Instant.EPOCH);
        add("a", 1, Instant.EPOCH.plusSeconds(5));
        assertEquals(2, found(Kind.EPOCH_TIMES).count());
        assertEquals(Optional.empty(), found(Kind.EPOCH_TIMES).fix()); // nothing would be left
        assertEquals(2, profile().timeline().orElseThrow().bins().stream().mapToLong(LogProfile.Timeline.Bin::total).sum());
    }

    @Test
    void rejectedRowsAreToldByReasonWithARowOfTheFile() {
        rejected.put("no user", 50L);
        rejected.put("duplicate", 1L);
        Finding finding = found(Kind.REJECTED_ROWS);
        assertEquals("no user", finding.subject());
        assertEquals(50, finding.count());
        assertEquals(251, finding.of());
        assertEquals(Severity.PROBLEM, finding.severity()); // a fifth
        assertEquals(Optional.of(new Example.Row("log.csv", 7, ",i1,2024-03-04")), finding.example());
        assertEquals(List.of("no user", "duplicate"), profile().findings().stream().map(Finding::subject).toList());
        assertEquals("Rejected rows, no user: 50 of 251 rows (19.92 %). The file of rejects holds each with its line and reason.", finding.sentence());
    }

    @Test
    void equalEventsAreDuplicatesUnlessTheyDifferInBehaviour() {
        Seen first = events.get(3);
        events.add(first);
        events.add(first);
        events.add(new Seen(first.user(), first.item(), first.time(), "buy", -1));
        Finding finding = found(Kind.DUPLICATES);
        assertEquals(2, finding.count()); // the third is another behaviour
        assertEquals(Optional.of(new Example.Event("u0", "i3", "Item 3", Optional.of(first.time()))), finding.example());
        assertTrue(mended(finding).clean().dropDuplicates());

        clean = mended(finding).clean();
        assertTrue(find(Kind.DUPLICATES).isEmpty()); // what still is equal differs in session
    }

    @Test
    void equalEventsOfTwoBasketsAreNoDuplicates() {
        baskets = true;
        events.replaceAll(event -> new Seen(event.user(), event.item(), event.time(), event.behaviour(), Integer.parseInt(event.user().substring(1))));
        Seen first = events.get(3);
        events.add(new Seen(first.user(), first.item(), first.time(), first.behaviour(), 99));
        assertTrue(find(Kind.DUPLICATES).isEmpty());
        events.add(first);
        assertEquals(1, found(Kind.DUPLICATES).count());
    }

    @Test
    void titlesReadInAnotherEncodingAreFound() {
        titles.put(3, "Caf\u00C3\u00A9 au lait");
        titles.put(4, "Caf\u00E9 fran\u00E7ais, \u00C0 la carte"); // as it should be
        format = new Format("comma", true, "ISO-8859-1");
        Finding finding = found(Kind.GARBLED_TITLES);
        assertEquals(1, finding.count());
        assertEquals(ITEMS, finding.of());
        assertEquals("UTF-8", mended(finding).format().encoding());
        titles.put(5, "Caf\uFFFD");
        assertEquals(2, found(Kind.GARBLED_TITLES).count());
        titles.put(3, "Café");
        assertEquals(Optional.empty(), found(Kind.GARBLED_TITLES).fix()); // lost in the file itself
    }

    @Test
    void logWithoutTimesSaysSoAndHasNoPictureOfTime() {
        timed = false;
        assertEquals(200, found(Kind.NO_TIMES).count());
        assertEquals(1, profile().findings().size());
        assertTrue(profile().timeline().isEmpty());
        assertTrue(profile().gaps().isEmpty());
    }

    @Test
    void eventsOfOneTimeAreTies() {
        // 4 of 204 events: three at one time, and that of the log
        for (int item : new int[] {20, 21, 22}) {
            add("u0", item, START);
        }
        assertEquals(new LogProfile.Ties(4, 4), profile().ties());
        Finding finding = found(Kind.TIES);
        assertEquals(4, finding.count());
        assertEquals(Severity.HINT, finding.severity());
        events.removeLast();
        events.removeLast();
        assertTrue(find(Kind.TIES).isEmpty()); // 2 of 202 are below one per cent
    }

    @Test
    void basketExplainsTiesWithinItAndNoneOfTwoBaskets() {
        baskets = true;
        events.replaceAll(event -> new Seen(event.user(), event.item(), START, event.behaviour(), Integer.parseInt(event.user().substring(1))));
        assertEquals(new LogProfile.Ties(200, 0), profile().ties());
        events.add(new Seen("u0", 20, START, "view", 77));
        assertEquals(new LogProfile.Ties(201, 11), profile().ties()); // the ten of the other basket and this one
    }

    @Test
    void daysWithoutAnyEventAreFound() {
        events.removeIf(event -> !event.time().isBefore(START.plus(Duration.ofDays(5))) && event.time().isBefore(START.plus(Duration.ofDays(9)).minusSeconds(1)));
        Finding finding = found(Kind.SILENT_DAYS);
        assertEquals(4, finding.count());
        assertEquals(Optional.of(new Example.Days(Instant.parse("2024-03-09T00:00:00Z"), 4)), finding.example());
        assertEquals(List.of(new LogProfile.Gaps.Silence(Instant.parse("2024-03-09T00:00:00Z"), 4)), profile().gaps().orElseThrow().silences());
    }

    @Test
    void gapsAreCountedByLength() {
        // 20 users with nine gaps of an hour
        LogProfile.Gaps gaps = profile().gaps().orElseThrow();
        assertEquals(180, gaps.bins().stream().filter(bin -> bin.fromSeconds() == 3_600).findFirst().orElseThrow().count());
        assertEquals(180, gaps.bins().stream().mapToLong(LogProfile.Gaps.Bin::count).sum());
        assertEquals(3_600, gaps.medianSeconds());
        add("u0", 20, START.plus(Duration.ofHours(9)).plusSeconds(30));
        assertEquals(1, profile().gaps().orElseThrow().bins().stream().filter(bin -> bin.fromSeconds() == 1).findFirst().orElseThrow().count());
    }

    @Test
    void itemsThatComeAtTheEndAreFound() {
        // of 20 days the last two are the last tenth: 20 events, and those added
        for (int event = 0; event < 5; event++) {
            add("u19", ITEMS + event % 2, START.plus(Duration.ofDays(18)).plusSeconds(60 * event));
            add("u18", ITEMS + event % 2, START.plus(Duration.ofDays(18)).plusSeconds(61 * event + 1));
        }
        Finding finding = found(Kind.NEW_ITEMS);
        assertEquals(10, finding.count());
        assertEquals(30, finding.of());
        assertEquals(10, profile().timeline().orElseThrow().bins().get(18).cold());
        assertEquals(10, profile().timeline().orElseThrow().bins().getFirst().cold()); // on the first day all is new
        assertEquals(0, profile().timeline().orElseThrow().bins().getLast().cold());
    }

    @Test
    void repeatsOfTheSameItemAreFound() {
        for (int event = 0; event < 6; event++) {
            add("u0", 9, START.plus(Duration.ofHours(10 + event))); // the last item of the log is 9
        }
        add("u0", 0, START.plus(Duration.ofHours(20)));
        LogProfile profile = profile();
        assertEquals(new LogProfile.Repeats(7, 6), profile.repeats());
        Finding finding = found(Kind.CONSECUTIVE_REPEATS);
        assertEquals(6, finding.count());
        clean = mended(finding).clean();
        assertTrue(clean.dropConsecutiveRepeats());
        assertTrue(find(Kind.CONSECUTIVE_REPEATS).isEmpty());
    }

    @Test
    void usersFasterThanPeopleAreFound() {
        for (int event = 0; event < 61; event++) {
            add("robot", event % ITEMS, START.plusMillis(900L * event)); // 61 events in 54 s
        }
        Finding finding = found(Kind.FAST_USERS);
        assertEquals(1, finding.count());
        assertEquals(Optional.of(new Example.User("robot", 61)), finding.example());
        assertEquals(List.of(new CleaningStep.Bots(60)), mended(finding).clean().steps());
        events.removeLast();
        assertTrue(find(Kind.FAST_USERS).isEmpty());
    }

    @Test
    void veryLongUsersAreFoundWithTheLongest() {
        for (int user = USERS; user < 120; user++) { // 99 % of 121 users have 10 events or 11
            for (int event = 0; event < EVENTS; event++) {
                add("u" + user, (EVENTS * user + event) % ITEMS, START.plus(Duration.ofDays(user % 20).plusHours(event).plusMinutes(user)));
            }
        }
        assertTrue(find(Kind.LONG_USERS).isEmpty());
        for (int event = 0; event < 51; event++) {
            add("long", event % ITEMS, START.plus(Duration.ofHours(event)));
        }
        Finding finding = found(Kind.LONG_USERS);
        assertEquals(1, finding.count());
        assertEquals(121, finding.of());
        assertEquals(Optional.of(new Example.User("long", 51)), finding.example());
        // of the places 0 to 120 the last goes, so the quantile's, rounded up, is 119: 118.8 with two digits
        assertEquals(List.of(new CleaningStep.Lengths(0, 0.99)), mended(finding).clean().steps());
    }

    @Test
    void usersAndItemsWithTooFewEventsAreFound() {
        add("short", 30, START.plusSeconds(7));
        add("short", 31, START.plusSeconds(8));
        Finding users = found(Kind.SHORT_USERS);
        assertEquals(1, users.count());
        assertEquals(3, mended(users).clean().minUserEvents());
        assertEquals(3, users.fix().orElseThrow().value(recipe()));
        Finding items = found(Kind.RARE_ITEMS);
        assertEquals(2, items.count());
        assertEquals(5, mended(items).clean().minItemEvents());
    }

    @Test
    void addedStepTakesThePlaceOfItsKindAndATimeRangeComesFirst() {
        CleaningStep range = new CleaningStep.TimeRange(Optional.of(START), Optional.empty());
        LogRecipe once = new Fix.AddStep(CleaningStep.Bots.defaults()).apply(recipe());
        LogRecipe twice = new Fix.AddStep(range).apply(once);
        assertEquals(List.of(range, CleaningStep.Bots.defaults()), twice.clean().steps());
        assertEquals(List.of(range, new CleaningStep.Bots(9)), new Fix.AddStep(new CleaningStep.Bots(9)).apply(twice).clean().steps());
    }

    @Test
    void longTailIsMeasuredByItemsSharesAndGini() {
        // events of items 1, 1, 2, 4: Σ i·x = 1 + 2 + 6 + 16 = 25, n = 4, Σ x = 8: G = 50 / 32 − 5 / 4
        assertEquals(0.3125, LogProfiling.longTail(new int[] {0, 1, 2, 1, 4}).gini(), 1e-12);
        assertEquals(0, LogProfiling.longTail(new int[] {0, 3, 3, 3}).gini(), 1e-12);
        assertEquals(0.5, LogProfiling.longTail(new int[] {0, 1, 2, 1, 4}).top20(), 1e-12); // one item of four
        assertTrue(find(Kind.LONG_TAIL).isEmpty());
        for (int item = ITEMS; item < 100; item++) {
            for (int user = 0; user < 8; user++) {
                add("v" + user, item, START.plus(Duration.ofHours(item)));
            }
        }
        assertTrue(find(Kind.LONG_TAIL).isEmpty()); // a hundred items with eight events each
        for (int event = 0; event < 200; event++) {
            add("w" + event % 20, 0, START.plus(Duration.ofHours(10 * event)));
        }
        // item 0 has 208 of 200 + 600 + 200 events
        assertEquals(208, found(Kind.LONG_TAIL).count());
        assertEquals(1_000, found(Kind.LONG_TAIL).of());
    }

    @Test
    void everyKindIsPlantedByATestAndHasASentence() {
        assertEquals(17, Kind.values().length); // a new kind needs a test above
        for (Kind kind : Kind.values()) {
            String sentence = new Finding(kind, Severity.HINT, "no user", 1_234, 12_340, Optional.empty(), Optional.empty()).sentence();
            assertTrue(sentence.contains(": 1,234 of 12,340 ") && sentence.contains("(10.00 %)") && sentence.endsWith("."), sentence);
        }
    }

    @Test
    void timelinesHaveASensibleStep() {
        Map<Integer, LogProfile.Step> steps = Map.of(1, LogProfile.Step.HOUR, 20, LogProfile.Step.DAY, 300, LogProfile.Step.WEEK,
                2_000, LogProfile.Step.MONTH, 9_000, LogProfile.Step.YEAR);
        steps.forEach((days, step) -> {
            long last = START.plus(Duration.ofDays(days)).toEpochMilli() - 1;
            CalendarBins bins = CalendarBins.covering(START.toEpochMilli(), last);
            assertEquals(step, bins.step());
            assertTrue(bins.count() <= 122, step + " " + bins.count());
            assertEquals(0, bins.of(START.toEpochMilli()));
            assertEquals(bins.count() - 1, bins.of(last));
            assertEquals(-1, bins.of(bins.starts()[0] - 1));
            assertEquals(-1, bins.of(bins.end()));
        });
        assertEquals("2024-03-04", day(CalendarBins.covering(START.plus(Duration.ofDays(3)).toEpochMilli(), START.plus(Duration.ofDays(303)).toEpochMilli()).starts()[0]));
    }

    private static String day(long millis) {
        return Instant.ofEpochMilli(millis).toString().substring(0, 10);
    }
}
