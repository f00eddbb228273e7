package trailbench.project;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// How the folder of a run is called: by UTC time and experiment, `20260301-101500-gru-next`, with a number behind it if that is taken.
final class RunName {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int STAMP_LENGTH = 15;

    private RunName() {}

    static Instant created(Path run) {
        String id = run.getFileName().toString();
        try {
            return LocalDateTime.parse(id.substring(0, Math.min(STAMP_LENGTH, id.length())), STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new Fault.Work("The run folder %s is not named by its time (yyyyMMdd-HHmmss-name). Give it its old name back.", run, e);
        }
    }

    /// Makes an empty folder under a name that nothing had.
    static Path newFolder(Path runs, String experiment, Instant now) {
        String name = STAMP.format(now.atZone(ZoneOffset.UTC)) + "-" + experiment;
        try {
            Files.createDirectories(runs);
            Path path = runs.resolve(name);
            for (int again = 2; !isMade(path); again++) {
                path = runs.resolve(name + "-" + again);
            }
            return path;
        } catch (IOException e) {
            throw new Fault.Work(Trouble.of(Trouble.Kind.NOT_MADE, runs, Trouble.reason(e)), e);
        }
    }

    /// Two programs may make runs at the same time: each folder is made by one of them.
    private static boolean isMade(Path path) throws IOException {
        try {
            Files.createDirectory(path);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }
}
