package trailbench.table;

import static trailbench.work.Fault.require;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A text file of rows and columns, packed or not ([Unpacking]).
///
/// Columns may be quoted with `"`; a quote inside is doubled; a quoted column may hold line ends (RFC 4180).
///
/// @param delimiter what separates columns: 1 to 8 printable ASCII characters or tabs, none of them a quote (`,` or `::`)
/// @param header    true if the first row names the columns
public record DelimitedFile(Path path, String delimiter, boolean header, Charset encoding) {
    private static final int LONGEST_DELIMITER = 8;

    public DelimitedFile {
        Unpacking.requireFile(path);
        require(
                !delimiter.isEmpty() && delimiter.length() <= LONGEST_DELIMITER && delimiter.chars().allMatch(DelimitedFile::separates),
                "The delimiter \"%s\" is not 1 to %s plain ASCII characters. Choose comma, tab, space, semicolon, pipe, or characters like ::",
                delimiter.replaceAll("\\p{Cntrl}", "?"), LONGEST_DELIMITER);
    }

    private static boolean separates(int character) {
        return 0 < character && character < 127 && character != '"' && character != '\n' && character != '\r';
    }

    byte[] delimiterBytes() {
        return delimiter.getBytes(StandardCharsets.US_ASCII);
    }
}
