package trailbench.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import trailbench.work.Fault;

/// The columns of one file that are asked for, and where each stands among the values that are read.
final class ColumnIndex {
    private final Path file;
    private final List<String> columns;
    /// Index in the file to place among the values.
    private final LinkedHashMap<Integer, Integer> places = new LinkedHashMap<>();

    ColumnIndex(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /// Indices of the columns to read, in the order in which their values come.
    int[] wanted() {
        return places.keySet().stream().mapToInt(column -> column).toArray();
    }

    /// The index in the file of a column, by its name or its number.
    OptionalInt find(String name) {
        int index = columns.indexOf(name);
        if (index < 0 && name.matches("\\d{1,9}") && Integer.parseInt(name) < columns.size()) {
            index = Integer.parseInt(name);
        }
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /// Asks for a column.
    ///
    /// @param field of the recipe that names it
    /// @throws Fault.Request if it is not there, listing those that are
    int place(String field, String name) {
        int index = find(name).orElseThrow(() -> new Fault.Request("%s has no column \"%s\" (%s). Its columns: %s.", file, name, field, listed()));
        return places.computeIfAbsent(index, _ -> places.size());
    }

    private String listed() {
        List<String> shown = new ArrayList<>(columns.subList(0, Math.min(40, columns.size())));
        if (shown.size() < columns.size()) {
            shown.add("… %d in all".formatted(columns.size()));
        }
        boolean numbers = IntStream.range(0, columns.size()).allMatch(i -> columns.get(i).equals(Integer.toString(i)));
        return numbers ? "numbers 0 to %d, as format.header is false".formatted(columns.size() - 1) : String.join(", ", shown);
    }
}
