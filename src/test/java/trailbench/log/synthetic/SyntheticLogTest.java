package trailbench.log.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trailbench.work.Fault;

/// The stated structure, counted in the events. With some 45,000 draws a share of .7 has a standard deviation of .002; .01 is five of them.
class SyntheticLogTest {
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void sameSeedGivesTheSameBytesAndAnotherSeedOthers(SyntheticLog log) throws IOException {
        int events = log.write(folder.resolve("a"), SEED);
        log.write(folder.resolve("b"), SEED);
        log.write(folder.resolve("c"), SEED + 1);
        assertTrue(events > 25_000 && events < 80_000, () -> log + " has " + events);
        assertArrayEquals(Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b")));
        assertTrue(Files.mismatch(folder.resolve("a"), folder.resolve("c")) >= 0);
    }

    @ParameterizedTest
    @EnumSource
    void everyTitleSaysThatItIsMadeUp(SyntheticLog log) {
        assertTrue(log.events(SEED).stream().allMatch(event -> event.title().startsWith("Made-up ")));
    }

    @Test
    void viewersGoOnWithTheNextEpisodeInSeventyOfAHundredCases() {
        Map<String, Integer> last = SyntheticLog.VIDEO.events(SEED).stream()
                .collect(Collectors.toMap(event -> series(event.item()), event -> episode(event.item()), Math::max));
        int follows = 0;
        int could = 0;
        for (List<SyntheticEvent> views : sequences(SyntheticLog.VIDEO, "view")) {
            for (int i = 1; i < views.size(); i++) {
                String before = views.get(i - 1).item();
                String now = views.get(i).item();
                if (episode(before) < last.get(series(before))) {
                    could++;
                    follows += series(now).equals(series(before)) && episode(now) == episode(before) + 1 ? 1 : 0;
                }
            }
        }
        assertEquals(VideoLog.FOLLOWS, (double) follows / could, 0.01);
    }

    @Test
    void listenersStayInTheMoodOfTheirSession() {
        int stays = 0;
        int all = 0;
        int again = 0;
        for (List<SyntheticEvent> plays : sequences(SyntheticLog.MUSIC, "play")) {
            for (int i = 1; i < plays.size(); i++) {
                if (plays.get(i).session().equals(plays.get(i - 1).session())) {
                    SyntheticEvent now = plays.get(i);
                    all++;
                    stays += now.group().equals(plays.get(i - 1).group()) ? 1 : 0;
                    again += plays.subList(Math.max(0, i - MusicLog.RECENT), i).stream()
                            .anyMatch(event -> event.session().equals(now.session()) && event.item().equals(now.item())) ? 1 : 0;
                }
            }
        }
        assertTrue((double) stays / all > MusicLog.STAYS * MusicLog.STAYS, "two neighbours are of one mood at least when both drew the session's");
        assertTrue((double) again / all > MusicLog.REPEATS, "what is repeated on purpose, and what by chance");
    }

    @Test
    void readersReadNothingOlderThanADayAndAHalf() {
        long hour = 3_600_000;
        int[] ofAge = new int[NewsLog.LONGEST_LIFE_HOURS / NewsLog.HALF_LIFE_HOURS];
        for (SyntheticEvent event : SyntheticLog.NEWS.events(SEED)) {
            long age = event.millis() - SyntheticLog.BEGIN.toEpochMilli() - (Long.parseLong(event.item().substring(1)) - 1) * hour;
            // Five articles of one visit are 12 minutes apart.
            assertTrue(0 <= age && age <= NewsLog.LONGEST_LIFE_HOURS * hour + hour / 5, event::toString);
            ofAge[(int) Math.min(ofAge.length - 1, age / (NewsLog.HALF_LIFE_HOURS * hour))]++;
        }
        for (int lives = 1; lives < ofAge.length; lives++) {
            assertTrue(ofAge[lives] < ofAge[lives - 1], "older articles are read less: " + Arrays.toString(ofAge));
        }
    }

    @Test
    void unknownKindIsToldWithTheKnownOnes() {
        assertTrue(assertThrows(Fault.Request.class, () -> SyntheticLog.of("radio")).getMessage().contains("video, music, news"));
    }

    private static List<List<SyntheticEvent>> sequences(SyntheticLog log, String behaviour) {
        return new ArrayList<>(log.events(SEED).stream().filter(event -> event.behaviour().equals(behaviour))
                .collect(Collectors.groupingBy(SyntheticEvent::user)).values());
    }

    private static String series(String item) {
        return item.substring(0, 3);
    }

    private static int episode(String item) {
        return Integer.parseInt(item.substring(4));
    }
}
