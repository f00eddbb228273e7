package trailbench.format;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import trailbench.work.Fault;

/// Records as YAML for people: the package page says how. Anchors, aliases and tags are refused or ignored, never followed.
public final class Yaml {
    private static final YAMLFactory FACTORY = new YAMLFactory();

    private Yaml() {}

    /// @throws Fault.Request if the file is missing or is not a `type`
    public static <T> T read(Path file, Class<T> type) {
        return parse(TextFile.read(file), file.toString(), type);
    }

    /// Writes the file atomically.
    ///
    /// @throws Fault.Work if the file cannot be written
    public static void write(Path file, Object value) {
        AtomicFile.writeText(file, text(value));
    }

    /// @param source what the text is called in messages
    /// @throws Fault.Request if the text is not a `type`
    public static <T> T parse(String text, String source, Class<T> type) {
        Tree tree = new TreeReader(FACTORY.createParser(ObjectReadContext.empty(), new WholeCharacters(text)), source).document();
        return new RecordReader(source, true).read(tree, type);
    }

    /// A copy of a record in which some fields have other values.
    ///
    /// @param changes path of a field (`training.epochs`) to its value in YAML (`3`, `adam`, `[1, 10]`)
    /// @throws Fault.Request if a path or a value does not fit the record
    public static <T extends Record> T with(T value, Map<String, String> changes) {
        Tree tree = RecordWriter.tree(value);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            Tree changed = new TreeReader(FACTORY.createParser(ObjectReadContext.empty(), new WholeCharacters(change.getValue())), change.getKey()).document();
            tree = replace(tree, List.of(change.getKey().split("\\.")), changed);
        }
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        return new RecordReader("", true).read(tree, type);
    }

    private static Tree replace(Tree tree, List<String> path, Tree changed) {
        if (path.isEmpty()) {
            return changed;
        }
        // Below a field that is absent a group begins; a kind that stands alone gets fields.
        Map<String, Tree> fields = new LinkedHashMap<>(
                switch (tree) {
                    case Tree.Fields group -> group.values();
                    case Tree.Text kind -> Map.of(RecordReader.KIND, kind);
                    default -> Map.<String, Tree>of();
                });
        Tree before = fields.getOrDefault(path.getFirst(), new Tree.Fields(Map.of(), 0));
        fields.put(path.getFirst(), replace(before, path.subList(1, path.size()), changed));
        return new Tree.Fields(fields, 0);
    }

    /// Every scalar of a record by its path, in the order of declaration: `training.optimizer.kind` to `adam`, `evaluation.at` to
    /// `[1, 5, 10, 20]`, `graph.nodes[0].units` to `64`. Texts stand without quotes.
    public static SequencedMap<String, String> fields(Object value) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        collect(RecordWriter.tree(value), "", fields);
        return fields;
    }

    private static void collect(Tree tree, String path, Map<String, String> fields) {
        switch (tree) {
            case Tree.Fields group when !group.values().isEmpty() ->
                group.values().forEach((name, value) -> collect(value, path.isEmpty() ? name : path + "." + name, fields));
            case Tree.Items list when list.values().stream().anyMatch(Tree.Fields.class::isInstance) -> {
                for (int i = 0; i < list.values().size(); i++) {
                    collect(list.values().get(i), path + "[" + i + "]", fields);
                }
            }
            case Tree.Text text -> fields.put(path, text.value());
            default -> fields.put(path, YamlText.line(tree));
        }
    }

    /// Groups as indented blocks, lists of scalars on one line, quotes only where they are needed.
    public static String text(Object value) {
        return new YamlText().document(RecordWriter.tree(value));
    }
}
