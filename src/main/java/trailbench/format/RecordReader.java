package trailbench.format;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Trees to records.
///
/// @param source what the document is called in messages; empty if the path of a field tells enough
/// @param loose  true if a bare number may stand for a text and a text for a number, as YAML's scalars have no fixed type
record RecordReader(String source, boolean loose) {
    static final String KIND = "kind";

    <T> T read(Tree tree, Class<T> type) {
        return type.cast(value(tree, type, "", Optional.empty()));
    }

    /// @param base the value that fills missing fields, where it is of the same record
    private Object value(Tree tree, Type type, String path, Optional<Object> base) {
        if (type instanceof ParameterizedType generic) {
            return container(tree, generic, path, base);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return record(tree, raw, path, base);
        }
        if (raw.isSealed()) {
            return member(tree, raw, path, base);
        }
        if (raw.isArray()) {
            List<Object> values = items(tree, raw.getComponentType(), path);
            Object array = Array.newInstance(raw.getComponentType(), values.size());
            for (int i = 0; i < values.size(); i++) {
                Array.set(array, i, values.get(i));
            }
            return array;
        }
        return scalar(tree, raw, path);
    }

    private Object container(Tree tree, ParameterizedType type, String path, Optional<Object> base) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            Optional<Object> inner = base.flatMap(outer -> ((Optional<?>) outer).map(Function.identity()));
            return tree instanceof Tree.Nothing ? Optional.empty() : Optional.of(value(tree, of[0], path, inner));
        }
        if (type.getRawType() == List.class) {
            return List.copyOf(items(tree, of[0], path));
        }
        if (type.getRawType() == Map.class && of[0] == String.class) {
            LinkedHashMap<String, Object> map = new LinkedHashMap<>();
            fields(tree, path).forEach((key, value) -> map.put(key, value(value, of[1], join(path, key), Optional.empty())));
            return Collections.unmodifiableSequencedMap(map);
        }
        throw new IllegalArgumentException(type + " has no form in files");
    }

    private List<Object> items(Tree tree, Type type, String path) {
        if (!(tree instanceof Tree.Items list)) {
            throw wrong(tree, "%s is %s, but must be a list", named(path), tree.what());
        }
        List<Object> items = new ArrayList<>(list.values().size());
        for (Tree item : list.values()) {
            items.add(value(item, type, path + "[" + items.size() + "]", Optional.empty()));
        }
        return items;
    }

    private Map<String, Tree> fields(Tree tree, String path) {
        if (tree instanceof Tree.Fields fields) {
            return fields.values();
        }
        throw wrong(tree, "%s is %s, but must be a group of fields", named(path), tree.what());
    }

    private Object member(Tree tree, Class<?> sealed, String path, Optional<Object> base) {
        Map<String, Class<?>> kinds = RecordType.kinds(sealed);
        String allowed = String.join(", ", kinds.keySet());
        Tree kind = tree instanceof Tree.Text ? tree : fields(tree, path).getOrDefault(KIND, new Tree.Nothing(tree.line()));
        if (!(kind instanceof Tree.Text word)) {
            throw wrong(tree, "%s is missing. Allowed: %s", join(path, KIND), allowed);
        }
        Class<?> type = kinds.get(word.value());
        if (type == null) {
            throw wrong(kind, "%s \"%s\" is not known. Allowed: %s", join(path, KIND), word.value(), allowed);
        }
        Tree body = tree instanceof Tree.Text ? new Tree.Fields(Map.of(), tree.line()) : tree;
        return record(body, type, path, base);
    }

    private Object record(Tree tree, Class<?> raw, String path, Optional<Object> base) {
        RecordType type = RecordType.of(raw);
        Map<String, Tree> fields = fields(tree, path);
        refuseUnknown(fields, type, path);
        Optional<Object> defaults = base.filter(raw::isInstance).or(() -> RecordType.defaults(raw));
        List<Object> values = new ArrayList<>();
        for (RecordType.Component component : type.components()) {
            Type declared = component.declared().getGenericType();
            String at = join(path, component.name());
            Optional<Object> standard = defaults.map(component::of);
            Tree field = fields.get(component.name());
            boolean given = field != null && (!(field instanceof Tree.Nothing) || component.declared().getType() == Optional.class);
            values.add(given ? value(field, declared, at, standard) : standard.orElseGet(() -> missing(tree, declared, at)));
        }
        return create(type, values, tree, path);
    }

    private void refuseUnknown(Map<String, Tree> fields, RecordType type, String path) {
        fields.forEach((name, field) -> {
            boolean kind = name.equals(KIND) && field instanceof Tree.Text word && type.kind().filter(word.value()::equals).isPresent();
            if (!kind && !type.knows(name)) {
                throw wrong(field, "%s is not a field that is known here. Allowed: %s", join(path, name), type.names());
            }
        });
    }

    private Object missing(Tree around, Type declared, String path) {
        if (declared instanceof ParameterizedType generic) {
            if (generic.getRawType() == Optional.class) {
                return Optional.empty();
            }
        } else if (declared instanceof Class<?> raw && (raw.isRecord() || raw.isSealed())) {
            Optional<Object> defaults = RecordType.defaults(raw);
            if (defaults.isPresent()) {
                return defaults.get();
            }
            if (raw.isRecord()) {
                return record(new Tree.Fields(Map.of(), around.line()), raw, path, Optional.empty());
            }
        }
        throw wrong(around, "%s is missing and has no default. It must be %s", path, expected(declared));
    }

    private Object create(RecordType type, List<Object> values, Tree tree, String path) {
        try {
            return type.create(values);
        } catch (Fault.Request | IllegalArgumentException | DateTimeException refused) {
            throw refused(type, (Tree.Fields) tree, path, refused);
        }
    }

    /// By house rule a refusal begins with the field's name, in every language; then the field's own place is told.
    private Fault.Request refused(RecordType type, Tree.Fields tree, String path, RuntimeException refusal) {
        String message = String.valueOf(refusal.getMessage());
        for (RecordType.Component component : type.components()) {
            if (message.startsWith(component.name() + " ")) {
                Tree field = tree.values().getOrDefault(component.name(), tree);
                Object told = path.isEmpty() ? told(refusal) : Trouble.said("%s.%s", path, told(refusal));
                return new Fault.Request(placed(field, told), refusal);
            }
        }
        return new Fault.Request(placed(tree, Trouble.said("%s: %s", named(path), told(refusal))), refusal);
    }

    private static Object told(RuntimeException refusal) {
        return refusal instanceof Fault fault ? fault : String.valueOf(refusal.getMessage());
    }

    private Object scalar(Tree tree, Class<?> type, String path) {
        if (type == String.class && tree instanceof Tree.Text text) {
            return text.value();
        }
        if (type == String.class && loose && (tree instanceof Tree.Number || tree instanceof Tree.Truth)) {
            return tree.what().toString();
        }
        if ((type == boolean.class || type == Boolean.class) && tree instanceof Tree.Truth truth) {
            return truth.value();
        }
        if (tree instanceof Tree.Text text) {
            Optional<Object> value = fromText(text.value(), type);
            if (value.isPresent()) {
                return value.get();
            }
        }
        if (tree instanceof Tree.Number number) {
            Optional<Object> value = number(number.digits(), type);
            if (value.isPresent()) {
                return value.get();
            }
        }
        throw wrong(tree, "%s is %s, but must be %s", named(path), tree.what(), expected(type));
    }

    private Optional<Object> fromText(String text, Class<?> type) {
        try {
            if (type.isEnum()) {
                return Stream.of(type.getEnumConstants()).filter(constant -> Names.kebab((Enum<?>) constant).equals(text)).map(c -> (Object) c).findFirst();
            }
            if (type == Path.class) {
                return Optional.of(Path.of(text));
            }
            if (type == Instant.class) {
                return Optional.of(Instant.parse(text));
            }
            if (type == Duration.class) {
                return Optional.of(Duration.parse(text));
            }
            boolean named = List.of("NaN", "Infinity", "-Infinity").contains(text);
            return loose || named ? number(text, type) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Object> number(String digits, Class<?> type) {
        try {
            if (type == int.class || type == Integer.class) {
                return Optional.of(Integer.valueOf(digits));
            }
            if (type == long.class || type == Long.class) {
                return Optional.of(Long.valueOf(digits));
            }
            if (type == double.class || type == Double.class) {
                return Optional.of(Double.valueOf(notFinite(digits)));
            }
            if (type == float.class || type == Float.class) {
                return Optional.of(Float.valueOf(notFinite(digits)));
            }
            return Optional.empty();
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /// YAML's words in Java's spelling.
    private static String notFinite(String digits) {
        return switch (digits) {
            case ".nan", ".NaN", ".NAN" -> "NaN";
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> "Infinity";
            case "-.inf", "-.Inf", "-.INF" -> "-Infinity";
            default -> digits;
        };
    }

    private static Trouble expected(Type type) {
        return switch (type) {
            case ParameterizedType generic -> Trouble.said(generic.getRawType() == Map.class ? "a group of fields" : "a list");
            case Class<?> raw when raw.isEnum() ->
                Trouble.said("one of %s", Stream.of(raw.getEnumConstants()).map(c -> Names.kebab((Enum<?>) c)).collect(Collectors.joining(", ")));
            case Class<?> raw when raw.isSealed() -> Trouble.said("one of %s", String.join(", ", RecordType.kinds(raw).keySet()));
            case Class<?> raw when raw.isArray() -> Trouble.said("a list");
            case Class<?> raw when raw == boolean.class || raw == Boolean.class -> Trouble.said("true or false");
            case Class<?> raw when raw == int.class || raw == Integer.class -> Trouble.said("a whole number within ±2,147,483,647");
            case Class<?> raw when raw == long.class || raw == Long.class -> Trouble.said("a whole number");
            case Class<?> raw when raw.isPrimitive() || Number.class.isAssignableFrom(raw) -> Trouble.said("a number");
            case Class<?> raw when raw == Instant.class -> Trouble.said("a time as 2011-11-01T00:00:00Z");
            case Class<?> raw when raw == Duration.class -> Trouble.said("a length of time as PT30M");
            case Class<?> raw when raw == Path.class -> Trouble.said("a file name");
            case Class<?> raw when raw.isRecord() -> Trouble.said("a group of fields");
            default -> Trouble.said("a text");
        };
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Object named(String path) {
        return path.isEmpty() ? Trouble.said("the document") : path;
    }

    private Fault.Request wrong(Tree at, String sentence, Object... values) {
        Trouble problem = Trouble.said(sentence, values);
        return new Fault.Request(placed(at, problem));
    }

    private Trouble placed(Tree at, Object problem) {
        if (source.isEmpty()) {
            return problem instanceof Trouble trouble ? trouble : Trouble.said("%s", problem);
        }
        return at.line() > 0 ? Trouble.said("%s line %s: %s", source, at.line(), problem) : Trouble.said("%s: %s", source, problem);
    }
}
