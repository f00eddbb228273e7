package trailbench.format;

import java.io.StringWriter;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import trailbench.work.Fault;

/// Records as JSON; the package page says how.
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// @throws Fault.Request if the file is missing or is not a `type`
    public static <T> T read(Path file, Class<T> type) {
        return parse(TextFile.read(file), file.toString(), type);
    }

    /// Writes the file pretty and atomically.
    ///
    /// @throws Fault.Work if the file cannot be written
    public static void write(Path file, Object value) {
        AtomicFile.writeText(file, text(value));
    }

    /// @throws Fault.Request if the text is not a `type`
    public static <T> T parse(String text, Class<T> type) {
        return parse(text, "JSON", type);
    }

    /// @param source what the text is called in messages
    public static <T> T parse(String text, String source, Class<T> type) {
        Tree tree = new TreeReader(FACTORY.createParser(ObjectReadContext.empty(), text), source).document();
        return new RecordReader(source, false).read(tree, type);
    }

    /// One line without its end.
    public static String line(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(RecordWriter.tree(value), out);
        }
        return text.toString();
    }

    /// Several lines with two spaces of indent, the last one ended.
    public static String text(Object value) {
        StringWriter text = new StringWriter();
        ObjectWriteContext pretty = new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                                .withArrayEmptySeparator("")
                                .withObjectEmptySeparator(""))
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"));
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
        try (JsonGenerator out = FACTORY.createGenerator(pretty, text)) {
            write(RecordWriter.tree(value), out);
        }
        return text.append('\n').toString();
    }

    private static void write(Tree tree, JsonGenerator out) {
        switch (tree) {
            case Tree.Fields fields -> {
                out.writeStartObject();
                fields.values().forEach((name, value) -> {
                    out.writeName(name);
                    write(value, out);
                });
                out.writeEndObject();
            }
            case Tree.Items items -> {
                out.writeStartArray();
                items.values().forEach(value -> write(value, out));
                out.writeEndArray();
            }
            case Tree.Text text -> out.writeString(text.value());
            case Tree.Number number when Character.isLetter(number.digits().charAt(number.digits().length() - 1)) -> out.writeString(number.digits());
            case Tree.Number number -> out.writeNumber(number.digits());
            case Tree.Truth truth -> out.writeBoolean(truth.value());
            case Tree.Nothing nothing -> out.writeNull();
        }
    }
}
