package trailbench.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import trailbench.work.Fault;

class TimeFormatTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void secondsAndMillisKeepEveryDigit() {
        var seconds = new TimeFormat.Epoch(3);
        assertEquals(881_250_949_000L, seconds.millis("881250949"));
        assertEquals(1_396_437_466_940L, seconds.millis("1396437466.94"));
        assertEquals(1_396_860_669_277L, seconds.millis("1396860669.2779"), "cut, not rounded");
        assertEquals(-1_500L, seconds.millis("-1.5"));
        assertEquals(881_250_949_000L, seconds.millis("881250949."));
        assertEquals(1_511_544_070_123L, new TimeFormat.Epoch(0).millis("1511544070123"));
        assertEquals(1_511_544_070_123L, new TimeFormat.Epoch(0).millis("1511544070123.9"));
    }

    @Test
    void whatIsNoNumberIsBad() {
        var seconds = new TimeFormat.Epoch(3);
        for (String bad : List.of("", "-", ".", ".5", "12x", "1.2.3", "1e9", "999999999999999", "1234567890123456789", "NaN", "12 ")) {
            assertEquals(TimeFormat.BAD, seconds.millis(bad), bad);
        }
    }

    @Test
    void isoReadsDatesTimesFractionsAndZones() {
        var iso = new TimeFormat.Iso(ZoneId.of("Europe/London"));
        assertEquals(Instant.parse("2010-12-01T08:26:00Z").toEpochMilli(), iso.millis("2010-12-01 08:26:00"));
        assertEquals(Instant.parse("2010-07-01T07:26:00Z").toEpochMilli(), iso.millis("2010-07-01T08:26"), "summer time");
        assertEquals(Instant.parse("2010-12-01T07:26:00.5Z").toEpochMilli(), iso.millis("2010-12-01T08:26:00.5+01:00"));
        assertEquals(Instant.parse("2010-12-01T08:26:00.123Z").toEpochMilli(), iso.millis("2010-12-01T08:26:00.123456789Z"));
        assertEquals(Instant.parse("2010-12-01T08:26:00Z").toEpochMilli(), iso.millis("2010-12-01 08:26:00 UTC"));
        assertEquals(Instant.parse("2010-12-01T13:56:00Z").toEpochMilli(), iso.millis("2010-12-01T08:26:00-0530"));
        assertEquals(Instant.parse("2010-12-01T00:00:00Z").toEpochMilli(), iso.millis("2010-12-01"));
        for (String bad : List.of("", "2010", "2010-02-30", "2010-13-01", "2010-12-01x", "2010-12-01 25:00", "2010-12-01 08:26:61", "2010-12-01 08:26:00 abc",
                "2010-12-01 08", "2010-12-01 08:26:00+")) {
            assertEquals(TimeFormat.BAD, iso.millis(bad), bad);
        }
    }

    @Test
    void patternIsStrict() {
        TimeFormat pattern = TimeFormat.Pattern.of("dd/MM/yyyy HH:mm", UTC);
        assertEquals(Instant.parse("2010-12-31T08:26:00Z").toEpochMilli(), pattern.millis("31/12/2010 08:26"));
        assertEquals(TimeFormat.BAD, pattern.millis("31/02/2010 08:26"));
        assertThrows(Fault.Request.class, () -> TimeFormat.Pattern.of("dd/mon/yyyy", UTC));
        assertThrows(Fault.Request.class, () -> TimeFormat.zone("Mars"));
    }

    private static TimeFormat detected(String... values) {
        return new TimeDetection(UTC).detect("f", "t", List.of(values), () -> List.of(values));
    }

    @Test
    void formatIsFoundFromValues() {
        assertEquals(new TimeFormat.Epoch(3), detected("881250949", "881250950.5", ""));
        assertEquals(new TimeFormat.Epoch(0), detected("1511544070123"));
        assertEquals(new TimeFormat.Iso(UTC), detected("2010-12-01 08:26:00", "2010-12-01T08:26:00Z", "bad"));
        assertEquals("d/M/yyyy H:mm[:ss]", ((TimeFormat.Pattern) detected("1/12/2010 8:26", "31/12/2010 8:26")).pattern());
        assertEquals("M/d/yyyy H:mm[:ss]", ((TimeFormat.Pattern) detected("12/1/2010 8:26", "12/31/2010 8:26")).pattern());
        assertEquals("yyyyMMdd", ((TimeFormat.Pattern) detected("20101201", "20101231")).pattern());
        assertEquals("d.M.yyyy", ((TimeFormat.Pattern) detected("1.2.2010")).pattern());
    }

    @Test
    void dayAndMonthThatCannotBeToldApartAreAsked() {
        String message = assertThrows(Fault.Request.class, () -> detected("1/12/2010 8:26", "2/12/2010 8:26")).getMessage();
        assertTrue(message.contains("time_format"), message);
        // the rest of the file decides
        TimeFormat found = new TimeDetection(UTC).detect("f", "t", List.of("1/12/2010 8:26"), () -> List.of("1/12/2010 8:26", "1/13/2010 9:00"));
        assertEquals("M/d/yyyy H:mm[:ss]", ((TimeFormat.Pattern) found).pattern());
    }

    @Test
    void columnWithoutTimesIsRefused() {
        String message = assertThrows(Fault.Request.class, () -> detected("red", "blue")).getMessage();
        assertTrue(message.contains("\"t\"") && message.contains("red"), message);
    }
}
