package trailbench.graph;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A kind of node that can be put into a graph. All of them are the records that [Node] permits: a new one is in the palette as soon as it
/// is a record.
///
/// @param key  as in files: `self-attention`; its words are `kind.<key>` in the bundle of this package
/// @param type its record
public record NodeKind(String key, Family family, Class<?> type) {
    private static final List<NodeKind> ALL = Words.records(Node.class).stream()
            .map(type -> new NodeKind(Words.kebab(type), family(type), type))
            .sorted(Comparator.comparing(NodeKind::family))
            .toList();

    /// By family; within one, in the order of the records.
    public static List<NodeKind> all() {
        return ALL;
    }

    public static NodeKind of(Node node) {
        return ALL.stream().filter(kind -> kind.type() == node.getClass()).findFirst().orElseThrow();
    }

    /// A node of this kind with all options at their defaults, connected to nothing.
    public Node fresh(String name) {
        return (Node) Options.with((Record) Options.usual(type), "name", name);
    }

    /// What can be connected to a node of this kind.
    public List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = Words.snake(component.getName());
            switch (name) {
                case "input" -> ports.add(new Port(name, false, false));
                case "inputs" -> ports.add(new Port(name, true, false));
                default -> Stream.of(component)
                        .filter(each -> each.isAnnotationPresent(Reference.class))
                        .forEach(each -> ports.add(new Port(name, false, true)));
            }
        }
        return ports;
    }

    /// @param key       name of the component that holds what is connected
    /// @param many      true if any number may be connected
    /// @param reference true if only a table is used: see [Reference]
    public record Port(String key, boolean many, boolean reference) {}

    private static Family family(Class<?> type) {
        Family.Of told = type.getAnnotation(Family.Of.class);
        return told != null ? told.value() : InputNode.class.isAssignableFrom(type) ? Family.INPUT : Family.LAYER;
    }
}
