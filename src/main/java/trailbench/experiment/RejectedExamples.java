package trailbench.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import trailbench.sequence.Example;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The first rejected row for each reason, from the file of rejects.
final class RejectedExamples {
    private static final int LONGEST = 200;

    private RejectedExamples() {}

    /// @param rejects lines of file, line, reason and row, separated by tabs; where it is gone, there are no examples
    static Map<String, Example.Row> of(Path rejects, Set<String> reasons) {
        Map<String, Example.Row> rows = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(rejects)) {
            for (String line = lines.readLine(); line != null && rows.size() < reasons.size(); line = lines.readLine()) {
                String[] fields = line.split("\t", 4);
                // a quoted row of several lines goes on where nothing but its text is
                if (fields.length == 4 && reasons.contains(fields[2]) && fields[1].matches("\\d+")) {
                    rows.putIfAbsent(fields[2], new Example.Row(fields[0], Long.parseLong(fields[1]), brief(fields[3])));
                }
            }
        } catch (NoSuchFileException gone) {
            return Map.of();
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s. Prepare the log again.", rejects, Trouble.reason(e), e);
        }
        return Map.copyOf(rows);
    }

    private static String brief(String row) {
        return row.length() <= LONGEST ? row : row.substring(0, LONGEST - 1) + "…";
    }
}
