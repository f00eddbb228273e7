package trailbench.table;

import static trailbench.work.Fault.require;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import trailbench.work.Fault;

/// A text file of rows and columns, packed with gzip or not (its first bytes tell).
///
/// Columns may be quoted with `"`; a quote inside is doubled; a quoted column may hold line ends (RFC 4180).
///
/// @param delimiter what separates columns: one ASCII character
/// @param header    true if the first row names the columns
public record DelimitedFile(Path path, char delimiter, boolean header, Charset encoding) {

    public DelimitedFile {
        require(Files.exists(path), "%s does not exist. Check the path; paths in a recipe start at the project's folder.", path);
        require(Files.isRegularFile(path), "%s is a folder, not a file.", path);
        require(
                delimiter < 128 && delimiter != '"' && delimiter != '\n' && delimiter != '\r' && delimiter != 0,
                "The delimiter %s is not a plain ASCII character. Choose comma, tab, space, semicolon, pipe, or one character.",
                (int) delimiter);
    }

    /// The first bytes of a file, unpacked.
    ///
    /// @throws Fault if the file is missing or cannot be read
    public static byte[] head(Path path, int bytes) {
        var file = new DelimitedFile(path, ',', false, StandardCharsets.UTF_8);
        try (InputStream in = unpacked(file.path, Files.newInputStream(path))) {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /// `raw` through gzip if it starts like gzip.
    static InputStream unpacked(Path path, InputStream raw) throws IOException {
        var buffered = new BufferedInputStream(raw, 1 << 16);
        buffered.mark(4);
        byte[] magic = buffered.readNBytes(4);
        buffered.reset();
        if (magic.length == 4 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
            return new GZIPInputStream(buffered, 1 << 16);
        }
        boolean zip = magic.length == 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] == 3 && magic[3] == 4;
        require(!zip, "%s is a zip archive. Unpack it and choose the file inside.", path);
        return buffered;
    }

    static Fault unreadable(Path path, IOException e) {
        return new Fault.Work("%s could not be read: %s. If it is packed, check that it is whole.", path, reason(e), e);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
