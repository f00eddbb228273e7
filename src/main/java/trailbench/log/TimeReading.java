package trailbench.log;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the first times of a log are read by a recipe, and how sure that is.
///
/// @param format as the recipe names it, or what fits best where it says `auto`
/// @param clues  by `time_format` and `zone`
record TimeReading(TimeFormat format, Map<String, Clue> clues) {
    /// Two zones that no time can be the same in.
    private static final List<ZoneId> APART = List.of(ZoneId.of("-11:00"), ZoneId.of("+13:00"));

    /// @param values of the time column, from the beginning of the log
    /// @param chosen true if somebody has named the format, false if it is a proposal
    /// @throws trailbench.work.Fault.Request if zone or pattern are unknown
    static TimeReading of(LogRecipe.Columns columns, List<String> values, boolean chosen) {
        List<String> times = values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
        ZoneId zone = TimeFormat.zone(columns.zone());
        TimeDetection.Finding finding = new TimeDetection(zone).find(times);
        TimeFormat format = columns.timeFormat().equals("auto") ? finding.format() : TimeFormat.named(columns.timeFormat(), zone);
        Optional<String> rival = chosen ? Optional.empty() : finding.rival().map(TimeFormat::text);
        Map<String, Clue> clues = new LinkedHashMap<>();
        clues.put("time_format", new Clue.Times(format.text(), rival, read(format, times), chosen && !columns.timeFormat().equals("auto")));
        clues.put("zone", new Clue.Zone(columns.zone(), why(columns, format, times)));
        return new TimeReading(format, clues);
    }

    private static double read(TimeFormat format, List<String> times) {
        return times.isEmpty() ? 0 : (double) times.stream().filter(time -> format.millis(time) != TimeFormat.BAD).count() / times.size();
    }

    private static Clue.ZoneWhy why(LogRecipe.Columns columns, TimeFormat format, List<String> times) {
        if (format instanceof TimeFormat.Epoch) {
            return Clue.ZoneWhy.SINCE_1970;
        }
        List<TimeFormat> elsewhere = APART.stream().map(zone -> in(zone, format)).toList();
        boolean same = times.stream().allMatch(time -> elsewhere.getFirst().millis(time) == elsewhere.getLast().millis(time));
        return same && !times.isEmpty() ? Clue.ZoneWhy.IN_THE_TIMES : Clue.ZoneWhy.ASSUMED;
    }

    private static TimeFormat in(ZoneId zone, TimeFormat format) {
        return switch (format) {
            case TimeFormat.Epoch epoch -> epoch;
            case TimeFormat.Iso _ -> new TimeFormat.Iso(zone);
            case TimeFormat.Pattern pattern -> TimeFormat.Pattern.of(pattern.pattern(), zone);
        };
    }

    /// ISO-8601 in UTC; empty where a value is no time.
    List<String> instants(List<String> values) {
        return values.stream().map(value -> {
            long millis = format.millis(value.strip());
            return millis == TimeFormat.BAD ? "" : Instant.ofEpochMilli(millis).toString();
        }).toList();
    }
}
