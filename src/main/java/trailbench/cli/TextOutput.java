package trailbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import trailbench.format.AtomicFile;
import trailbench.runs.TextForm;
import trailbench.work.Fault;

/// In which form a table is given, and where to.
final class TextOutput {
    @Option(names = "--csv", description = "Gives it as CSV.")
    private boolean csv;

    @Option(names = "--markdown", description = "Gives it as Markdown.")
    private boolean markdown;

    @Option(names = "--html", description = "Gives it as a page of HTML that needs no other file.")
    private boolean html;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the form into a file instead of printing it.")
    private @Nullable Path out;

    boolean json() {
        return json;
    }

    /// Empty where nobody asked for one: then it is laid out for the terminal, or as JSON.
    Optional<TextForm> form() {
        Fault.require(Stream.of(csv, markdown, html, json).filter(asked -> asked).count() <= 1, "Choose one of --csv, --markdown, --html and --json.");
        Optional<TextForm> form = csv ? Optional.of(TextForm.CSV) : markdown ? Optional.of(TextForm.MARKDOWN) : html ? Optional.of(TextForm.HTML) : Optional.empty();
        Fault.require(out == null || form.isPresent(), "--out needs a form: --csv, --markdown or --html.");
        return form;
    }

    void give(Session session, String text) {
        if (out == null) {
            session.print(text.stripTrailing());
        } else {
            AtomicFile.writeText(out, text);
            session.print("Written: " + out);
        }
    }
}
