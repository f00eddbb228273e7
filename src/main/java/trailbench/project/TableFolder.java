package trailbench.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// A folder of tables in a run: its maps, its timelines.
record TableFolder(Path folder) {
    private static final String ENDING = ".parquet";

    /// Newest last.
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(TableFolder::modified).thenComparing(Comparator.naturalOrder()))
                    .map(file -> file.getFileName().toString())
                    .map(table -> table.substring(0, table.length() - ENDING.length()))
                    .toList();
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s", folder, Trouble.reason(e), e);
        }
    }

    /// Where the table of this name is, or will be.
    Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new Fault.Work("%s cannot be read: %s", file, Trouble.reason(e), e);
        }
    }
}
