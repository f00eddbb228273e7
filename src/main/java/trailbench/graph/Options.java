package trailbench.graph;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The options of a node, a preset or a loss, read off its record: components with their [Setting], and those of records inside.
///
/// A new kind of node needs nothing here. A name, `input` and `inputs` are no options: they are the drawing.
public final class Options {
    private static final List<String> DRAWN = List.of("name", "input", "inputs");

    private Options() {}

    /// In the order of the record's components; those of a record inside follow the choice of its kind.
    public static List<Option> of(Record value) {
        List<Option> found = new ArrayList<>();
        collect(value, "", found);
        return found;
    }

    /// A copy with another value.
    ///
    /// @param path  as of [Option.Place]
    /// @param value an Integer, Double, Boolean or String; for [Option.Several] a list of words, for [Option.Other] an optional name; a kind
    ///              of a record inside starts at its defaults
    /// @throws trailbench.work.Fault.Request if the record refuses the value
    public static <T extends Record> T with(T record, String path, Object value) {
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            values[i] = get(component, record);
            if (Words.snake(component.getName()).equals(first)) {
                found = true;
                values[i] = dot < 0 ? made(component, value) : with((Record) values[i], path.substring(dot + 1), value);
            }
        }
        if (!found) {
            throw new IllegalArgumentException(record.getClass().getSimpleName() + " has no " + path);
        }
        @SuppressWarnings("unchecked")
        T copy = (T) create(record.getClass(), values);
        return copy;
    }

    /// A record with every component at its default; names are empty.
    static Object usual(Class<?> type) {
        Optional<Object> defaults = defaults(type);
        if (defaults.isPresent()) {
            return defaults.get();
        }
        return create(type, Stream.of(type.getRecordComponents()).map(Options::usual).toArray());
    }

    private static void collect(Record value, String prefix, List<Option> found) {
        Object standard = usual(value.getClass());
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            if (!DRAWN.contains(component.getName())) {
                String key = Words.snake(component.getName());
                Option.Place place = new Option.Place(prefix + key, Words.kebab(value.getClass()), key);
                collect(component, place, get(component, value), get(component, standard), found);
            }
        }
    }

    private static void collect(RecordComponent component, Option.Place place, Object value, Object usual, List<Option> found) {
        Class<?> type = component.getType();
        Setting setting = component.getAnnotation(Setting.class);
        if (component.isAnnotationPresent(Reference.class)) {
            Optional<String> name = value instanceof Optional<?> some ? some.map(Object::toString) : Optional.of(value.toString()).filter(text -> !text.isEmpty());
            found.add(new Option.Other(place, name, type == String.class));
        } else if (type == int.class) {
            found.add(new Option.Whole(place, (int) value, (int) usual, (int) limits(component).least(), (int) limits(component).most()));
        } else if (type == double.class || isOptionalOf(component, Double.class)) {
            Setting limits = limits(component);
            found.add(new Option.Real(place, number(value, limits), number(usual, limits), limits.least(), limits.most(), limits.above(), limits.below()));
        } else if (type == boolean.class) {
            found.add(new Option.Switch(place, (boolean) value, (boolean) usual));
        } else if (type.isEnum()) {
            found.add(new Option.Pick(place, Words.kebab((Enum<?>) value), Words.kebab((Enum<?>) usual), words(type)));
        } else if (type.isSealed()) {
            List<String> kinds = Words.records(type).stream().map(Words::kebab).toList();
            found.add(new Option.Pick(place, Words.kebab(value.getClass()), Words.kebab(usual.getClass()), kinds));
            collect((Record) value, place.path() + ".", found);
        } else if (type == List.class && enumOf(component) != null) {
            found.add(new Option.Several(place, ((List<?>) value).stream().map(each -> Words.kebab((Enum<?>) each)).toList(), words(enumOf(component))));
        } else if (type == String.class) {
            found.add(new Option.Text(place, value.toString(), setting == null ? "" : setting.usual()));
        } else if (isOptionalOf(component, String.class)) {
            found.add(new Option.Text(place, ((Optional<?>) value).map(Object::toString).orElse(""), ""));
        }
    }

    private static Setting limits(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(component.getDeclaringRecord() + ": say the range of " + component.getName() + " with @Setting");
        }
        return setting;
    }

    private static double number(Object value, Setting setting) {
        return value instanceof Optional<?> some ? some.map(Double.class::cast).orElseGet(() -> Double.valueOf(setting.usual())) : (double) value;
    }

    /// The value of a component from what a form gives.
    private static Object made(RecordComponent component, Object value) {
        Class<?> type = component.getType();
        if (component.isAnnotationPresent(Reference.class)) {
            return type == Optional.class ? value : ((Optional<?>) value).map(Object::toString).orElse("");
        }
        if (isOptionalOf(component, Double.class)) {
            double usual = Double.parseDouble(limits(component).usual());
            return Optional.of((Double) value).filter(given -> given != usual);
        }
        if (isOptionalOf(component, String.class)) {
            return Optional.of(value.toString()).filter(text -> !text.isBlank());
        }
        if (type.isEnum()) {
            return constant(type, value.toString());
        }
        if (type.isSealed()) {
            return usual(Words.records(type).stream().filter(kind -> Words.kebab(kind).equals(value)).findFirst().orElseThrow());
        }
        Class<?> constants = enumOf(component);
        return constants == null ? value : ((List<?>) value).stream().map(word -> constant(constants, word.toString())).toList();
    }

    private static Object usual(RecordComponent component) {
        Class<?> type = component.getType();
        Setting setting = component.getAnnotation(Setting.class);
        String word = setting == null ? "" : setting.usual();
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == String.class) {
            return word;
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == boolean.class) {
            return Boolean.parseBoolean(word);
        }
        if (type.isEnum()) {
            return word.isEmpty() ? type.getEnumConstants()[0] : constant(type, word);
        }
        if (type.isSealed() || type.isRecord()) {
            return defaults(type).orElseThrow(() -> new IllegalStateException(type + " has no defaults()"));
        }
        return type == int.class ? (Object) Integer.valueOf(limits(component).usual()) : Double.valueOf(limits(component).usual());
    }

    private static Object constant(Class<?> type, String word) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> Words.kebab((Enum<?>) each).equals(word)).findFirst().orElseThrow();
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(each -> Words.kebab((Enum<?>) each)).toList();
    }

    private static boolean isOptionalOf(RecordComponent component, Class<?> inner) {
        return component.getType() == Optional.class && ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0] == inner;
    }

    private static @Nullable Class<?> enumOf(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType generic
                        && generic.getActualTypeArguments()[0] instanceof Class<?> inner
                        && inner.isEnum()
                ? inner
                : null;
    }

    private static Optional<Object> defaults(Class<?> type) {
        try {
            return Optional.of(type.getDeclaredMethod("defaults").invoke(null));
        } catch (NoSuchMethodException none) {
            return Optional.empty();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object get(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object create(Class<?> type, Object[] values) {
        try {
            Class<?>[] types = Stream.of(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
