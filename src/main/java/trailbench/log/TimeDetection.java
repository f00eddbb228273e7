package trailbench.log;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import trailbench.work.Fault;

/// Finds the time format that a sample of values is written in.
///
/// The format that reads most of the values wins, and must read half of them. Numbers are milliseconds if half of them are
/// 100,000,000,000 or more (1973 in milliseconds, 5138 in seconds), and seconds otherwise.
final class TimeDetection {
    private static final long MILLIS_FROM = 100_000_000_000L;
    private static final List<String> PATTERNS = List.of(
            "d/M/yyyy H:mm[:ss]", "M/d/yyyy H:mm[:ss]", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy H:mm[:ss]", "d.M.yyyy", "d-M-yyyy H:mm[:ss]",
            "M-d-yyyy H:mm[:ss]", "yyyy/M/d H:mm[:ss]", "yyyy/M/d", "yyyyMMddHHmmss", "yyyyMMdd", "yyyy-M-d H:mm[:ss]");

    private final ZoneId zone;

    TimeDetection(ZoneId zone) {
        this.zone = zone;
    }

    /// Values from all over the file, fetched only when its beginning leaves two readings open.
    interface More extends Supplier<List<String>> {}

    /// The best format and how sure it is.
    ///
    /// @param rival a format that reads as many values differently
    /// @param read  share of the values that it reads, 0 to 1
    record Finding(TimeFormat format, Optional<TimeFormat> rival, double read) {}

    /// @throws Fault.Request if nothing fits, or day and month could be either way round all over the file
    TimeFormat detect(String file, String column, List<String> sample, More more) {
        Finding finding = find(sample);
        if (finding.rival().isPresent()) {
            finding = find(more.get());
        }
        if (finding.read() < 0.5) {
            String shown = sample.stream().filter(value -> !value.isBlank()).findFirst().orElse("");
            throw new Fault.Request(
                    "%s: column \"%s\" holds no times that are known (\"%s\"). Choose another column, or write columns.time_format: seconds, millis, iso or a pattern like dd/MM/yyyy HH:mm.",
                    file, column, shown);
        }
        if (finding.rival().isPresent()) {
            throw new Fault.Request(
                    "%s: the times of column \"%s\" can be read as %s or as %s. Write columns.time_format.",
                    file, column, finding.format().text(), finding.rival().get().text());
        }
        return finding.format();
    }

    Finding find(List<String> values) {
        List<String> times = values.stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
        TimeFormat best = numbers(times);
        Optional<TimeFormat> rival = Optional.empty();
        long most = reads(best, times);
        if (most < times.size()) {
            TimeFormat iso = new TimeFormat.Iso(zone);
            if (reads(iso, times) > most) {
                best = iso;
                most = reads(iso, times);
            }
        }
        boolean compact = !times.isEmpty() && times.stream().allMatch(value -> value.length() == 8 || value.length() == 14);
        if (most < times.size() || compact) {
            for (String pattern : PATTERNS) {
                TimeFormat candidate = TimeFormat.Pattern.of(pattern, zone);
                long read = reads(candidate, times);
                if (read > most || read == most && read > 0 && best instanceof TimeFormat.Epoch) {
                    best = candidate;
                    rival = Optional.empty();
                    most = read;
                } else if (read == most && read > 0 && differs(best, candidate, times)) {
                    rival = Optional.of(candidate);
                }
            }
        }
        return new Finding(best, rival, times.isEmpty() ? 0 : (double) most / times.size());
    }

    private static TimeFormat numbers(List<String> times) {
        long[] seconds = times.stream().mapToLong(new TimeFormat.Epoch(0)::millis).filter(value -> value != TimeFormat.BAD).sorted().toArray();
        boolean millis = seconds.length > 0 && seconds[seconds.length / 2] >= MILLIS_FROM;
        return new TimeFormat.Epoch(millis ? 0 : 3);
    }

    private static long reads(TimeFormat format, List<String> times) {
        return times.stream().filter(time -> format.millis(time) != TimeFormat.BAD).count();
    }

    private static boolean differs(TimeFormat one, TimeFormat other, List<String> times) {
        return !Arrays.equals(times.stream().mapToLong(one::millis).toArray(), times.stream().mapToLong(other::millis).toArray());
    }
}
