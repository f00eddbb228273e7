package trailbench.bundle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names of users that tell nothing without a key: HMAC-SHA-256 of the id (RFC 2104), the first 16 bytes in hexadecimal digits.
///
/// Unlike a plain hash, it cannot be undone by hashing all ids there are. Whoever has the key can, so the key stays at home. Not for several threads.
public final class Pseudonyms {
    /// Length of a key.
    public static final int KEY_BYTES = 32;
    private static final int BYTES = 16;

    private final Mac mac;

    /// @param key `[KEY_BYTES]` drawn at random
    public Pseudonyms(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String of(String id) {
        return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)), BYTES));
    }
}
