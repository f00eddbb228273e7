package trailbench.embedding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import trailbench.table.Columns;
import trailbench.table.Parquet;
import trailbench.work.Fault;

/// A [Timeline] as one Parquet file: the columns of a [MapFile] with `epoch`, `overlap` and `kept`, one row an item and epoch, epochs rising.
public final class TimelineFile {
    private TimelineFile() {}

    /// Replaces `file`. Not atomic: write aside and move.
    public static void write(Path file, Timeline timeline) {
        int epochs = timeline.epochs().size();
        int items = timeline.kept().length;
        int[] epoch = new int[epochs * items];
        float[] overlap = new float[epoch.length];
        float[] kept = new float[epoch.length];
        List<Columns> maps = new ArrayList<>();
        for (int at = 0; at < epochs; at++) {
            Arrays.fill(epoch, at * items, (at + 1) * items, timeline.epochs().get(at));
            System.arraycopy(timeline.overlap()[at], 0, overlap, at * items, items);
            System.arraycopy(timeline.kept(), 0, kept, at * items, items);
            maps.add(MapFile.columns(withNothingLeftOut(timeline.maps().get(at), timeline.maps())));
        }
        Parquet.write(file, joined(maps).with("epoch", epoch).with("overlap", overlap).with("kept", kept));
    }

    /// Only maps that lie on another say so; the last has the same columns without meaning.
    private static PointMap withNothingLeftOut(PointMap map, List<PointMap> maps) {
        MapMaking making = map.making();
        boolean lacks = making.aligned().isEmpty() && maps.getFirst().making().aligned().isPresent();
        return lacks ? map.at(map.x(), map.y(), making.with(new MapMaking.Aligned("", 0, 0))) : map;
    }

    private static Columns joined(List<Columns> maps) {
        Columns joined = Columns.none();
        for (String name : maps.getFirst().names()) {
            joined = joined.with(column(maps.stream().map(map -> map.find(name)).toList()));
        }
        return joined;
    }

    private static Columns.Column column(List<Columns.Column> parts) {
        String name = parts.getFirst().name();
        int size = parts.stream().mapToInt(Columns.Column::size).sum();
        return switch (parts.getFirst()) {
            case Columns.Column.Text _ -> new Columns.Column.Text(
                    name, parts.stream().flatMap(part -> Arrays.stream(((Columns.Column.Text) part).values())).toArray(String[]::new));
            case Columns.Column.Ints _ -> new Columns.Column.Ints(
                    name, parts.stream().flatMapToInt(part -> Arrays.stream(((Columns.Column.Ints) part).values())).toArray());
            case Columns.Column.Longs _ -> new Columns.Column.Longs(
                    name, parts.stream().flatMapToLong(part -> Arrays.stream(((Columns.Column.Longs) part).values())).toArray());
            case Columns.Column.Doubles _ -> new Columns.Column.Doubles(
                    name, parts.stream().flatMapToDouble(part -> Arrays.stream(((Columns.Column.Doubles) part).values())).toArray());
            case Columns.Column.Floats _ -> {
                float[] values = new float[size];
                int at = 0;
                for (Columns.Column part : parts) {
                    System.arraycopy(((Columns.Column.Floats) part).values(), 0, values, at, part.size());
                    at += part.size();
                }
                yield new Columns.Column.Floats(name, values);
            }
        };
    }

    /// @throws Fault.Request if the file is missing or is no timeline
    public static Timeline read(Path file) {
        Columns columns = Parquet.read(file);
        Fault.require(columns.has("epoch") && columns.has("kept"), "%s is no timeline. Make it by trailbench map RUN --epochs all.", file);
        int[] epoch = columns.ints("epoch");
        List<Integer> epochs = Arrays.stream(epoch).distinct().boxed().toList();
        int items = epochs.isEmpty() ? 0 : epoch.length / epochs.size();
        Fault.require(epochs.size() >= 2 && items * epochs.size() == epoch.length, "%s holds no whole timeline. Make it again.", file);
        List<PointMap> maps = new ArrayList<>();
        float[][] overlap = new float[epochs.size()][];
        for (int at = 0; at < overlap.length; at++) {
            int from = at * items;
            overlap[at] = Arrays.copyOfRange(columns.floats("overlap"), from, from + items);
            PointMap map = MapFile.map(part(columns, from, from + items), file);
            boolean last = at == overlap.length - 1;
            maps.add(last ? map.at(map.x(), map.y(), map.making().unaligned()) : map);
        }
        return new Timeline(epochs, List.copyOf(maps), overlap, Arrays.copyOf(columns.floats("kept"), items));
    }

    private static Columns part(Columns columns, int from, int to) {
        Columns part = Columns.none();
        for (Columns.Column column : columns.columns()) {
            part = part.with(switch (column) {
                case Columns.Column.Text text -> new Columns.Column.Text(text.name(), Arrays.copyOfRange(text.values(), from, to));
                case Columns.Column.Ints ints -> new Columns.Column.Ints(ints.name(), Arrays.copyOfRange(ints.values(), from, to));
                case Columns.Column.Longs longs -> new Columns.Column.Longs(longs.name(), Arrays.copyOfRange(longs.values(), from, to));
                case Columns.Column.Floats floats -> new Columns.Column.Floats(floats.name(), Arrays.copyOfRange(floats.values(), from, to));
                case Columns.Column.Doubles doubles -> new Columns.Column.Doubles(doubles.name(), Arrays.copyOfRange(doubles.values(), from, to));
            });
        }
        return part;
    }
}
