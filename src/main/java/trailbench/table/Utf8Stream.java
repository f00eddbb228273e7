package trailbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Text in any encoding as UTF-8 bytes. A byte that the encoding does not know is a [java.nio.charset.CharacterCodingException].
final class Utf8Stream extends InputStream {
    private final Reader reader;
    private final char[] characters = new char[1 << 14];
    private byte[] bytes = new byte[0];
    private int at;
    /// A high surrogate whose other half is still to come, or 0.
    private char half;

    Utf8Stream(InputStream in, Charset encoding) {
        reader = new InputStreamReader(
                in, encoding.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int read() throws IOException {
        return ready() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!ready()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean ready() throws IOException {
        while (at == bytes.length) {
            int kept = half == 0 ? 0 : 1;
            characters[0] = half;
            int read = reader.read(characters, kept, characters.length - kept);
            if (read < 0) {
                return false;
            }
            int count = kept + read;
            boolean split = Character.isHighSurrogate(characters[count - 1]);
            half = split ? characters[count - 1] : 0;
            bytes = new String(characters, 0, split ? count - 1 : count).getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
