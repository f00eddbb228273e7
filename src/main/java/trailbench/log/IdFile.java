package trailbench.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Ids one a line, in UTF-8, as they stand beside a matrix that has none.
final class IdFile {
    private IdFile() {}

    /// @throws Fault.Request if the file is missing or no text
    static List<String> read(Path file) {
        Fault.require(Files.isRegularFile(file), "%s does not exist. Write the id of each row there, one a line.", file);
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(String::strip).toList();
        } catch (UncheckedIOException | CharacterCodingException e) {
            throw new Fault.Request("%s is no text in UTF-8. Write the id of each row there, one a line.", file, e);
        } catch (IOException e) {
            throw new Fault.Work("%s could not be read: %s", file, Trouble.reason(e), e);
        }
    }
}
