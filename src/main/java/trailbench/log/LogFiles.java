package trailbench.log;

import static trailbench.work.Fault.require;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.List;
import trailbench.table.DelimitedFile;
import trailbench.work.Fault;

/// The source files of a recipe, as its format says.
final class LogFiles {
    private LogFiles() {}

    /// @throws Fault.Request if there is none, one is missing, or the format is not understood
    static List<DelimitedFile> of(LogRecipe recipe, Path folder) {
        require(!recipe.files().isEmpty(), "log.files names no file.");
        LogRecipe.Format format = recipe.format();
        char delimiter = delimiter(format.delimiter());
        Charset encoding = encoding(format.encoding());
        return recipe.files().stream()
                .map(file -> new DelimitedFile(folder.resolve(file).normalize(), delimiter, format.header(), encoding))
                .toList();
    }

    private static char delimiter(String name) {
        return switch (name) {
            case "comma" -> ',';
            case "tab", "\\t" -> '\t';
            case "space" -> ' ';
            case "semicolon" -> ';';
            case "pipe" -> '|';
            default -> {
                require(
                        name.length() == 1,
                        "format.delimiter \"%s\" is neither comma, tab, space, semicolon, pipe nor one character. Logs with longer delimiters (::) must be rewritten first.",
                        name);
                yield name.charAt(0);
            }
        };
    }

    private static Charset encoding(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Fault.Request("format.encoding \"%s\" is not an encoding. Write one like UTF-8, ISO-8859-1 or GBK.", name, e);
        }
    }
}
