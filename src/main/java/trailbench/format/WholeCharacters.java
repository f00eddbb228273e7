package trailbench.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;

/// A text whose characters beyond U+FFFF, such as emoji, are never torn between two reads. The YAML parser has room for one full buffer, and
/// fails where the buffer ends with half a character.
final class WholeCharacters extends FilterReader {
    private static final int NOTHING = -1;

    private int kept = NOTHING;

    WholeCharacters(String text) {
        super(new StringReader(text));
    }

    @Override
    public int read() throws IOException {
        int next = kept == NOTHING ? in.read() : kept;
        kept = NOTHING;
        return next;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = 0;
        if (kept != NOTHING) {
            buffer[from] = (char) kept;
            kept = NOTHING;
            count = 1;
        }
        int read = length > count ? in.read(buffer, from + count, length - count) : 0;
        if (read < 0) {
            return count == 0 ? -1 : count;
        }
        count += read;
        if (count > 1 && Character.isHighSurrogate(buffer[from + count - 1])) {
            kept = buffer[from + --count];
        }
        return count;
    }
}
