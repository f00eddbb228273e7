package trailbench.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What Linux says of a process.
final class Proc {
    private Proc() {}

    /// The largest resident memory so far; 0 for a process that is gone.
    static long peakKilobytes(ProcessHandle process) throws IOException {
        return kilobytes(process, "VmHWM:");
    }

    /// The resident memory of a process now.
    static long residentBytes(ProcessHandle process) throws IOException {
        return kilobytes(process, "VmRSS:") * 1024;
    }

    private static long kilobytes(ProcessHandle process, String name) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException | UncheckedIOException gone) {
            return 0;
        }
    }
}
