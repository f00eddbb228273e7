package trailbench.format;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A field that a record has now, by the path that [Yaml#with] takes, and what it may hold.
///
/// A record of a sealed interface is a field too, whose words are its kinds: setting it starts at that kind's defaults. Lists and maps are none.
///
/// @param type      primitive types for numbers and truths whether or not they are optional, the enum or sealed interface, or String
/// @param component that it is declared by
/// @param value     as [Yaml#fields] gives it; empty for an optional field that is not there
/// @param words     of an enum or of kinds; empty for others
public record FieldType(String path, Class<?> type, RecordComponent component, String value, List<String> words) {

    /// In the order of declaration, fields of an inner record after the choice of its kind.
    public static List<FieldType> of(Record value) {
        Map<String, String> values = Yaml.fields(value);
        List<FieldType> found = new ArrayList<>();
        collect(value, "", values, found);
        return found;
    }

    private static void collect(Record value, String prefix, Map<String, String> values, List<FieldType> found) {
        for (RecordType.Component component : RecordType.of(value.getClass()).components()) {
            String path = prefix + component.name();
            Class<?> type = type(component.declared());
            Object now = component.of(value) instanceof Optional<?> maybe ? maybe.map(Object.class::cast).orElse("") : component.of(value);
            if (type.isSealed()) {
                found.add(new FieldType(path, type, component.declared(), values.getOrDefault(path + "." + RecordReader.KIND, values.getOrDefault(path, "")),
                        List.copyOf(RecordType.kinds(type).keySet())));
            } else if (!type.isRecord() && isScalar(type)) {
                found.add(new FieldType(path, type, component.declared(), values.getOrDefault(path, ""), words(type)));
            }
            if (now instanceof Record inner) {
                collect(inner, path + ".", values, found);
            }
        }
    }

    private static Class<?> type(RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                && generic.getActualTypeArguments()[0] instanceof Class<?> inner) {
            return inner == Integer.class ? int.class : inner == Long.class ? long.class : inner == Double.class ? double.class : inner == Boolean.class ? boolean.class : inner;
        }
        return component.getType();
    }

    private static boolean isScalar(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || type == String.class;
    }

    private static List<String> words(Class<?> type) {
        return type.isEnum() ? Stream.of(type.getEnumConstants()).map(each -> Names.kebab((Enum<?>) each)).toList() : List.of();
    }
}
