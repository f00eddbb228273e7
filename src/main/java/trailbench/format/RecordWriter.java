package trailbench.format;

import java.lang.reflect.Array;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Records to trees.
final class RecordWriter {
    private RecordWriter() {}

    static Tree tree(@Nullable Object value) {
        return switch (value) {
            case null -> new Tree.Nothing(0);
            case Optional<?> optional -> tree(optional.orElse(null));
            case String text -> text(text);
            case Boolean truth -> new Tree.Truth(truth, 0);
            case Number number -> new Tree.Number(number.toString(), 0);
            case Enum<?> constant -> text(Names.kebab(constant));
            case Path path -> text(path.toString().replace('\\', '/'));
            case Instant instant -> text(instant.toString());
            case Duration duration -> text(duration.toString());
            case Record instance -> fields(instance);
            case Map<?, ?> map -> map(map);
            case Iterable<?> list -> items(list);
            default -> {
                if (value.getClass().isArray()) {
                    yield array(value);
                }
                throw new IllegalArgumentException(value.getClass() + " has no form in files");
            }
        };
    }

    private static Tree text(String value) {
        return new Tree.Text(value, 0);
    }

    private static Tree fields(Record instance) {
        RecordType type = RecordType.of(instance.getClass());
        Map<String, Tree> fields = new LinkedHashMap<>();
        type.kind().ifPresent(kind -> fields.put(RecordReader.KIND, text(kind)));
        for (RecordType.Component component : type.components()) {
            Object value = component.of(instance);
            if (!Optional.empty().equals(value) || hasDefault(instance.getClass(), component)) {
                fields.put(component.name(), tree(value));
            }
        }
        return new Tree.Fields(fields, 0);
    }

    private static boolean hasDefault(Class<?> type, RecordType.Component component) {
        return RecordType.defaults(type).filter(defaults -> !Optional.empty().equals(component.of(defaults))).isPresent();
    }

    private static Tree map(Map<?, ?> map) {
        Map<String, Tree> fields = map instanceof SequencedMap<?, ?> ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, value) -> fields.put(key instanceof Enum<?> constant ? Names.kebab(constant) : key.toString(), tree(value)));
        return new Tree.Fields(fields, 0);
    }

    private static Tree items(Iterable<?> list) {
        List<Tree> items = new ArrayList<>();
        list.forEach(item -> items.add(tree(item)));
        return new Tree.Items(items, 0);
    }

    private static Tree array(Object array) {
        int length = Array.getLength(array);
        List<Tree> items = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            items.add(tree(Array.get(array, i)));
        }
        return new Tree.Items(items, 0);
    }
}
