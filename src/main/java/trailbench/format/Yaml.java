package trailbench.format;

import java.nio.file.Path;
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
        Tree tree = new TreeReader(FACTORY.createParser(ObjectReadContext.empty(), text), source).document();
        return new RecordReader(source, true).read(tree, type);
    }

    /// Groups as indented blocks, lists of scalars on one line, quotes only where they are needed.
    public static String text(Object value) {
        return new YamlText().document(RecordWriter.tree(value));
    }
}
