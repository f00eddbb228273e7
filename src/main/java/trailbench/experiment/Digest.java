package trailbench.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import trailbench.work.Fault;
import trailbench.work.Trouble;

/// SHA-256 over what a result depends on.
final class Digest {
    private static final int SHORT = 8;
    private static final int CHUNK = 1 << 16;

    private final MessageDigest digest;

    Digest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The SHA-256 of a file, in hexadecimal.
    static String ofFile(Path file) {
        Digest digest = new Digest();
        byte[] buffer = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new Fault.Request("%s cannot be read: %s. Check the name and your rights.", file, Trouble.reason(e), e);
        }
        return digest.full();
    }

    Digest add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /// As [#add(String)] of each, in larger pieces: a call for every text takes longer than the hash.
    Digest add(List<String> texts) {
        ByteArrayOutputStream pieces = new ByteArrayOutputStream(2 * CHUNK);
        for (String text : texts) {
            pieces.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            pieces.write(0);
            if (pieces.size() > CHUNK) {
                digest.update(pieces.toByteArray());
                pieces.reset();
            }
        }
        digest.update(pieces.toByteArray());
        return this;
    }

    Digest add(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        for (int from = 0; from < values.length; from += CHUNK / Integer.BYTES) {
            int count = Math.min(CHUNK / Integer.BYTES, values.length - from);
            bytes.clear();
            bytes.asIntBuffer().put(values, from, count);
            bytes.limit(count * Integer.BYTES);
            digest.update(bytes);
        }
        return this;
    }

    Digest add(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return add(bits);
    }

    Digest add(byte[] values) {
        digest.update(values);
        return this;
    }

    String full() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The first eight hexadecimal digits: enough to tell two data sets of one project apart.
    String brief() {
        return full().substring(0, SHORT);
    }
}
