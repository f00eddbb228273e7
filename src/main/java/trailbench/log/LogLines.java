package trailbench.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import trailbench.table.OwnCacheLine;

/// Lines counted over all files of a log, and back to the file that each stands in.
final class LogLines extends OwnCacheLine {
    private final List<Path> files = new ArrayList<>();
    /// Lines before each file.
    private final List<Long> before = new ArrayList<>();
    private long lines;

    /// @param file its name
    /// @param line from 1
    record Place(Path file, long line) {}

    /// In the order in which they were begun, as the recipe names them.
    List<Path> files() {
        return List.copyOf(files);
    }

    /// @param file as the recipe names it
    void begin(Path file) {
        files.add(file);
        before.add(lines);
    }

    /// The number over all files, from 1, of a line of the file begun last.
    long number(long line) {
        lines = Math.max(lines, before.getLast() + line);
        return before.getLast() + line;
    }

    Place place(long number) {
        int file = file(number);
        return new Place(files.get(file).getFileName(), number - before.get(file));
    }

    /// Index of the file that a line over all files stands in.
    int file(long number) {
        int file = files.size() - 1;
        while (before.get(file) >= number) {
            file--;
        }
        return file;
    }
}
