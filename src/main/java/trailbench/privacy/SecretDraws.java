package trailbench.privacy;

import static trailbench.work.Fault.require;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Random numbers that nobody can tell without the key: the key stream of AES-256 in counter mode (NIST SP 800-38A), which the JDK brings.
///
/// What is drawn is a function of (key, purpose, step, place): the same on any number of threads and after a resumed run. Whoever has the key can
/// take the noise off again, and whoever knows who took part needs more noise, so the key belongs to nobody but who trains.
///
/// Normal numbers are made by Box and Muller from 53 bits in double precision and rounded to float. Their tails end at 8.6 deviations, and a
/// float cannot hold every value: I. Mironov, "On significance of the least significant bits for differential privacy", CCS 2012, shows what
/// an attacker with the exact bits of ONE noisy number could do with that. The proof behind ε is of real numbers; this gap stays, as in the
/// usual libraries without their secure modes.
public final class SecretDraws {
    public static final int KEY_BYTES = 32;

    private static final int BLOCK = 16;
    /// Numbers that are drawn in one go.
    private static final int CHUNK = 4096;

    private enum Purpose {
        PARTICIPANTS,
        WINDOWS,
        NOISE
    }

    private final SecretKeySpec key;

    public SecretDraws(byte[] key) {
        require(key.length == KEY_BYTES, "A key has %s bytes, not %s.", KEY_BYTES, key.length);
        this.key = new SecretKeySpec(key, "AES");
    }

    /// For each of `count` users, whether they take part in a step, by `rate`.
    public boolean[] participants(long step, int count, double rate) {
        ByteBuffer stream = stream(Purpose.PARTICIPANTS, step, 0, Math.ceilDiv(count, 2));
        boolean[] takes = new boolean[count];
        for (int user = 0; user < count; user++) {
            takes[user] = uniform(stream.getLong()) < rate;
        }
        return takes;
    }

    /// A number for a user's own choices in a step.
    public long choice(long step, int user) {
        return stream(Purpose.WINDOWS, step, user, 1).getLong();
    }

    /// Standard normal numbers `from …` of a step.
    public void normals(long step, long from, float[] into) {
        int skipped = (int) (from & 1);
        for (int done = 0; done < into.length; ) {
            long pair = (from + done) / 2;
            int pairs = Math.min(CHUNK, Math.ceilDiv(into.length - done + skipped, 2));
            ByteBuffer stream = stream(Purpose.NOISE, step, pair, pairs);
            for (int i = 0; i < pairs; i++) {
                double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(stream.getLong())));
                double angle = 2 * Math.PI * uniform(stream.getLong());
                if (skipped == 0) {
                    into[done++] = (float) (radius * StrictMath.cos(angle));
                }
                skipped = 0;
                if (done < into.length) {
                    into[done++] = (float) (radius * StrictMath.sin(angle));
                }
            }
        }
    }

    /// In [0, 1), of 53 bits.
    private static double uniform(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    /// Blocks `from …` of a step's stream. A step has 2⁵⁶, and a purpose 2⁵⁶ steps.
    private ByteBuffer stream(Purpose purpose, long step, long from, int blocks) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            byte[] start = ByteBuffer.allocate(BLOCK).putLong((long) purpose.ordinal() << 56 | step).putLong(from).array();
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(start));
            return ByteBuffer.wrap(cipher.doFinal(new byte[blocks * BLOCK]));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES in counter mode", impossible);
        }
    }
}
