package trailbench.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// Where stack traces go, so that users need not see them.
final class FaultLog {
    private final Path folder;

    FaultLog(Path folder) {
        this.folder = folder;
    }

    /// Appends the fault to the log, with what was asked.
    ///
    /// @return the file it went to
    Path keep(Throwable fault, String... arguments) {
        Path file = folder.resolve("faults.log");
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file,
                    Instant.now() + " trailbench " + String.join(" ", arguments) + "\n" + trace + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The log itself cannot be written: standard error is the last place left.
            System.err.println(trace);
        }
        return file;
    }
}
