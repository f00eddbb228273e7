package trailbench.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The points of a map for other tools, as CSV or Parquet: `id`, `title`, `x`, `y`, `selected` (1 or 0), the map's columns by their names,
/// and in every row `map`: how the map was made, what it shows and how far to believe it.
public final class PointTable {
    private static final List<String> OWN = List.of("id", "title", "x", "y", "selected", "map");

    private PointTable() {}

    /// Kinds of files.
    public enum Format {
        CSV,
        PARQUET;

        /// By the ending of a file's name.
        ///
        /// @throws Fault.Request for another ending
        public static Format of(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            for (Format format : values()) {
                if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                    return format;
                }
            }
            throw new Fault.Request("%s ends neither in .csv nor in .parquet. Name the file by one of them.", file);
        }
    }

    /// Writes all points. Not atomic: write aside and move.
    ///
    /// @param selected by the point's number
    public static void write(Path file, Format format, PointMap map, IntPredicate selected) {
        switch (format) {
            case CSV -> {
                try {
                    Files.writeString(file, csv(map, selected));
                } catch (IOException e) {
                    throw new Fault.Work("%s could not be written: %s. Choose another place.", file, Trouble.reason(e), e);
                }
            }
            case PARQUET -> Parquet.write(file, columns(map, selected));
        }
    }

    /// How a map was made, what it shows, and how faithful it is, in one English line.
    public static String about(PointMap map) {
        StringBuilder text = new StringBuilder(map.method().text()).append(" · ").append(map.caption());
        for (String column : List.of(PointMap.TRUSTWORTHINESS, PointMap.CONTINUITY)) {
            map.mean(column).ifPresent(mean -> text.append(String.format(Locale.ROOT, " · %s %.3f", column, mean)));
        }
        return text.toString();
    }

    private static Map<String, List<String>> known(PointMap map) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        map.columns().forEach((name, values) -> known.put(OWN.contains(name.toLowerCase(Locale.ROOT)) ? "feature_" + name : name, values));
        return known;
    }

    private static Columns columns(PointMap map, IntPredicate selected) {
        Columns columns = Columns.none()
                .with("id", map.ids())
                .with("title", map.titles())
                .with("x", map.x())
                .with("y", map.y())
                .with("selected", IntStream.range(0, map.size()).map(point -> selected.test(point) ? 1 : 0).toArray());
        for (Map.Entry<String, List<String>> column : known(map).entrySet()) {
            columns = columns.with(column.getKey(), column.getValue());
        }
        return columns.with("map", Collections.nCopies(map.size(), about(map)));
    }

    private static String csv(PointMap map, IntPredicate selected) {
        Map<String, List<String>> known = known(map);
        List<String> line = new ArrayList<>(OWN.subList(0, 5));
        line.addAll(known.keySet());
        line.add("map");
        StringBuilder text = new StringBuilder();
        append(text, line);
        for (int point = 0; point < map.size(); point++) {
            line.clear();
            line.addAll(List.of(
                    map.ids().get(point), map.titles().get(point), Float.toString(map.x()[point]), Float.toString(map.y()[point]), selected.test(point) ? "1" : "0"));
            for (List<String> values : known.values()) {
                line.add(values.get(point));
            }
            line.add(about(map));
            append(text, line);
        }
        return text.toString();
    }

    /// One line as RFC 4180 has it, but for the line's end.
    private static void append(StringBuilder text, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            text.append(i == 0 ? "" : ",").append(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
        }
        text.append('\n');
    }
}
