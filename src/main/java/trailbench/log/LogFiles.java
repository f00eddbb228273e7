package trailbench.log;

import static trailbench.work.Fault.require;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import trailbench.table.DelimitedFile;
import trailbench.table.DelimitedRows;
import trailbench.table.QueriedRows;
import trailbench.table.RowSource;
import trailbench.table.Unpacking;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// The source files of a log.
public final class LogFiles {
    private LogFiles() {}

    /// Files as a recipe names them: a file itself; for a folder, the files in it; for a pattern (`part-*.csv`), those of its folder that
    /// fit. Hidden files are left out. Those of one folder or pattern come in the order of their names.
    ///
    /// @param folder where relative paths start
    /// @throws Fault.Request if a file is missing, or a folder or a pattern holds none
    public static List<Named> expand(List<Path> named, Path folder) {
        require(!named.isEmpty(), "log.files names no file.");
        return named.stream().flatMap(name -> {
            Path plain = folder.resolve(name).normalize();
            return expand(plain).map(path -> new Named(path.equals(plain) ? name : path, path));
        }).toList();
    }

    /// @param name as the recipe has it; the path of a file that a folder or a pattern stands for
    public record Named(Path name, Path path) {}

    private static Stream<Path> expand(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            return matching(path, "*", path);
        }
        boolean pattern = path.getFileName().toString().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
        if (Files.exists(path) || !pattern || parent == null) {
            Unpacking.requireExists(path);
            return Stream.of(path);
        }
        Unpacking.requireExists(parent);
        return matching(parent, path.getFileName().toString(), path);
    }

    private static Stream<Path> matching(Path folder, String pattern, Path asked) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : found) {
                if (Files.isRegularFile(file) && !Files.isHidden(file)) {
                    files.add(file);
                }
            }
        } catch (PatternSyntaxException e) {
            throw new Fault.Request("%s: is not a pattern of file names: %s", asked, e.getDescription(), e);
        } catch (IOException e) {
            throw new Fault.Work("%s could not be listed: %s", folder, Trouble.reason(e), e);
        }
        require(!files.isEmpty(), "%s: there is no file. Choose a folder or a pattern with log files.", asked);
        return files.stream().sorted();
    }

    /// @throws Fault.Request if a file is missing or empty, or the format is not understood
    static List<RowSource> of(LogRecipe recipe, Path folder) {
        return expand(recipe.files(), folder).stream().map(file -> open(file.path(), recipe.format())).toList();
    }

    /// Parquet and JSON lines are what they are, whatever the format says.
    static RowSource open(Path file, LogRecipe.Format format) {
        return QueriedRows.of(file).<RowSource>map(rows -> rows).orElseGet(
                () -> new DelimitedRows(new DelimitedFile(file, delimiter(format.delimiter()), format.header(), encoding(format.encoding()))));
    }

    /// A file whose format nobody has told.
    static Guessed openAsGuessed(Path file) {
        return QueriedRows.of(file).map(rows -> new Guessed(rows, LogRecipe.Format.defaults(), Map.of())).orElseGet(() -> {
            FormatGuess guess = FormatGuess.of(file);
            return new Guessed(open(file, guess.format()), guess.format(), guess.clues());
        });
    }

    /// @param clues why the format, by `delimiter`, `header`, `encoding`; none for a file that needs no format
    record Guessed(RowSource rows, LogRecipe.Format format, Map<String, Clue> clues) {}

    private static String delimiter(String name) {
        return switch (name) {
            case "comma" -> ",";
            case "tab", "\\t" -> "\t";
            case "space" -> " ";
            case "semicolon" -> ";";
            case "pipe" -> "|";
            default -> name;
        };
    }

    private static Charset encoding(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Fault.Request("format.encoding \"%s\" is not an encoding. Write one like UTF-8, ISO-8859-1 or GB18030.", name, e);
        }
    }
}
