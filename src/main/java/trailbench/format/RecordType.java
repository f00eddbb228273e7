package trailbench.format;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What reflection says of a record class, looked up once.
final class RecordType {
    private static final ClassValue<RecordType> TYPES = new ClassValue<>() {
        @Override
        protected RecordType computeValue(Class<?> type) {
            return new RecordType(type);
        }
    };
    private static final ClassValue<Map<String, Class<?>>> KINDS = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> type) {
            Map<String, Class<?>> kinds = new LinkedHashMap<>();
            collectKinds(type, kinds);
            return kinds;
        }
    };
    private static final ClassValue<Optional<Method>> DEFAULTS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return findDefaults(type);
        }
    };

    private final Constructor<?> constructor;
    private final List<Component> components;
    private final Set<String> names;
    private final Optional<String> kind;

    /// @param name as it stands in files
    record Component(String name, RecordComponent declared) {
        Object of(Object instance) {
            Method accessor = declared.getAccessor();
            return call(() -> accessor.invoke(instance));
        }
    }

    private RecordType(Class<?> type) {
        components = Stream.of(type.getRecordComponents())
                .map(component -> new Component(Names.snake(component.getName()), component))
                .toList();
        components.forEach(component -> component.declared().getAccessor().setAccessible(true));
        try {
            constructor = type.getDeclaredConstructor(
                    components.stream().map(component -> component.declared().getType()).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException(type + " has no canonical constructor", missing);
        }
        constructor.setAccessible(true);
        names = components.stream().map(Component::name).collect(toUnmodifiableSet());
        kind = Stream.of(type.getInterfaces()).anyMatch(Class::isSealed) ? Optional.of(Names.kebab(type)) : Optional.empty();
    }

    static RecordType of(Class<?> type) {
        return TYPES.get(type);
    }

    /// The records that a sealed interface permits, also through sealed interfaces of its own, by their kind.
    static Map<String, Class<?>> kinds(Class<?> sealed) {
        return KINDS.get(sealed);
    }

    /// What `static defaults()` of a record or sealed interface returns; empty if it declares none.
    static Optional<Object> defaults(Class<?> type) {
        return DEFAULTS.get(type).map(method -> call(() -> method.invoke(null)));
    }

    private static Optional<Method> findDefaults(Class<?> type) {
        Optional<Method> found = Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("defaults") && method.getParameterCount() == 0)
                .filter(method -> Modifier.isStatic(method.getModifiers()) && type.isAssignableFrom(method.getReturnType()))
                .findFirst();
        found.ifPresent(method -> method.setAccessible(true));
        return found;
    }

    List<Component> components() {
        return components;
    }

    boolean knows(String name) {
        return names.contains(name);
    }

    /// The word for a record that is one of a sealed interface, as its `kind` in files; empty for any other.
    Optional<String> kind() {
        return kind;
    }

    String names() {
        return components.isEmpty() ? "none" : components.stream().map(Component::name).collect(joining(", "));
    }

    Object create(List<Object> values) {
        return call(() -> constructor.newInstance(values.toArray()));
    }

    private static void collectKinds(Class<?> type, Map<String, Class<?>> kinds) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                collectKinds(permitted, kinds);
            } else if (permitted.isRecord()) {
                kinds.put(Names.kebab(permitted), permitted);
            }
        }
    }

    private static Object call(Reflective call) {
        try {
            return call.call();
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private interface Reflective {
        Object call() throws ReflectiveOperationException;
    }
}
