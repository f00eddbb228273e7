package trailbench.ui.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A row of the log that could not become an event.
///
/// @param row the row as it stands in the file
record Reject(String file, String line, String reason, String row) {

    /// The first rows of a rejects file (tab-separated: file, line, reason, row; the first line names them).
    static List<Reject> first(Path rejects, int count) {
        try (BufferedReader lines = Files.newBufferedReader(rejects, StandardCharsets.UTF_8)) {
            return lines.lines().skip(1).limit(count).map(Reject::of).toList();
        } catch (IOException fault) {
            throw new Fault.Work("%s cannot be read: %s. Prepare the log again.", rejects, Trouble.reason(fault), fault);
        }
    }

    private static Reject of(String line) {
        String[] parts = (line + "\t\t\t").split("\t", 4);
        return new Reject(parts[0], parts[1], parts[2], parts[3].stripTrailing());
    }
}
