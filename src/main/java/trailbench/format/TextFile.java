package trailbench.format;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// Reads small UTF-8 files whole.
final class TextFile {
    private TextFile() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new Fault.Request("%s does not exist", file, missing);
        } catch (CharacterCodingException notText) {
            throw new Fault.Request("%s is not UTF-8 text. Save it as UTF-8", file, notText);
        } catch (IOException unreadable) {
            throw new Fault.Work("%s cannot be read: %s", file, Trouble.reason(unreadable), unreadable);
        }
    }
}
