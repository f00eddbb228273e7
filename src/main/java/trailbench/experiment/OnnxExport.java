package trailbench.experiment;

import java.nio.file.Path;
import trailbench.format.AtomicFile;
import trailbench.project.Program;
import trailbench.sequence.Vocabulary;
import trailbench.work.Fault;

/// Writes a run's best model as ONNX, and beside it which number is which item.
///
/// The file scores and no more: items of the history are not left out, nothing is cleaned, and nobody has held it against the evaluation; a bundle does
/// all that. It is for programs that have a runtime of their own.
final class OnnxExport {
    static final String ENDING = ".onnx";
    private static final String ITEMS = ".items.csv";

    private OnnxExport() {}

    static void write(RunModel asked, Path file) {
        Fault.require(file.toString().endsWith(ENDING), "%s is no name for an ONNX file. Let it end in %s.", file, ENDING);
        byte[] bytes = asked.model().onnx(Program.version());
        AtomicFile.write(file, out -> out.write(bytes));
        AtomicFile.writeText(items(file), table(asked.prepared().vocabulary()));
    }

    /// The table beside the file.
    static Path items(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ITEMS);
    }

    private static String table(Vocabulary vocabulary) {
        StringBuilder text = new StringBuilder("number,item,title\n");
        for (int item = 1; item <= vocabulary.size(); item++) {
            text.append(item).append(',').append(quoted(vocabulary.id(item))).append(',').append(quoted(vocabulary.title(item))).append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
